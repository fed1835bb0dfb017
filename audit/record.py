"""The one writer of events. It writes inside the caller's transaction: if it fails, the action fails."""

import uuid
from collections.abc import Iterable
from typing import Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from audit.context import current_origin
from audit.events import SPECS, Event, Kind
from audit.models import Entry, scope_or_platform
from audit.payload import Given, Plain, fits, plain

ACTION_OF = {Kind.LOOK: 3, Kind.TAKE_OUT: 3, Kind.REFUSAL: 3, Kind.SYSTEM: 3, Kind.WRITE: 1, Kind.ACCESS: 1}


class Actor(Protocol):
    """Who did it: a membership, whose role is written down as it is now."""

    user_id: int
    role: str


class UnknownPayload(ValueError):
    """An event was given a key that its specification doesn't name, or a value that could be words."""


def record(
    event: Event,
    *,
    by: Actor | None,
    subjects: Iterable[uuid.UUID] = (),
    target: models.Model | None = None,
    **payload: Given,
) -> Entry:
    """Write one entry. `subjects` are the uids of the children or adults concerned.

    Raises UnknownPayload for a key that audit.events doesn't know, and for a value that isn't of the
    kind that audit.payload names for its key.
    """
    data = _checked(event, payload)
    origin = current_origin()
    entry: Entry = Entry.objects.create(
        school_id=scope_or_platform(),
        event=event,
        actor_id=by.user_id if by else origin.actor_id,
        role=str(by.role) if by else origin.role,
        subjects=sorted({uuid.UUID(str(s)) for s in subjects}),
        target_uid=getattr(target, "uid", None),
        content_type=ContentType.objects.get_for_model(target or Entry),
        object_pk=str(target.pk) if target is not None else "",
        object_repr="",
        action=ACTION_OF[SPECS[event].kind],
        cid=str(origin.request_id),
        remote_addr=origin.address,
        timestamp=timezone.now(),
        additional_data=data or None,
    )
    return entry


def _checked(event: Event, payload: dict[str, Given]) -> dict[str, Plain]:
    extra = set(payload) - SPECS[event].payload
    if extra:
        raise UnknownPayload(f"{event}: {sorted(extra)} not in its specification; see audit/events.py")
    data = {key: plain(value) for key, value in payload.items() if value is not None}
    # The value itself isn't printed: it may be the words that don't belong here.
    wrong = [key for key, value in data.items() if not fits(key, value)]
    if wrong:
        raise UnknownPayload(f"{event}: {wrong} not of the kind that audit/payload.py names")
    return data
