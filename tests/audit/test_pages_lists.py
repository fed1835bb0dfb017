"""Filters, the state of the ledger, export, pages and their cost."""

import re
import uuid
from datetime import datetime, timedelta
from unittest.mock import ANY

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import queries
from audit.actions import check_ledger
from audit.events import Event
from audit.models import Entry, Verification
from audit.record import record
from audit.tasks import check_all
from concerns.models import Child
from safeguard.jobs import actions as jobs
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.audit.conftest import AUDIT, exported, look, text
from tests.conftest import World
from tests.kernel.test_scope_wall import make_child

# Filters ---------------------------------------------------------------------------------------------------


def test_by_person_kind_and_time(world: World, dpo: Client, wren: Child) -> None:
    amara, joel = world.member("dsl", name="Amara Whitlock"), world.member("head", name="Joel Pike")
    look(world, amara, wren)
    look(world, amara, wren, event=Event.CHRONOLOGY_EXPORTED, pages=2)
    look(world, joel, event=Event.SEARCHED, count=7)
    today = timezone.localdate()

    def sentences(query: str) -> set[str]:
        page = text(dpo, f"{AUDIT}?{query}")
        body = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
        every = {"opened a child": "page", "made a chronology PDF": "pdf", "searched the records": "search"}
        return {short for words, short in every.items() if words in body}

    assert sentences("") == {"page", "pdf", "search"}
    assert sentences(f"person={amara.uid}") == {"page", "pdf"}
    assert sentences("kind=take_out") == {"pdf"}
    assert sentences(f"kind=look&person={joel.uid}") == {"search"}
    assert sentences(f"since={today}&until={today}") == {"page", "pdf", "search"}
    assert sentences(f"since={today + timedelta(days=1)}") == set()
    assert sentences(f"until={today - timedelta(days=1)}") == set()


def test_days_are_british_days(world: World, dpo: Client) -> None:
    late = datetime.fromisoformat("2026-06-30T23:30:00+00:00")  # half past midnight on 1 July in London
    with school_scope(world.oak.pk):
        record(Event.SEARCHED, by=None, count=9)
        row = Entry.objects.here().latest("id")
        row.pk, row.timestamp = None, late
        row.save(force_insert=True)
    assert "9 found" in text(dpo, f"{AUDIT}?since=2026-07-01&until=2026-07-01")
    assert "9 found" not in text(dpo, f"{AUDIT}?since=2026-06-30&until=2026-06-30")


def test_a_mistake_in_the_filters_is_said_and_shows_no_error_page(world: World, dpo: Client) -> None:
    page = text(dpo, f"{AUDIT}?since=2026-07-02&until=2026-07-01&person={uuid.uuid4()}&kind=nothing")
    assert "There is a problem" in page
    assert "The last day is before the first" in page
    assert "Error: Access audit" in page
    for query in ("page=999999", "page=x", "since=yesterday", "person=%00", "kind=" + "x" * 5000):
        assert dpo.get(f"{AUDIT}?{query}").status_code == 200


def test_field_level_changes_are_shown_on_demand(world: World, dpo: Client, wren: Child) -> None:
    assert "made a row (child)" not in text(dpo, AUDIT)
    assert "made a row (child)" in text(dpo, f"{AUDIT}?fields_too=on")


def test_no_name_gets_into_an_address(world: World, dpo: Client, wren: Child) -> None:
    look(world, world.member("dsl", name="Amara Whitlock"), wren)
    found = dpo.post(f"{AUDIT}children/", {"q": "wren"})
    assert str(wren.uid) in found.content.decode()
    assert "Wren Hollis" in found.content.decode()
    there = dpo.post(f"{AUDIT}choose/", {"child": str(wren.uid), "child_text": "Wren Hollis"})
    assert (there.status_code, there["Location"]) == (302, f"{AUDIT}child/{wren.uid}/")
    for page in (text(dpo, AUDIT), text(dpo, there["Location"])):
        addresses = re.findall(r'(?:href|action)="([^"]*)"', page)
        assert [a for a in addresses if re.search("wren|hollis|amara|whitlock", a, re.IGNORECASE)] == []


