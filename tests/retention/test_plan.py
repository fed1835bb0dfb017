"""The nightly plan: what it reads from the records, and that it can be run again and again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.events import Event
from audit.models import Entry
from concerns.actions.casework import close_concern, record_decision
from concerns.actions.children import NewChild, add_children, record_status
from concerns.actions.triage import classify_concern, take_ownership
from concerns.closing import ClosingWords
from concerns.models import Category, Child, Concern, Involvement
from retention.actions.plans import ask_for_plan, digest_of, month_end, plan_files
from retention.models import PlanItem, PlanRun, Rule
from retention.queries.facts import facts_of, walk_files
from retention.rules import Facts, Tag
from retention.schedule_kinds import RecordClass
from retention.tasks import plan_every_school
from safeguard.jobs.actions import run_now
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from safeguard.vault.keys import shred
from tests.concerns import make
from tests.conftest import World

NOW = make.NOW
TODAY = date(2026, 11, 23)


def child(dob: date | None = date(2014, 3, 14), forename: str = "Tomas") -> Child:
    return add_children(by=None, children=[NewChild(forename, "Brennick", dob=dob, year="8")])[0]


def categorised(world: World, row: Concern, *codes: str) -> Concern:
    return classify_concern(
        by=world.member("dsl"),
        concern=row,
        risk="medium",
        level="early_help",
        categories=list(Category.objects.filter(code__in=codes)),
        reason="Third time this term",
        version=row.version,
        now=NOW + timedelta(hours=1),
    )


def plan(today: date = TODAY, now: datetime = NOW) -> PlanRun:
    return plan_files(by=None, today=today, now=now)


def line(row: Child) -> PlanItem:
    found: PlanItem = PlanItem.objects.get(child=row)
    return found


def facts(row: Child) -> Facts:
    return facts_of([row])[row.pk]


def test_a_file_with_a_concern_is_kept_to_the_end_of_the_month_of_its_period(in_oak: World) -> None:
    tomas = child()
    make.concern(in_oak.member("reporter"), tomas)

    run = plan()

    item = line(tomas)
    assert (item.rule_code, item.because, item.trigger) == ("RT01", "only_rule", "born")
    assert item.due_on == date(2039, 3, 31)
    assert (run.files_seen, run.files_over, run.files_held, run.files_undated) == (1, 0, 0, 0)


def test_no_date_of_birth_can_be_read_back_from_the_plan(in_oak: World) -> None:
    days = {month_end(date(2014, 3, n)) for n in range(1, 32)}

    assert days == {date(2014, 3, 31)}
    tomas, ana = child(date(2014, 3, 1)), child(date(2014, 3, 30), "Ana")
    plan()
    assert line(tomas).due_on == line(ana).due_on


def test_a_child_without_any_record_falls_under_the_pupil_record(in_oak: World) -> None:
    tomas = child()

    plan()

    assert line(tomas).rule_code == "RT09"
    assert facts(tomas).record is RecordClass.PUPIL_RECORD


def test_where_no_rule_covers_a_file_it_is_kept(world: World) -> None:
    with school_scope(world.brook.pk):
        ana = child(forename="Ana")
        plan()
        item = line(ana)

    assert (item.rule_code, item.because, item.due_on) == ("", "no_rule", None)


def test_an_unknown_date_of_birth_gives_no_date(in_oak: World) -> None:
    tomas = child(dob=None)

    run = plan()

    item = line(tomas)
    assert (item.due_on, item.because, item.trigger) == (None, "unknown_trigger", "born")
    assert run.files_undated == 1


@pytest.mark.parametrize(("code", "tag"), [("sexual", Tag.SEXUAL_ABUSE), ("cse", Tag.SEXUAL_EXPLOITATION)])
def test_sexual_abuse_keeps_the_file_75_years_from_its_last_entry_and_on_hold(
    in_oak: World, code: str, tag: Tag
) -> None:
    tomas = child()
    categorised(in_oak, make.concern(in_oak.member("reporter"), tomas), code, "neglect")

    plan()

    assert facts(tomas).tags == {tag}
    item = line(tomas)
    assert (item.rule_code, item.due_on, item.held_by) == ("RT03", date(2101, 11, 30), ["inquiry"])


def test_who_only_saw_it_is_not_tagged(in_oak: World) -> None:
    tomas, ana = child(), child(forename="Ana")
    row = make.concern(in_oak.member("reporter"), tomas, ana)
    Involvement.objects.filter(concern=row, child=ana).update(role="witness")
    categorised(in_oak, row, "sexual")

    assert facts(ana).tags == frozenset()
    assert facts(ana).record is RecordClass.CHILD_FILE


@pytest.mark.parametrize("kind", ["ehcp", "sen"])
def test_special_needs_keep_the_file_for_thirty_one_years(in_oak: World, kind: str) -> None:
    tomas = child()
    record_status(
        by=in_oak.member("dsl"),
        child=tomas,
        kind=kind,
        from_on=date(2020, 1, 1),
        to_on=date(2021, 1, 1),
        now=NOW,
    )

    plan()

    assert line(tomas).rule_code == "RT08"
    assert line(tomas).due_on == date(2045, 3, 31)


def test_the_last_entry_is_the_latest_of_all_that_was_written(in_oak: World) -> None:
    tomas, dsl = child(), in_oak.member("dsl")
    row = make.concern(in_oak.member("reporter"), tomas, now=datetime(2025, 1, 10, 9, tzinfo=UTC))
    assert facts(tomas).last_entry == date(2025, 1, 10)

    row = make.triaged(dsl, row, now=datetime(2025, 2, 1, 9, tzinfo=UTC))
    record_decision(
        by=dsl,
        concern=row,
        kind="no_action",
        rationale="Settled at home",
        now=datetime(2025, 6, 30, 23, 30, tzinfo=UTC),
    )

    assert facts(tomas).last_entry == date(2025, 7, 1)  # London is an hour ahead in summer


def test_a_file_of_nothing_but_closed_concerns_without_action_is_known_as_such(in_oak: World) -> None:
    tomas, dsl = child(), in_oak.member("dsl")
    row = make.triaged(dsl, make.concern(in_oak.member("reporter"), tomas))
    record_decision(by=dsl, concern=row, kind="no_action", rationale="Settled at home", now=NOW)
    words = ClosingWords(
        summary="Quiet at registration",
        follow_up="Spoke with him and home",
        outcome="Settled",
        no_action_reason="Nothing further came up",
    )
    row = take_ownership(by=dsl, concern=row, owner=dsl, now=NOW)
    close_concern(by=dsl, concern=row, words=words, version=row.version, now=NOW)

    assert facts(tomas).no_further_action
    make.concern(in_oak.member("reporter"), tomas)
    assert not facts(tomas).no_further_action


def test_running_it_twice_changes_nothing(in_oak: World) -> None:
    for n in range(3):
        make.concern(in_oak.member("reporter"), child(forename=f"Child{n}"))

    plan()
    first = list(PlanItem.objects.order_by("pk").values())
    plan(now=NOW + timedelta(minutes=5))

    assert list(PlanItem.objects.order_by("pk").values()) == first
    assert PlanRun.objects.count() == 1


def test_the_next_day_counts_anew_and_writes_only_what_changed(in_oak: World) -> None:
    tomas = child(dob=date(2001, 11, 23))
    make.concern(in_oak.member("reporter"), tomas)

    early = plan()
    late = plan(today=date(2026, 12, 1), now=NOW + timedelta(days=8))

    assert (early.files_over, late.files_over) == (0, 1)
    assert PlanRun.objects.count() == 2
    assert PlanItem.objects.get(child=tomas).run_id == early.pk
    Rule.objects.filter(code="RT01").update(clock_data=[])
    last = plan(today=date(2026, 12, 2), now=NOW + timedelta(days=9))
    assert PlanItem.objects.get(child=tomas).run_id == last.pk


def test_chunks_of_any_size_give_the_same_files(in_oak: World) -> None:
    made = [child(forename=f"Child{n}").pk for n in range(5)]

    assert [row.pk for chunk in walk_files(2) for row in chunk] == made
    assert [len(chunk) for chunk in walk_files(2)] == [2, 2, 1]


def test_more_files_cost_no_more_queries(in_oak: World) -> None:
    def queries(files: int) -> int:
        for n in range(files):
            make.concern(in_oak.member("reporter"), child(forename=f"Child{n}"))
        with CaptureQueriesContext(connection) as asked:
            plan()
        return len(asked)

    queries(0)

    assert queries(1) == queries(4)


def test_a_file_whose_key_was_destroyed_is_left_out(in_oak: World) -> None:
    tomas, ana = child(), child(forename="Ana")
    plan()
    shred(tomas.uid, now=NOW)

    run = plan()

    assert list(PlanItem.objects.values_list("child_id", flat=True)) == [ana.pk]
    assert run.files_seen == 1


def test_a_plan_says_by_which_schedule_it_was_made(in_oak: World) -> None:
    before = digest_of(Rule.objects.all())
    assert bytes(plan().schedule_digest) == digest_of(Rule.objects.order_by("position"))
    Rule.objects.filter(code="RT01").update(clock_data=[])

    assert digest_of(Rule.objects.all()) != before


def test_the_schools_own_rule_is_the_one_that_counts(in_oak: World) -> None:
    tomas = child()
    make.concern(in_oak.member("reporter"), tomas)
    longer = [{"trigger": "born", "years": 40, "months": 0, "days": 0}]
    Rule.objects.filter(code="RT01").update(clock_data=longer)

    plan()

    assert line(tomas).due_on == date(2054, 3, 31)


def test_each_school_plans_its_own_files_and_no_other(world: World) -> None:
    with school_scope(world.oak.pk):
        child()
        plan()
    with school_scope(world.brook.pk):
        child(forename="Ana")
        run = plan()
        assert run.files_seen == PlanItem.objects.count() == 1


def test_the_night_asks_for_one_job_a_school(world: World) -> None:
    plan_every_school()
    plan_every_school()

    for school in (world.oak, world.brook):
        with school_scope(school.pk):
            assert list(Job.objects.values_list("kind", "state", "requested_by_id")) == [
                ("retention.plan", "queued", None)
            ]


def test_the_job_plans_and_leaves_a_row_in_the_ledger(in_oak: World) -> None:
    child()
    dpo = in_oak.member("dpo")

    done = run_now(ask_for_plan(by=dpo, now=NOW))

    assert (done.state, done.result) == ("done", {"seen": 1, "over": 0, "held": 0})
    entry = Entry.objects.get(event=Event.RETENTION_PLANNED)
    assert (entry.actor_id, entry.additional_data) == (dpo.user_id, {"seen": 1, "over": 0, "held": 0})
