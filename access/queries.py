"""Reading people and memberships."""

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404

from access.models import Membership, School, User
from safeguard.scope import user_scope


def find_membership(user: User, *, today: date) -> Membership | None:
    """The live membership of a person in the current school, or None."""
    rows = Membership.objects.select_related("user", "school__trust").filter(user=user)
    return next((m for m in rows.order_by("-starts_on") if m.is_live(today)), None)


def memberships_of(user: User, *, today: date) -> list[Membership]:
    """A person's live memberships in all schools; the one question asked outside of any school."""
    with user_scope(user.pk), transaction.atomic():
        rows = Membership._base_manager.filter(user_id=user.pk).select_related("school__trust")
        return sorted((m for m in rows if m.is_live(today)), key=lambda m: m.school.name)


def schools_of(user: User, *, today: date) -> list[School]:
    """The schools where this person has a live membership."""
    return [m.school for m in memberships_of(user, today=today)]


def members_here(*, today: date) -> QuerySet[Membership]:
    """Everybody with an open membership of the current school."""
    rows: QuerySet[Membership] = Membership.objects.select_related("user")
    return rows.filter(ends_on=None, suspended_at=None, starts_on__lte=today)


def people_here(*, today: date, role: str = "") -> QuerySet[Membership]:
    """Everybody with an open membership, by name; of one role, or of all."""
    rows = members_here(today=today).order_by("user__name", "pk")
    return rows.filter(role=role) if role else rows


def count_roles(*, today: date) -> dict[str, int]:
    """How many hold each role now."""
    counted = members_here(today=today).values("role").annotate(people=Count("pk")).order_by()
    return {row["role"]: row["people"] for row in counted}


def get_member_for(member: Membership, uid: uuid.UUID) -> Membership:
    """Somebody else's open membership in the member's school; Http404 for none, and for their own."""
    rows = Membership.objects.select_related("user").filter(ends_on=None).exclude(pk=member.pk)
    found: Membership | None = rows.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def safeguarding_team(*, today: date) -> list[Membership]:
    """Lead and deputies of the current school, the lead first."""
    rows = members_here(today=today).filter(role__in=["dsl", "deputy_dsl"])
    return sorted(rows, key=lambda m: (m.role != "dsl", m.display_name))


def find_school(slug: str) -> School | None:
    """A school by its slug."""
    return School.objects.select_related("trust").filter(slug=slug).first()
