"""Whose changes of this app are kept field by field.

What isn't named as shown is masked; words are sealed anyway. Rows that hang on a concern name no subject
here: the event of the same request does.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from audit.labels import Match, register_finder, register_labels, register_words
from audit.watch import watch
from concerns.models import (
    Action,
    Addendum,
    Child,
    ChildStatus,
    ChronologyEntry,
    Closure,
    Concern,
    ConcernCategory,
    ConcernGrant,
    Contact,
    Decision,
    Exclusion,
    Feedback,
    Involvement,
)
from concerns.queries.children import find_children
from safeguard.vault import Shredded
from safeguard.vault.keys import preload
from safeguard.vault.models import SubjectKey

ENDED = "A child whose file has ended"


def _itself(row: Any) -> list[uuid.UUID]:
    return [row.uid]


def _its_child(row: Any) -> list[uuid.UUID]:
    return [row.child.uid] if row.child_id else []


watch(
    Child,
    shown=["upn_warning", "year", "form", "on_roll", "left_on", "version"],
    left_out=["created_at"],
    subjects=_itself,
)
watch(ChildStatus, shown=["child", "kind", "from_on", "to_on"], subjects=_its_child)
watch(Contact, shown=["child", "has_responsibility", "court_order"], subjects=_its_child)
watch(
    Concern,
    shown=[
        "reference",
        "reporter",
        "occurred_at",
        "occurred_precision",
        "disclosed_at",
        "recorded_at",
        "how_known",
        "urgency",
        "state",
        "sensitivity",
        "owner",
        "risk",
        "level",
        "respond_by",
        "triaged_at",
        "closed_at",
        "review_on",
        "version",
    ],
    left_out=["idempotency_key"],
)
watch(Involvement, shown=["concern", "child", "role"], subjects=_its_child)
watch(ConcernCategory, shown=["concern", "category"])
watch(Addendum, shown=["concern", "author", "kind", "added_at"])
watch(Action, shown=["concern", "owner", "added_by", "due_on", "added_at", "done_at", "done_by"])
watch(Decision, shown=["concern", "decided_by", "kind", "decided_at", "review_on"])
watch(Closure, shown=["concern", "by", "at", "reopened_at"])
watch(Feedback, shown=["concern", "author", "at"])
watch(
    ChronologyEntry,
    shown=["child", "happened_at", "recorded_at", "kind", "significance", "concern", "author"],
    subjects=_its_child,
)
watch(
    ConcernGrant,
    shown=["user", "permission", "content_object", "given_by", "given_at", "until", "ended_at"],
)
watch(
    Exclusion,
    shown=["member", "child", "concern", "added_by", "added_at", "ended_at"],
    subjects=_its_child,
)


def child_labels(uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of children of the current school, those who left included."""
    wanted = list(uids)
    preload(wanted)
    return {child.uid: _name(child) for child in Child.objects.filter(uid__in=wanted)}


def _name(child: Child) -> str:
    try:
        return child.name
    except Shredded:
        return ENDED


def find(text: str, limit: int) -> list[Match]:
    """Children by what was typed. One whose file has ended has no name to be found by."""
    ended = SubjectKey.objects.exclude(destroyed_at=None).values("subject_uid")
    found = find_children(Child.objects.exclude(uid__in=ended), text, limit=limit)
    return [Match(c.uid, c.name, c.form or ("" if c.on_roll else "Left"), c.initials) for c in found]


register_labels("child", child_labels)
register_finder(find)
register_words("kind", {"chronology.pdf": "a chronology as PDF"})
