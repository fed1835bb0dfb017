"""What must hold of every clock, whatever the dates."""

from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from retention.calendar import Nation, calendar_for
from retention.deadlines import (
    add_working_days,
    breach_deadline,
    complaint_ack,
    sar_deadline,
    school_days_after,
    transfer_deadline,
)

DAYS = st.dates(date(2018, 5, 25), date(2090, 12, 31))
NATIONS = st.sampled_from(list(Nation))


@st.composite
def requests(draw: st.DrawFn) -> tuple[date, list[tuple[date, date]]]:
    """A day of receipt and some pauses near it, overlapping, touching or apart."""
    received = draw(DAYS)
    offsets = st.tuples(st.integers(-10, 110), st.integers(0, 40))
    pauses = [
        (received + timedelta(days=asked), received + timedelta(days=asked + length))
        for asked, length in draw(st.lists(offsets, max_size=5))
    ]
    return received, pauses


@given(requests(), NATIONS, st.booleans())
def test_a_due_date_is_a_working_day_on_or_after_its_month(
    request_: tuple[date, list[tuple[date, date]]], nation: Nation, extended: bool
) -> None:
    received, pauses = request_
    calendar = calendar_for(nation)

    found = sar_deadline(received, nation, clarifications=pauses, extended=extended)

    assert calendar.is_working(found.due_legal)
    assert calendar.is_working(found.due_cautious)
    assert calendar.is_working(found.extension_notice_by)
    assert found.nominal <= found.due_cautious <= found.due_legal
    assert found.extension_notice_cautious <= found.extension_notice_by <= found.due_legal


@given(requests(), NATIONS, st.booleans(), st.integers(-10, 110), st.integers(0, 40))
def test_an_added_pause_never_makes_it_earlier(
    request_: tuple[date, list[tuple[date, date]]], nation: Nation, extended: bool, asked: int, length: int
) -> None:
    received, pauses = request_
    one_more = (received + timedelta(days=asked), received + timedelta(days=asked + length))

    before = sar_deadline(received, nation, clarifications=pauses, extended=extended)
    after = sar_deadline(received, nation, clarifications=[*pauses, one_more], extended=extended)

    assert after.due_legal >= before.due_legal
    assert after.due_cautious >= before.due_cautious
    assert after.extension_notice_by >= before.extension_notice_by


@given(DAYS, NATIONS, st.integers(0, 25), st.integers(0, 15), st.integers(0, 15))
def test_overlapping_pauses_are_a_union(
    received: date, nation: Nation, asked: int, first: int, second: int
) -> None:
    begun = received + timedelta(days=asked)
    whole = [(begun, begun + timedelta(days=first + second))]
    halves = [
        (begun, begun + timedelta(days=first)),
        (begun + timedelta(days=first // 2), begun + timedelta(days=first + second)),
    ]

    assert sar_deadline(received, nation, clarifications=halves) == sar_deadline(
        received, nation, clarifications=whole
    )


@given(requests(), NATIONS)
def test_the_order_and_repetition_of_pauses_is_indifferent(
    request_: tuple[date, list[tuple[date, date]]], nation: Nation
) -> None:
    received, pauses = request_

    assert sar_deadline(received, nation, clarifications=pauses) == sar_deadline(
        received, nation, clarifications=[*reversed(pauses), *pauses]
    )


@given(requests(), NATIONS)
def test_an_extension_is_never_earlier_and_leaves_the_notice_alone(
    request_: tuple[date, list[tuple[date, date]]], nation: Nation
) -> None:
    received, pauses = request_

    plain = sar_deadline(received, nation, clarifications=pauses)
    extended = sar_deadline(received, nation, clarifications=pauses, extended=True)

    assert extended.due_legal >= plain.due_legal
    assert extended.due_cautious >= plain.due_cautious
    assert extended.extension_notice_by == plain.extension_notice_by == plain.due_legal


@given(DAYS, NATIONS, st.integers(0, 60))
def test_identity_received_later_never_makes_it_earlier(received: date, nation: Nation, wait: int) -> None:
    late = sar_deadline(received, nation, id_received=received + timedelta(days=wait))

    assert late.due_legal >= sar_deadline(received, nation).due_legal
    assert late.start == received + timedelta(days=wait)


@given(DAYS, NATIONS)
def test_a_month_ends_on_the_same_day_or_the_last_of_the_month(received: date, nation: Nation) -> None:
    nominal = sar_deadline(received, nation).nominal

    assert nominal.day == received.day or (nominal + timedelta(days=1)).day == 1
    assert (nominal.year * 12 + nominal.month) - (received.year * 12 + received.month) == 1
    assert nominal == received + relativedelta(months=1)


@given(DAYS, NATIONS, st.sets(st.integers(0, 60), max_size=10))
def test_a_proclaimed_holiday_never_makes_it_earlier(
    received: date, nation: Nation, proclaimed: set[int]
) -> None:
    extra = [received + timedelta(days=n) for n in proclaimed]

    found = sar_deadline(received, nation, extra_holidays=extra)

    assert found.due_legal >= sar_deadline(received, nation).due_legal
    assert found.due_legal not in extra


@given(DAYS, NATIONS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start: date, nation: Nation, n: int) -> None:
    end = add_working_days(start, n, nation)
    calendar = calendar_for(nation)
    between = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]

    assert calendar.is_working(end)
    assert sum(calendar.is_working(each) for each in between) == n


@given(DAYS, st.integers(0, 40), st.integers(0, 60), st.integers(0, 60))
def test_a_closure_never_makes_school_days_earlier(day: date, n: int, away: int, length: int) -> None:
    closed = [(day + timedelta(days=away), day + timedelta(days=away + length))]

    found = school_days_after(day, n, closed)

    assert found >= school_days_after(day, n, [])
    assert n == 0 or not closed[0][0] <= found <= closed[0][1]


@given(DAYS, st.times())
def test_a_breach_has_exactly_seventy_two_hours(day: date, clock: time) -> None:
    aware = datetime.combine(day, clock, tzinfo=UTC)

    assert breach_deadline(aware).astimezone(UTC) - aware == timedelta(hours=72)


@given(DAYS)
def test_a_complaint_has_thirty_days_with_the_first(received: date) -> None:
    assert (
        len({received + timedelta(days=n) for n in range((complaint_ack(received) - received).days + 1)})
        == 30
    )


@given(DAYS, NATIONS, st.booleans())
def test_school_days_are_never_stricter_than_calendar_days(day: date, nation: Nation, new_term: bool) -> None:
    strict = transfer_deadline(day, new_term=new_term, nation=nation)
    kind = transfer_deadline(day, "school", new_term=new_term, nation=nation)

    assert strict.amber <= kind.amber < kind.red
    assert strict.red <= kind.red
