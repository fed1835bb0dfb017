"""Gathering a child’s records into a request: copies are reviewed, the records stay as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from retention.actions.sar import RequestRefused, locked_request, subjects_of_request
from retention.models import RequestItem, RequestRedaction, SearchLog, SubjectRequest
from retention.queries.sar import GATHER
from retention.queries.sar_sources import Gathered, count_sources, gather
from retention.request_moves import move
from retention.snapshots import dump
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job
from safeguard.vault.envelope import Key
from safeguard.vault.keys import opened, record_key, seal

Report = Callable[[int, int], None]


@dataclass
class GatherCounts:
    """What a pass found: new records, records that changed since they were gathered, and all of them."""

    new: int = 0
    changed: int = 0
    all: int = 0


def ask_to_gather(*, by: Membership, request: SubjectRequest, now: datetime) -> Job:
    """Start the search of Safeguard itself, in the background. It can be asked for again."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "gather")
        if row.subject is None:
            raise RequestRefused("Choose first whose file it is about.")
        row.state, row.version = move(row.state, "gather"), row.version + 1
        row.save(update_fields=["state", "version"])
        payload = {"request": str(row.uid)}
        return start_job(kind=GATHER, by=by, payload=payload, key=str(row.uid), now=now)


def gather_records(*, by: Membership, request: SubjectRequest, now: datetime, report: Report) -> GatherCounts:
    """Copy everything about the child into the request, and write the search into its log.

    A record that was gathered before stays as it was decided, unless its words have changed since: then it
    is copied again, what was removed from it is taken back, and it must be decided again.
    """
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "gathered")
        if row.subject is None:
            raise RequestRefused("Choose first whose file it is about.")
        key, counts = record_key(row.uid), GatherCounts()
        known = {(item.source, item.source_uid): item for item in RequestItem.objects.filter(request=row)}
        last = max((item.number for item in known.values()), default=0)
        total = max(count_sources(row.subject), 1)
        for counts.all, found in enumerate(gather(row.subject), start=1):
            item = known.get((found.source, found.uid))
            if item is None:
                last += 1
                _add(row, found, last, key, now)
                counts.new += 1
            elif opened(item.words) != dump(found.words):
                _renew(item, found, by=by, key=key, now=now)
                counts.changed += 1
            report(min(counts.all, total), total)
        row.state, row.version = move(row.state, "gathered"), row.version + 1
        row.save(update_fields=["state", "version"])
        _log(row, counts, by=by, key=key, now=now)
    return counts


def _add(row: SubjectRequest, found: Gathered, number: int, key: Key, now: datetime) -> None:
    item = RequestItem(
        request=row,
        number=number,
        source=found.source,
        source_uid=found.uid,
        reference=found.reference,
        happened_at=found.happened_at,
        disclosure=found.disclosure,
        gathered_at=now,
    )
    seal(item, key, words=dump(found.words))
    item.save(force_insert=True)


def _renew(item: RequestItem, found: Gathered, *, by: Membership, key: Key, now: datetime) -> None:
    seal(item, key, words=dump(found.words))
    item.gathered_at, item.disclosure = now, found.disclosure
    item.choice = item.decided_at = item.decided_by = None
    item.version += 1
    item.save()
    live = RequestRedaction.objects.filter(item=item, taken_back_at=None)
    live.update(taken_back_at=now, taken_back_by=by)


def _log(row: SubjectRequest, counts: GatherCounts, *, by: Membership, key: Key, now: datetime) -> None:
    line = SearchLog(request=row, place="safeguard", found=counts.all, searched_at=now, searched_by=by)
    terms = "All records that name this child by involvement, with what hangs on them, details and access."
    seal(line, key, terms=terms)
    line.save(force_insert=True)
    record(
        Event.SAR_GATHERED,
        by=by,
        subjects=subjects_of_request(row),
        target=row,
        reference=row.reference,
        count=counts.all,
        new=counts.new,
        changed=counts.changed,
    )
