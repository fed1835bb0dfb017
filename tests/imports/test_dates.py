"""Dates: the day first, and no guess."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.imports.dates import DateProblem, Order, Span, column_order, parse_date

SPAN = Span(date(1996, 11, 23), date(2026, 11, 23))


@pytest.mark.parametrize(
    "text",
    [
        "01/02/2012",
        "1/2/2012",
        "01-02-2012",
        "1.2.2012",
        "1. 2. 2012",
        "01 02 2012",
        "01/02/12",
        "1/2/12",
        "2012-02-01",
        "2012/02/01",
        "2012.2.1",
        "20120201",
        "2012-02-01T00:00:00",
        "2012-02-01 00:00:00",
        "2012-02-01T00:00:00.000Z",
        "01/02/2012 00:00",
        "01/02/2012 12:00:00 AM",
        "1 Feb 2012",
        "01-Feb-12",
        "1 February 2012",
        "1st February 2012",
        "1st of February 2012",
        "Wed 1 Feb 2012",
        "Wednesday, 1 February 2012",
        "February 1, 2012",
        "Feb 1st 2012",
        "1 Chwefror 2012",
        "40940",
        "40940.0",
        " 01/02/2012 ",
    ],
)
def test_every_way_of_writing_the_first_of_february(text):
    assert parse_date(text, SPAN) == date(2012, 2, 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12/31/2014", DateProblem.MONTH_FIRST),
        ("2/13/14", DateProblem.MONTH_FIRST),
        ("31/02/2012", DateProblem.NO_SUCH_DAY),
        ("29/02/2013", DateProblem.NO_SUCH_DAY),
        ("32/13/2012", DateProblem.NO_SUCH_DAY),
        ("00/00/0000", DateProblem.NO_SUCH_DAY),
        ("2012-13-01", DateProblem.NO_SUCH_DAY),
        ("30 Feb 2012", DateProblem.NO_SUCH_DAY),
        ("01/02/1912", DateProblem.OUT_OF_RANGE),
        ("01/02/2031", DateProblem.OUT_OF_RANGE),
        ("01/01/1900", DateProblem.OUT_OF_RANGE),
        ("01/02/50", DateProblem.OUT_OF_RANGE),
        ("1/2/3", DateProblem.NOT_UNDERSTOOD),
        ("01/02-2012", DateProblem.NOT_UNDERSTOOD),
        ("2012", DateProblem.NOT_UNDERSTOOD),
        ("99999", DateProblem.NOT_UNDERSTOOD),
        ("10000", DateProblem.NOT_UNDERSTOOD),
        ("31122014", DateProblem.NO_SUCH_DAY),
        ("1 Fbe 2012", DateProblem.NOT_UNDERSTOOD),
        ("yesterday", DateProblem.NOT_UNDERSTOOD),
        ("01/02/2012 or 13", DateProblem.NOT_UNDERSTOOD),
        ("٠١/٠٢/٢٠١٢", DateProblem.NOT_UNDERSTOOD),
        ("", DateProblem.NOT_UNDERSTOOD),
    ],
)
def test_what_is_not_taken_says_why(text, problem):
    assert parse_date(text, SPAN) is problem


@given(st.dates(SPAN.earliest, SPAN.latest))
def test_every_day_comes_back_from_every_form(day):
    for form in (
        "%d/%m/%Y",
        "%d-%m-%Y",
        "%d.%m.%Y",
        "%d/%m/%y",
        "%Y-%m-%d",
        "%Y%m%d",
        "%d %b %Y",
        "%d %B %Y",
    ):
        assert parse_date(day.strftime(form), SPAN) == day
    assert parse_date(str((day - date(1899, 12, 30)).days), SPAN) == day


@given(st.dates(SPAN.earliest, SPAN.latest))
def test_month_first_is_never_turned_round(day):
    found = parse_date(day.strftime("%m/%d/%Y"), SPAN)
    assert (
        found is DateProblem.MONTH_FIRST
        or found == date(day.year, day.day, day.month)
        or (
            # Only the very ends of the span fall outside when day and month change places.
            found is DateProblem.OUT_OF_RANGE and day.year in (SPAN.earliest.year, SPAN.latest.year)
        )
    )


@given(st.text(max_size=30))
def test_any_text_is_a_day_in_the_span_or_a_problem(text):
    found = parse_date(text, SPAN)
    assert isinstance(found, DateProblem) or SPAN.holds(found)


@given(st.integers(0, 99))
def test_two_figures_never_make_a_child_of_the_future(year):
    found = parse_date(f"01/06/{year:02d}", SPAN)
    assert isinstance(found, DateProblem) or found <= SPAN.latest


def test_a_leaving_date_may_lie_ahead():
    ahead = Span(SPAN.earliest, SPAN.latest + timedelta(days=400))
    assert parse_date("31/08/27", ahead) == date(2027, 8, 31)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        ([], Order.DAY_FIRST),
        (["01/02/2012", "03/04/2012"], Order.DAY_FIRST),
        (["01/02/2012", "25/12/2012"], Order.DAY_FIRST),
        (["01/02/2012", "12/25/2012"], Order.MONTH_FIRST),
        (["25/12/2012", "12/25/2012"], Order.MIXED),
        (["2012-12-25", "rubbish", "31/31/2012"], Order.DAY_FIRST),
    ],
)
def test_a_column_tells_its_order(texts, order):
    assert column_order(texts) is order
