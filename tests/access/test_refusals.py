"""What a refusal does: nothing but a row in the ledger, which stays when the rest is rolled back."""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from access.models import Membership
from audit.models import Entry
from safeguard.guard import guard_of
from safeguard.scope import school_scope
from tests.access import refusal_urls
from tests.access.people import events_of
from tests.access.routes import walk_named
from tests.conftest import World

pytestmark = pytest.mark.urls("tests.access.refusal_urls")


@pytest.fixture
def member(world: World) -> Membership:
    return world.member("dsl")


@pytest.fixture
def client(world: World, member: Membership) -> Client:
    return world.client(member)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["forgotten", "forgotten-class"])
def test_a_view_that_declares_nothing_is_refused_with_a_row(
    client: Client, member: Membership, name: str, method: str
) -> None:
    answer = getattr(client, method)(f"/s/oakfield/{name}/")

    assert answer.status_code == 403
    assert b"secret" not in answer.content
    rows = events_of(member, "access.refused")
    assert [(r.actor_id, r.role, r.additional_data["method"]) for r in rows] == [
        (member.user.pk, "dsl", method.upper())
    ]


def test_one_outside_of_any_school_is_refused_with_a_row_of_no_school(
    client: Client, member: Membership
) -> None:
    assert client.get("/forgotten/").status_code == 403

    row = Entry.objects.get(event="access.refused")
    assert (row.school_id, row.actor_id) == (0, member.user.pk)
    assert events_of(member, "access.refused") == []


def test_signed_out_it_is_refused_too(world: World) -> None:
    assert Client().get("/forgotten/").status_code == 403
    assert Client().get("/s/oakfield/forgotten/").status_code == 403


def test_the_walk_would_find_it() -> None:
    undeclared = [r for r in walk_named(refusal_urls.urlpatterns) if guard_of(r.view) is None]

    assert len(undeclared) == 3


def test_a_capability_that_does_not_exist_lets_nobody_in(client: Client) -> None:
    with pytest.raises(ValueError, match=r"no\.such\.capability"):
        client.get("/s/oakfield/misspelt/")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("path", "status", "event"),
    [("refuses", 403, "access.refused"), ("misses", 404, "access.not_found")],
)
def test_a_late_refusal_undoes_everything_and_keeps_its_row(
    world: World, member: Membership, path: str, status: int, event: str
) -> None:
    client = world.client(member)

    answer = client.post(f"/s/oakfield/{path}/")

    assert answer.status_code == status
    with school_scope(world.oak.pk), transaction.atomic():
        assert Membership.objects.get(pk=member.pk).job_title == "Teacher"
    assert mail.outbox == []
    rows = events_of(member, "access.refused", "access.not_found")
    assert [(r.event, r.additional_data["path"]) for r in rows] == [(event, f"{path}_late")]
    assert rows[0].cid == answer["X-Request-Id"]


def test_the_row_holds_no_words_of_the_address(client: Client, member: Membership) -> None:
    client.get("/s/oakfield/misses/?q=Tomas+Brennick")

    text = " ".join(str(vars(e)) for e in events_of(member, "access.not_found"))
    assert "misses_late" in text
    assert "Tomas" not in text


@pytest.mark.parametrize("sent", ["M-SEARCH", "tomas", "X" * 300])
def test_a_method_made_up_by_a_client_is_a_row_too(client: Client, member: Membership, sent: str) -> None:
    answer = client.generic(sent, "/s/oakfield/refuses/")

    assert answer.status_code == 403
    assert [e.additional_data["method"] for e in events_of(member, "access.refused")] == ["OTHER"]


def test_the_request_id_is_ours_and_not_the_clients(client: Client) -> None:
    sent = "11111111-1111-4111-8111-111111111111"

    answer: Any = client.get("/s/oakfield/misses/", headers={"X-Request-Id": sent, "X-Correlation-Id": sent})

    assert answer["X-Request-Id"] != sent
