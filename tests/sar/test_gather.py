"""What is gathered: everything that hangs on the child, once, and again when it changed."""

from datetime import date

import pytest

from audit.models import Entry
from concerns.actions.casework import add_action, close_concern, finish_action, record_decision
from concerns.actions.children import add_contact, record_status
from concerns.actions.chronology import add_analysis
from concerns.actions.raising import add_addendum
from concerns.actions.triage import classify_concern, give_feedback
from concerns.closing import ClosingWords
from concerns.models import Category, Child, Concern
from retention.actions.sar import RequestRefused
from retention.actions.sar_gather import ask_to_gather, gather_records
from retention.actions.sar_review import Removal, Verdict, decide_item, remove_words
from retention.models import RequestItem, RequestRedaction, SearchLog
from retention.queries.sar_items import words_of_item
from safeguard.jobs.actions import run_now
from tests.concerns.make import child, concern
from tests.conftest import World
from tests.sar.make import NOW, TODAY, gathered, item_of, logged, nothing, records

pytestmark = pytest.mark.django_db


def whole_file(world: World) -> tuple[Child, Concern]:
    """A file with something of every kind in it."""
    tomas, _, row = records(world)
    dsl = world.member("dsl")
    task = add_action(
        by=dsl, concern=row, title="Ring the MASH team", owner=dsl, due_on=date(2026, 12, 1), now=NOW
    )
    finish_action(by=dsl, action=task, outcome="They will visit.", now=NOW)
    record_decision(by=dsl, concern=row, kind="early_help", rationale="He needs support.", now=NOW)
    give_feedback(by=dsl, concern=row, text="Thank you. It was read.", now=NOW)
    add_analysis(by=dsl, child=tomas, text="A pattern at weekends.", now=NOW)
    record_status(by=dsl, child=tomas, kind="cin", from_on=date(2026, 11, 1), now=NOW, evidence="Letter")
    add_contact(by=dsl, child=tomas, name="Karin Brennick", relationship="Mother", has_responsibility=True)
    row.refresh_from_db()
    words = ClosingWords("Shouting at home.", "Talked with his mother.", "He is calmer.")
    close_concern(by=dsl, concern=row, words=words, version=row.version, now=NOW)
    return tomas, row


def test_everything_that_hangs_on_the_child_is_gathered(in_oak: World) -> None:
    tomas, _ = whole_file(in_oak)

    row = gathered(in_oak, tomas)

    items = list(RequestItem.objects.filter(request=row))
    assert {item.source for item in items} == set(RequestItem.Source.values)
    said = "\n".join(words_of_item(item).text for item in items)
    for words in (
        "Surname: Brennick",
        "Child in need, from 1 November 2026: Letter",
        "Karin Brennick, Mother, has parental responsibility",
        "He just shouts and shouts.",
        "Part in it: Worried about.",
        "Ring the MASH team",
        "They will visit.",
        "He needs support.",
        "Thank you. It was read.",
        "A pattern at weekends.",
        "Talked with his mother.",
    ):
        assert words in said
    assert said.count("He just shouts and shouts.") == 1, "a chronology entry doesn't repeat its concern"


def test_the_list_of_who_looked_names_people_and_days(in_oak: World) -> None:
    tomas, row = whole_file(in_oak)
    client = in_oak.client(in_oak.member("head"))
    for _ in range(2):
        assert client.get(f"/s/oakfield/concerns/{row.uid}/").status_code == 200

    words = words_of_item(item_of(gathered(in_oak, tomas), "access")).text

    assert "Head Oakfield (head) opened concern OAK-26-0001" in words
    assert ", 2 times" in words


