"""Whose changes of this app are kept field by field; what isn't named as shown is masked."""

import uuid
from typing import Any

from audit.watch import watch
from retention.models import Hold, Rule


def _held_child(row: Any) -> list[uuid.UUID]:
    return [row.child.uid] if row.child_id else []


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
