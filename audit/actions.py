"""Checking the ledger, looking at it, taking it out: each leaves its own mark."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Max

from audit.events import Event
from audit.labels import people_here
from audit.models import Entry, Verification, scope_or_platform
from audit.queries import Filters, entries_for, in_batches, subjects_in
from audit.record import Actor, record
from audit.sentences import Line, lines_of
from audit.verify import walk_chain
from safeguard.csvsafe import CellValue, stream_csv
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job

JOB = "audit.verify"
HEADER = (
    "When",
    "Who",
    "Role then",
    "What they did",
    "Reference",
    "Children",
    "Whom",
    "Where from",
    "Event",
    "Request",
)


class Reader(Actor, Protocol):
    """A membership that reads the ledger."""

    id: int


def check_ledger(
    *, by: Actor | None, now: datetime, progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Walk the chain of the current school (or of the platform, outside of any), and keep what was found."""
    school_id = scope_or_platform()
    with transaction.atomic():
        report = walk_chain(school_id, progress=progress)
        found: Verification = Verification.objects.create(
            school_id=school_id,
            checked_at=now,
            entries=report.entries,
            head=report.head,
            fault=report.fault,
        )
        record(
            Event.AUDIT_CHECKED, by=by, outcome="fault" if report.fault else "whole", entries=report.entries
        )
    return found


def ask_for_check(*, by: Reader | None, now: datetime) -> Job:
    """Start a check as a job; one that is under way is returned instead. `by` is None for the nightly one."""
    with transaction.atomic():
        return start_job(kind=JOB, by=by, payload={}, key=JOB, now=now)


def note_look(
    *, by: Actor, view: str, lines: Iterable[Line] = (), child: uuid.UUID | None = None, member: Any = None
) -> None:
    """The ledger is read: that is a look too, at every child whose name the page shows."""
    shown = {uid for line in lines for uid, _ in line.children}
    subjects = shown | ({child} if child else set())
    record(Event.AUDIT_OPENED, by=by, subjects=subjects, view=view, member=member)


def export_entries(*, by: Actor, filters: Filters) -> Iterator[bytes]:
    """What the page shows as CSV, piece by piece. The mark is made before the first byte leaves."""
    rows = entries_for(filters)
    with transaction.atomic():
        up_to = Entry.objects.here().aggregate(last=Max("id"))["last"] or 0
        rows = rows.filter(id__lte=up_to)
        record(Event.AUDIT_EXPORTED, by=by, subjects=subjects_in(rows), count=rows.count())
    return stream_csv(HEADER, _cells(filters, up_to))


def _cells(filters: Filters, up_to: int) -> Iterator[list[CellValue]]:
    people = people_here()
    for batch in in_batches(entries_for(filters), up_to=up_to):
        for line in lines_of(batch, people, about=filters.child):
            children = [name for _, name in line.children] + ([f"and {line.more} more"] if line.more else [])
            yield [
                line.at,
                line.who,
                line.role,
                line.did,
                line.reference or "".join(line.details),
                "; ".join(children),
                line.whom,
                line.address,
                str(line.entry.event),
                line.request,
            ]
