"""A child's chronology: filtered, counted, and as a strip of weeks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from access.models import Membership
from concerns.models import Child, ChronologyEntry, Exclusion
from concerns.queries.visible import visible_to
from safeguard.ui.strip import Week

WEEKS = 52
SHOWN = {
    "": ("key", "significant", "routine"),
    "significant": ("key", "significant"),
    "key": ("key",),
}


@dataclass(frozen=True)
class ChronologyFilter:
    """What of the chronology is shown; codes and days only."""

    show: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


def entries_for(member: Membership, child: Child) -> QuerySet[ChronologyEntry]:
    """Every entry of the child's file that the member may read, the newest first.

    An entry of a concern that they may not see is left out, as if it weren't there.
    """
    rows = ChronologyEntry.objects.filter(child=child)
    seen = visible_to(member).filter(pk=OuterRef("concern"))
    rows = rows.filter(Q(concern=None) | Exists(seen))
    gone = Exclusion.objects.filter(member__user_id=member.user_id, child=child, ended_at=None)
    rows = rows.filter(~Exists(gone)).select_related("author__user", "concern")
    newest: QuerySet[ChronologyEntry] = rows.order_by("-happened_at", "-id")
    return newest


def narrowed(rows: QuerySet[ChronologyEntry], wanted: ChronologyFilter) -> QuerySet[ChronologyEntry]:
    """Apply the filter."""
    rows = rows.filter(significance__in=SHOWN[wanted.show])
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.since:
        rows = rows.filter(happened_at__gte=_start(wanted.since))
    if wanted.until:
        rows = rows.filter(happened_at__lt=_start(wanted.until + timedelta(days=1)))
    return rows


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def counts(rows: QuerySet[ChronologyEntry]) -> dict[str, int]:
    """How many entries each choice of "show" leads to."""
    found = dict(rows.order_by().values_list("significance").annotate(n=Count("pk")))
    return {show: sum(found.get(s, 0) for s in wanted) for show, wanted in SHOWN.items()}


def strip_weeks(rows: QuerySet[ChronologyEntry], *, today: date) -> list[Week]:
    """The last 52 weeks, Monday by Monday: how many entries, and whether one is a key event."""
    first = today - timedelta(days=today.weekday()) - timedelta(weeks=WEEKS - 1)
    recent = rows.filter(happened_at__gte=_start(first)).order_by().values_list("happened_at", "significance")
    found, keys = Counter[date](), set()
    for at, significance in recent:
        day = timezone.localtime(at).date()
        monday = day - timedelta(days=day.weekday())
        found[monday] += 1
        if significance == "key":
            keys.add(monday)
    mondays = [first + timedelta(weeks=n) for n in range(WEEKS)]
    return [Week(m, found[m], key=m in keys) for m in mondays]


def months_of(weeks: Sequence[Week]) -> list[tuple[str, int, int]]:
    """The strip as a table: month, entries, weeks with a key event."""
    table: dict[str, list[int]] = {}
    for week in weeks:
        row = table.setdefault(f"{week.starts:%B %Y}", [0, 0])
        row[0] += week.count
        row[1] += int(week.key)
    return [(month, entries, keys) for month, (entries, keys) in table.items()]


def strip_sentence(weeks: Sequence[Week]) -> str:
    """What the picture shows, in words."""
    total, keys = sum(w.count for w in weeks), sum(w.key for w in weeks)
    busy = sum(1 for w in weeks if w.count)
    return (
        f"Entries each week from {weeks[0].starts:%-d %B %Y} to now: {total} in {busy} of {len(weeks)} weeks,"
        f" key events in {keys}."
    )
