"""Reading people and memberships."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from access.models import Membership, School, User
from safeguard.scope import user_scope


def find_membership(user: User, *, today: date) -> Membership | None:
    """The live membership of a person in the current school, or None."""
    rows = Membership.objects.select_related("user", "school__trust").filter(user=user)
    return next((m for m in rows.order_by("-starts_on") if m.is_live(today)), None)


def schools_of(user: User, *, today: date) -> list[School]:
    """The schools where this person has a live membership; the one question asked outside of any school."""
    with user_scope(user.pk), transaction.atomic():
        rows = Membership._base_manager.filter(user_id=user.pk).select_related("school__trust")
        return sorted({m.school for m in rows if m.is_live(today)}, key=lambda s: s.name)


def members_here(*, today: date) -> QuerySet[Membership]:
    """Everybody with an open membership of the current school."""
    rows: QuerySet[Membership] = Membership.objects.select_related("user")
    return rows.filter(ends_on=None, suspended_at=None, starts_on__lte=today)


def safeguarding_team(*, today: date) -> list[Membership]:
    """Lead and deputies of the current school, the lead first."""
    rows = members_here(today=today).filter(role__in=["dsl", "deputy_dsl"])
    return sorted(rows, key=lambda m: (m.role != "dsl", m.display_name))


def find_school(slug: str) -> School | None:
    """A school by its slug."""
    return School.objects.select_related("trust").filter(slug=slug).first()
