"""Giving and taking sight of a record."""

from datetime import datetime

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from access.actions import NotAllowed, require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.actions.base import subjects_of
from concerns.models import Child, Concern, ConcernGrant, Exclusion
from safeguard.vault.keys import record_key, school_key, seal, subject_key


def view_permission() -> Permission:
    """Django's own "can view concern", which guardian's table refers to."""
    kind = ContentType.objects.get_for_model(Concern)
    return Permission.objects.get(content_type=kind, codename="view_concern")


def share_concern(
    *,
    by: Membership,
    concern: Concern,
    member: Membership,
    reason: str,
    now: datetime,
    until: datetime | None = None,
) -> ConcernGrant:
    """Let one person read one concern, for a reason, until a time. Sharing twice changes nothing."""
    require(by, Capability.CONCERN_ACT)
    if member.pk == by.pk or not member.can(Capability.CONCERN_SHARED):
        raise NotAllowed("this person's role can't be given a record; make them pastoral staff first")
    with transaction.atomic():
        live = ConcernGrant.objects.filter(
            content_object=concern, user_id=member.user_id, ended_at=None
        ).first()
        if live is not None:
            return live  # type: ignore[no-any-return]
        grant = ConcernGrant(
            user_id=member.user_id,
            permission=view_permission(),
            content_object=concern,
            given_by=by,
            given_at=now,
            until=until,
        )
        seal(grant, record_key(concern.uid), reason=reason)
        grant.save()
        record(
            Event.CONCERN_SHARED,
            by=by,
            subjects=subjects_of(concern),
            target=concern,
            reference=concern.reference,
            member=str(member.uid),
            until=until.isoformat() if until else "",
        )
    return grant


def end_share(*, by: Membership, grant: ConcernGrant, member: Membership, now: datetime) -> None:
    """Take a share back; it counts from this moment."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        if not ConcernGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now):
            return
        record(
            Event.CONCERN_UNSHARED,
            by=by,
            subjects=subjects_of(grant.content_object),
            target=grant.content_object,
            reference=grant.content_object.reference,
            member=str(member.uid),
        )


def exclude_member(
    *,
    by: Membership,
    member: Membership,
    reason: str,
    now: datetime,
    child: Child | None = None,
    concern: Concern | None = None,
) -> Exclusion:
    """Keep a member away from a child's file or a concern: lists, counts, search, everything."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = Exclusion(member=member, child=child, concern=concern, added_by=by, added_at=now)
        key = subject_key(child.uid) if child else record_key(concern.uid) if concern else school_key()
        seal(row, key, reason=reason)
        row.save()
        subjects = [child.uid] if child else subjects_of(concern) if concern else []
        record(Event.EXCLUSION_ADDED, by=by, subjects=subjects, target=row, member=str(member.uid))
    return row
