"""The plan as a whole: the same twice, true in time, and alive on whatever day it is built."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from safeguard.demo.sample.calendar import LONDON, SchoolCalendar
from safeguard.demo.sample.plan import Plan, build_plan
from safeguard.demo.sample.schools import Size
from tests.sample.conftest import NOW, state_of, states


def test_the_same_seed_and_moment_give_the_same_plan(full: Plan) -> None:
    assert build_plan(size=Size.FULL, seed=7, now=NOW) == full


def test_another_seed_gives_other_people_but_the_same_numbers(full: Plan) -> None:
    other = build_plan(size=Size.FULL, seed=8, now=NOW)
    assert len(other.children) == len(full.children)
    assert len(other.concerns) == len(full.concerns)
    assert {c.name for c in other.children} != {c.name for c in full.children}
    assert {c.name for c in other.children if c.scripted} == {c.name for c in full.children if c.scripted}


def test_about_six_hundred_concerns_in_two_years(full: Plan) -> None:
    assert 580 <= len(full.concerns) <= 620
    first = min(concern.recorded_at for concern in full.concerns)
    assert timedelta(days=650) < NOW - first < timedelta(days=732)


def test_a_believable_mix_of_states(full: Plan) -> None:
    oakfield = states(full, "oakfield")
    assert oakfield["submitted"] == 5
    assert 6 <= oakfield["open"] <= 18
    assert 2 <= oakfield["monitoring"] <= 16
    assert oakfield["closed"] > 340
    for school in ("brookside", "willow-bank"):
        there = states(full, school)
        assert there["submitted"] == there["triaged"] == 0
        assert there["open"] + there["monitoring"] >= 1


def test_exactly_one_is_over_time(full: Plan) -> None:
    waiting = [c for c in full.concerns if state_of(c) == "submitted"]
    over = [c for c in waiting if c.told.urgency == "today" and NOW - c.recorded_at > timedelta(minutes=60)]
    assert [concern.told.children[0][0] for concern in over] == ["jaya"]


def test_levels_and_risks_are_spread(full: Plan) -> None:
    ratings = [step for c in full.concerns for step in c.steps if step.what == "classify"]
    risks = [step.say["risk"] for step in ratings]
    assert 0.4 < risks.count("low") / len(risks) < 0.7
    assert 0.05 < (risks.count("high") + risks.count("immediate")) / len(risks) < 0.22
    assert {step.say["level"] for step in ratings} >= {"universal", "early_help", "cin_s17", "cp_s47", "lac"}


def test_mondays_hold_the_weekend(full: Plan) -> None:
    days = [c.recorded_at.astimezone(LONDON).weekday() for c in full.concerns]
    assert days.count(0) > max(days.count(day) for day in (1, 2, 3, 4))
    assert days.count(5) == days.count(6) == 0


def test_steps_follow_each_other_and_none_lies_ahead(full: Plan) -> None:
    for concern in full.concerns:
        moments = [concern.recorded_at, *(step.at for step in concern.steps)]
        assert moments == sorted(moments)
        assert moments[-1] <= NOW
        assert concern.told.occurred_at is None or concern.told.occurred_at <= concern.recorded_at


def test_nobody_writes_before_they_came(full: Plan) -> None:
    began = {person.key: person.starts_on for person in full.staff}
    joined = {child.key: child.joined_on for child in full.children}
    schools = {child.key: child.school for child in full.children}
    for concern in full.concerns:
        day = concern.recorded_at.date()
        assert began[concern.told.by] <= day
        assert all(
            joined[child] <= day and schools[child] == concern.school for child, _ in concern.told.children
        )


def test_few_children_carry_most_of_it(full: Plan) -> None:
    counts: dict[str, int] = {}
    for concern in full.concerns:
        for child, _role in concern.told.children:
            counts[child] = counts.get(child, 0) + 1
    assert 220 < len(counts) < 480
    assert max(counts.values()) >= 6


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 9, 3, 9, 0, tzinfo=LONDON),
        datetime(2026, 8, 14, 13, 0, tzinfo=LONDON),
        datetime(2026, 12, 26, 23, 50, tzinfo=LONDON),
        datetime(2027, 2, 20, 3, 0, tzinfo=LONDON),
        datetime(2028, 2, 29, 8, 0, tzinfo=LONDON),
        datetime(2027, 7, 21, 16, 0, tzinfo=LONDON),
    ],
    ids=lambda now: f"{now:%a %d %b %H:%M}",
)
def test_it_is_alive_on_any_day(now: datetime) -> None:
    plan = build_plan(size=Size.SMALL, seed=7, now=now)
    assert states(plan, "oakfield")["submitted"] == 5
    assert len(plan.children) == 170
    assert max(c.recorded_at for c in plan.concerns) > now - timedelta(minutes=30)
    assert all(c.told.occurred_at is None or c.told.occurred_at <= c.recorded_at for c in plan.concerns)
    assert all(step.at <= now for c in plan.concerns for step in c.steps)


def test_terms_have_holidays_but_the_last_weeks_are_always_term() -> None:
    november = SchoolCalendar(NOW)
    assert not november.is_school_day(date(2026, 8, 12))
    assert not november.is_school_day(date(2025, 12, 25))
    assert not november.is_school_day(date(2026, 4, 3))
    assert not november.is_school_day(date(2026, 5, 4))
    assert november.is_school_day(date(2026, 9, 10))
    august = replace(november, now=datetime(2026, 8, 14, 13, 0, tzinfo=LONDON))
    assert august.is_school_day(date(2026, 8, 12))
    assert not august.is_school_day(date(2026, 8, 9))


def test_weeks_are_counted_in_school_weeks() -> None:
    calendar = SchoolCalendar(NOW)
    assert calendar.weeks_ago(0, 0) == date(2026, 11, 23)
    assert calendar.weeks_ago(1, 4) == date(2026, 11, 20)
    # 26 October was half-term.
    assert calendar.weeks_ago(4, 0) == date(2026, 10, 19)
