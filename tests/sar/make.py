"""Small makers for the tests of subject access requests: through the same actions as the screens."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from access.models import Membership
from concerns.actions.raising import add_addendum
from concerns.models import Child, Concern
from retention.actions.sar import Received, confirm_identity, log_request
from retention.actions.sar_gather import ask_to_gather, gather_records
from retention.actions.sar_review import Verdict, decide_item
from retention.models import RequestItem, SubjectRequest
from tests.concerns.make import child, concern, triaged
from tests.conftest import World

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)

ACCOUNT = (
    "Tomas told me he was tired because Lena had been crying in the night. He said Mum's friend Gary was"
    " shouting about money again, and that he and Lena went to Mrs Okafor next door until it stopped."
)
SECRET = "Police have asked that the family are not told about the visit on 14 October."


def nothing(done: int, total: int) -> None:
    """Progress that nobody watches."""


def records(world: World) -> tuple[Child, Child, Concern]:
    """Tomas, his sister Lena, and a concern about both with things hanging on it."""
    tomas, lena = child(), child("Lena", "Brennick", upn="")
    dsl = world.member("dsl")
    row = concern(
        world.member("reporter"), tomas, lena, account=ACCOUNT, child_words="He just shouts and shouts."
    )
    row = triaged(dsl, row)
    add_addendum(by=dsl, concern=row, text=SECRET, now=NOW)
    return tomas, lena, row


def logged(by: Membership, about: Child | None, *, now: datetime = NOW, **more: Any) -> SubjectRequest:
    """A request from the child's mother."""
    given: dict[str, Any] = {
        "requester_kind": "parent",
        "requester": "Karin Brennick",
        "relation": "Mother",
        "asked_for": "Everything you have about my son",
        "channel": "email",
        "received_on": timezone.localdate(now),
        "key": uuid.uuid4(),
        "described": "" if about else "A boy who left in 2019",
        **more,
    }
    return log_request(by=by, sent=Received(child=about, **given), now=now)


def gathered(world: World, about: Child, **more: Any) -> SubjectRequest:
    """A request whose records are gathered and wait for review."""
    dpo = world.member("dpo")
    row = logged(world.member("reporter"), about, **more)
    confirm_identity(
        by=dpo, request=row, on=TODAY, how="I know her well.", authority="Birth certificate", now=NOW
    )
    ask_to_gather(by=dpo, request=row, now=NOW)
    gather_records(by=dpo, request=row, now=NOW, report=nothing)
    row.refresh_from_db()
    return row


def item_of(row: SubjectRequest, source: str) -> RequestItem:
    """The first record of a kind."""
    found: RequestItem = RequestItem.objects.filter(request=row, source=source).order_by("number")[0]
    return found


def decide_all(world: World, row: SubjectRequest) -> None:
    """Share whatever isn't decided, without the words removed."""
    for one in RequestItem.objects.filter(request=row, choice=None):
        removed = one.redactions.filter(taken_back_at=None).exists()
        choice = "redact" if removed else "release"
        decide_item(
            by=world.member("dpo"),
            request=row,
            item=one,
            version=one.version,
            verdict=Verdict(choice),
            now=NOW,
        )
