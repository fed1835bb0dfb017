"""Anybody in the school writes a request down; the officer finds it on their list."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from access.actions import NotAllowed
from audit.models import Entry
from concerns.actions.sharing import exclude_member
from retention.actions.sar import RequestRefused, name_subject
from retention.models import Hold, SubjectRequest
from safeguard.scope import school_scope
from tests.concerns.make import child
from tests.conftest import World
from tests.sar.make import NOW, TODAY, logged

pytestmark = pytest.mark.django_db
LOG, LIST = "/s/oakfield/data-request/", "/s/oakfield/requests/"


def sent(**more: Any) -> dict[str, Any]:
    return {
        "requester_kind": "parent",
        "requester": "Karin Brennick",
        "asked_for": "Everything about my son",
        "channel": "spoken",
        "received_on": timezone.localdate().isoformat(),
        "key": str(uuid.uuid4()),
        **more,
    }


@pytest.mark.parametrize("role", ["reporter", "governor", "dsl", "dpo"])
def test_any_member_of_staff_logs_a_request_on_one_page(world: World, role: str) -> None:
    with school_scope(world.oak.pk):
        tomas = child()
    client = world.client(world.member(role))

    assert client.get(LOG).status_code == 200
    answer = client.post(LOG, sent(child=str(tomas.uid)), follow=True)

    page = answer.content.decode()
    assert "SAR-26-0001" in page or f"SAR-{timezone.localdate():%y}-0001" in page
    assert "Brennick" not in page, "the receipt tells nothing"
    with school_scope(world.oak.pk):
        row = SubjectRequest.objects.get()
        assert (row.subject, row.state) == (tomas, "received")
        assert Hold.objects.get(source_uid=row.uid).child == tomas
        assert Entry.objects.here().filter(event="sar.logged", target_uid=row.uid).count() == 1


def test_sent_twice_it_is_stored_once(world: World) -> None:
    client, data = world.client(world.member("reporter")), sent(described="A girl who left in 2015")

    first = client.post(LOG, data)
    second = client.post(LOG, data)

    assert first["Location"] == second["Location"]
    with school_scope(world.oak.pk):
        assert SubjectRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Choose the child whose information is asked for"),
        ({"described": "A girl", "requester": ""}, "Write down the name of whoever asks"),
        ({"described": "A girl", "asked_for": " "}, "Write down what they asked for"),
        ({"described": "A girl", "received_on": "2199-01-01"}, "can’t be in the future"),
        ({"described": "A girl", "received_on": "2020-01-01"}, "Say why it is only written down now"),
        ({"described": "A girl", "received_on": "soon"}, "Write the day as"),
        ({"described": "A girl", "asked_for": "x" * 4001}, "Keep this under"),
    ],
)
def test_what_is_missing_is_said(world: World, change: dict[str, Any], words: str) -> None:
    page = world.client(world.member("reporter")).post(LOG, sent(**change)).content.decode()

    assert words in page
    assert "There is a problem" in page
    with school_scope(world.oak.pk):
        assert SubjectRequest.objects.count() == 0


def test_an_earlier_day_is_taken_with_its_reason(world: World) -> None:
    on = timezone.localdate() - timedelta(days=3)
    data = sent(described="A girl", received_on=on.isoformat(), backdated_why="It was in the pigeonhole.")

    world.client(world.member("reporter")).post(LOG, data)

    with school_scope(world.oak.pk):
        row = SubjectRequest.objects.get()
        assert (row.received_on, row.backdated_why.open()) == (on, "It was in the pigeonhole.")


def test_a_child_is_found_without_scripts(world: World) -> None:
    with school_scope(world.oak.pk):
        child()

    page = (
        world.client(world.member("reporter"))
        .post(LOG, {"find": "1", "child_text": "brenick"})
        .content.decode()
    )

    assert "Tomas Brennick" in page
    assert "There is a problem" not in page


def test_somebody_elses_receipt_is_not_there(world: World) -> None:
    with school_scope(world.oak.pk):
        row = logged(world.member("reporter"), child())

    other = world.client(world.member("reporter", name="Another Teacher"))

    assert other.get(f"/s/oakfield/data-request/{row.uid}/").status_code == 404


def test_references_count_by_school(world: World) -> None:
    with school_scope(world.oak.pk):
        references = [logged(world.member("reporter"), None).reference for _ in range(2)]
    with school_scope(world.brook.pk):
        references.append(logged(world.member("reporter", world.brook), None).reference)

    assert references == ["SAR-26-0001", "SAR-26-0002", "SAR-26-0001"]


def test_the_officer_sees_the_list_and_nobody_else(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        row = logged(world.member("reporter"), child())

    page = dpo.get(LIST).content.decode()

    assert row.reference in page
    assert "Karin Brennick" in page
    for role in ("dsl", "head", "reporter", "administrator"):
        assert world.client(world.member(role)).get(LIST).status_code == 403
        assert world.client(world.member(role)).get(f"{LIST}{row.uid}/").status_code == 403


def test_another_schools_request_is_not_there(world: World) -> None:
    with school_scope(world.oak.pk):
        row = logged(world.member("reporter"), child())
    stranger = world.client(world.member("dpo", world.brook))

    assert stranger.get(f"/s/brookside/requests/{row.uid}/").status_code == 404
    assert stranger.get(f"/s/oakfield/requests/{row.uid}/").status_code == 404
    assert row.reference not in stranger.get("/s/brookside/requests/").content.decode()


def test_an_officer_who_is_excluded_from_the_child_does_not_know_of_it(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        tomas = child()
        row = logged(world.member("reporter"), tomas)
        dsl, officer = world.member("dsl"), world.member("dpo")
        exclude_member(by=dsl, member=officer, child=tomas, reason="Her nephew", now=NOW)

    assert row.reference not in dpo.get(LIST).content.decode()
    assert dpo.get(f"{LIST}{row.uid}/").status_code == 404


def test_a_described_person_is_named_later_and_their_file_is_held_then(in_oak: World) -> None:
    row, tomas = logged(in_oak.member("reporter"), None), child()
    assert not Hold.objects.exists()

    name_subject(by=in_oak.member("dpo"), request=row, child=tomas, now=NOW)

    row.refresh_from_db()
    assert row.subject == tomas
    assert row.requester.open() == "Karin Brennick"
    assert Hold.objects.get().child == tomas
    with pytest.raises(RequestRefused):
        name_subject(by=in_oak.member("dpo"), request=row, child=child("Wren", "Hollis", upn=""), now=NOW)


def test_only_the_officer_moves_a_request_on(in_oak: World) -> None:
    row = logged(in_oak.member("reporter"), None)

    with pytest.raises(NotAllowed):
        name_subject(by=in_oak.member("dsl"), request=row, child=child(), now=NOW)


def test_what_was_received_can_not_be_changed_in_the_database(in_oak: World) -> None:
    from django.db import IntegrityError, transaction

    row = logged(in_oak.member("reporter"), None)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SubjectRequest.objects.filter(pk=row.pk).update(received_on=TODAY - timedelta(days=9))
