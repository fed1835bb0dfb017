"""The pages of retention: who may read them, what they say, and what they give nobody."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit.events import Event
from audit.models import Entry
from concerns.actions.children import NewChild, add_children
from concerns.actions.sharing import exclude_member
from concerns.actions.triage import classify_concern
from concerns.models import Category, Child
from retention.actions.holds import hold_for, place_hold
from retention.actions.plans import plan_files
from retention.models import Hold
from retention.queries.files import file_number
from retention.rules import HoldKind
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.concerns import make
from tests.conftest import World

NOW = make.NOW
HOME = "/s/oakfield/retention/"
SCHEDULE = HOME + "schedule/"
HOLDS = HOME + "holds/"
PLACE = HOLDS + "place/"
READERS = ["dsl", "head", "dpo", "deputy_dsl"]
OTHERS = ["reporter", "pastoral", "governor", "administrator"]


@pytest.fixture
def dsl(world: World) -> Client:
    return world.client(world.member("dsl"))


@pytest.fixture
def dpo(world: World) -> Client:
    return world.client(world.member("dpo"))


def add(forename: str, surname: str, dob: date | None) -> Child:
    new = NewChild(forename, surname, dob=dob, year="8", form="8KW")
    return add_children(by=None, children=[new])[0]


@pytest.fixture
def files(world: World) -> dict[str, Child]:
    """One file that is past its time, one for next year, one for later, one held, one without a date."""
    with school_scope(world.oak.pk):
        reporter = world.member("reporter")
        made = {
            "due": add("Wynn", "Pastor", date(2001, 5, 2)),
            "soon": add("Sona", "Nearly", date(2002, 3, 2)),
            "later": add("Lato", "Young", date(2014, 3, 14)),
            "held": add("Hella", "Kept", date(2000, 1, 9)),
            "undated": add("Undine", "Blank", None),
        }
        for child in made.values():
            make.concern(reporter, child)
        place_hold(
            by=world.member("head"),
            kind=HoldKind.CLAIM,
            why="Solicitors wrote in May",
            review_on=date(2027, 5, 1),
            child=made["held"],
            now=NOW,
        )
        plan_files(by=None, today=NOW.date(), now=NOW)
    return made


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("url", [HOME, SCHEDULE, HOLDS])
def test_who_may_read(world: World, files: Any, role: str, url: str) -> None:
    assert world.client(world.member(role)).get(url).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("url", [HOME, SCHEDULE, HOLDS, PLACE])
def test_who_may_not_is_refused_and_it_is_recorded(world: World, role: str, url: str) -> None:
    member = world.member(role)

    assert world.client(member).get(url).status_code == 403

    with school_scope(world.oak.pk):
        assert Entry.objects.get(event=Event.REFUSED).actor_id == member.user_id


@pytest.mark.parametrize("url", [HOME, SCHEDULE, HOLDS, PLACE])
def test_another_school_is_not_there(world: World, url: str) -> None:
    outsider = world.client(world.member("dsl", world.brook))

    assert outsider.get(url).status_code == 404
    assert outsider.get(url.replace("oakfield", "brookside")).status_code == 200


def test_nobody_signed_out_sees_anything(world: World, client: Client) -> None:
    for url in (HOME, SCHEDULE, HOLDS, PLACE):
        assert client.get(url).status_code == 302


def test_each_file_stands_in_one_tab_and_the_counts_equal_the_lists(
    dsl: Client, files: dict[str, Child]
) -> None:
    for tab, child in files.items():
        page = text(dsl, f"{HOME}?tab={tab}")
        with school_scope(child.school_id):
            assert [other for other, row in files.items() if row.name in page] == [tab]
        assert page.count("<b>1</b>") == 5


def test_the_reason_stands_in_a_sentence(dsl: Client, files: Any) -> None:
    assert (
        "Child protection and safeguarding file, at the last school. Was kept to the end of May 2026:"
        " 25 years after the date of birth." in text(dsl, HOME)
    )
    assert "Kept to the end of March 2027: 25 years after the date of birth." in text(dsl, HOME + "?tab=soon")
    assert "Kept, because the date of birth isn’t known." in text(dsl, HOME + "?tab=undated")
    assert "Held for a claim. Nothing of it is disposed of." in text(dsl, HOME + "?tab=held")


def test_an_unknown_tab_is_the_first_one(dsl: Client, files: Any) -> None:
    assert "Wynn Pastor" in text(dsl, HOME + "?tab=../../etc&page=99999")


def test_a_dpo_sees_numbers_instead_of_names(dpo: Client, files: dict[str, Child]) -> None:
    page = text(dpo, HOME)

    assert file_number(files["due"].uid) in page
    assert "Wynn" not in page
    assert "Pastor" not in page


def test_the_look_is_in_the_ledger(world: World, dsl: Client, files: dict[str, Child]) -> None:
    text(dsl, HOME)

    with school_scope(world.oak.pk):
        entry = Entry.objects.get(event=Event.RETENTION_OPENED)
    assert entry.subjects == [files["due"].uid]
    assert entry.additional_data == {"count": 1, "tab": "due"}


def test_an_excluded_member_finds_no_trace(world: World, dsl: Client, files: dict[str, Child]) -> None:
    with school_scope(world.oak.pk):
        for key in ("due", "held"):
            exclude_member(
                by=world.member("head"),
                member=world.member("dsl"),
                child=files[key],
                reason="Relative",
                now=NOW,
            )

    assert "Wynn" not in text(dsl, HOME)
    assert "<b>0</b>Due now" in text(dsl, HOME)
    assert "Hella" not in text(dsl, HOLDS)
    assert dsl.get(f"{PLACE}?child={files['due'].uid}").content.decode().count("Wynn") == 0


def test_a_deputy_cannot_infer_a_sealed_concern_from_the_rule(world: World, files: dict[str, Child]) -> None:
    with school_scope(world.oak.pk):
        row = make.concern(world.member("reporter"), files["later"])
        classify_concern(
            by=world.member("dsl"),
            concern=row,
            risk="high",
            level="cp_s47",
            categories=list(Category.objects.filter(code="sexual")),
            reason="As told",
            version=row.version,
            sensitivity="sealed",
            now=NOW,
        )
        plan_files(by=None, today=NOW.date(), now=NOW)
        place_hold(
            by=world.member("head"),
            kind=HoldKind.POLICE,
            why="Asked by the police",
            review_on=date(2027, 5, 1),
            concern=row,
            now=NOW,
        )
    deputy, lead = world.client(world.member("deputy_dsl")), world.client(world.member("dsl"))

    assert "Lato" in text(lead, HOME + "?tab=held")
    assert row.reference in text(lead, HOLDS)
    assert all("Lato" not in text(deputy, f"{HOME}?tab={tab}") for tab in files)
    assert row.reference not in text(deputy, HOLDS)


def test_before_the_first_pass_the_page_says_so(dsl: Client) -> None:
    assert "Nothing is planned yet." in text(dsl, HOME)


def test_plan_now_starts_one_job_and_shows_it(world: World, dsl: Client, files: Any) -> None:
    dsl.post(HOME + "plan/")
    answer = dsl.post(HOME + "plan/", follow=True)

    assert "Waiting to start" in answer.content.decode()
    with school_scope(world.oak.pk):
        (job,) = Job.objects.filter(kind="retention.plan")
    assert job.requested_by_id == world.member("dsl").pk
    assert dsl.get(HOME + "plan/").status_code == 405


def test_the_schedule_shows_period_and_authority(dsl: Client) -> None:
    page = text(dsl, SCHEDULE)

    assert "25 years after the date of birth" in page
    assert "10 years after the day of the allegation, or until the day the adult reaches pension age" in page
    assert "Keeping Children Safe in Education, Part four" in page
    assert "For good" in page
    assert page.count("<tr>") == 1 + 27


@pytest.mark.parametrize("count", [1, 3])
def test_more_rows_cost_no_more_queries(
    world: World, dsl: Client, count: int, django_assert_num_queries: Any
) -> None:
    with school_scope(world.oak.pk):
        for n in range(count):
            child = add(f"Wynn{n}", "Pastor", date(2001, 5, 2))
            make.concern(world.member("reporter"), child)
            place_hold(
                by=world.member("head"),
                kind=HoldKind.CLAIM,
                why="Solicitors wrote in May",
                review_on=date(2027, 5, 1),
                child=child,
                now=NOW,
            )
        plan_files(by=None, today=NOW.date(), now=NOW)
    text(dsl, HOME)

    with django_assert_num_queries(QUERIES["held"]):
        text(dsl, HOME + "?tab=held")
    with django_assert_num_queries(QUERIES["holds"]):
        text(dsl, HOLDS)


QUERIES = {"held": 20, "holds": 17}


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


@pytest.mark.parametrize("url", [HOME, SCHEDULE, HOLDS, PLACE])
def test_no_title_or_address_holds_a_name(dsl: Client, files: dict[str, Child], url: str) -> None:
    page = text(dsl, url)
    head = page[page.index("<title>") : page.index("</title>")]

    for child in files.values():
        with school_scope(child.school_id):
            for word in child.name.split():
                assert word not in head
                assert f"={word}" not in page
