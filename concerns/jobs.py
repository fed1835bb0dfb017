"""Jobs of the record."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.actions.imports import KIND as IMPORT
from concerns.actions.imports import ImportRefused, run_of_job, write_import
from concerns.imports.unreadable import UnreadableFile
from concerns.models import Child
from concerns.queries.chronology import ChronologyFilter, entries_for, narrowed, strip_sentence, strip_weeks
from concerns.queries.visible import visible_children
from safeguard.jobs.actions import JobFailed, Run
from safeguard.jobs.registry import OWN_UID, job
from safeguard.paper.book import render_book
from safeguard.paper.faults import PaperError
from safeguard.paper.sheet import Stamp, document, in_chunks
from safeguard.ui.dates import long_form
from safeguard.vault.files import StoreFull, store_file
from safeguard.vault.keys import subject_key

KEPT = timedelta(days=7)
REASONS = {
    "strategy": "Strategy meeting or conference",
    "referral": "Referral",
    "transfer": "The child is moving school",
    "review": "Review by the safeguarding team",
    "other": "Another reason",
}


def _pieces(rows: Any, front: dict[str, Any]) -> Iterator[str]:
    yield render_to_string("concerns/paper/front.html", front)
    for entry in rows.iterator(chunk_size=200):
        yield render_to_string("concerns/paper/entry.html", {"entry": entry})


@job("chronology.pdf", page="concerns:chronology_pdf", page_keys={"uid": "child", "job": OWN_UID})
def build_chronology(run: Run, *, child: str, show: str, member: str, reason: str) -> None:
    """A child's chronology as tagged PDF, sealed with the child's key, for the person who asked.

    Their right is checked again here: it may have ended since they asked.
    """
    by = Membership.objects.select_related("user", "school").get(uid=uuid.UUID(member))
    found = visible_children(by).filter(uid=uuid.UUID(child)).first()
    if found is None or not by.can(Capability.CHRONOLOGY_EXPORT) or not by.is_live(timezone.localdate()):
        raise JobFailed("You can no longer open this file.")
    rows, now = narrowed(entries_for(by, found), ChronologyFilter(show=show)), timezone.now()
    try:
        _build(run, by, found, rows.order_by("happened_at", "id"), reason, now)
    except (PaperError, StoreFull) as problem:
        raise JobFailed(str(problem)) from None


def _build(run: Run, by: Membership, child: Child, rows: Any, reason: str, now: Any) -> None:
    weeks, total = strip_weeks(rows, today=timezone.localdate()), rows.count()
    front = {
        "child": child,
        "school": by.school,
        "made_by": f"{by.display_name} ({by.role_label})",
        "made_at": now,
        "copy": str(run.job.uid)[:8],
        "reason": REASONS[reason],
        "total": total,
        "weeks": weeks,
        "strip_words": strip_sentence(weeks),
    }
    title = f"Chronology, {by.school.name}"
    parts = [document(part, title=title) for part in in_chunks(_pieces(rows, front))]
    stamp = Stamp(
        head="Confidential: child protection chronology",
        aside=by.school.name,
        foot=f"Made for {by.display_name}, {long_form(now)}, copy {str(run.job.uid)[:8]}",
    )
    run.progress(0, len(parts))
    with render_book(parts, title=title, stamp=stamp, progress=lambda n: run.progress(n, len(parts))) as book:
        file = store_file(
            book.stream(),
            key=subject_key(child.uid),
            content_type="application/pdf",
            name="chronology.pdf",
            expires_at=now + KEPT,
        )
        run.job.result = {"file": str(file.uid), "child": str(child.uid), "pages": book.pages}
        record(
            Event.CHRONOLOGY_EXPORTED,
            by=by,
            subjects=[child.uid],
            target=child,
            pages=book.pages,
            sha256=file.sha256,
        )


@job(IMPORT, seen_with=Capability.PUPILS_IMPORT, page="concerns:import_run", page_keys={"uid": "uid"})
def import_pupils(run: Run, *, uid: str) -> None:
    """Write a list of pupils that somebody looked at; their right is checked again here."""
    by, now = run.member, timezone.now()
    if by is None or not by.can(Capability.PUPILS_IMPORT) or not by.is_live(timezone.localdate(now)):
        raise JobFailed("You can no longer bring in pupils.")
    try:
        write_import(by=by, run=run_of_job(uid), now=now, report=run.progress)
    except (ImportRefused, UnreadableFile, StoreFull) as problem:
        raise JobFailed(getattr(problem, "sentence", str(problem))) from None
    run.job.result = {"uid": uid}
