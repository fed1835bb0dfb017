"""How far a job is, on a page and as JSON: only for whoever asked, or may follow work of the school."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.events import Event
from audit.models import Entry
from safeguard.jobs import actions
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.conftest import World
from tests.kernel import jobs_for_tests


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert jobs_for_tests.seen == []
    monkeypatch.setattr(actions, "wake", lambda school_id, uid: True)


def asked(world: World, role: str = "dsl", kind: str = "test.step", **fields: Any) -> Job:
    with school_scope(world.oak.pk):
        row = start_job(
            kind=kind, by=world.member(role), payload={"of": str(uuid.UUID(int=1))}, now=timezone.now()
        )
        if fields:
            Job.objects.filter(pk=row.pk).update(**fields)
            row.refresh_from_db()
        return row


def state(row: Job) -> str:
    with school_scope(row.school_id):
        return Job.objects.get(pk=row.pk).state


def url(row: Job, school: str = "oakfield", tail: str = "/") -> str:
    return f"/s/{school}/jobs/{row.uid}{tail}"


def test_whoever_asked_sees_how_far_it_is(world: World) -> None:
    row = asked(world, state="running", progress_done=3, progress_total=12)
    page = world.client(world.member("dsl")).get(url(row))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    text = page.content.decode()
    assert "3 of 12" in text
    assert "<h1>Background work</h1>" in text
    assert f'hx-get="{url(row)}" hx-trigger="every 2s"' in text


def test_htmx_gets_the_piece_alone(world: World) -> None:
    row = asked(world)
    text = world.client(world.member("dsl")).get(url(row), headers={"HX-Request": "true"}).content.decode()
    assert text.strip().startswith("<section")
    assert "<html" not in text
    assert "It starts by itself in a moment." in text


def test_when_nobody_takes_it_the_page_says_so(world: World) -> None:
    row = asked(world, created_at=timezone.now() - timedelta(minutes=2))
    text = world.client(world.member("dsl")).get(url(row)).content.decode()
    assert "The background service is not answering. Your request is kept" in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "done"}, "Show the result"),
        (
            {"state": "failed", "error": "It took longer than a job may take."},
            "It took longer than a job may take.",
        ),
        ({"state": "cancelled"}, "Cancelled"),
    ],
)
def test_when_it_is_over_the_page_stops_asking(world: World, fields: dict[str, str], words: str) -> None:
    row = asked(world, **fields)
    text = world.client(world.member("dsl")).get(url(row), headers={"HX-Request": "true"}).content.decode()
    assert words in text
    assert "hx-trigger" not in text
    assert "Cancel</button>" not in text


def test_another_persons_job_isnt_there(world: World) -> None:
    row = asked(world)
    for role in ("head", "dpo", "administrator"):
        client = world.client(world.member(role))
        for tail in ("/", ".json"):
            assert client.get(url(row, tail=tail)).status_code == 404, (role, tail)
        assert client.post(url(row, tail="/cancel/")).status_code == 404
    assert state(row) == "queued"


def test_a_job_of_the_school_may_be_followed_with_its_capability_but_not_cancelled(world: World) -> None:
    row = asked(world, role="dsl", kind="test.shared")
    dpo = world.client(world.member("dpo"))
    assert dpo.get(url(row)).status_code == 200
    assert "Cancel</button>" not in dpo.get(url(row)).content.decode()
    assert dpo.post(url(row, tail="/cancel/")).status_code == 404
    assert world.client(world.member("head")).get(url(row)).status_code == 404


def test_another_school_and_a_signed_out_person_get_nothing(world: World) -> None:
    row = asked(world)
    dsl, other = world.client(world.member("dsl")), world.client(world.member("dsl", world.brook))
    assert other.get(url(row)).status_code == 404
    assert other.get(url(row, school="brookside")).status_code == 404
    assert dsl.get(url(row, school="brookside")).status_code == 404
    dsl.logout()
    assert dsl.get(url(row)).status_code == 302
    assert dsl.get(url(row), headers={"HX-Request": "true"}).status_code == 401


def test_a_role_without_the_capability_is_refused(world: World) -> None:
    row = asked(world, role="reporter")
    client = world.client(world.member("reporter"))
    assert [client.get(url(row, tail=t)).status_code for t in ("/", ".json")] == [403, 403]


def test_cancelling_is_a_post_and_leaves_a_mark(world: World) -> None:
    row, client = asked(world), world.client(world.member("dsl"))
    assert client.get(url(row, tail="/cancel/")).status_code == 405
    answer = client.post(url(row, tail="/cancel/"))
    assert (answer.status_code, answer["Location"]) == (302, url(row))
    assert state(row) == "cancelled"
    with school_scope(world.oak.pk):
        entry = Entry.objects.here().get(event=Event.JOB_CANCELLED)
    assert (entry.actor_id, entry.remote_addr) == (world.member("dsl").user_id, "127.0.0.1")


def test_cancelling_through_htmx_answers_with_the_piece(world: World) -> None:
    row, client = asked(world), world.client(world.member("dsl"))
    text = client.post(url(row, tail="/cancel/"), headers={"HX-Request": "true"}).content.decode()
    assert text.strip().startswith("<section")
    assert "Cancelled" in text


def test_cancelling_what_is_over_changes_nothing(world: World) -> None:
    row = asked(world, state="done")
    assert world.client(world.member("dsl")).post(url(row, tail="/cancel/")).status_code == 302
    assert state(row) == "done"


def test_as_json(world: World) -> None:
    row = asked(world, kind="test.shared", state="running", progress_done=1, progress_total=4)
    client = world.client(world.member("dsl"))
    answer = client.get(url(row, tail=".json"))
    assert answer.status_code == 200
    data = answer.json()
    assert {
        k: data[k] for k in ("uid", "kind", "state", "done", "total", "percent", "error", "result_url")
    } == {
        "uid": str(row.uid),
        "kind": "test.shared",
        "state": "running",
        "done": 1,
        "total": 4,
        "percent": 25,
        "error": "",
        "result_url": "",
    }


def test_when_done_the_result_is_one_link_away(world: World) -> None:
    row = asked(world, kind="test.shared", state="done")
    client = world.client(world.member("dsl"))
    there = f"/s/oakfield/jobs/{uuid.UUID(int=1)}/"
    assert client.get(url(row, tail=".json")).json()["result_url"] == there
    assert f'href="{there}">Show the result' in client.get(url(row)).content.decode()


def test_a_post_of_json_is_refused(world: World) -> None:
    row = asked(world)
    assert world.client(world.member("dsl")).post(url(row, tail=".json")).status_code == 405
