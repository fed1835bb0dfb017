"""The one place that decides which records a member may see. Lists, counts, pages and exports ask here.

What is tied to a person (own words, cases, exclusions) is asked of the person, not of the membership: a
change of role is a new membership, and must neither lose their own words nor lift an exclusion.
"""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from access.capabilities import Capability
from access.models import Membership
from access.roles import Role
from concerns.models import Child, Concern, ConcernGrant, Exclusion, Involvement

SEES_ALL = (Role.DSL, Role.HEAD)


def _excluded_concerns(member: Membership) -> Exists:
    live = Exclusion.objects.filter(member__user_id=member.user_id, ended_at=None)
    by_child = Involvement.objects.filter(concern=OuterRef("pk"), child__in=live.values("child"))
    return Exists(live.filter(concern=OuterRef("pk"))) | Exists(by_child)  # type: ignore[return-value]


def _granted(member: Membership) -> Exists:
    now = timezone.now()
    live = ConcernGrant.objects.filter(user_id=member.user_id, ended_at=None, content_object=OuterRef("pk"))
    return Exists(live.filter(Q(until=None) | Q(until__gt=now)))


def visible_to(member: Membership) -> QuerySet[Concern]:
    """Concerns whose case this member may read.

    Lead and head: all. Deputies: standard ones, their own cases and what was shared with them.
    Others: what was shared with them. Exclusions beat everything.
    """
    rows: QuerySet[Concern] = Concern.objects.exclude(_excluded_concerns(member))
    if not member.can(Capability.CONCERN_READ):
        if not member.can(Capability.CONCERN_SHARED):
            return rows.none()
        return rows.filter(_granted(member))
    if member.role in SEES_ALL:
        return rows
    return rows.filter(
        Q(sensitivity=Concern.Sensitivity.STANDARD) | Q(owner__user_id=member.user_id) | Q(_granted(member))
    )


def own_concerns(member: Membership) -> QuerySet[Concern]:
    """What this member logged. They may always read back their own words, unless excluded from the record."""
    live = Exclusion.objects.filter(member__user_id=member.user_id, ended_at=None, concern=OuterRef("pk"))
    rows: QuerySet[Concern] = Concern.objects.filter(reporter__user_id=member.user_id).exclude(Exists(live))
    return rows.order_by("-recorded_at")


def visible_children(member: Membership) -> QuerySet[Child]:
    """Children whose file this member may open."""
    if not member.can(Capability.CHILD_READ):
        none: QuerySet[Child] = Child.objects.none()
        return none
    live = Exclusion.objects.filter(member__user_id=member.user_id, ended_at=None, child=OuterRef("pk"))
    rows: QuerySet[Child] = Child.objects.exclude(Exists(live))
    return rows


def get_concern_for(member: Membership, uid: uuid.UUID) -> Concern:
    """One concern; Http404 when it is absent or not theirs to see."""
    rows = visible_to(member).select_related("reporter__user", "owner__user")
    found = rows.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def get_own_concern_for(member: Membership, uid: uuid.UUID) -> Concern:
    """One concern that the member logged; Http404 otherwise."""
    found = own_concerns(member).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def get_child_for(member: Membership, uid: uuid.UUID) -> Child:
    """One child's file; Http404 when it is absent or not theirs to open."""
    found = visible_children(member).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found
