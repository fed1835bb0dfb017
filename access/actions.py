"""Setting up schools, giving and ending roles."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.capabilities import Capability
from access.models import Membership, School, Trust, User
from access.queries import memberships_of
from access.roles import Role, gives
from access.sealing import SECRETS, is_current, open_text, seal_text
from audit.events import Event
from audit.record import record
from safeguard.scope import school_scope
from safeguard.vault.keys import create_school_key

# What higher apps give every new school (such as its retention schedule), called inside its scope. They add
# to it as they are made ready, because this app may not import them.
ON_NEW_SCHOOL: list[Callable[[School], object]] = []


class NotAllowed(Exception):
    """The member may not do this; the page should not have offered it."""


class AlreadyHere(Exception):
    """The person has a role in this school already; the role is the message."""


class LeadThere(Exception):
    """The school has a designated lead already: exactly one at a time."""


class AccountClosed(Exception):
    """The account with this address was closed; only whoever runs the site can open it again."""


class EndReason(StrEnum):
    """Why a role ended. A closed list, since the ledger takes no words."""

    LEFT = "left the school"
    CHANGED = "works in another role now"
    NOT_NEEDED = "does not need it any more"
    MISTAKE = "given by mistake"


def record_everywhere(user: User, event: Event, **payload: str) -> None:
    """Write one event about an account in the ledger of each school that the person belongs to."""
    for member in memberships_of(user, today=timezone.localdate()):
        with school_scope(member.school.pk), transaction.atomic():
            record(event, by=member, **payload)  # type: ignore[arg-type]


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
        require_giving(by, role)
    with transaction.atomic():
        member: Membership = Membership.objects.create(
            user=user, role=Role(role), starts_on=starts_on, job_title=job_title
        )
        record(Event.MEMBER_ADDED, by=by, target=member, role=str(role), member=str(member.uid))
    return member


def require_giving(by: Membership, role: str) -> None:
    """Giving and ending a role: only those that the giver's own role may, and never one's own."""
    require(by, Capability.PEOPLE_MANAGE)
    if role not in gives(by.role):
        raise NotAllowed(f"{by.role} may not give or end {role}")


def add_member(
    *, by: Membership | None, email: str, name: str, role: Role, now: datetime, job_title: str = ""
) -> Membership:
    """Give somebody a role in the current school from today, with a new account where there is none.

    A new account has no password: its owner sets one by the link that "Forgotten your password?" sends.
    `by` is None only for set-up commands. Raises AlreadyHere, LeadThere, AccountClosed.
    """
    if by is not None:
        require_giving(by, role)
    today, address = timezone.localdate(now), email.strip().lower()
    open_here = Membership.objects.filter(ends_on=None)
    try:
        with transaction.atomic():
            user = User.objects.filter(email=address).first() or User.objects.create_user(
                email=address, name=name
            )
            if not user.is_active:
                raise AccountClosed
            held = open_here.filter(user=user).first()
            if held is not None:
                raise AlreadyHere(held.role_label)
            if role is Role.DSL and open_here.filter(role=Role.DSL).exists():
                raise LeadThere
            return give_role(by=by, user=user, role=role, starts_on=today, job_title=job_title)
    except IntegrityError:
        # Somebody else sent the same a moment before.
        raise AlreadyHere("a role that was just given") from None


def end_role(*, by: Membership, member: Membership, reason: EndReason, now: datetime) -> None:
    """End a membership today; the person's sessions end at once."""
    require_giving(by, member.role)
    if by.pk == member.pk:
        raise NotAllowed("nobody ends their own role")
    with transaction.atomic():
        row = Membership.objects.select_for_update().get(pk=member.pk)
        if row.ends_on is not None:
            return
        row.ends_on = timezone.localdate(now)
        row.suspended_at = row.suspended_at or now
        row.save(update_fields=["ends_on", "suspended_at"])
        user = User.objects.select_for_update().get(pk=row.user_id)
        user.stamp += 1
        user.save(update_fields=["stamp"])
        record(Event.MEMBER_ENDED, by=by, target=row, role=row.role, member=str(row.uid), reason=reason.value)


def reset_second_factor(*, user: User) -> int:
    """Take all authenticators from an account whose owner lost them; ends its sessions. Returns how many.

    Only a command does this, for whoever runs the site: it has to know by other means who asks.
    """
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        count: int = Authenticator.objects.filter(user_id=locked.pk).delete()[0]
        locked.stamp += 1
        locked.save(update_fields=["stamp"])
        record_everywhere(locked, Event.SECOND_FACTOR_CHANGED, change="taken off by whoever runs the site")
    return count


def reseal_second_factors() -> int:
    """Seal every enrolment secret with the newest master key; returns how many were not yet. Resumes."""
    count = 0
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=pk).first()
            stale = [k for k in ("secret", "seed") if row and k in row.data and not is_current(row.data[k])]
            for key in stale:
                row.data[key] = seal_text(open_text(row.data[key], purpose=SECRETS), purpose=SECRETS)
            if stale:
                row.save(update_fields=["data"])
                count += 1
    return count
