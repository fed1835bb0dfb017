"""Bringing in a list of pupils: upload, say which column is what, look, write. Nothing is written half.

The uploaded file is sealed with the school's key and removed as soon as it was written, stopped, or two days
old. What the writing does is worked out anew from that file and has to equal what the preview showed.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.actions.roll import Report, RollChanged, write_plan
from concerns.imports.mapping import ChildField, check_mapping, chosen, guess_mapping
from concerns.imports.match import ExistingChild
from concerns.imports.plan import ImportPlan, plan_import
from concerns.imports.reading import open_table
from concerns.imports.rejects import stream_rejects
from concerns.imports.rows import ReadRows, read_rows
from concerns.imports.table import Table
from concerns.models import ImportRun
from concerns.queries.imports import bytes_of, existing_children
from safeguard import csvsafe
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job
from safeguard.scope import current_school_id
from safeguard.vault.files import path_of, store_file
from safeguard.vault.keys import school_key
from safeguard.vault.models import SealedFile

KIND = "pupils.import"
KEPT_OPEN = timedelta(days=2)
KEPT_REJECTS = timedelta(days=7)
STALE = "The list or the file has changed since this was looked at. Look at it again before you write it."
OVER = "This file was written or stopped already. Upload it again if you still need it."
BUSY = "This file is being written at the moment."


class ImportRefused(Exception):
    """The step can't be taken; the text says why and what to do, without a word of the file."""


@dataclass(frozen=True)
class Preview:
    """What writing would do. Holds opened names: for the length of a request only."""

    run: ImportRun
    table: Table = field(repr=False)
    rows: ReadRows = field(repr=False)
    existing: list[ExistingChild] = field(repr=False)
    plan: ImportPlan = field(repr=False)

    def counts(self) -> dict[str, int]:
        """The numbers that the writing must find again."""
        return {
            "rows": len(self.table.rows) + len(self.table.broken),
            "problems": len(self.rows.problems),
            "notes": len(self.rows.notes),
            **self.plan.counts(),
        }


def start_import(*, by: Membership | None, data: bytes, name: str, now: datetime) -> ImportRun:
    """Keep an uploaded file, sealed, with a first guess of its columns. `by` is None only for commands.

    Raises UnreadableFile, StoreFull.
    """
    _allow(by)
    table = open_table(data)
    guess = chosen(guess_mapping(table, today=timezone.localdate(now)))
    with transaction.atomic():
        file = store_file(
            [data],
            key=school_key(),
            content_type="application/octet-stream",
            name=name[:200],
            expires_at=now + KEPT_OPEN,
        )
        mapping = {key.value: table.headers.index(header) for key, header in guess.items()}
        run: ImportRun = ImportRun.objects.create(
            by=by, at=now, expires_at=now + KEPT_OPEN, file=file, mapping=mapping
        )
        record(Event.IMPORT_STARTED, by=by, target=run, count=len(table.rows))
    return run


def choose_mapping(
    *, by: Membership | None, run: ImportRun, mapping: Mapping[ChildField, int], now: datetime
) -> ImportRun:
    """Say which column (by number, from 0) holds which field. Raises UnreadableFile, ImportRefused."""
    _allow(by)
    with transaction.atomic():
        row = _locked(run)
        _refuse_unless_open(row, now)
        table = open_table(bytes_of(row.file))
        check_mapping(_headers(table, mapping), table.headers)
        row.mapping = {name.value: int(place) for name, place in mapping.items()}
        row.state, row.counts, row.confirmed, row.missing = ImportRun.State.MAPPED, {}, [], None
        row.save(update_fields=["mapping", "state", "counts", "confirmed", "missing"])
    return row


