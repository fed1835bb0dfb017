"""Worked dates of subject access requests; the codes are those of the statutory notes."""

from datetime import date
from typing import Any

import pytest

from retention.calendar import Nation
from retention.deadlines import DeadlineError, SarDeadline, sar_deadline

ENGLAND_AND_WALES = ("england", "wales")


def day(text: str) -> date:
    return date.fromisoformat(text)


# code, nations, received, further conditions, start, nominal, legal, cautious
WORKED: list[tuple[str, tuple[str, ...], str, dict[str, Any], str, str, str, str]] = [
    ("T01", ENGLAND_AND_WALES, "2025-09-03", {}, "2025-09-03", "2025-10-03", "2025-10-03", "2025-10-03"),
    ("T02", ENGLAND_AND_WALES, "2026-09-03", {}, "2026-09-03", "2026-10-03", "2026-10-05", "2026-10-05"),
    ("T03", ENGLAND_AND_WALES, "2027-01-31", {}, "2027-01-31", "2027-02-28", "2027-03-01", "2027-03-01"),
    ("T04", ENGLAND_AND_WALES, "2028-01-31", {}, "2028-01-31", "2028-02-29", "2028-02-29", "2028-02-29"),
    ("T07", ENGLAND_AND_WALES, "2028-02-29", {}, "2028-02-29", "2028-03-29", "2028-03-29", "2028-03-29"),
    ("T08", ENGLAND_AND_WALES, "2026-08-31", {}, "2026-08-31", "2026-09-30", "2026-09-30", "2026-09-30"),
    ("T09", ENGLAND_AND_WALES, "2026-03-31", {}, "2026-03-31", "2026-04-30", "2026-04-30", "2026-04-30"),
    (
        "T10",
        ("england", "wales", "scotland"),
        "2026-11-25",
        {},
        "2026-11-25",
        "2026-12-25",
        "2026-12-29",
        "2026-12-29",
    ),
    ("T11", ENGLAND_AND_WALES, "2026-12-01", {}, "2026-12-01", "2027-01-01", "2027-01-04", "2027-01-04"),
    ("T11s", ("scotland",), "2026-12-01", {}, "2026-12-01", "2027-01-01", "2027-01-05", "2027-01-05"),
    ("T12", ENGLAND_AND_WALES, "2026-03-03", {}, "2026-03-03", "2026-04-03", "2026-04-07", "2026-04-07"),
    ("T12s", ("scotland",), "2026-03-03", {}, "2026-03-03", "2026-04-03", "2026-04-06", "2026-04-06"),
    ("T13", ENGLAND_AND_WALES, "2026-07-31", {}, "2026-07-31", "2026-08-31", "2026-09-01", "2026-09-01"),
    ("T13s", ("scotland",), "2026-07-31", {}, "2026-07-31", "2026-08-31", "2026-08-31", "2026-08-31"),
    ("T14", ENGLAND_AND_WALES, "2026-02-17", {}, "2026-02-17", "2026-03-17", "2026-03-17", "2026-03-17"),
    ("T15n", ("northern-ireland",), "2027-06-12", {}, "2027-06-12", "2027-07-12", "2027-07-13", "2027-07-13"),
    ("T15", ENGLAND_AND_WALES, "2027-06-12", {}, "2027-06-12", "2027-07-12", "2027-07-12", "2027-07-12"),
    ("T17", ENGLAND_AND_WALES, "2026-11-22", {}, "2026-11-22", "2026-12-22", "2026-12-22", "2026-12-22"),
    (
        "T20",
        ENGLAND_AND_WALES,
        "2026-03-31",
        {"id_received": day("2026-04-10")},
        "2026-04-10",
        "2026-05-10",
        "2026-05-11",
        "2026-05-11",
    ),
    (
        "T21",
        ENGLAND_AND_WALES,
        "2026-06-01",
        {"clarifications": [(day("2026-06-05"), day("2026-06-12"))]},
        "2026-06-01",
        "2026-07-01",
        "2026-07-09",
        "2026-07-08",
    ),
    (
        "T22",
        ENGLAND_AND_WALES,
        "2026-06-01",
        {"clarifications": [(day("2026-06-03"), day("2026-06-03"))]},
        "2026-06-01",
        "2026-07-01",
        "2026-07-02",
        "2026-07-01",
    ),
    (
        "T24",
        ENGLAND_AND_WALES,
        "2026-06-01",
        {"id_received": day("2026-06-10"), "clarifications": [(day("2026-06-01"), day("2026-06-08"))]},
        "2026-06-10",
        "2026-07-10",
        "2026-07-10",
        "2026-07-10",
    ),
    (
        "T31",
        ENGLAND_AND_WALES,
        "2026-09-01",
        {"extended": True},
        "2026-09-01",
        "2026-12-01",
        "2026-12-01",
        "2026-12-01",
    ),
    (
        "T32",
        ENGLAND_AND_WALES,
        "2026-06-01",
        {"extended": True, "clarifications": [(day("2026-06-05"), day("2026-06-12"))]},
        "2026-06-01",
        "2026-09-01",
        "2026-09-09",
        "2026-09-08",
    ),
]

