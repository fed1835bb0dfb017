"""Triage: opening, classifying, owning, answering."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from access.actions import NotAllowed, require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.actions.base import involved_children, locked, subjects_of, write_chronology
from concerns.models import Category, ChronologyEntry, Concern, ConcernCategory, Feedback, Opening
from concerns.models.concern import Level, Risk
from concerns.workflow import move
from safeguard.vault.keys import record_key, seal

SIGNIFICANCE = {
    Risk.IMMEDIATE: ChronologyEntry.Significance.KEY,
    Risk.HIGH: ChronologyEntry.Significance.KEY,
    Risk.MEDIUM: ChronologyEntry.Significance.SIGNIFICANT,
    Risk.LOW: ChronologyEntry.Significance.ROUTINE,
}


def open_concern(*, by: Membership, concern: Concern, now: datetime) -> None:
    """Note that the member opened the case: in the ledger, and as a read mark. It leaves no queue by this."""
    with transaction.atomic():
        row, made = Opening.objects.get_or_create(
            concern=concern, member=by, defaults={"first_at": now, "last_at": now}
        )
        if not made:
            Opening.objects.filter(pk=row.pk).update(last_at=now)
        record(
            Event.CONCERN_OPENED,
            by=by,
            subjects=subjects_of(concern),
            target=concern,
            reference=concern.reference,
        )


def classify_concern(
    *,
    by: Membership,
    concern: Concern,
    risk: str,
    level: str,
    categories: Sequence[Category],
    reason: str,
    version: int,
    now: datetime,
    sensitivity: str = Concern.Sensitivity.STANDARD,
) -> Concern:
    """Set risk, level of need and categories, with the reason. A category never changes who can read."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = locked(concern, version=version)
        row.state = move(row.state, "classify")
        if row.owner_id is not None:
            row.state = move(row.state, "own")
        changed = (row.risk, row.level) != (risk, level)
        row.risk, row.level, row.sensitivity = Risk(risk), Level(level), Concern.Sensitivity(sensitivity)
        row.triaged_at = row.triaged_at or now
        row.version += 1
        row.save(update_fields=["state", "risk", "level", "sensitivity", "triaged_at", "version"])
        _set_categories(row, categories)
        if changed:
            _note_level(row, reason, by, now)
        record(
            Event.CONCERN_CLASSIFIED,
            by=by,
            subjects=subjects_of(row),
            target=row,
            reference=row.reference,
            risk=row.risk,
            level=row.level,
            categories=[c.code for c in categories],
        )
    return row


def _set_categories(concern: Concern, categories: Sequence[Category]) -> None:
    ConcernCategory.objects.filter(concern=concern).exclude(category__in=categories).delete()
    have = set(ConcernCategory.objects.filter(concern=concern).values_list("category_id", flat=True))
    new = [ConcernCategory(concern=concern, category=c) for c in categories if c.pk not in have]
    ConcernCategory.objects.bulk_create(new)


def _note_level(concern: Concern, reason: str, by: Membership, now: datetime) -> None:
    """The first rating raises the concern's own entry; every change writes an entry with its reason."""
    rating = SIGNIFICANCE[Risk(concern.risk or Risk.LOW)]
    ChronologyEntry.objects.filter(concern=concern, kind=ChronologyEntry.Kind.CONCERN).update(
        significance=rating
    )
    children = involved_children(concern)
    source = Opening(concern=concern).uid
    text = f"Risk {concern.get_risk_display()}, level {concern.get_level_display()}. Why: {reason}"
    write_chronology(
        concern=concern,
        children=children,
        kind=ChronologyEntry.Kind.LEVEL,
        source_uid=source,
        text=text,
        happened_at=now,
        by=by,
        now=now,
    )


def take_ownership(*, by: Membership, concern: Concern, owner: Membership, now: datetime) -> Concern:
    """Make somebody of the safeguarding team the owner. The lead stays accountable."""
    require(by, Capability.CONCERN_ACT)
    if not owner.can(Capability.CONCERN_ACT) or not owner.is_live(now.date()):
        raise NotAllowed("an owner has to be a member of the safeguarding team")
    with transaction.atomic():
        row = locked(concern)
        row.state = move(row.state, "own")
        row.owner = owner
        row.version += 1
        row.save(update_fields=["state", "owner", "version"])
        record(
            Event.CONCERN_OWNED,
            by=by,
            subjects=subjects_of(row),
            target=row,
            reference=row.reference,
            owner=str(owner.uid),
        )
    return row


def give_feedback(*, by: Membership, concern: Concern, text: str, now: datetime) -> Feedback:
    """Answer the person who logged the concern. They read this and nothing else of the case."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = Feedback(concern=concern, author=by, at=now)
        seal(row, record_key(concern.uid), text=text)
        row.save()
        record(
            Event.CONCERN_FEEDBACK,
            by=by,
            subjects=subjects_of(concern),
            target=concern,
            reference=concern.reference,
        )
    return row