def preview_import(*, by: Membership | None, run: ImportRun, now: datetime) -> Preview:
    """Work out what writing would do, and remember its numbers. Raises UnreadableFile, ImportRefused."""
    _allow(by)
    with transaction.atomic():
        row = _locked(run)
        _refuse_unless_open(row, now)
        if row.state == ImportRun.State.UPLOADED:
            raise ImportRefused("Say first which column holds what.")
        preview = _compare(row, now)
        row.state, row.counts = ImportRun.State.PREVIEWED, preview.counts()
        row.save(update_fields=["state", "counts"])
        shown = {*(change.child for change in preview.plan.changed), *preview.plan.missing}
        shown |= {stop.child for stop in preview.plan.stops if stop.child is not None}
        record(Event.IMPORT_PREVIEWED, by=by, subjects=shown, target=row, count=row.counts["rows"])
    return preview


def ask_to_write(
    *,
    by: Membership,
    run: ImportRun,
    confirmed: Collection[int] = (),
    missing: int | None = None,
    now: datetime,
) -> Job:
    """Start the job that writes. `confirmed`: lines of which the member says "the same child".

    `missing`: how many children who aren't in the file the member agreed to mark as left; None marks nobody.
    It must be the number that the preview counted. Raises ImportRefused.
    """
    _allow(by)
    with transaction.atomic():
        row = _locked(run)
        _refuse_unless_previewed(row, now)
        _settle(row, confirmed, missing)
        job = start_job(kind=KIND, by=by, payload={"uid": str(row.uid)}, key=str(row.uid), now=now)
        row.job = job.uid
        row.save(update_fields=["job"])
    return job


def write_import(
    *,
    by: Membership | None,
    run: ImportRun,
    now: datetime,
    confirmed: Collection[int] | None = None,
    missing: int | None = None,
    report: Report = lambda done, total: None,
) -> ImportRun:
    """Write a previewed file onto the roll, all of it or nothing. A written one is left as it is.

    `confirmed` and `missing` are for commands; a page has settled them in `ask_to_write`.
    Raises ImportRefused when the list is not the one that was looked at.
    """
    _allow(by)
    with transaction.atomic():
        row = _locked(run)
        if row.state == ImportRun.State.WRITTEN:
            return row
        _refuse_unless_previewed(row, now, by_job=confirmed is None)
        if confirmed is not None:
            _settle(row, confirmed, missing)
        _lock_roll()
        seen = _compare(row, now)
        if seen.counts() != row.counts:
            raise ImportRefused(STALE)
        with _rejects_kept_only_if_written() as kept:
            _write(by, row, seen, kept, now, report)
    return row


def _write(
    by: Membership | None,
    row: ImportRun,
    seen: Preview,
    kept: list[SealedFile],
    now: datetime,
    report: Report,
) -> None:
    today = timezone.localdate(now)
    plan = plan_import(
        seen.rows.pupils,
        seen.existing,
        today=today,
        problems=seen.rows.problems,
        confirmed=frozenset(row.confirmed),
    )
    try:
        with transaction.atomic():
            write_plan(by=by, plan=plan, leave_missing=row.missing is not None, today=today, report=report)
    except (IntegrityError, RollChanged):
        # Somebody added or changed a child in the same moment.
        raise ImportRefused(STALE) from None
    if seen.rows.problems or plan.stops:
        row.rejects = store_file(
            stream_rejects(seen.table, seen.rows.problems, plan.stops),
            key=school_key(),
            content_type=csvsafe.CONTENT_TYPE,
            name="rows-left-out.csv",
            expires_at=now + KEPT_REJECTS,
        )
        kept.append(row.rejects)
    row.counts = {**seen.counts(), **plan.counts(), "marked_left": row.missing or 0}
    row.state, row.written_at, row.expires_at = ImportRun.State.WRITTEN, now, now + KEPT_REJECTS
    row.save(update_fields=["state", "written_at", "expires_at", "counts", "rejects", "confirmed", "missing"])
    _remove_on_commit(row.file, now)
    record(
        Event.CHILDREN_IMPORTED,
        by=by,
        target=row,
        added=len(plan.new),
        changed=len(plan.changed),
        left_out=len(seen.rows.problems) + len(plan.stops),
    )


def stop_import(*, by: Membership | None, run: ImportRun, now: datetime) -> None:
    """Throw an open run and its file away. One that is over already is left as it is."""
    _allow(by)
    with transaction.atomic():
        row = _locked(run)
        if not row.is_open:
            return
        if _is_running(row):
            raise ImportRefused(BUSY)
        _stop(row, now)
        record(Event.IMPORT_STOPPED, by=by, target=row)


