"""Whose changes of this app are kept field by field; what isn't named as shown is masked."""

import uuid
from typing import Any

from audit.watch import watch
from retention.models import (
    Clarification,
    Hold,
    Package,
    RequestItem,
    RequestPhrase,
    RequestRedaction,
    Rule,
    SearchLog,
    SubjectRequest,
)


def _held_child(row: Any) -> list[uuid.UUID]:
    return [row.child.uid] if row.child_id else []


def _subject(row: Any) -> list[uuid.UUID]:
    return [row.subject.uid] if row.subject_id else []


watch(
    Hold,
    shown=[
        "child",
        "concern",
        "kind",
        "review_on",
        "placed_at",
        "placed_by",
        "source_uid",
        "lifted_at",
        "lifted_by",
    ],
    subjects=_held_child,
)
watch(Rule, shown=["code", "record_class", "disposition", "review_every_years", "inquiry_hold", "confirm"])
watch(
    SubjectRequest,
    shown=[
        "reference",
        "subject",
        "requester_kind",
        "channel",
        "received_on",
        "logged_at",
        "logged_by",
        "state",
        "identity_asked_on",
        "identity_confirmed_on",
        "extended_on",
        "submitted_by",
        "submitted_at",
        "approved_by",
        "approved_at",
        "ended_on",
        "ended_by",
        "version",
    ],
    left_out=["key_sent"],
    subjects=_subject,
)
watch(Clarification, shown=["request", "asked_on", "asked_by", "answered_on"])
watch(SearchLog, shown=["request", "place", "found", "searched_at", "searched_by"])
watch(
    RequestItem,
    shown=[
        "request",
        "number",
        "source",
        "reference",
        "happened_at",
        "disclosure",
        "gathered_at",
        "choice",
        "exemption",
        "opinion_on",
        "decided_at",
        "decided_by",
        "version",
    ],
)
watch(
    RequestPhrase,
    shown=["request", "choice", "exemption", "stand_in", "decided_at", "decided_by", "ended_at"],
)
watch(
    RequestRedaction,
    shown=[
        "item",
        "start",
        "stop",
        "exemption",
        "stand_in",
        "made_at",
        "made_by",
        "taken_back_at",
        "taken_back_by",
    ],
)
watch(
    Package,
    shown=[
        "request",
        "file",
        "made_at",
        "made_by",
        "pages",
        "shared",
        "in_part",
        "withheld",
        "phrases_checked",
        "expires_at",
        "replaced_at",
        "link_made_at",
        "link_until",
        "wrong_tries",
        "downloads",
    ],
)
