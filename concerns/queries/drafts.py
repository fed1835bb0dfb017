"""A member's own drafts; nobody else's can be reached."""

import json
import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from access.models import Membership
from concerns.models import Draft


def own_drafts(member: Membership) -> QuerySet[Draft]:
    """Drafts that are still kept, the newest first."""
    rows: QuerySet[Draft] = Draft.objects.filter(
        member__user_id=member.user_id, expires_at__gt=timezone.now()
    )
    return rows.order_by("-saved_at")


def get_draft(member: Membership, uid: str) -> Draft | None:
    """One of the member's drafts, or None."""
    try:
        wanted = uuid.UUID(uid)
    except ValueError:
        return None
    return own_drafts(member).filter(uid=wanted).first()


def draft_body(draft: Draft) -> QueryDict:
    """What was typed, as the form takes it."""
    data, body = QueryDict(mutable=True), json.loads(draft.body.open())
    for name, values in body.items():
        data.setlist(name, [str(v) for v in _listed(values)])
    return data


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]
