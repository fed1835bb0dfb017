"""Dates as people and programs write them, and never a guess.

The day comes first, as in this country: 01/02/2012 is 1 February. 12/31/2014 cannot be that, and is refused
rather than turned round: where one date of a column puts the month first, its neighbours that look right
may be wrong.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from concerns.imports.table import EXCEL_DAY_ZERO

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ionawr",
            "feb february chwefror",
            "mar march mawrth",
            "apr april ebrill",
            "may mai",
            "jun june mehefin",
            "jul july gorffennaf",
            "aug august awst",
            "sep sept september medi",
            "oct october hydref",
            "nov november tachwedd",
            "dec december rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
_CLOCK = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_FIGURES = re.compile(rf"(\d{{1,2}}) ?([-/. ]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}}){_CLOCK}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/. ]*([a-z]+)[-/., ]*(\d{4}|\d{2})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]+)[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? +")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)


class DateProblem(StrEnum):
    """Why a date was not taken."""

    NOT_UNDERSTOOD = "not_understood"
    NO_SUCH_DAY = "no_such_day"
    MONTH_FIRST = "month_first"
    OUT_OF_RANGE = "out_of_range"


class Order(StrEnum):
    """What the figures of a whole column say about which comes first."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Span:
    """The days that make sense for a column, both ends included. Decides the century of a two-figure year."""

    earliest: date
    latest: date
    day_zero: date = EXCEL_DAY_ZERO

    def holds(self, day: date) -> bool:
        """Whether the day makes sense."""
        return self.earliest <= day <= self.latest


def parse_date(text: str, span: Span) -> date | DateProblem:
    """The day that the text means, or why it means none. Never raises."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _checked(int(found[1]), int(found[3]), int(found[4]), span)
    if found := _FIGURES.fullmatch(text):
        return _figures(int(found[1]), int(found[3]), found[4], span)
    if found := _COMPACT.fullmatch(text):
        return _checked(int(found[1]), int(found[2]), int(found[3]), span)
    if found := _SERIAL.fullmatch(text):
        day = span.day_zero + timedelta(days=int(found[1]))
        return day if span.holds(day) else DateProblem.NOT_UNDERSTOOD
    return _words(_WEEKDAY.sub("", text.lower(), count=1), span)


def column_order(texts: Iterable[str]) -> Order:
    """Whether the dates of a column that can only be read one way put the day or the month first."""
    day_first = month_first = False
    for text in texts:
        if found := _FIGURES.fullmatch(text.strip()):
            first, second = int(found[1]), int(found[3])
            day_first = day_first or (first > 12 >= second)
            month_first = month_first or (second > 12 >= first)
            if day_first and month_first:
                return Order.MIXED
    return Order.MONTH_FIRST if month_first else Order.DAY_FIRST


def is_figures(text: str) -> bool:
    """Whether a date is written in figures with the year last, so that its first two could be mistaken."""
    return _FIGURES.fullmatch(text.strip()) is not None


def _words(text: str, span: Span) -> date | DateProblem:
    found = _DAY_FIRST.fullmatch(text)
    if found:
        day, month, year = found[1], found[2], found[3]
    elif found := _MONTH_FIRST.fullmatch(text):
        # "December 31, 2014" puts the month first and leaves no doubt.
        day, month, year = found[2], found[1], found[3]
    else:
        return DateProblem.NOT_UNDERSTOOD
    if month not in _MONTHS:
        return DateProblem.NOT_UNDERSTOOD
    return _figures(int(day), _MONTHS[month], year, span)


def _figures(day: int, month: int, year: str, span: Span) -> date | DateProblem:
    if month > 12 >= day:
        # It would be a day the other way round. A 13th month is a slip; a 31st is an American date.
        return DateProblem.MONTH_FIRST
    if len(year) == 4:
        return _checked(int(year), month, day, span)
    # Two figures: the century in which the day makes sense. A span is under 100 years, so there is one.
    tries = [_checked(century + int(year), month, day, span) for century in (2000, 1900)]
    return next((found for found in tries if isinstance(found, date)), tries[0])


def _checked(year: int, month: int, day: int, span: Span) -> date | DateProblem:
    try:
        found = date(year, month, day)
    except ValueError:
        return DateProblem.NO_SUCH_DAY
    return found if span.holds(found) else DateProblem.OUT_OF_RANGE
