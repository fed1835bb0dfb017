"""Worked dates of the other legal clocks; the codes are those of the statutory notes."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from retention.calendar import Nation, WorkingCalendar, bank_holidays
from retention.deadlines import (
    LONDON,
    DeadlineError,
    TransferDeadline,
    add_working_days,
    breach_deadline,
    complaint_ack,
    fgm_deadline,
    london_date,
    parent_record_deadline,
    school_days_after,
    transfer_deadline,
)

HALF_TERM = [(date(2026, 10, 26), date(2026, 10, 30))]
SUMMER = [(date(2026, 7, 23), date(2026, 9, 1))]


@pytest.mark.parametrize(
    ("aware", "expected"),
    [
        pytest.param(datetime(2026, 12, 24, 16, tzinfo=LONDON), "2026-12-27T16:00:00+00:00", id="B1-no-roll"),
        pytest.param(
            datetime(2026, 3, 28, 12, tzinfo=LONDON), "2026-03-31T13:00:00+01:00", id="B2-clocks-go-forward"
        ),
        pytest.param(
            datetime(2026, 10, 24, 12, tzinfo=LONDON), "2026-10-27T11:00:00+00:00", id="B3-clocks-go-back"
        ),
    ],
)
def test_breach_clock(aware: datetime, expected: str) -> None:
    assert breach_deadline(aware).isoformat() == expected


def test_breach_clock_takes_any_zone_and_refuses_none() -> None:
    paris = datetime(2026, 12, 24, 17, tzinfo=ZoneInfo("Europe/Paris"))

    assert breach_deadline(paris).isoformat() == "2026-12-27T16:00:00+00:00"
    with pytest.raises(DeadlineError):
        breach_deadline(datetime(2026, 12, 24, 16))  # noqa: DTZ001 - the naive time is the point


def test_the_two_hours_of_an_autumn_night_are_told_apart() -> None:
    first = breach_deadline(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0))
    second = breach_deadline(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1))

    assert first.isoformat() == "2026-10-28T00:30:00+00:00"
    assert second.isoformat() == "2026-10-28T01:30:00+00:00"


def test_complaint_c1() -> None:
    assert complaint_ack(date(2026, 7, 1)) == date(2026, 7, 30)


@pytest.mark.parametrize(
    ("received", "closed", "expected"),
    [
        pytest.param(date(2026, 10, 12), HALF_TERM, date(2026, 11, 9), id="P1"),
        pytest.param(date(2026, 7, 20), SUMMER, date(2026, 9, 18), id="P2"),
    ],
)
def test_parents_right_to_the_record(received: date, closed: list[tuple[date, date]], expected: date) -> None:
    assert school_days_after(received, 15, closed) == expected
    assert parent_record_deadline(received, closed) == expected


def test_school_days_skip_bank_holidays_of_the_nation() -> None:
    assert school_days_after(date(2026, 5, 1), 1, [], "england") == date(2026, 5, 5)
    assert school_days_after(date(2026, 11, 27), 1, [], "scotland") == date(2026, 12, 1)
    assert school_days_after(date(2026, 11, 27), 1, [], "england") == date(2026, 11, 30)


def test_no_school_days_is_the_day_itself_and_fewer_are_refused() -> None:
    assert school_days_after(date(2026, 11, 21), 0, []) == date(2026, 11, 21)
    with pytest.raises(DeadlineError):
        school_days_after(date(2026, 11, 21), -1, [])


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DeadlineError):
        school_days_after(date(2026, 7, 20), 15, [(date(2026, 9, 1), date(2026, 7, 23))])


def test_fgm_f1() -> None:
    assert fgm_deadline(datetime(2026, 12, 4, 15, 30, tzinfo=LONDON)) == date(2026, 12, 7)


def test_fgm_late_in_the_evening_counts_by_london_days() -> None:
    just_past_midnight = datetime(2026, 6, 4, 23, 30, tzinfo=UTC)

    assert london_date(just_past_midnight) == date(2026, 6, 5)
    assert fgm_deadline(just_past_midnight) == date(2026, 6, 8)


@pytest.mark.parametrize("nation", [Nation.SCOTLAND, Nation.NORTHERN_IRELAND])
def test_fgm_duty_ends_at_the_border(nation: Nation) -> None:
    with pytest.raises(DeadlineError):
        fgm_deadline(datetime(2026, 12, 4, 15, 30, tzinfo=LONDON), nation)


def test_transfer_x1() -> None:
    leaves = date(2026, 11, 9)

    assert transfer_deadline(leaves) == TransferDeadline(amber=date(2026, 11, 12), red=date(2026, 11, 14))
    assert transfer_deadline(leaves, "school").red == date(2026, 11, 16)


def test_transfer_at_the_start_of_a_term_counts_its_first_day() -> None:
    term = date(2026, 9, 2)  # a Wednesday

    assert transfer_deadline(term, new_term=True).red == date(2026, 9, 6)
    assert transfer_deadline(term, "school", new_term=True).red == date(2026, 9, 8)


def test_transfer_over_a_closure_counts_school_days_only_if_asked() -> None:
    leaves = date(2026, 10, 22)

    assert transfer_deadline(leaves, closed_periods=HALF_TERM).red == date(2026, 10, 27)
    assert transfer_deadline(leaves, "school", closed_periods=iter(HALF_TERM)).red == date(2026, 11, 5)


def test_working_days_over_christmas() -> None:
    assert add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 24)
    assert add_working_days(date(2026, 12, 24), 2) == date(2026, 12, 30)
    assert add_working_days(date(2026, 12, 31), 1, "scotland") == date(2027, 1, 5)


def test_the_calendar_knows_its_years() -> None:
    assert date(2026, 12, 28) in bank_holidays(Nation.ENGLAND, 2026)
    with pytest.raises(ValueError, match="1990 to 2199"):
        bank_holidays(Nation.ENGLAND, 2200)


def test_a_holiday_on_a_saturday_is_a_holiday_and_so_is_its_substitute() -> None:
    calendar = WorkingCalendar(Nation.WALES)

    assert calendar.is_holiday(date(2026, 12, 26))
    assert calendar.is_holiday(date(2026, 12, 28))
    assert not calendar.is_working(date(2026, 12, 28))
    assert calendar.roll(date(2026, 12, 25)) == date(2026, 12, 29)
