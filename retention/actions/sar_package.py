"""From the last decision to a file in the requester's hands: second check, build, leak scan, link."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from retention.actions.sar import RequestRefused, locked_request, subjects_of_request
from retention.article15 import complete
from retention.bundle import (
    INDEX,
    LETTER,
    MANIFEST,
    RECORDS,
    Cover,
    index_html,
    letter_html,
    manifest,
    numbering,
    plain,
    records_html,
)
from retention.leakscan import scan_zip
from retention.models import Package, RequestItem, SubjectRequest
from retention.models.requests import RequestState
from retention.queries.sar import BUILD, package_of
from retention.queries.sar_items import loose_ends
from retention.queries.sar_package import Material, cover_of, material_of, must_be_absent
from retention.request_moves import move
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job
from safeguard.paper import Book, Press, render_book
from safeguard.vault.files import remove_file, store_file
from safeguard.vault.keys import record_key, seal

PACKAGE_LASTS = timedelta(days=90)
Report = Callable[[int, int], None]

# Steps of a build after the pages: letter and list, the scan.
STEPS = 2


@dataclass
class Built:
    """What came of a build: a package, or how many places held words that had to be gone."""

    package: Package | None = None
    leaks: int = 0


@dataclass
class _Files:
    """Finished files with their pages, and every word that is meant to stand in them."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    steps: int = 0

    def add(self, name: str, book: Book, pages: Iterable[str]) -> None:
        """Keep a file that is laid out. Its title, and the words and numbers of its pages, may be in it."""
        self.bodies[name], self.pages[name] = b"".join(book.stream()), book.pages
        self.said += [name, book.title, numbering(book.pages), *map(plain, pages)]


def submit_review(*, by: Membership, request: SubjectRequest, now: datetime) -> None:
    """Say that every record is decided. Raises RequestRefused while one isn't, or words are left about."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "submit")
        _check_decided(row)
        row.state, row.submitted_by, row.submitted_at = move(row.state, "submit"), by, now
        _save(row, "state", "submitted_by", "submitted_at")
        _tell(Event.SAR_MOVED, row, by=by, move="submit", state=_label(row))


def approve_review(*, by: Membership, request: SubjectRequest, note: str, now: datetime) -> None:
    """The second check. Whoever decided may approve only with a reason why nobody else could look."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "approve")
        if row.submitted_by_id == by.pk and not note.strip():
            raise RequestRefused("You decided these records yourself. Say why nobody else can check them.")
        _check_decided(row)
        row.state, row.approved_by, row.approved_at = move(row.state, "approve"), by, now
        seal(row, record_key(row.uid), approved_note=note.strip() or None)
        _save(row, "state", "approved_by", "approved_at", "approved_note")
        second = "no" if row.submitted_by_id == by.pk else "yes"
        _tell(Event.SAR_APPROVED, row, by=by, second=second)


def send_back(*, by: Membership, request: SubjectRequest, now: datetime) -> None:
    """Open the review again. What was approved counts no longer, and a package that was made is removed."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "send_back")
        row.state = move(row.state, "send_back")
        row.submitted_by = row.approved_by = row.submitted_at = row.approved_at = row.approved_note = None
        _save(row, "state", "submitted_by", "submitted_at", "approved_by", "approved_at", "approved_note")
        _retire(row, now=now)
        _tell(Event.SAR_MOVED, row, by=by, move="send_back", state=_label(row))


def ask_to_build(*, by: Membership, request: SubjectRequest, now: datetime) -> Job:
    """Start making the package in the background."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "build")
        return start_job(kind=BUILD, by=by, payload={"request": str(row.uid)}, key=str(row.uid), now=now)


def build_package(*, by: Membership, request: SubjectRequest, now: datetime, report: Report) -> Built:
    """Make the package and prove it clean, or keep nothing.

    Words are taken out of the records first, then pages are made, then every file is searched for them.
    Raises RequestRefused, and PaperError or StoreFull where pages or the disk fail.
    """
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "build")
        _check_decided(row)
        if not complete():
            raise RequestRefused("The answer lacks something that the law wants said with it.")
        material = material_of(row)
        cover = cover_of(row, by=by, material=material, today=timezone.localdate(now))
        files = _papers(material, cover, report)
        archive = _archive(files, cover, now)
        phrases, contradictions = must_be_absent(row, material, files.said)
        if contradictions:
            raise RequestRefused(
                f"In {len(contradictions)} places words are removed that are shared elsewhere as a whole."
                " Open the review and decide again."
            )
        # A scan takes longer than a lease; each sign of life prolongs it, and a cancelled job ends here.
        leaks = scan_zip(archive, phrases, beat=lambda: report(files.steps - 1, files.steps))
        if leaks:
            _tell(Event.SAR_BUILD_REFUSED, row, by=by, count=len(leaks))
            return Built(leaks=len(leaks))
        return Built(_store(row, by, archive, files, material, len(phrases), now))


