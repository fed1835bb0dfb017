"""Rows of the roll, and what a child's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from access.models import Membership
from concerns.models import Action, Child, ChildStatus, Contact, Involvement
from concerns.queries.chronology import counts, entries_for
from concerns.queries.rows import list_rows, live_statuses, sub_of
from concerns.queries.visible import visible_to
from concerns.workflow import OVER
from safeguard.vault.keys import preload


@dataclass(frozen=True)
class RollRow:
    """One child as a list shows them."""

    child: Child
    sub: str
    flags: Sequence[str]
    open_concerns: int


def roll_rows(children: Sequence[Child], member: Membership, *, today: date) -> list[RollRow]:
    """Rows of a page of the roll, in a fixed number of queries."""
    preload([c.uid for c in children])
    ids = [c.pk for c in children]
    going = Involvement.objects.filter(
        child_id__in=ids, concern__in=visible_to(member).exclude(state__in=OVER)
    )
    open_by_child = dict(going.order_by().values_list("child_id").annotate(n=Count("concern", distinct=True)))
    statuses = live_statuses(ids, today)
    return [
        RollRow(c, sub_of(c, today), statuses.get(c.pk, []), open_by_child.get(c.pk, 0)) for c in children
    ]


def child_page_of(child: Child, member: Membership, *, today: date) -> dict[str, Any]:
    """Everything of a child's front sheet that the member may see."""
    concerns = (
        visible_to(member).filter(involvements__child=child).select_related("reporter__user", "owner__user")
    )
    rows = list_rows(list(concerns.order_by("-recorded_at")[:50]), today=today)
    entries = entries_for(member, child)
    return {
        "child": child,
        "age": child.age(today),
        "rows": rows,
        "concern_count": concerns.count(),
        "statuses": list(ChildStatus.objects.filter(child=child).order_by("-from_on")),
        "live": list(
            ChildStatus.objects.filter(Q(to_on=None) | Q(to_on__gte=today), child=child).order_by("from_on")
        ),
        "contacts": list(Contact.objects.filter(child=child).order_by("id")),
        "actions": list(
            Action.objects.filter(concern__in=concerns.values("pk"), done_at=None)
            .select_related("concern", "owner__user")
            .order_by("due_on")
        ),
        "counts": counts(entries),
        "latest": list(entries[:5]),
        "today": today,
    }