def expire_imports(*, now: datetime) -> int:
    """Remove what lies too long: open runs after two days, files of rejected rows after seven."""
    count = 0
    for old in ImportRun.objects.select_related("file", "rejects").filter(expires_at__lt=now):
        with transaction.atomic():
            row = _locked(old)
            if row.is_open and not _is_running(row):
                _stop(row, now)
                count += 1
            elif row.rejects is not None and row.rejects.removed_at is None:
                _remove_on_commit(row.rejects, now)
                count += 1
    return count


def _stop(row: ImportRun, now: datetime) -> None:
    row.state = ImportRun.State.FAILED
    row.save(update_fields=["state"])
    _remove_on_commit(row.file, now)


def _allow(by: Membership | None) -> None:
    if by is not None:
        require(by, Capability.PUPILS_IMPORT)


def _locked(run: ImportRun) -> ImportRun:
    rows = ImportRun.objects.select_for_update(of=("self",)).select_related("file", "rejects")
    row: ImportRun = rows.get(pk=run.pk)
    return row


def _is_running(row: ImportRun) -> bool:
    live = [Job.State.QUEUED, Job.State.RUNNING]
    return row.job is not None and Job.objects.filter(uid=row.job, state__in=live).exists()


def _refuse_unless_open(row: ImportRun, now: datetime, *, by_job: bool = False) -> None:
    if not row.is_open or row.expires_at < now:
        raise ImportRefused(OVER)
    if not by_job and _is_running(row):
        raise ImportRefused(BUSY)


def _refuse_unless_previewed(row: ImportRun, now: datetime, *, by_job: bool = False) -> None:
    _refuse_unless_open(row, now, by_job=by_job)
    if row.state != ImportRun.State.PREVIEWED:
        raise ImportRefused("Look at what would be written first.")


def _settle(row: ImportRun, confirmed: Collection[int], missing: int | None) -> None:
    """Keep what a person decided about stopped rows and missing children."""
    if missing is not None and missing != row.counts["missing"]:
        raise ImportRefused(STALE)
    row.confirmed, row.missing = sorted(confirmed), missing
    row.save(update_fields=["confirmed", "missing"])


def _headers(table: Table, mapping: Mapping[ChildField, int]) -> dict[ChildField, str]:
    """The mapping by heading. Raises ImportRefused for a column that the file doesn't have."""
    if any(not 0 <= place < len(table.headers) for place in mapping.values()):
        raise ImportRefused(STALE)
    return {name: table.headers[place] for name, place in mapping.items()}


def _compare(row: ImportRun, now: datetime) -> Preview:
    today = timezone.localdate(now)
    table = open_table(bytes_of(row.file))
    mapping = _headers(table, {ChildField(name): place for name, place in row.mapping.items()})
    check_mapping(mapping, table.headers)
    rows, existing = read_rows(table, mapping, today=today), existing_children()
    plan = plan_import(rows.pupils, existing, today=today, problems=rows.problems)
    return Preview(row, table, rows, existing, plan)


def _lock_roll() -> None:
    """One import at a time in a school, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}|{current_school_id()}"]
        )


def _remove_on_commit(file: SealedFile, now: datetime) -> None:
    """Mark a file as removed, and take its bytes away once that can't be undone any more."""
    file.removed_at = now
    file.save(update_fields=["removed_at"])
    transaction.on_commit(partial(path_of(file).unlink, missing_ok=True))


@contextmanager
def _rejects_kept_only_if_written() -> Iterator[list[SealedFile]]:
    """A file on disk knows nothing of transactions: what was stored goes again if the writing fails."""
    kept: list[SealedFile] = []
    try:
        yield kept
    except BaseException:
        for file in kept:
            path_of(file).unlink(missing_ok=True)
        raise


def run_of_job(uid: str) -> ImportRun:
    """The run that a job was started for."""
    row: ImportRun = ImportRun.objects.get(uid=uuid.UUID(uid))
    return row