def _papers(material: Material, cover: Cover, report: Report) -> _Files:
    """The three PDFs, the records first, because the list of them needs their pages."""
    files = _Files()
    parts = list(records_html(material.records, cover))
    files.steps = len(parts) + STEPS

    def tell(done: int) -> None:
        report(done, files.steps)

    with Press() as press:
        about = f"{cover.reference}: records"
        with render_book(parts, title=about, stamp=cover.stamp, progress=tell, press=press) as book:
            files.add(RECORDS, book, parts)
            anchors, last = book.anchors, book.pages
        index = index_html(material.records, cover, anchors, last)
        letter = letter_html(cover, shared=material.shared + material.in_part, pages=last)
        for name, page, title in ((INDEX, index, "list of records"), (LETTER, letter, "our answer")):
            about = f"{cover.reference}: {title}"
            with render_book([page], title=about, stamp=cover.stamp, press=press) as book:
                files.add(name, book, [page])
    report(len(parts) + 1, files.steps)
    files.said += [cover.stamp.head, cover.stamp.aside, cover.stamp.foot]
    return files


def _archive(files: _Files, cover: Cover, now: datetime) -> bytes:
    """One ZIP with the files and the list of their digests. Its dates are the day it was made."""
    listed: list[dict[str, Any]] = [
        {
            "name": name,
            "bytes": len(body),
            "pages": files.pages[name],
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        for name, body in sorted(files.bodies.items())
    ]
    said = manifest(cover, listed)
    files.said.append(said)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        stamp = timezone.localtime(now).timetuple()[:6]
        for name, body in (*sorted(files.bodies.items()), (MANIFEST, said.encode())):
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, body)
    return out.getvalue()


def _store(
    row: SubjectRequest,
    by: Membership,
    archive: bytes,
    files: _Files,
    material: Material,
    checked: int,
    now: datetime,
) -> Package:
    _retire(row, now=now)
    until = now + PACKAGE_LASTS
    file = store_file(
        [archive],
        key=record_key(row.uid),
        content_type="application/zip",
        name=f"{row.reference}.zip",
        expires_at=until,
    )
    made: Package = Package.objects.create(
        request=row,
        file=file,
        made_at=now,
        made_by=by,
        pages=sum(files.pages.values()),
        shared=material.shared,
        in_part=material.in_part,
        withheld=material.withheld,
        phrases_checked=checked,
        expires_at=until,
    )
    _tell(Event.SAR_BUILT, row, by=by, pages=made.pages, sha256=file.sha256, checked=checked)
    return made


def _retire(row: SubjectRequest, *, now: datetime) -> None:
    """The package that stood is taken away: only one answer stands at a time."""
    old = package_of(row)
    if old is None:
        return
    old.replaced_at, old.link_digest, old.link_until = now, None, None
    old.save(update_fields=["replaced_at", "link_digest", "link_until"])
    remove_file(old.file, now=now)


def _check_decided(row: SubjectRequest) -> None:
    items = RequestItem.objects.filter(request=row)
    left = items.filter(choice=None).count()
    if not items.exists():
        raise RequestRefused("Nothing has been gathered yet.")
    if left:
        raise RequestRefused(f"{left} record{'s are' if left > 1 else ' is'} not decided yet.")
    if loose := loose_ends(row):
        records = sorted({number for end in loose for number in end.records})
        raise RequestRefused(
            "Words that you removed still stand in record"
            f"{'s' if len(records) > 1 else ''} {', '.join(map(str, records[:10]))}. Decide about them first."
        )


def _save(row: SubjectRequest, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _label(row: SubjectRequest) -> str:
    return str(RequestState(row.state).label).lower()


def _tell(event: Event, row: SubjectRequest, *, by: Membership, **payload: str | int) -> None:
    record(event, by=by, subjects=subjects_of_request(row), target=row, reference=row.reference, **payload)