def test_without_a_script_the_finder_answers_on_the_page(world: World, dpo: Client, wren: Child) -> None:
    answer = dpo.post(f"{AUDIT}choose/", {"find": "1", "child_text": "holis"})
    assert answer.status_code == 200
    assert f'value="{wren.uid}"' in answer.content.decode()


def test_looking_for_a_child_leaves_a_mark_that_names_who_was_found(
    world: World, dpo: Client, wren: Child
) -> None:
    dpo.post(f"{AUDIT}children/", {"q": "wren"})
    with school_scope(world.oak.pk):
        entry = Entry.objects.here().get(event=Event.CHILDREN_SEARCHED)
    assert (entry.subjects, entry.additional_data) == ([wren.uid], {"count": 1})


# The state of the ledger -----------------------------------------------------------------------------------


def test_before_the_first_check_it_says_so(world: World, dpo: Client) -> None:
    page = text(dpo, AUDIT)
    assert "has not been checked yet" in page
    assert 'class="verify' not in page


def test_a_whole_ledger_is_green(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        Verification.objects.create(
            school_id=world.oak.pk, checked_at=timezone.now(), entries=48213, head=bytes(range(32))
        )
    page = text(dpo, AUDIT)
    assert "Audit trail is complete and unaltered" in page
    assert "48,213 entries checked in order" in page
    assert "<code>0001 0203 0405</code>" in page
    assert 'role="alert"' not in page


def test_a_fault_is_loud(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        for fault in ("", "entry 7 (number 7) was changed after it was written"):
            Verification.objects.create(
                school_id=world.oak.pk, checked_at=timezone.now(), entries=7, head=bytes(32), fault=fault
            )
    page = text(dpo, AUDIT)
    assert '<section class="verify verify--bad" role="alert"' in page
    assert "The audit trail has been tampered with" in page
    assert "entry 7 (number 7) was changed after it was written" in page
    assert "complete and unaltered" not in page


def test_another_schools_verdict_is_not_shown(world: World, dpo: Client) -> None:
    with school_scope(world.brook.pk):
        check_ledger(by=None, now=timezone.now())
    assert "has not been checked yet" in text(dpo, AUDIT)


def test_check_now_starts_one_job_and_shows_it(world: World, dpo: Client) -> None:
    for _ in range(2):
        answer = dpo.post(f"{AUDIT}check/")
        assert (answer.status_code, answer["Location"]) == (302, AUDIT)
    with school_scope(world.oak.pk):
        row = Job.objects.get(kind="audit.verify")
    page = text(dpo, AUDIT)
    assert f'id="job-{row.uid}"' in page
    other = world.client(world.member("dpo", name="Another Officer"))
    assert other.get(f"/s/oakfield/jobs/{row.uid}/").status_code == 200
    assert dpo.get(f"{AUDIT}check/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_the_check_runs_as_a_job_and_its_verdict_stands_on_the_page(world: World) -> None:
    dpo = world.client(world.member("dpo"))
    dpo.post(f"{AUDIT}check/")
    with school_scope(world.oak.pk), transaction.atomic():
        row = Job.objects.get(kind="audit.verify")
    done = jobs.run_now(row)
    assert (done.state, done.result) == ("done", {"entries": ANY, "whole": 1}), done.error
    page = text(dpo, AUDIT)
    assert "Audit trail is complete and unaltered" in page
    assert f"{done.result['entries']:,} entries checked" in page
    assert f'id="job-{row.uid}"' not in page


def test_the_nightly_task_asks_for_each_school(world: World) -> None:
    check_all()
    for school in (world.oak, world.brook):
        with school_scope(school.pk):
            row = Job.objects.get(kind="audit.verify")
            assert row.requested_by_id is None


# Export ----------------------------------------------------------------------------------------------------


def test_an_export_holds_what_the_page_shows(world: World, dpo: Client, wren: Child) -> None:
    amara = world.member("dsl", name="Amara Whitlock")
    look(world, amara, wren)
    look(world, amara, event=Event.SEARCHED, count=3)
    head, *rows = exported(dpo, f"{AUDIT}export/?child={wren.uid}")
    assert head[:4] == ["When", "Who", "Role then", "What they did"]
    assert [row[1:8] for row in rows] == [
        [
            "Amara Whitlock",
            "Designated safeguarding lead",
            "opened a child's page",
            "",
            "Wren Hollis",
            "",
            "203.0.113.7",
        ]
    ]
    assert len(exported(dpo, f"{AUDIT}export/?of={amara.uid}")) == 3
    assert len(exported(dpo, f"{AUDIT}export/?person={amara.uid}&kind=look")) == 3
    assert len(exported(dpo, f"{AUDIT}export/?kind=take_out")) == 4, "the three exports before this one"


def test_an_export_leaves_a_mark_before_the_first_byte(world: World, dpo: Client, wren: Child) -> None:
    look(world, world.member("dsl"), wren)
    answer = dpo.post(f"{AUDIT}export/?child={wren.uid}")
    with school_scope(world.oak.pk):
        entry = Entry.objects.here().get(event=Event.AUDIT_EXPORTED)
    assert (entry.subjects, entry.additional_data) == ([wren.uid], {"count": 1})
    b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_an_export_reads_batch_by_batch(
    world: World, dpo: Client, wren: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara = world.member("dsl")
    for number in range(7):
        look(world, amara, event=Event.SEARCHED, count=number)
    monkeypatch.setattr(queries, "BATCH", 2)
    rows = exported(dpo, f"{AUDIT}export/?of={amara.uid}&kind=look")[1:]
    assert [row[3] for row in rows] == [f"searched the records ({n} found)" for n in range(6, -1, -1)]


def test_what_could_run_in_a_spreadsheet_is_guarded(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        child = make_child("=cmd|' /C calc'!A0", "")
    look(world, world.member("dsl"), child)
    rows = exported(dpo, f"{AUDIT}export/?child={child.uid}")
    assert rows[1][5].startswith("'=cmd")


# Pages and speed -------------------------------------------------------------------------------------------


def test_pages_reach_the_oldest_and_count_to_a_limit(
    world: World, dpo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara = world.member("dsl")
    for number in range(7):
        look(world, amara, event=Event.SEARCHED, count=number)
    monkeypatch.setattr(queries, "PAGE", 3)
    mine = f"{AUDIT}?person={amara.uid}"

    def found(query: str) -> list[str]:
        return re.findall(r"\((\d) found\)", text(dpo, f"{mine}{query}"))

    assert [found(q) for q in ("", "&page=2", "&page=3")] == [["6", "5", "4"], ["3", "2", "1"], ["0"]]
    for odd in ("&page=4", "&page=0", "&page=-1", "&page=x", "&page=" + "9" * 40, "&page=²"):
        assert found(odd) == ["6", "5", "4"], odd
    first, last = text(dpo, mine), text(dpo, f"{mine}&page=3")
    assert "7 entries, newest first." in first
    assert "1 to 3 of 7" in first
    assert f"?person={amara.uid}&amp;page=2" in first
    assert "Newer" not in first
    assert "7 to 7 of 7" in last
    assert "Older" not in last
    monkeypatch.setattr(queries, "COUNTED", 4)
    assert "More than 4 entries, newest first." in text(dpo, mine)
    assert found("&page=3") == ["0"]


@pytest.mark.parametrize("path", ["", "child/{child}/", "person/{person}/"])
def test_as_many_queries_for_three_rows_as_for_one(world: World, dpo: Client, path: str) -> None:
    amara = world.member("dsl", name="Amara Whitlock")
    with school_scope(world.oak.pk):
        one, *others = [make_child(f"Wren{n}", "Hollis") for n in range(3)]
        look(world, amara, one)
        Entry.objects.here()
    url = AUDIT + path.format(child=one.uid, person=amara.uid) + "?kind=write&fields_too=on"

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            text(dpo, url)
        return len(caught)

    def write(*children: Child) -> None:
        for child in children:
            look(world, amara, one, child, event=Event.CHILD_CHANGED)

    write(one)
    text(dpo, url)  # content types are remembered from here on
    few = count()
    write(*others)
    for name in ("Joel Pike", "Ruth Adeyemi"):
        look(world, world.member("reporter", name=name), one, *others, event=Event.CHILD_CHANGED)
    assert count() == few
