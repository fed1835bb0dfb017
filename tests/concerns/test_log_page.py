"""The form on which a concern is logged: what it asks, what it keeps, what it refuses."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from concerns.models import Concern, Draft
from safeguard.scope import school_scope
from tests.concerns import make
from tests.conftest import World

URL = "/s/oakfield/concerns/log/"


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client(world.member("reporter"))


@pytest.fixture
def child(world: World) -> Any:
    with school_scope(world.oak.pk):
        return make.child()


def filled(about: Any = None, **more: Any) -> dict[str, Any]:
    """A form that can be sent."""
    data = {
        "key": str(uuid.uuid4()),
        "when": "now",
        "how_known": "saw",
        "urgency": "unsure",
        "account": "He was very quiet at registration.",
        "precision": "about",
        "send": "1",
    }
    if about is not None:
        data["child"] = str(about.uid)
    return {**data, **more}


def stored(world: World) -> list[Concern]:
    """Everything that was stored in Oakfield."""
    with school_scope(world.oak.pk):
        return list(Concern.objects.all())


def test_the_page_says_who_will_see_it(world: World, teacher: Client) -> None:
    world.member("dsl")
    page = teacher.get(URL).content.decode()
    assert "Dsl Oakfield" in page
    assert "Is a child in danger right now?" in page


def test_sending_stores_and_shows_the_receipt(world: World, teacher: Client, child: Any) -> None:
    answer = teacher.post(URL, filled(child, child_words="“It’s fine.” 🙂 שלום"), follow=True)
    (concern,) = stored(world)
    assert concern.reference in answer.content.decode()
    assert "Your concern was sent" in answer.content.decode()
    with school_scope(world.oak.pk):
        assert concern.child_words.open() == "“It’s fine.” 🙂 שלום"


def test_a_double_submit_stores_one(world: World, teacher: Client, child: Any) -> None:
    data = filled(child)
    first, second = teacher.post(URL, data), teacher.post(URL, data)
    assert first.url == second.url
    assert len(stored(world)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"account": ""}, "Write what you saw or heard"),
        ({"how_known": ""}, "Say how you know"),
        ({"account": "x" * 1_000_000}, "longer than 100000 characters"),
        ({"account": "a\x00b"}, "Null characters"),
        ({"when": "other", "on_date": "2099-01-01"}, "in the future"),
        ({"when": "other", "on_date": "2001-01-01"}, "before the child was born"),
        ({"when": "other", "on_date": ""}, "Choose the day"),
        ({"when": "other", "on_date": "yesterday"}, "Write the day as 31/12/2026"),
        ({"child": ""}, "Choose the child this is about"),
        ({"child": "not-a-uid"}, "Choose the child this is about"),
    ],
)
def test_bad_input_gets_a_clear_error_and_loses_nothing(
    world: World, teacher: Client, child: Any, change: dict[str, str], said: str
) -> None:
    answer = teacher.post(URL, filled(child, done_so_far="Told the office", **change))
    page = answer.content.decode()
    assert said in page
    assert "Told the office" in page
    assert stored(world) == []


def test_a_child_of_another_school_cant_be_named(world: World, teacher: Client) -> None:
    with school_scope(world.brook.pk):
        theirs = make.child("Idris", "Penhallow")
    answer = teacher.post(URL, filled(theirs))
    assert "Penhallow" not in answer.content.decode()
    assert stored(world) == []


def test_without_javascript_find_choose_and_drop_keep_what_was_typed(teacher: Client, child: Any) -> None:
    data = filled(child_text="tommas brenick", find="1")
    page = teacher.post(URL, data).content.decode()
    assert "Tomas Brennick" in page
    assert "very quiet" in page
    page = teacher.post(URL, filled(child, drop=str(child.uid))).content.decode()
    assert "Tomas Brennick" not in page


def test_a_draft_survives_and_belongs_to_its_author(world: World, teacher: Client, child: Any) -> None:
    data, key = filled(child), uuid.uuid4()
    saved = teacher.post(f"{URL}draft/{key}/", data)
    assert saved.json()["saved"]
    page = teacher.get(f"{URL}?draft={key}").content.decode()
    assert "very quiet" in page
    assert "Tomas Brennick" in page
    other = world.client(world.member("dsl"))
    assert "very quiet" not in other.get(f"{URL}?draft={key}").content.decode()
    teacher.post(URL, {**data, "key": str(key)})
    with school_scope(world.oak.pk):
        assert not Draft.objects.exists()


def test_a_lost_session_gets_a_401_for_the_draft_and_the_draft_stays(
    world: World, teacher: Client, child: Any
) -> None:
    key = uuid.uuid4()
    teacher.post(f"{URL}draft/{key}/", filled(child))
    teacher.logout()
    assert teacher.post(f"{URL}draft/{key}/", filled(child), headers={"X-Draft": "1"}).status_code == 401
    again = world.client(world.member("reporter"))
    assert "very quiet" in again.get(f"{URL}?draft={key}").content.decode()


def test_the_finder_answers_by_post_only(teacher: Client, child: Any) -> None:
    assert teacher.get(f"{URL}find/").status_code == 405
    assert "Tomas Brennick" in teacher.post(f"{URL}find/", {"q": "tomas"}).content.decode()


def test_a_time_earlier_today_is_kept_with_its_precision(world: World, teacher: Client, child: Any) -> None:
    yesterday = timezone.localtime() - timedelta(days=1)
    data = filled(child, when="other", on_date=f"{yesterday:%Y-%m-%d}", at_time="09:15", precision="exact")
    teacher.post(URL, data)
    (concern,) = stored(world)
    assert timezone.localtime(concern.occurred_at).strftime("%H:%M") == "09:15"
    assert concern.occurred_precision == "exact"


def test_the_own_page_shows_own_words_answer_and_additions(world: World, teacher: Client, child: Any) -> None:
    teacher.post(URL, filled(child))
    (concern,) = stored(world)
    url = f"/s/oakfield/concerns/mine/{concern.uid}/"
    teacher.post(url, {"text": "He said the same today."})
    page = teacher.get(url).content.decode()
    assert "He said the same today." in page
    assert "very quiet" in page
    assert concern.reference in teacher.get("/s/oakfield/concerns/mine/").content.decode()
    other = world.client(world.member("reporter", name="Somebody Else"))
    assert other.get(url).status_code == 404