CASES = [pytest.param(nation, *row[2:], id=f"{row[0]}-{nation}") for row in WORKED for nation in row[1]]


@pytest.mark.parametrize(("nation", "received", "conditions", "start", "nominal", "legal", "cautious"), CASES)
def test_worked_date(
    nation: str,
    received: str,
    conditions: dict[str, Any],
    start: str,
    nominal: str,
    legal: str,
    cautious: str,
) -> None:
    deadline = sar_deadline(day(received), nation, **conditions)

    assert (deadline.start, deadline.nominal, deadline.due_legal, deadline.due_cautious) == (
        day(start),
        day(nominal),
        day(legal),
        day(cautious),
    )


def test_extension_notice_is_due_by_the_unextended_date() -> None:
    plain = sar_deadline(day("2026-09-01"), "england", extended=True)
    paused = sar_deadline(
        day("2026-06-01"),
        "england",
        clarifications=[(day("2026-06-05"), day("2026-06-12"))],
        extended=True,
    )

    assert plain.extension_notice_by == day("2026-10-01")
    assert paused.extension_notice_by == day("2026-07-09")
    assert paused.extension_notice_cautious == day("2026-07-08")


def test_a_deadline_prints_its_five_dates() -> None:
    deadline = sar_deadline(day("2026-09-03"), Nation.ENGLAND)

    assert deadline.as_json() == {
        "start": "2026-09-03",
        "nominal": "2026-10-03",
        "due_legal": "2026-10-05",
        "due_cautious": "2026-10-05",
        "extension_notice_by": "2026-10-05",
    }


def test_an_extension_is_counted_from_the_start_and_not_from_a_shortened_month() -> None:
    assert sar_deadline(day("2026-11-30"), "england", extended=True).nominal == day("2027-02-28")
    # 31 December, not the 30th of a month that was cut short on the way.
    assert sar_deadline(day("2026-12-31"), "england", extended=True).nominal == day("2027-03-31")


def test_a_fee_starts_the_clock_when_it_is_the_last_thing_to_come() -> None:
    deadline = sar_deadline(
        day("2026-06-01"), "england", id_received=day("2026-06-03"), fee_paid=day("2026-06-08")
    )

    assert deadline.start == day("2026-06-08")


def test_proof_of_identity_that_was_there_before_the_request_changes_nothing() -> None:
    early = sar_deadline(day("2026-06-10"), "england", id_received=day("2026-06-01"))

    assert early == sar_deadline(day("2026-06-10"), "england")


def test_overlapping_pauses_count_once_and_touching_ones_are_one_run() -> None:
    overlapping = [(day("2026-06-05"), day("2026-06-10")), (day("2026-06-08"), day("2026-06-12"))]
    touching = [(day("2026-06-05"), day("2026-06-08")), (day("2026-06-09"), day("2026-06-12"))]
    one = sar_deadline(day("2026-06-01"), "england", clarifications=[(day("2026-06-05"), day("2026-06-12"))])

    assert sar_deadline(day("2026-06-01"), "england", clarifications=overlapping) == one
    assert sar_deadline(day("2026-06-01"), "england", clarifications=touching) == one


