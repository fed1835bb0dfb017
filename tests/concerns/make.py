"""Small makers for tests: through the same actions as the screens."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from access.models import Membership
from concerns.actions.children import NewChild, add_children
from concerns.actions.raising import Account, raise_concern
from concerns.actions.triage import classify_concern, take_ownership
from concerns.models import Category, Child, Concern

NOW = datetime(2026, 11, 23, 10, 40, tzinfo=UTC)


def child(forename: str = "Tomas", surname: str = "Brennick", **more: Any) -> Child:
    """A child on the roll of the school in scope."""
    return add_children(
        by=None, children=[NewChild(forename, surname, dob=date(2014, 3, 14), year="8", **more)]
    )[0]


def concern(by: Membership, *children: Child, now: datetime = NOW, **more: Any) -> Concern:
    """A concern about these children."""
    sent = {"account": "He was very quiet at registration.", "how_known": "saw", "urgency": "unsure", **more}
    sent.setdefault("described", "" if children else "A boy from the year above")
    return raise_concern(by=by, sent=Account(children=[(c, "subject") for c in children], **sent), now=now)


def triaged(by: Membership, row: Concern, *, risk: str = "medium", now: datetime = NOW) -> Concern:
    """The concern, classified and owned."""
    later = now + timedelta(minutes=20)
    row = classify_concern(
        by=by,
        concern=row,
        risk=risk,
        level="early_help",
        categories=list(Category.objects.filter(code="neglect")),
        reason="Third time this term",
        version=row.version,
        now=later,
    )
    return take_ownership(by=by, concern=row, owner=by, now=later)
