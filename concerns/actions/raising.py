"""Logging a concern: the one thing that has to work whenever the database does."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.actions.base import write_chronology
from concerns.clock import respond_by
from concerns.models import Addendum, Child, ChronologyEntry, Concern, Draft, Involvement, ReferenceCounter
from safeguard.scope import current_school_id
from safeguard.vault.keys import record_key, school_key, seal

DRAFT_LIFE = timedelta(days=14)
HOW = {"saw": "Seen or heard", "child_told": "Told by the child", "someone_told": "Told by someone else"}


@dataclass(frozen=True)
class Account:
    """What a reporter sends. `marks` are body-map marks: region, x, y, type, size, note."""

    account: str
    how_known: str
    urgency: str
    children: Sequence[tuple[Child, str]] = ()
    described: str = ""
    child_words: str = ""
    done_so_far: str = ""
    place: str = ""
    occurred_at: datetime | None = None
    occurred_precision: str = Concern.Precision.ABOUT
    disclosed_at: datetime | None = None
    marks: Sequence[dict[str, Any]] = field(default_factory=tuple)
    idempotency_key: uuid.UUID | None = None


class NobodyNamed(ValueError):
    """A concern is about somebody: a child of the list, or one described in words."""


def next_reference(code: str, now: datetime) -> str:
    """The school's next reference, such as OAK-26-0418. Locks the counter until commit: taken late."""
    year = now.year % 100
    while not ReferenceCounter.objects.filter(year=year).update(last=F("last") + 1):
        ReferenceCounter.objects.bulk_create([ReferenceCounter(year=year)], ignore_conflicts=True)
    last = ReferenceCounter.objects.values_list("last", flat=True).get(year=year)
    return f"{code}-{year:02d}-{last:04d}"


def raise_concern(*, by: Membership, sent: Account, now: datetime) -> Concern:
    """Store a concern for the safeguarding team. Sent twice with the same key, it is stored once.

    Raises NobodyNamed when it is about nobody.
    """
    require(by, Capability.CONCERN_LOG)
    if not sent.children and not sent.described.strip():
        raise NobodyNamed("Choose the child this is about, or describe them.")
    with transaction.atomic():
        if sent.idempotency_key is not None:
            twin = Concern.objects.filter(reporter=by, idempotency_key=sent.idempotency_key).first()
            if twin is not None:
                return twin  # type: ignore[no-any-return]
        concern = _sealed_concern(by, sent, now)
        concern.reference = next_reference(by.school.code, now)
        concern.save(force_insert=True)
        _involve(concern, sent)
        children = [child for child, _ in sent.children]
        write_chronology(
            concern=concern,
            children=children,
            kind=ChronologyEntry.Kind.CONCERN,
            source_uid=concern.uid,
            text=_chronology_text(sent),
            happened_at=concern.occurred_at or now,
            by=by,
            now=now,
        )
        record(
            Event.CONCERN_RAISED,
            by=by,
            subjects=[child.uid for child in children],
            target=concern,
            reference=concern.reference,
            urgency=concern.urgency,
        )
    return concern


def _sealed_concern(by: Membership, sent: Account, now: datetime) -> Concern:
    concern = Concern(
        school_id=current_school_id(),
        reporter=by,
        occurred_at=sent.occurred_at,
        occurred_precision=Concern.Precision(sent.occurred_precision),
        disclosed_at=sent.disclosed_at,
        recorded_at=now,
        how_known=Concern.HowKnown(sent.how_known),
        urgency=Concern.Urgency(sent.urgency),
        respond_by=respond_by(by.school, sent.urgency, now),
        idempotency_key=sent.idempotency_key,
    )
    key = record_key(concern.uid, subjects=[child.uid for child, _ in sent.children])
    seal(
        concern,
        key,
        account=sent.account,
        child_words=sent.child_words or None,
        done_so_far=sent.done_so_far or None,
        place=sent.place or None,
        marks=json.dumps(list(sent.marks)) if sent.marks else None,
    )
    return concern


def _involve(concern: Concern, sent: Account) -> None:
    rows = [
        Involvement(concern=concern, child=child, role=Involvement.Role(role))
        for child, role in sent.children
    ]
    if sent.described.strip():
        row = Involvement(concern=concern)
        seal(row, record_key(concern.uid), described=sent.described.strip())
        rows.append(row)
    Involvement.objects.bulk_create(rows)


def _chronology_text(sent: Account) -> str:
    parts = [f"{HOW[sent.how_known]}. {sent.account}"]
    if sent.child_words:
        parts.append(f"Child’s own words: {sent.child_words}")
    return " ".join(parts)


def save_draft(*, by: Membership, body: dict[str, Any], now: datetime, draft: Draft | None = None) -> Draft:
    """Keep what somebody is writing, sealed; only they can see it; it expires after two weeks."""
    require(by, Capability.CONCERN_LOG)
    with transaction.atomic():
        row = draft or Draft(member=by)
        if row.member.user_id != by.user_id:
            raise PermissionError("a draft belongs to whoever writes it")
        row.saved_at, row.expires_at = now, now + DRAFT_LIFE
        seal(row, school_key(), body=json.dumps(body))
        row.save()
    return row


def discard_draft(*, by: Membership, draft: Draft) -> None:
    """Throw a draft away."""
    Draft.objects.filter(pk=draft.pk, member__user_id=by.user_id).delete()


def expire_drafts(*, now: datetime) -> int:
    """Delete the school's drafts whose time is over; returns how many."""
    deleted, _ = Draft.objects.filter(expires_at__lt=now).delete()
    return int(deleted)


def add_addendum(
    *, by: Membership, concern: Concern, text: str, now: datetime, kind: str = Addendum.Kind.ADDENDUM
) -> Addendum:
    """Words beside the original: by the person who logged it, or by the safeguarding team."""
    if concern.reporter.user_id != by.user_id:
        require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = Addendum(concern=concern, author=by, kind=Addendum.Kind(kind), added_at=now)
        seal(row, record_key(concern.uid), text=text)
        row.save()
        involved = list(Involvement.objects.filter(concern=concern).select_related("child"))
        children = [i.child for i in involved if i.child is not None]
        write_chronology(
            concern=concern,
            children=children,
            kind=ChronologyEntry.Kind.ADDED,
            source_uid=row.uid,
            text=f"{row.get_kind_display()}: {text}",
            happened_at=now,
            by=by,
            now=now,
        )
        record(
            Event.CONCERN_ADDED_TO,
            by=by,
            subjects=[c.uid for c in children],
            target=concern,
            reference=concern.reference,
            kind=row.kind,
        )
    return row