def test_two_separate_pauses_lose_one_cautious_day_each() -> None:
    pauses = [(day("2026-06-03"), day("2026-06-05")), (day("2026-06-15"), day("2026-06-17"))]

    deadline = sar_deadline(day("2026-06-01"), "england", clarifications=pauses)

    assert deadline.due_legal == day("2026-07-07")  # 1 July and 6 days
    assert deadline.due_cautious == day("2026-07-06")  # 1 July and 4 days is a Sunday


def test_a_clarification_asked_after_the_due_date_has_no_effect() -> None:
    plain = sar_deadline(day("2026-06-01"), "england")
    late = [(plain.due_legal + (day("2026-06-02") - day("2026-06-01")), day("2026-08-01"))]

    assert sar_deadline(day("2026-06-01"), "england", clarifications=late) == plain


def test_a_clarification_within_an_extension_moves_the_end_but_not_the_notice() -> None:
    pauses = [(day("2026-07-20"), day("2026-07-24"))]

    deadline = sar_deadline(day("2026-06-01"), "england", clarifications=pauses, extended=True)

    assert deadline.extension_notice_by == day("2026-07-01")
    assert deadline.due_legal == day("2026-09-07")  # 1 September, 5 days, then over the weekend


def test_a_pause_begun_before_the_start_counts_from_the_start() -> None:
    deadline = sar_deadline(
        day("2026-06-01"),
        "england",
        id_received=day("2026-06-10"),
        clarifications=[(day("2026-06-05"), day("2026-06-12"))],
    )

    assert deadline.due_legal == day("2026-07-13")  # 10, 11, 12 June are excluded


def test_a_proclaimed_holiday_and_a_withdrawn_one_move_the_last_day() -> None:
    proclaimed = sar_deadline(day("2026-09-01"), "england", extra_holidays=[day("2026-10-01")])
    withdrawn = sar_deadline(day("2026-07-31"), "england", removed_holidays=[day("2026-08-31")])

    assert proclaimed.due_legal == day("2026-10-02")
    assert withdrawn.due_legal == day("2026-08-31")


def test_scotland_has_its_one_off_holiday() -> None:
    assert sar_deadline(day("2026-05-15"), "scotland").due_legal == day("2026-06-16")
    assert sar_deadline(day("2026-05-15"), "england").due_legal == day("2026-06-15")


@pytest.mark.parametrize("nation", ["northern_ireland", "Northern Ireland", "northern-ireland"])
def test_the_nation_may_be_written_in_several_ways(nation: str) -> None:
    assert sar_deadline(day("2027-06-12"), nation).due_legal == day("2027-07-13")


def refused(**given: Any) -> str:
    with pytest.raises(DeadlineError) as caught:
        sar_deadline(**({"received": day("2026-06-01"), "nation": "england"} | given))
    return str(caught.value)


def test_an_answer_before_its_question_is_refused() -> None:
    text = refused(clarifications=[(day("2026-06-12"), day("2026-06-05"))])

    assert text == "A clarification was answered on 05 Jun 2026, before it was asked on 12 Jun 2026."


def test_an_unknown_nation_is_refused_with_the_four_that_are_known() -> None:
    text = refused(nation="france")

    assert text == "Unknown nation. Choose one of england, wales, scotland, northern-ireland."


@pytest.mark.parametrize("year", [1, 1989, 2189, 9999])
def test_a_year_no_calendar_covers_is_refused(year: int) -> None:
    assert "outside the years" in refused(received=date(year, 6, 1))


def test_a_holiday_added_and_taken_away_at_once_is_refused() -> None:
    text = refused(extra_holidays=[day("2026-06-02")], removed_holidays=[day("2026-06-02")])

    assert text == "A day can't be added as a holiday and taken away at once."


def test_a_deadline_is_a_value() -> None:
    assert isinstance(sar_deadline(day("2026-06-01"), "wales"), SarDeadline)
    assert sar_deadline(day("2026-06-01"), "wales") == sar_deadline(day("2026-06-01"), "england")
