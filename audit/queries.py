"""Reading the ledger: filters, pages, and the two questions it is asked."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from audit.events import SPECS, Event, Kind
from audit.labels import Person
from audit.models import Entry, Mention, Verification
from safeguard.scope import current_school_id

PAGE = 50
# Counting further would read the whole ledger for a number that nobody needs.
COUNTED = 500
LAST_PAGE = 100_000
BATCH = 500


@dataclass(frozen=True)
class Filters:
    """What of the ledger is asked for. Uids and codes only: it stands in the address."""

    person: Person | None = None
    child: uuid.UUID | None = None
    kind: Kind | None = None
    since: date | None = None
    until: date | None = None
    fields: bool = False


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def entries_for(filters: Filters) -> QuerySet[Entry]:
    """Entries of the current school, the newest first."""
    rows: QuerySet[Entry] = Entry.objects.here()
    order = ["-timestamp", "-id"]
    if filters.child is not None:
        rows = rows.filter(mentions__school_id=current_school_id(), mentions__subject_uid=filters.child)
        # Read along the index of mentions; the array is asked again, so that a forged mention shows nothing.
        rows, order = rows.filter(subjects__contains=[filters.child]), ["-mentions__at", "-id"]
    if filters.person is not None:
        rows = rows.filter(actor_id=filters.person.user_id)
    if filters.kind is not None:
        rows = rows.filter(event__in=[event for event, spec in SPECS.items() if spec.kind is filters.kind])
    if filters.since is not None:
        rows = rows.filter(timestamp__gte=_midnight(filters.since))
    if filters.until is not None:
        rows = rows.filter(timestamp__lt=_midnight(filters.until + timedelta(days=1)))
    if not filters.fields:
        rows = rows.exclude(event=Event.FIELD_CHANGED)
    return rows.select_related("content_type").order_by(*order)


@dataclass(frozen=True)
class Page:
    """A page of entries, found without counting them all: a long ledger costs no more than a short one."""

    rows: list[Entry]
    number: int
    has_next: bool
    counted: int

    @property
    def first(self) -> int:
        """The number of its first entry, counted from the newest."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The number of its last entry."""
        return self.first + len(self.rows) - 1

    @property
    def more(self) -> bool:
        """True when there are more than were counted."""
        return self.counted > COUNTED

    @property
    def limit(self) -> int:
        """How far was counted."""
        return COUNTED


def page_of(rows: QuerySet[Entry], number: str) -> Page:
    """A page by what stands in the address; anything that isn't a page with entries is the first."""
    wanted = min(int(number), LAST_PAGE) if number.isascii() and number.isdigit() and number != "0" else 1
    found = _slice(rows, wanted)
    if not found and wanted > 1:
        wanted, found = 1, _slice(rows, 1)
    whole = wanted == 1 and len(found) <= PAGE
    counted = len(found) if whole else rows[: COUNTED + 1].count()
    return Page(found[:PAGE], wanted, len(found) > PAGE, counted)


def _slice(rows: QuerySet[Entry], number: int) -> list[Entry]:
    """The entries of a page, and one more where there is one."""
    start = (number - 1) * PAGE
    return list(rows[start : start + PAGE + 1])


def in_batches(rows: QuerySet[Entry], *, up_to: int) -> Iterator[list[Entry]]:
    """All entries of a query, the newest first, a batch at a time, none that came later than `up_to`."""
    rest = rows.filter(id__lte=up_to)
    while True:
        found = list(rest[:BATCH])
        if found:
            yield found
        if len(found) < BATCH:
            return
        last = found[-1]
        earlier = Q(timestamp__lt=last.timestamp) | Q(timestamp=last.timestamp, id__lt=last.id)
        rest = rows.filter(earlier, id__lte=up_to, timestamp__lte=last.timestamp)


def entries_of_request(request_id: uuid.UUID) -> QuerySet[Entry]:
    """Everything that one request, or one job, wrote: events and field-level changes, in order."""
    rows: QuerySet[Entry] = Entry.objects.here().filter(cid=str(request_id))
    return rows.select_related("content_type").order_by("id")


def last_check() -> Verification | None:
    """What the latest check of the current school's chain found."""
    rows = Verification.objects.filter(school_id=current_school_id())
    return rows.order_by("-checked_at", "-id").first()


def is_mentioned(uid: uuid.UUID) -> bool:
    """True for somebody whom the ledger of the current school names, even after their file has ended."""
    return Mention.objects.filter(school_id=current_school_id(), subject_uid=uid).exists()


@dataclass(frozen=True)
class Seen:
    """One person's part in who saw a child."""

    person: Person | None
    times: int
    first: datetime
    last: datetime


def who_saw(rows: QuerySet[Entry], people: Sequence[Person]) -> list[Seen]:
    """Everybody who appears in these entries, whoever came last first. Nobody's own doing is left out."""
    by_user = {p.user_id: p for p in people}
    found = (
        rows.exclude(actor=None)
        .order_by()
        .values("actor_id")
        .annotate(times=Count("id"), first=Min("timestamp"), last=Max("timestamp"))
    )
    seen = [Seen(by_user.get(r["actor_id"]), r["times"], r["first"], r["last"]) for r in found]
    return sorted(seen, key=lambda s: s.last, reverse=True)


def counts_by_kind(rows: QuerySet[Entry]) -> dict[Kind, int]:
    """How often a person did what kind of thing."""
    counts: dict[Kind, int] = {}
    for row in rows.order_by().values("event").annotate(times=Count("id")):
        spec = SPECS.get(row["event"])
        if spec is not None:
            counts[spec.kind] = counts.get(spec.kind, 0) + row["times"]
    return counts


def subjects_in(rows: QuerySet[Entry]) -> list[uuid.UUID]:
    """Every subject that these entries name."""
    ids: Any = rows.order_by().values("id")
    found = Mention.objects.filter(school_id=current_school_id(), entry_id__in=ids)
    return list(found.order_by().values_list("subject_uid", flat=True).distinct())
