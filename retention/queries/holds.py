"""Reading holds."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from access.models import Membership
from concerns.models import Child, Involvement
from retention.models import Hold
from retention.queries.files import concerns_for, file_label, files_for
from retention.rules import HOLD_NAMES, HoldKind
from safeguard.vault import Sealed, Shredded
from safeguard.vault.keys import opened, preload, preload_records

# These follow from something else in the product and end with it; nobody places them by hand.
AUTOMATIC = frozenset({HoldKind.SAR, HoldKind.TRANSFER})
BY_HAND = tuple(kind for kind in HoldKind if kind not in AUTOMATIC)


def live_hold_kinds(child_ids: Collection[int]) -> dict[int, set[HoldKind]]:
    """What holds each of these files: laid on the child, on a concern of theirs, or on the school."""
    live = Hold.objects.filter(lifted_at=None)
    found: dict[int, set[HoldKind]] = defaultdict(set)
    for child_id, kind in live.filter(child_id__in=child_ids).values_list("child_id", "kind"):
        found[child_id].add(HoldKind(kind))
    of_concern: dict[int, set[HoldKind]] = defaultdict(set)
    for concern_id, kind in live.filter(concern__isnull=False).values_list("concern_id", "kind"):
        of_concern[concern_id].add(HoldKind(kind))
    involved = Involvement.objects.filter(child_id__in=child_ids, concern_id__in=of_concern)
    for child_id, concern_id in involved.values_list("child_id", "concern_id"):
        found[child_id] |= of_concern[concern_id]
    for kind in live.filter(child=None, concern=None).values_list("kind", flat=True):
        for child_id in child_ids:
            found[child_id].add(HoldKind(kind))
    return dict(found)


def holds_on(child: Child) -> QuerySet[Hold]:
    """Live holds that keep this child's file, whatever they lie on. Empty means that nothing holds it."""
    concerns = Involvement.objects.filter(child=child).values("concern")
    rows: QuerySet[Hold] = Hold.objects.filter(lifted_at=None)
    return rows.filter(Q(child=child) | Q(concern__in=concerns) | Q(child=None, concern=None))


def children_of_hold(hold: Hold) -> QuerySet[Child]:
    """The children whose files a hold keeps."""
    rows: QuerySet[Child] = Child.objects.all()
    if hold.child_id is not None:
        return rows.filter(pk=hold.child_id)
    if hold.concern_id is not None:
        involved = Involvement.objects.filter(child=OuterRef("pk"), concern_id=hold.concern_id)
        return rows.filter(Exists(involved))
    return rows


def holds_for(member: Membership) -> QuerySet[Hold]:
    """Holds that this member may know of, the newest first."""
    rows: QuerySet[Hold] = Hold.objects.select_related(
        "child", "concern", "placed_by__user", "lifted_by__user"
    )
    known = Q(child__in=files_for(member)) | Q(concern__in=concerns_for(member)) | Q(child=None, concern=None)
    return rows.filter(known).order_by("-placed_at", "-pk")


def get_hold_for(member: Membership, uid: uuid.UUID) -> Hold:
    """One hold; Http404 when it is absent or not theirs to know of."""
    found = holds_for(member).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def whole_school_holds() -> QuerySet[Hold]:
    """Live holds on everything the school has."""
    rows: QuerySet[Hold] = Hold.objects.filter(lifted_at=None, child=None, concern=None)
    return rows.order_by("placed_at")


def hold_lines(member: Membership, holds: list[Hold]) -> list[dict[str, Any]]:
    """Holds as the page reads them, their reasons opened."""
    preload([hold.child.uid for hold in holds if hold.child])
    preload_records([hold.concern.uid for hold in holds if hold.concern])
    return [hold_line(member, hold) for hold in holds]


def hold_line(member: Membership, hold: Hold) -> dict[str, Any]:
    """One hold: what it lies on, why, who asked for it."""
    return {
        "hold": hold,
        "on": label_of(member, hold),
        "kind": HOLD_NAMES[HoldKind(hold.kind)],
        "why": _words(hold.why),
        "asked_by": _words(hold.asked_by),
        "lift_why": _words(hold.lift_why),
        "by_hand": hold.source_uid is None,
    }


def _words(value: Sealed | None) -> str:
    """The words, as long as the file they belong to lives."""
    try:
        return opened(value)
    except Shredded:
        return "Ended with the file."


def label_of(member: Membership, hold: Hold) -> str:
    """What a hold lies on."""
    if hold.child is not None:
        return file_label(member, hold.child)
    if hold.concern is not None:
        return f"Concern {hold.concern.reference}"
    return "The whole school"
