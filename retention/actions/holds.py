"""Placing and lifting holds. While a hold is live, nothing it lies on is disposed of."""

import uuid
from datetime import date, datetime

from django.db import transaction

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.models import Child, Concern
from retention.actions.plans import ask_for_plan, replan
from retention.deadlines import london_date
from retention.models import Hold, PlanItem
from retention.queries.holds import AUTOMATIC, children_of_hold
from retention.rules import HOLD_NAMES, HoldKind
from safeguard.vault.envelope import Key
from safeguard.vault.keys import record_key, school_key, seal, subject_key


class HoldRefused(Exception):
    """A hold that can't be placed or lifted so; the message is fit to be shown."""


def place_hold(
    *,
    by: Membership,
    kind: HoldKind,
    why: str,
    review_on: date,
    now: datetime,
    child: Child | None = None,
    concern: Concern | None = None,
    asked_by: str = "",
    uid: uuid.UUID | None = None,
) -> Hold:
    """Hold one child's file, one concern, or (with neither) everything the school has.

    `uid` comes from the page that asks, so that sending it twice places one hold. Raises HoldRefused
    for a missing reason, a review date that isn't to come, and kinds that are never placed by hand.
    """
    require(by, Capability.HOLD_MANAGE)
    if kind in AUTOMATIC:
        raise HoldRefused("This kind of hold is placed by itself.")
    if not why.strip():
        raise HoldRefused("Say why the records have to be kept.")
    if review_on <= london_date(now):
        raise HoldRefused("Choose a day to come for looking at this hold again.")
    with transaction.atomic():
        sent_before = Hold.objects.filter(uid=uid).first() if uid else None
        if sent_before is not None:
            return sent_before  # type: ignore[no-any-return]
        hold = Hold(
            uid=uid or uuid.uuid4(), child=child, concern=concern, kind=kind.value, review_on=review_on
        )
        hold.placed_at, hold.placed_by = now, by
        return _save(hold, by=by, why=why, asked_by=asked_by, now=now)


def hold_for(
    *,
    by: Membership | None,
    kind: HoldKind,
    why: str,
    source_uid: uuid.UUID,
    review_on: date,
    now: datetime,
    child: Child | None = None,
    concern: Concern | None = None,
) -> Hold:
    """The hold that another act brings with it, such as a subject access request from its receipt.

    The caller has checked its own permission. One live hold for each source and record: asking again
    gives back the same. It ends with `release_holds`.
    """
    with transaction.atomic():
        same = Hold.objects.filter(
            source_uid=source_uid, child=child, concern=concern, lifted_at=None
        ).first()
        if same is not None:
            return same  # type: ignore[no-any-return]
        hold = Hold(child=child, concern=concern, kind=kind.value, review_on=review_on)
        hold.source_uid, hold.placed_at, hold.placed_by = source_uid, now, by
        return _save(hold, by=by, why=why, asked_by="", now=now)


def lift_hold(*, by: Membership, hold: Hold, why: str, now: datetime) -> None:
    """End a hold, for a reason. What another act placed ends with that act: HoldRefused."""
    require(by, Capability.HOLD_MANAGE)
    if not why.strip():
        raise HoldRefused("Say why the records need not be kept any longer.")
    with transaction.atomic():
        row = Hold.objects.select_for_update().get(pk=hold.pk)
        if row.source_uid is not None:
            raise HoldRefused("This hold ends by itself when what it was placed for is closed.")
        if row.lifted_at is not None:
            raise HoldRefused("This hold has been lifted already.")
        _lift(row, by=by, why=why, now=now)


def release_holds(*, by: Membership | None, source_uid: uuid.UUID, why: str, now: datetime) -> int:
    """End the holds that `hold_for` placed for this source; returns how many were live."""
    with transaction.atomic():
        rows = list(Hold.objects.select_for_update().filter(source_uid=source_uid, lifted_at=None))
        for row in rows:
            _lift(row, by=by, why=why, now=now)
    return len(rows)


def _save(hold: Hold, *, by: Membership | None, why: str, asked_by: str, now: datetime) -> Hold:
    seal(hold, _key(hold), why=why.strip(), asked_by=asked_by.strip() or None)
    hold.save(force_insert=True)
    _tell(Event.HOLD_PLACED, hold, by=by, now=now)
    return hold


def _lift(hold: Hold, *, by: Membership | None, why: str, now: datetime) -> None:
    seal(hold, _key(hold), lift_why=why.strip())
    hold.lifted_at, hold.lifted_by = now, by
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_why"])
    _tell(Event.HOLD_LIFTED, hold, by=by, now=now)


def _tell(event: Event, hold: Hold, *, by: Membership | None, now: datetime) -> None:
    """Ledger, and the plan's lines of the files concerned: a few at once, a whole school by a job."""
    school_wide = hold.child is None and hold.concern is None
    children: list[Child] = [] if school_wide else list(children_of_hold(hold))
    record(
        event,
        by=by,
        subjects=[child.uid for child in children],
        target=hold,
        kind=HOLD_NAMES[HoldKind(hold.kind)].lower(),
        on=_on(hold),
        hold=str(hold.uid),
    )
    if not school_wide:
        replan(children=children)
    elif PlanItem.objects.exists():
        ask_for_plan(by=None, now=now)


def _key(hold: Hold) -> Key:
    """The words of a hold die with the record that they are about."""
    if hold.child is not None:
        return subject_key(hold.child.uid)
    if hold.concern is not None:
        return record_key(hold.concern.uid)
    return school_key()


def _on(hold: Hold) -> str:
    if hold.child is not None:
        return "a child's file"
    return hold.concern.reference if hold.concern is not None else "the whole school"
