"""The pages of retention: who may read them, what they say, and what they give nobody."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.events import Event
from audit.models import Entry
from concerns.actions.sharing import exclude_member
from concerns.actions.triage import classify_concern
from concerns.models import Category, Child
from retention.actions.holds import place_hold
from retention.actions.plans import plan_files
from retention.queries.files import file_number
from retention.rules import HoldKind
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.concerns import make
from tests.conftest import World
from tests.retention.make import HOLDS, HOME, PLACE, SCHEDULE, born, child, text

NOW = make.NOW
READERS = ["dsl", "head", "dpo", "deputy_dsl"]
OTHERS = ["reporter", "pastoral", "governor", "administrator"]


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
    for tab, file in files.items():
        page = text(dsl, f"{HOME}?tab={tab}")
        with school_scope(file.school_id):
            assert [other for other, row in files.items() if row.name in page] == [tab]
        assert page.count("<b>1</b>") == 5


def test_the_reason_stands_in_a_sentence(dsl: Client, files: Any) -> None:
    over, soon = (
        f"{born(years, months):%B} {born(years, months).year + 25}" for years, months in [(25, 6), (24, 7)]
    )

    assert (
        f"Child protection and safeguarding file, at the last school. Was kept to the end of {over}:"
        " 25 years after the date of birth." in text(dsl, HOME)
    )
    assert f"Kept to the end of {soon}: 25 years after the date of birth." in text(dsl, HOME + "?tab=soon")
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


def test_more_rows_cost_no_more_queries(world: World, dsl: Client) -> None:
    def queries(rows: int, url: str) -> int:
        with school_scope(world.oak.pk):
            for n in range(rows):
                row = child(f"Wynn{n}", "Pastor", born(25, 6))
                make.concern(world.member("reporter"), row)
                hold_claim(world, row)
            plan_files(by=None, today=NOW.date(), now=NOW)
        with CaptureQueriesContext(connection) as asked:
            text(dsl, url)
        return len(asked)

    for url in (HOME + "?tab=held", HOLDS):
        text(dsl, url)
        assert queries(1, url) == queries(3, url) < 30


def hold_claim(world: World, row: Child) -> None:
    """A hold on one file."""
    place_hold(
        by=world.member("head"),
        kind=HoldKind.CLAIM,
        why="Solicitors wrote in May",
        review_on=date(2027, 5, 1),
        child=row,
        now=NOW,
    )


@pytest.mark.parametrize("url", [HOME, SCHEDULE, HOLDS, PLACE])
def test_no_title_or_address_holds_a_name(dsl: Client, files: dict[str, Child], url: str) -> None:
    page = text(dsl, url)
    head = page[page.index("<title>") : page.index("</title>")]

    for file in files.values():
        with school_scope(file.school_id):
            for word in file.name.split():
                assert word not in head
                assert f"={word}" not in page
