"""The queue: one filter object gives the list and every count that leads to it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from access.models import Membership
from concerns.models import Concern, Involvement, Opening
from concerns.models.concern import Risk, State
from concerns.queries.visible import visible_to
from concerns.workflow import OVER

TABS = {
    "open": "All open",
    "new": "Not triaged",
    "over": "Over time",
    "monitoring": "Monitoring",
    "mine": "My cases",
    "closed": "Closed in 30 days",
}


@dataclass(frozen=True)
class TriageFilter:
    """What the lead is looking at. Codes only, so that it can stand in an address."""

    tab: str = "open"
    risk: str = ""
    year: str = ""
    owner: str = ""

    @property
    def narrows(self) -> bool:
        """True when something besides the tab is chosen."""
        return bool(self.risk or self.year or self.owner)


RISK_ORDER = Case(
    *(When(risk=risk, then=Value(rank)) for rank, risk in enumerate(Risk.values)),
    default=Value(len(Risk.values)),
    output_field=IntegerField(),
)


def _condition(tab: str, member: Membership, now: datetime) -> Q:
    going = ~Q(state__in=OVER)
    return {
        "open": going,
        "new": Q(state=State.SUBMITTED),
        "over": going & Q(triaged_at=None, respond_by__lt=now),
        "monitoring": Q(state=State.MONITORING),
        "mine": going & Q(owner__user_id=member.user_id),
        "closed": Q(state=State.CLOSED, closed_at__gte=now - timedelta(days=30)),
    }[tab]


def _narrowed(member: Membership, wanted: TriageFilter) -> QuerySet[Concern]:
    rows = visible_to(member)
    if wanted.risk == "none":
        rows = rows.filter(risk=None)
    elif wanted.risk:
        rows = rows.filter(risk=wanted.risk)
    if wanted.owner == "nobody":
        rows = rows.filter(owner=None)
    elif wanted.owner == "me":
        rows = rows.filter(owner__user_id=member.user_id)
    if wanted.year:
        in_year = Involvement.objects.filter(concern=OuterRef("pk"), child__year=wanted.year)
        rows = rows.filter(Exists(in_year))
    return rows


def triage_list(member: Membership, wanted: TriageFilter, *, now: datetime) -> QuerySet[Concern]:
    """The concerns of the chosen tab and filters, the most pressing first, with an `unread` mark."""
    seen = Opening.objects.filter(concern=OuterRef("pk"), member__user_id=member.user_id)
    rows = _narrowed(member, wanted).filter(_condition(wanted.tab, member, now))
    rows = rows.annotate(unread=~Exists(seen)).select_related("reporter__user", "owner__user")
    if wanted.tab == "closed":
        return rows.order_by("-closed_at", "id")
    # What nobody has decided about comes first, by its clock; then by risk, the newest first.
    waiting = Case(When(triaged_at=None, then=F("respond_by")))
    return rows.order_by(waiting.asc(nulls_last=True), RISK_ORDER, "-recorded_at", "id")


def triage_counts(member: Membership, wanted: TriageFilter, *, now: datetime) -> dict[str, int]:
    """How many concerns each tab leads to, under the same filters, in one query."""
    rows = _narrowed(member, replace(wanted, tab="open"))
    sums = {tab: Count("pk", filter=_condition(tab, member, now)) for tab in TABS}
    counted: dict[str, int] = rows.order_by().aggregate(**sums)
    return counted


def untriaged_count(member: Membership) -> int:
    """For the menu's badge."""
    return visible_to(member).filter(state=State.SUBMITTED).count()
