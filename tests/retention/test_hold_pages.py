"""The pages on which a hold is placed and lifted."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit.events import Event
from audit.models import Entry
from concerns.models import Child
from retention.actions.holds import hold_for, place_hold
from retention.models import Hold
from retention.queries.files import file_number
from retention.rules import HoldKind
from safeguard.scope import school_scope
from tests.concerns import make
from tests.conftest import World
from tests.retention.make import HOLDS, HOME, PLACE, text

NOW = make.NOW


def given(**more: Any) -> dict[str, Any]:
    data = {
        "key": str(uuid.uuid4()),
        "on": "child",
        "kind": "police",
        "why": "Asked by the officer in the case",
        "asked_by": "Heronsgate police",
        "review_on": "2099-01-31",
        "reference": "",
    }
    return {**data, **more}


def live(world: World) -> list[Hold]:
    with school_scope(world.oak.pk):
        return list(Hold.objects.filter(lifted_at=None, kind="police").select_related("child", "concern"))


def test_a_hold_is_checked_and_then_placed(world: World, dsl: Client, files: dict[str, Child]) -> None:
    data = given(child=str(files["due"].uid))

    check = dsl.post(PLACE, data).content.decode()

    assert "Check before you place this hold" in check
    assert "Wynn Pastor: the whole file" in check
    assert live(world) == []
    done = dsl.post(PLACE, {**data, "confirmed": "1"}, follow=True).content.decode()
    assert "The hold is in place." in done
    assert "Wynn Pastor" in done
    (hold,) = live(world)
    assert hold.child == files["due"]
    dsl.post(PLACE, {**data, "confirmed": "1"})
    assert len(live(world)) == 1


def test_change_goes_back_to_the_form_with_everything_in_it(
    world: World, dsl: Client, files: dict[str, Child]
) -> None:
    page = dsl.post(PLACE, given(child=str(files["due"].uid), change="1")).content.decode()

    assert "Asked by the officer in the case" in page
    assert "Wynn Pastor" in page
    assert "There is a problem" not in page
    assert live(world) == []


def test_a_hold_on_a_concern_says_how_many_files_it_keeps(
    world: World, dsl: Client, files: dict[str, Child]
) -> None:
    with school_scope(world.oak.pk):
        row = make.concern(world.member("reporter"), files["due"], files["soon"])
    data = given(on="concern", reference=row.reference.lower())

    assert "the files of 2 children" in dsl.post(PLACE, data).content.decode()
    dsl.post(PLACE, {**data, "confirmed": "1"})

    (hold,) = live(world)
    assert hold.concern == row


def test_a_hold_on_the_whole_school_warns_and_stands_on_the_page(world: World, dpo: Client) -> None:
    data = given(on="school")

    assert "Nothing of this school can be disposed of" in dpo.post(PLACE, data).content.decode()
    dpo.post(PLACE, {**data, "confirmed": "1"})

    assert "Everything the school has is on hold" in text(dpo, HOME)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": ""}, "Say what has to be kept."),
        ({}, "Choose the child whose file has to be kept."),
        ({"on": "concern", "reference": "OAK-99-9999"}, "There is no concern with this reference."),
        ({"on": "concern"}, "There is no concern with this reference."),
        ({"on": "school", "why": " "}, "Say why the records have to be kept."),
        ({"on": "school", "why": "x" * 5000}, "Keep this under 4000 characters."),
        ({"on": "school", "kind": "sar"}, "Select a valid choice."),
        ({"on": "school", "review_on": "2020-01-01"}, "Choose a day to come"),
        ({"on": "school", "review_on": "soon"}, "Write the day as 31/12/2027."),
        ({"on": "school", "key": "nonsense"}, "There is a problem"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_held(
    world: World, dsl: Client, wrong: dict[str, str], said: str
) -> None:
    page = dsl.post(PLACE, given(confirmed="1", **wrong)).content.decode()

    assert "There is a problem" in page
    assert said in page
    assert live(world) == []


def test_without_javascript_the_finder_works_by_a_button(dsl: Client, files: Any) -> None:
    page = dsl.post(PLACE, given(find="1", child_text="wyn pastr")).content.decode()

    assert "Wynn Pastor" in page
    assert "There is a problem" not in page


def test_the_finder_answers_by_post_and_is_in_the_ledger(
    world: World, dpo: Client, files: dict[str, Child]
) -> None:
    page = dpo.post(HOLDS + "find/", {"q": "hella"}).content.decode()

    assert "Hella Kept" in page
    assert file_number(files["held"].uid) in page
    with school_scope(world.oak.pk):
        assert Entry.objects.get(event=Event.CHILDREN_SEARCHED).subjects == [files["held"].uid]
    assert dpo.get(HOLDS + "find/").status_code == 405


def test_a_child_of_another_school_is_left_out(world: World, dsl: Client) -> None:
    with school_scope(world.brook.pk):
        elsewhere = make.child("Ana")

    assert "Ana" not in text(dsl, f"{PLACE}?child={elsewhere.uid}")
    page = dsl.post(PLACE, given(child=str(elsewhere.uid), confirmed="1")).content.decode()
    assert "Choose the child whose file has to be kept." in page


def test_a_hold_is_lifted_on_a_page_of_its_own_with_a_reason(
    world: World, dsl: Client, files: dict[str, Child]
) -> None:
    with school_scope(world.oak.pk):
        hold = Hold.objects.get(child=files["held"])
    url = f"{HOLDS}{hold.uid}/lift/"

    assert "Solicitors wrote in May" in text(dsl, url)
    assert "Say why the records need not be kept" in dsl.post(url, {"why": ""}).content.decode()
    done = dsl.post(url, {"why": "The claim was settled"}, follow=True).content.decode()

    assert "The hold was lifted." in done
    assert "The claim was settled" in text(dsl, HOLDS + "?tab=lifted")
    assert "Hella Kept" in text(dsl, HOME + "?tab=due")
    assert "already" in dsl.post(url, {"why": "Again"}).content.decode()


@pytest.mark.parametrize("role", ["deputy_dsl", "reporter"])
def test_who_may_not_hold_gets_no_page_and_no_button(
    world: World, files: dict[str, Child], role: str
) -> None:
    with school_scope(world.oak.pk):
        hold = Hold.objects.get(child=files["held"])
    client = world.client(world.member(role))

    for url in (PLACE, f"{HOLDS}{hold.uid}/lift/"):
        assert client.get(url).status_code == 403
        assert client.post(url, given(confirmed="1", on="school", why="x")).status_code == 403
    assert client.post(HOLDS + "find/", {"q": "hella"}).status_code == 403
    with school_scope(world.oak.pk):
        assert Hold.objects.filter(lifted_at=None).count() == 1
    if role == "deputy_dsl":
        assert "Place a hold" not in text(client, HOME)
        assert "Lift this hold" not in text(client, HOLDS)


def test_holds_of_another_school_or_of_a_request_cannot_be_lifted_here(
    world: World, dsl: Client, files: dict[str, Child]
) -> None:
    with school_scope(world.brook.pk):
        other = place_hold(
            by=world.member("head", world.brook),
            kind=HoldKind.LEGAL,
            why="Theirs",
            review_on=date(2027, 5, 1),
            now=NOW,
        )
    with school_scope(world.oak.pk):
        automatic = hold_for(
            by=None,
            kind=HoldKind.SAR,
            why="Subject access request",
            source_uid=uuid.uuid4(),
            review_on=date(2027, 5, 1),
            child=files["due"],
            now=NOW,
        )

    for hold in (other, automatic):
        assert dsl.post(f"{HOLDS}{hold.uid}/lift/", {"why": "Please"}).status_code == 404
    assert "Ends by itself" in text(dsl, HOLDS)