def test_an_open_category_makes_a_concern_one_that_is_usually_shared(in_oak: World) -> None:
    tomas, dsl = child(), in_oak.member("dsl")
    for code in ("parent_conversation", "neglect"):
        one = concern(in_oak.member("reporter"), tomas)
        categories = list(Category.objects.filter(code=code))
        classify_concern(
            by=dsl,
            concern=one,
            risk="low",
            level="universal",
            categories=categories,
            reason="First look",
            version=one.version,
            now=NOW,
        )
    concern(in_oak.member("reporter"), tomas)

    row = gathered(in_oak, tomas)

    found = RequestItem.objects.filter(request=row, source="concern").order_by("number")
    assert [item.disclosure for item in found] == ["disclosable", "protected", "protected"]


def test_the_search_is_in_its_log(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row = gathered(in_oak, tomas)

    line = SearchLog.objects.get(request=row)

    assert (line.place, line.found) == ("safeguard", RequestItem.objects.filter(request=row).count())


def test_gathered_again_nothing_is_doubled_and_what_changed_is_decided_anew(in_oak: World) -> None:
    tomas, dsl, dpo = child(), in_oak.member("dsl"), in_oak.member("dpo")
    one = concern(in_oak.member("reporter"), tomas)
    task = add_action(by=dsl, concern=one, title="Ring Lena", owner=dsl, due_on=date(2026, 12, 1), now=NOW)
    row = gathered(in_oak, tomas)
    item = item_of(row, "action")
    what = Removal("X01", "Another child", phrase="Lena")
    remove_words(by=dpo, request=row, item=item, version=item.version, what=what, now=NOW)
    item.refresh_from_db()
    decide_item(by=dpo, request=row, item=item, version=item.version, verdict=Verdict("redact"), now=NOW)
    before = RequestItem.objects.filter(request=row).count()

    finish_action(by=dsl, action=task, outcome="Lena rang back.", now=NOW)
    add_addendum(by=dsl, concern=one, text="New words", now=NOW)
    ask_to_gather(by=dpo, request=row, now=NOW)
    counts = gather_records(by=dpo, request=row, now=NOW, report=nothing)

    assert (counts.new, counts.changed) == (1, 1)
    assert RequestItem.objects.filter(request=row).count() == before + 1
    item.refresh_from_db()
    assert item.choice is None
    assert RequestRedaction.objects.get(item=item).taken_back_at is not None
    assert "Lena rang back." in words_of_item(item).text


def test_the_job_gathers_and_says_how_many(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row, dpo = logged(in_oak.member("reporter"), tomas), in_oak.member("dpo")
    type(row).objects.filter(pk=row.pk).update(state="open")

    job = run_now(ask_to_gather(by=dpo, request=row, now=NOW))

    assert (job.state, job.error) == ("done", "")
    assert job.result["all"] == RequestItem.objects.filter(request=row).count() > 3
    row.refresh_from_db()
    assert row.state == "review"


def test_the_job_fails_for_somebody_who_is_no_officer_any_more(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row, dpo = logged(in_oak.member("reporter"), tomas), in_oak.member("dpo")
    type(row).objects.filter(pk=row.pk).update(state="open")
    job = ask_to_gather(by=dpo, request=row, now=NOW)
    type(dpo).objects.filter(pk=dpo.pk).update(ends_on=date(2025, 1, 1))

    job = run_now(job)

    assert (job.state, job.error) == ("failed", "You can no longer work on this request.")
    assert not RequestItem.objects.exists()


def test_nobody_is_gathered_about(in_oak: World) -> None:
    row = logged(in_oak.member("reporter"), None)
    type(row).objects.filter(pk=row.pk).update(state="open")
    row.refresh_from_db()

    with pytest.raises(RequestRefused, match="whose file"):
        ask_to_gather(by=in_oak.member("dpo"), request=row, now=NOW)


def test_the_ledger_says_how_many_and_no_word(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row = gathered(in_oak, tomas, received_on=TODAY)

    entry = Entry.objects.here().filter(event="sar.gathered", target_uid=row.uid).get()

    assert entry.subjects == [tomas.uid]
    assert set(entry.additional_data) == {"reference", "count", "new", "changed"}
