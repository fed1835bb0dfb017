"""Working on a concern: actions, decisions, monitoring, closing, reopening."""

from datetime import date, datetime

from django.db import transaction

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.actions.base import involved_children, locked, subjects_of, write_chronology
from concerns.closing import ClosingWords, missing_for_closing
from concerns.models import Action, ChronologyEntry, Closure, Concern, Decision
from concerns.workflow import move
from safeguard.vault.keys import record_key, seal


class CannotClose(Exception):
    """Something that a closed concern must say is missing; `missing` lists it by code and in words."""

    def __init__(self, missing: dict[str, str]) -> None:
        super().__init__("something is missing")
        self.missing = missing


def _entry(
    concern: Concern, row: Action | Decision | Closure, kind: str, text: str, by: Membership, now: datetime
) -> None:
    write_chronology(
        concern=concern,
        children=involved_children(concern),
        kind=kind,
        source_uid=row.uid,
        text=text,
        happened_at=now,
        by=by,
        now=now,
    )


def add_action(
    *, by: Membership, concern: Concern, title: str, owner: Membership, due_on: date, now: datetime
) -> Action:
    """Something to do, by somebody, by a day."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = locked(concern)
        row.state = move(row.state, "work")
        row.save(update_fields=["state"])
        action = Action(concern=row, owner=owner, added_by=by, due_on=due_on, added_at=now)
        seal(action, record_key(row.uid), title=title)
        action.save()
        text = f"To do by {due_on:%-d %B %Y}, {owner.display_name}: {title}"
        _entry(row, action, ChronologyEntry.Kind.ACTION, text, by, now)
        record(Event.ACTION_ADDED, by=by, subjects=subjects_of(row), target=action, reference=row.reference)
    return action


def finish_action(*, by: Membership, action: Action, outcome: str, now: datetime) -> Action:
    """Say that an action was done and what came of it. Doing it twice changes nothing."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row: Action = Action.objects.select_for_update().get(pk=action.pk)
        if row.done_at is not None:
            return row
        row.done_at, row.done_by = now, by
        seal(row, record_key(row.concern.uid), outcome=outcome or None)
        row.save(update_fields=["done_at", "done_by", "outcome"])
        record(
            Event.ACTION_DONE,
            by=by,
            subjects=subjects_of(row.concern),
            target=row,
            reference=row.concern.reference,
        )
    return row


def record_decision(
    *,
    by: Membership,
    concern: Concern,
    kind: str,
    rationale: str,
    now: datetime,
    options: str = "",
    review_on: date | None = None,
) -> Decision:
    """A decision and why, including the decision not to refer."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = locked(concern)
        row.state = move(row.state, "work")
        row.save(update_fields=["state"])
        decision = Decision(
            concern=row, decided_by=by, kind=Decision.Kind(kind), decided_at=now, review_on=review_on
        )
        seal(decision, record_key(row.uid), rationale=rationale, options=options or None)
        decision.save()
        text = f"{decision.get_kind_display()}. Why: {rationale}"
        _entry(row, decision, ChronologyEntry.Kind.DECISION, text, by, now)
        record(
            Event.DECISION_MADE,
            by=by,
            subjects=subjects_of(row),
            target=decision,
            reference=row.reference,
            decision=decision.kind,
        )
    return decision


def monitor_concern(*, by: Membership, concern: Concern, review_on: date, now: datetime) -> Concern:
    """Set a concern to monitoring, with the day on which it is looked at again."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = locked(concern)
        row.state = move(row.state, "monitor")
        row.review_on = review_on
        row.version += 1
        row.save(update_fields=["state", "review_on", "version"])
        record(Event.CONCERN_MONITORED, by=by, subjects=subjects_of(row), target=row, reference=row.reference)
    return row


def close_concern(
    *, by: Membership, concern: Concern, words: ClosingWords, version: int, now: datetime
) -> Closure:
    """Close a concern that says all it must (KCSIE, record keeping). Raises CannotClose."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = locked(concern, version=version)
        missing = missing_for_closing(row, words)
        if missing:
            raise CannotClose(missing)
        row.state = move(row.state, "close")
        row.closed_at = now
        row.version += 1
        row.save(update_fields=["state", "closed_at", "version"])
        closure = Closure(concern=row, by=by, at=now)
        seal(
            closure,
            record_key(row.uid),
            summary=words.summary,
            follow_up=words.follow_up,
            outcome=words.outcome,
            no_action_reason=words.no_action_reason or None,
        )
        closure.save()
        _entry(row, closure, ChronologyEntry.Kind.CLOSED, f"Closed. Outcome: {words.outcome}", by, now)
        record(Event.CONCERN_CLOSED, by=by, subjects=subjects_of(row), target=row, reference=row.reference)
    return closure


def refuse_close(*, by: Membership, concern: Concern, missing: dict[str, str]) -> None:
    """Leave a mark that closing was tried and what was missing (codes only)."""
    record(
        Event.CONCERN_CLOSE_REFUSED,
        by=by,
        subjects=subjects_of(concern),
        target=concern,
        reference=concern.reference,
        missing=sorted(missing),
    )


def reopen_concern(*, by: Membership, concern: Concern, reason: str, now: datetime) -> Concern:
    """Open a closed concern again; the closure stays readable."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = locked(concern)
        row.state = move(row.state, "reopen")
        row.closed_at = None
        row.version += 1
        row.save(update_fields=["state", "closed_at", "version"])
        last = Closure.objects.filter(concern=row, reopened_at=None).order_by("-at").first()
        if last is not None:
            last.reopened_at = now
            last.save(update_fields=["reopened_at"])
            _entry(row, last, ChronologyEntry.Kind.REOPENED, f"Reopened. Why: {reason}", by, now)
        record(Event.CONCERN_REOPENED, by=by, subjects=subjects_of(row), target=row, reference=row.reference)
    return row
