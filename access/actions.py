"""Setting up schools, giving and ending roles."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from access.capabilities import Capability
from access.models import Membership, School, Trust, User
from access.roles import Role
from audit.events import Event
from audit.record import record
from safeguard.scope import school_scope
from safeguard.vault.keys import create_school_key

# What higher apps give every new school (such as its retention schedule), called inside its scope. They add
# to it as they are made ready, because this app may not import them.
ON_NEW_SCHOOL: list[Callable[[School], object]] = []


class NotAllowed(Exception):
    """The member may not do this; the page should not have offered it."""


def require(by: Membership, capability: Capability) -> None:
    """First line of every action: refuse what the role doesn't allow."""
    if not by.can(capability):
        raise NotAllowed(f"{by.role} has no {capability}")


def create_school(
    *, name: str, slug: str, code: str, sector: str, trust: Trust | None = None, **more: Any
) -> School:
    """Set up a school with its own key. Run by a command, before anybody is a member."""
    with transaction.atomic():
        school = School.objects.create(name=name, slug=slug, code=code, sector=sector, trust=trust, **more)
        with school_scope(school.pk):
            create_school_key()
            record(Event.SCHOOL_CREATED, by=None)
            for prepare in ON_NEW_SCHOOL:
                prepare(school)
    return school


def give_role(
    *, by: Membership | None, user: User, role: Role, starts_on: date, job_title: str = ""
) -> Membership:
    """Make a person a member of the current school. `by` is None only for set-up commands."""
    if by is not None:
        require(by, Capability.PEOPLE_MANAGE)
    with transaction.atomic():
        member = Membership.objects.create(
            user=user, role=Role(role), starts_on=starts_on, job_title=job_title
        )
        record(Event.MEMBER_ADDED, by=by, target=member, role=str(role), member=str(member.uid))
    return member


def end_role(*, by: Membership, member: Membership, now: datetime) -> None:
    """End a membership today; the person's sessions end at once."""
    require(by, Capability.PEOPLE_MANAGE)
    with transaction.atomic():
        row = Membership.objects.select_for_update().get(pk=member.pk)
        if row.ends_on is not None:
            return
        row.ends_on = now.date()
        row.suspended_at = row.suspended_at or now
        row.save(update_fields=["ends_on", "suspended_at"])
        user = User.objects.select_for_update().get(pk=row.user_id)
        user.stamp += 1
        user.save(update_fields=["stamp"])
        record(Event.MEMBER_ENDED, by=by, target=row, role=row.role, member=str(row.uid))
