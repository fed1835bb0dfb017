"""The safeguarding team's pages: triage, a concern and its forms, children, chronology, search."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concerns.actions.casework import add_action
from concerns.models import Action, Category, ChronologyEntry, Concern, ConcernGrant
from safeguard.jobs.actions import run_now
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.concerns import make
from tests.conftest import World


@pytest.fixture
def lead(world: World) -> Client:
    return world.client(world.member("dsl"))


@pytest.fixture
def case(world: World) -> Concern:
    with school_scope(world.oak.pk):
        return make.concern(
            world.member("reporter"), make.child(), now=timezone.now(), child_words="It is fine."
        )


def page(client: Client, url: str, **data: Any) -> str:
    """The page at an address, which has to be there."""
    answer = client.post(url, data) if data else client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return str(answer.content.decode())


def of(case: Concern, tail: str = "") -> str:
    """An address below a concern."""
    return f"/s/oakfield/concerns/{case.uid}/{tail}"


def fresh(world: World, case: Concern) -> Concern:
    """The concern as it is now."""
    with school_scope(world.oak.pk):
        return Concern.objects.get(pk=case.pk)


def test_the_queue_shows_it_until_it_is_decided(world: World, lead: Client, case: Concern) -> None:
    html = page(lead, "/s/oakfield/triage/")
    assert "Tomas Brennick" in html
    assert "Not opened yet" in html
    assert "It is fine." in page(lead, of(case))
    html = page(lead, "/s/oakfield/triage/?tab=new")
    assert "Tomas Brennick" in html
    assert "Not opened yet" not in html


def test_from_triage_to_closed_through_the_forms(world: World, lead: Client, case: Concern) -> None:
    missing = page(lead, of(case, "close/"), summary="Kept", version=1)
    assert "Classify it" in missing
    assert "Give it an owner" in missing
    assert "Kept" in missing
    with school_scope(world.oak.pk):
        category = str(Category.objects.get(code="neglect").pk)
    answers = [
        (
            "classify/",
            {
                "risk": "high",
                "level": "early_help",
                "categories": category,
                "sensitivity": "standard",
                "reason": "Third this term",
                "version": 1,
            },
        ),
        ("owner/", {"owner": str(world.member("dsl").uid)}),
        ("actions/", {"title": "Call home", "owner": str(world.member("dsl").uid), "due_on": "2026-12-01"}),
        ("decisions/", {"kind": "not_refer", "rationale": "Enough for now"}),
        ("add/", {"kind": "contact", "text": "Spoke to mother"}),
        ("feedback/", {"text": "Thank you"}),
    ]
    for tail, data in answers:
        assert lead.post(of(case, tail), data).status_code == 302, tail
    with school_scope(world.oak.pk):
        action = Action.objects.get()
    assert "Call home" in page(lead, "/s/oakfield/tasks/")
    assert lead.post(of(case, f"actions/{action.uid}/done/"), {"outcome": "Done"}).status_code == 302
    closing = {"summary": "s", "follow_up": "f", "outcome": "o", "version": fresh(world, case).version}
    assert lead.post(of(case, "close/"), closing).status_code == 302
    assert fresh(world, case).state == "closed"
    html = page(lead, of(case))
    assert "Spoke to mother" in html
    assert "Enough for now" in html
    assert lead.post(of(case, "reopen/"), {"reason": "New information"}).status_code == 302
    assert fresh(world, case).state == "open"


def test_every_form_page_opens_and_refuses_emptiness(lead: Client, case: Concern) -> None:
    for tail in ("classify/", "owner/", "actions/", "decisions/", "add/", "feedback/", "monitor/", "share/"):
        page(lead, of(case, tail))
        assert "There is a problem" in page(lead, of(case, tail), nothing="1"), tail


def test_a_share_is_seen_and_ends(world: World, lead: Client, case: Concern) -> None:
    pastoral = world.member("pastoral")
    client = world.client(pastoral)
    assert client.get(of(case)).status_code == 404
    lead.post(of(case, "share/"), {"member": str(pastoral.uid), "reason": "Form tutor"})
    assert "It is fine." in page(client, of(case))
    assert "Tomas Brennick" in page(client, "/s/oakfield/shared/")
    assert client.post(of(case, "decisions/"), {"kind": "refer", "rationale": "x"}).status_code == 403
    with school_scope(world.oak.pk):
        grant = ConcernGrant.objects.get()
    assert lead.post(of(case, f"share/{grant.uid}/end/"), {"yes": "1"}).status_code == 302
    assert client.get(of(case)).status_code == 404


def test_an_action_of_another_concern_is_404(world: World, lead: Client, case: Concern) -> None:
    with school_scope(world.oak.pk):
        other = make.triaged(
            world.member("dsl"), make.concern(world.member("reporter"), make.child("Mina", "Szabo"))
        )
        action = add_action(
            by=world.member("dsl"),
            concern=other,
            title="x",
            owner=world.member("dsl"),
            due_on=timezone.localdate(),
            now=timezone.now(),
        )
    assert lead.post(of(case, f"actions/{action.uid}/done/"), {"outcome": "x"}).status_code == 404
    with school_scope(world.oak.pk):
        assert Action.objects.get(pk=action.pk).done_at is None


def test_bulk_owner(world: World, lead: Client, case: Concern) -> None:
    deputy = world.member("deputy_dsl")
    lead.post("/s/oakfield/triage/assign/", {"concern": [str(case.uid), "junk"], "owner": str(deputy.uid)})
    assert fresh(world, case).owner_id == deputy.pk
    stranger = world.member("reporter")
    lead.post("/s/oakfield/triage/assign/", {"concern": [str(case.uid)], "owner": str(stranger.uid)})
    assert fresh(world, case).owner_id == deputy.pk


def test_children_chronology_and_search(world: World, lead: Client, case: Concern) -> None:
    with school_scope(world.oak.pk):
        child = next(i.child for i in case.involvements.select_related("child"))
        entry = ChronologyEntry.objects.get()
    assert "Tomas Brennick" in page(lead, "/s/oakfield/children/")
    assert "Tomas Brennick" in page(lead, "/s/oakfield/children/", q="tommas brenick")
    assert "No child matches" in page(lead, "/s/oakfield/children/", q="zzzz")
    base = f"/s/oakfield/children/{child.uid}/"
    assert case.reference in page(lead, base)
    assert "very quiet" in page(lead, f"{base}chronology/")
    assert "No entries match" in page(lead, f"{base}chronology/?show=key")
    assert lead.post(f"{base}chronology/{entry.uid}/rate/", {"significance": "key"}).status_code == 302
    assert "very quiet" in page(lead, f"{base}chronology/?show=key")
    assert lead.post(f"{base}chronology/analysis/", {"text": "A pattern"}).status_code == 302
    assert "A pattern" in page(lead, f"{base}chronology/")
    assert lead.post(f"{base}status/", {"kind": "cin", "from_on": "2026-11-01"}).status_code == 302
    assert "Child in need" in page(lead, base)
    for text in ("brenick", "QUIET at reg", case.reference, "it is fine"):
        assert case.reference in page(lead, "/s/oakfield/search/", q=text), text
    assert "Nothing that you may see matches" in page(lead, "/s/oakfield/search/", q="zzzzzz")
    assert lead.get("/s/oakfield/search/").status_code == 405


def test_the_chronology_goes_on_paper_and_only_to_who_asked(
    world: World, lead: Client, case: Concern
) -> None:
    with school_scope(world.oak.pk):
        child = next(i.child for i in case.involvements.select_related("child"))
    base = f"/s/oakfield/children/{child.uid}/chronology/"
    assert lead.post(f"{base}pdf/", {"reason": "review", "show": ""}).status_code == 302
    with school_scope(world.oak.pk):
        job = Job.objects.get()
    done = run_now(job)
    assert (done.state, done.error) == ("done", "")
    answer = lead.get(f"{base}pdf/{job.uid}/")
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"%PDF-")
    assert int(answer["Content-Length"]) == len(data)
    other = world.client(world.member("deputy_dsl"))
    assert other.get(f"{base}pdf/{job.uid}/").status_code == 404
    assert "Ready" in page(lead, base)


LISTS = ["triage/", "triage/?tab=closed", "children/", "tasks/", "shared/"]


@pytest.mark.parametrize("url", LISTS)
def test_a_list_asks_as_often_for_three_rows_as_for_one(world: World, lead: Client, url: str) -> None:
    dsl = world.member("dsl")

    def add() -> None:
        with school_scope(world.oak.pk):
            make.triaged(dsl, make.concern(world.member("reporter"), make.child(), now=timezone.now()))

    add()
    lead.get(f"/s/oakfield/{url}")
    with CaptureQueriesContext(connection) as one:
        lead.get(f"/s/oakfield/{url}")
    add()
    add()
    with CaptureQueriesContext(connection) as three:
        lead.get(f"/s/oakfield/{url}")
    assert len(three) == len(one)
    assert len(one) <= 30


@pytest.mark.parametrize("tail", ["triage/", "children/", "tasks/", "shared/", "search/"])
def test_reporters_are_refused(world: World, case: Concern, tail: str) -> None:
    client = world.client(world.member("reporter"))
    assert client.post(f"/s/oakfield/{tail}", {"q": "brennick"}).status_code == 403
    assert client.get(of(case)).status_code == 403


def test_everything_is_404_under_the_other_school(world: World, lead: Client, case: Concern) -> None:
    head = world.client(world.member("head", world.brook))
    for tail in ("", "classify/", "close/"):
        assert head.get(of(case, tail)).status_code == 404
        assert head.get(f"/s/brookside/concerns/{case.uid}/{tail}").status_code == 404
    assert head.get(f"/s/brookside/children/{uuid.uuid4()}/").status_code == 404
