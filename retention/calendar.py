"""Working days of the four nations.

Bank holidays come from the `holidays` package; a day proclaimed after its release, or one that a
nation gave up, is passed in. School holidays are no part of this: they move no data protection
clock, and the few clocks that do count school days take the closed periods themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

FIRST_YEAR, LAST_YEAR = 1990, 2199

ONE_DAY = timedelta(days=1)
SATURDAY = 5

# First and last day of a closure, both closed.
Period = tuple[date, date]


class CalendarError(ValueError):
    """A day that can't be placed in the calendar; the message is fit to be shown."""


class Nation(StrEnum):
    """The nation decides the bank holidays, and later exemptions, prompts and labels."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @classmethod
    def _missing_(cls, value: object) -> "Nation | None":
        """Read `Northern Ireland` and `northern_ireland` as the same nation."""
        tidy = str(value).strip().lower().replace("_", "-").replace(" ", "-")
        return next((nation for nation in cls if nation.value == tidy), None)


_SUBDIVISION = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@lru_cache(maxsize=512)
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """Bank holidays of one year, substitute days included."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarError(f"The calendar covers {FIRST_YEAR} to {LAST_YEAR}, not {year}.")
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISION[nation], years=year))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Monday to Friday without bank holidays, as corrected by hand with `extra` and `removed`."""

    nation: Nation
    extra: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.extra & self.removed:
            raise CalendarError("A day can't be added as a holiday and taken away at once.")

    def is_holiday(self, day: date) -> bool:
        """True on a bank holiday of the nation, whatever the day of the week."""
        if day in self.extra:
            return True
        return day not in self.removed and day in bank_holidays(self.nation, day.year)

    def is_working(self, day: date) -> bool:
        """True from Monday to Friday, bank holidays apart."""
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def roll(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add(self, start: date, days: int, *, closed: Iterable[Period] = ()) -> date:
        """The `days`-th working day after `start`, which is day 0 whether working or not.

        Days inside a `closed` period don't count either, which makes working days school days.
        """
        if days < 0:
            raise CalendarError("Days are counted forwards: give 0 or more.")
        shut = closed_periods(closed)
        day = start
        while days:
            day += ONE_DAY
            if self.is_working(day) and not any(first <= day <= last for first, last in shut):
                days -= 1
        return day


def closed_periods(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same periods, refused if one ends before it begins."""
    checked = tuple(periods)
    for first, last in checked:
        if last < first:
            raise CalendarError("A closed period ends before it begins.")
    return checked


def calendar_for(
    nation: Nation | str, *, extra: Iterable[date] = (), removed: Iterable[date] = ()
) -> WorkingCalendar:
    """Calendar of a nation; raises CalendarError for a nation that isn't one of the four."""
    try:
        known = Nation(nation)
    except ValueError as error:
        names = ", ".join(Nation)
        raise CalendarError(f"Unknown nation. Choose one of {names}.") from error
    return WorkingCalendar(known, frozenset(extra), frozenset(removed))
