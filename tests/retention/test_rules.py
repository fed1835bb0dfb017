"""How long a record is kept; the codes of the vectors are those of the statutory notes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.rules import (
    HOLD_NAMES,
    HOLD_WORDS,
    Because,
    Facts,
    HoldKind,
    Tag,
    dispose_after,
    keep_until,
    period_words,
    rule_words,
)
from retention.schedule_data import SCHEDULE, rows_for
from retention.schedule_kinds import Clock, RecordClass, ScheduleRow, Trigger

ENGLAND = tuple(rows_for(nation="england", sector="secondary"))
BORN = date(2010, 7, 15)


def file(**more: Any) -> Facts:
    return Facts(**({"record": RecordClass.CHILD_FILE, "born": BORN} | more))


def test_r1_a_childs_file_is_kept_for_twenty_five_years_and_not_a_day_less() -> None:
    due = dispose_after(file(), ENGLAND)

    assert due.on == date(2035, 7, 15)
    assert due.rule is not None
    assert (due.rule.code, due.because, due.trigger) == ("RT01", Because.ONLY_RULE, Trigger.BORN)
    assert not due.is_disposable(date(2035, 7, 15))
    assert due.is_disposable(date(2035, 7, 16))


def test_r2_a_leap_birth_is_kept_to_the_first_of_march() -> None:
    assert dispose_after(file(born=date(2008, 2, 29)), ENGLAND).on == date(2033, 3, 1)


def test_r3_special_needs_keep_it_for_thirty_one() -> None:
    due = dispose_after(file(send=True), ENGLAND)

    assert due.on == date(2041, 7, 15)
    assert due.rule is not None
    assert (due.rule.code, due.because) == ("RT08", Because.LONGEST_RULE)


@pytest.mark.parametrize(
    ("pension_age", "expected", "trigger"),
    [
        pytest.param(date(2031, 5, 1), date(2036, 11, 23), Trigger.ALLEGED, id="R4-ten-years-are-longer"),
        pytest.param(date(2055, 5, 1), date(2055, 5, 1), Trigger.PENSION_AGE, id="R5-pension-age-is-longer"),
    ],
)
def test_an_allegation_is_kept_for_the_longer_of_two(
    pension_age: date, expected: date, trigger: Trigger
) -> None:
    facts = Facts(
        RecordClass.ALLEGATION,
        dates={Trigger.ALLEGED: date(2026, 11, 23), Trigger.PENSION_AGE: pension_age},
    )

    due = dispose_after(facts, ENGLAND)

    assert (due.on, due.trigger) == (expected, trigger)


def test_an_allegation_without_the_adults_pension_age_is_never_due() -> None:
    facts = Facts(RecordClass.ALLEGATION, dates={Trigger.ALLEGED: date(1990, 1, 1)})

    due = dispose_after(facts, ENGLAND)

    assert (due.on, due.because, due.trigger) == (None, Because.UNKNOWN_TRIGGER, Trigger.PENSION_AGE)


@pytest.mark.parametrize("tag", [Tag.SEXUAL_ABUSE, Tag.SEXUAL_EXPLOITATION])
def test_r6_sexual_abuse_among_other_entries_keeps_the_whole_file_and_holds_it(tag: Tag) -> None:
    due = dispose_after(file(tags={tag}, last_entry=date(2027, 1, 10)), ENGLAND)

    assert due.on == date(2102, 1, 10)
    assert due.held_by == (HoldKind.INQUIRY,)
    assert not due.is_disposable(date(2200, 1, 1))


def test_a_school_may_switch_the_inquiry_hold_off() -> None:
    rules = [replace(rule, inquiry_hold=False) for rule in ENGLAND]

    due = dispose_after(file(tags={Tag.SEXUAL_ABUSE}, last_entry=date(2027, 1, 10)), rules)

    assert due.held_by == ()
    assert due.is_disposable(date(2102, 1, 11))


def test_r7_a_subject_access_request_holds_what_is_due_tomorrow() -> None:
    born = date(2001, 12, 1)
    before = dispose_after(file(born=born), ENGLAND)
    after = dispose_after(file(born=born, holds={HoldKind.SAR}), ENGLAND)

    assert before.on == after.on == date(2026, 12, 1)
    assert before.is_disposable(date(2026, 12, 2))
    assert after.is_over(date(2026, 12, 2))
    assert not after.is_disposable(date(2026, 12, 2))
    assert after.held_by == (HoldKind.SAR,)


def test_an_unknown_date_of_birth_never_disposes_even_beside_a_known_date() -> None:
    facts = file(born=None, tags={Tag.SEXUAL_ABUSE}, last_entry=date(1930, 1, 1))

    due = dispose_after(facts, ENGLAND)

    assert (due.on, due.because, due.trigger) == (None, Because.UNKNOWN_TRIGGER, Trigger.BORN)
    assert not due.is_over(date(2999, 1, 1))


def test_what_no_rule_covers_is_never_due() -> None:
    due = dispose_after(
        Facts(RecordClass.PUPIL_RECORD, born=BORN), rows_for(nation="england", sector="primary")
    )

    assert (due.on, due.rule, due.because) == (None, None, Because.NO_RULE)


def test_certificates_are_kept_for_good() -> None:
    due = dispose_after(Facts(RecordClass.CERTIFICATE), ENGLAND)

    assert (due.on, due.because) == (None, Because.KEPT_FOR_GOOD)


def test_a_transferred_file_is_held_until_the_new_school_says_it_has_it() -> None:
    sent = file(transferred_on=date(2026, 9, 1))

    due = dispose_after(sent, ENGLAND)

    assert (due.on, due.held_by) == (date(2035, 7, 15), (HoldKind.TRANSFER,))


def test_a_transferred_and_confirmed_file_may_go_the_day_after() -> None:
    sent = file(transferred_on=date(2026, 9, 1), transfer_receipt=date(2026, 9, 8), send=True)

    due = dispose_after(sent, ENGLAND)

    assert due.rule is not None
    assert (due.on, due.rule.code, due.held_by) == (date(2026, 9, 8), "RT02", ())


def test_a_transfer_does_not_shorten_the_life_of_a_record_of_sexual_abuse() -> None:
    sent = file(
        transferred_on=date(2026, 9, 1),
        transfer_receipt=date(2026, 9, 8),
        tags={Tag.SEXUAL_ABUSE},
        last_entry=date(2026, 6, 1),
    )

    assert dispose_after(sent, ENGLAND).on == date(2101, 6, 1)


def test_a_low_level_concern_waits_for_the_end_of_employment() -> None:
    assert dispose_after(Facts(RecordClass.LOW_LEVEL), ENGLAND).because == Because.UNKNOWN_TRIGGER
    gone = Facts(RecordClass.LOW_LEVEL, employment_end=date(2026, 8, 31))
    assert dispose_after(gone, ENGLAND).on == date(2032, 8, 31)


@pytest.mark.parametrize(
    ("nation", "code", "on"),
    [
        ("england", "RT01", date(2035, 7, 15)),
        ("wales", "RT28", date(2035, 7, 15)),
        ("scotland", "RT28", date(2035, 7, 15)),
        ("northern-ireland", "RT27", date(2040, 7, 15)),
    ],
)
def test_each_nation_has_its_own_rule_for_a_childs_file(nation: str, code: str, on: date) -> None:
    due = dispose_after(file(), rows_for(nation=nation, sector="secondary"))

    assert due.rule is not None
    assert (due.rule.code, due.on) == (code, on)


def test_a_concern_without_further_action_lives_as_long_as_any_file() -> None:
    due = dispose_after(file(no_further_action=True), rows_for(nation="northern-ireland", sector="primary"))

    assert due.on == date(2040, 7, 15)


def test_a_period_with_no_such_day_ends_on_the_first_of_the_next_month() -> None:
    assert keep_until(date(2026, 8, 31), Clock(Trigger.ALERTED, months=6)) == date(2027, 3, 1)
    assert keep_until(date(2024, 2, 29), Clock(Trigger.BORN, years=4)) == date(2028, 2, 29)


def test_a_date_past_the_end_of_the_calendar_is_not_known() -> None:
    assert keep_until(date(9990, 1, 1), Clock(Trigger.BORN, years=25)) is None
    assert dispose_after(file(born=date(9990, 1, 1)), ENGLAND).on is None


def test_periods_read_as_people_say_them() -> None:
    assert period_words(Clock(Trigger.BORN, years=25)) == "25 years after the date of birth"
    assert period_words(Clock(Trigger.OUTCOME, years=1)) == "1 year after the final outcome, appeals included"
    assert rule_words(()) == "for good"
    assert rule_words((Clock(Trigger.ALLEGED, years=10), Clock(Trigger.PENSION_AGE))) == (
        "10 years after the day of the allegation, or until the day the adult reaches pension age,"
        " whichever is later"
    )


def test_every_hold_has_words() -> None:
    assert set(HOLD_WORDS) == set(HOLD_NAMES) == set(HoldKind)


FACTS = st.builds(
    Facts,
    record=st.sampled_from([RecordClass.CHILD_FILE, RecordClass.PUPIL_RECORD, RecordClass.REJECTED_CONCERN]),
    born=st.none() | st.dates(date(1940, 1, 1), date(2030, 1, 1)),
    last_entry=st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    tags=st.sets(st.sampled_from(list(Tag))),
    send=st.booleans(),
    looked_after=st.booleans(),
    holds=st.sets(st.sampled_from(list(HoldKind))),
    dates=st.dictionaries(st.sampled_from([Trigger.DECIDED]), st.dates(date(2000, 1, 1), date(2060, 1, 1))),
)
NEVER = date.max


@given(FACTS, st.sets(st.sampled_from(SCHEDULE)), st.sampled_from(SCHEDULE))
def test_one_more_rule_never_makes_it_earlier(
    facts: Facts, rules: set[ScheduleRow], one_more: ScheduleRow
) -> None:
    before = dispose_after(facts, rules)
    after = dispose_after(facts, [*rules, one_more])

    # What no rule covered is kept because nobody has decided; a first rule is that decision.
    if before.because is not Because.NO_RULE:
        assert (after.on or NEVER) >= (before.on or NEVER)


@given(FACTS, st.sampled_from(list(HoldKind)), st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_a_hold_always_vetoes_and_never_moves_the_date(facts: Facts, kind: HoldKind, today: date) -> None:
    held = dispose_after(replace(facts, holds={*facts.holds, kind}), ENGLAND)

    assert not held.is_disposable(today)
    assert held.on == dispose_after(facts, ENGLAND).on


@given(FACTS, st.permutations(list(ENGLAND)))
def test_the_order_of_the_rules_changes_no_date(facts: Facts, shuffled: list[ScheduleRow]) -> None:
    assert dispose_after(facts, shuffled).on == dispose_after(facts, ENGLAND).on


@given(st.dates(date(1940, 1, 1), date(2030, 1, 1)), st.integers(0, 80), st.integers(0, 24))
def test_nobody_loses_a_day(day: date, years: int, months: int) -> None:
    end = keep_until(day, Clock(Trigger.BORN, years=years, months=months))

    assert end is not None
    whole = (end.year - day.year) * 12 + end.month - day.month
    assert whole - (years * 12 + months) == (1 if end.day != day.day else 0)
    assert end.day in {day.day, 1}


@dataclass(frozen=True)
class Own:
    """A school's own rule needs only these four things."""

    code: str = "X1"
    record_class: str = "child_file"
    clocks: tuple[Clock, ...] = (Clock(Trigger.BORN, years=40),)
    inquiry_hold: bool = False


def test_a_schools_own_longer_rule_wins() -> None:
    due = dispose_after(file(), [*ENGLAND, Own()])

    assert due.on == BORN.replace(year=2050)
    assert due.rule == Own()
    assert due.is_over(date(2050, 7, 15) + timedelta(days=1))
