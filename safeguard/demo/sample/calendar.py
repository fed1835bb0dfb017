"""English school terms, near enough for a sample: which days were school days, and the hours within one.

The last three weeks before `today` always count as term, so that the sample is alive whenever it is loaded.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from dateutil.easter import easter

LONDON = ZoneInfo("Europe/London")
ALWAYS_TERM = timedelta(days=21)

# Half-hours of the school day in which things are noticed, and how often: arrival, break, lunch, going home.
MOMENTS: tuple[tuple[int, int, int], ...] = (
    (8, 35, 12),
    (8, 55, 14),
    (9, 40, 7),
    (10, 35, 8),
    (11, 5, 12),
    (11, 50, 7),
    (12, 40, 13),
    (13, 20, 10),
    (14, 10, 7),
    (15, 5, 12),
    (15, 40, 8),
)
# Monday holds the weekend; Friday brings worry about the next one.
WEEKDAY_WEIGHTS = (29, 19, 18, 17, 17)


def academic_year(day: date) -> int:
    """The year in which the academic year of `day` began: 2026 for November 2026 and for May 2027."""
    return day.year if day.month >= 9 else day.year - 1


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Break:
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@cache
def breaks(year: int) -> tuple[Break, ...]:
    """Holidays of the academic year that begins in September of `year`, half-terms included."""
    easter_day = easter(year + 1)
    october = monday(date(year, 10, 27))
    february = monday(date(year + 1, 2, 17))
    late_may = monday(date(year + 1, 5, 31))
    early_may = monday(date(year + 1, 5, 7))
    return (
        Break(date(year, 9, 1), date(year, 9, 2)),
        Break(october, october + timedelta(days=4)),
        Break(date(year, 12, 20), date(year + 1, 1, 4)),
        Break(february, february + timedelta(days=4)),
        Break(easter_day - timedelta(days=6), easter_day + timedelta(days=7)),
        Break(early_may, early_may),
        Break(late_may, late_may + timedelta(days=4)),
        Break(date(year + 1, 7, 22), date(year + 1, 8, 31)),
    )


@dataclass(frozen=True)
class SchoolCalendar:
    """School days as seen from the moment of loading."""

    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    def is_school_day(self, day: date) -> bool:
        if day.weekday() > 4:
            return False
        if self.today - ALWAYS_TERM <= day <= self.today:
            return True
        return not any(b.holds(day) for b in breaks(academic_year(day)))

    def school_days(self, first: date, last: date) -> list[date]:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.is_school_day(day)]

    def last_school_day(self, *, before: date | None = None) -> date:
        """The nearest school day at or before `before` (or today)."""
        day = before or self.today
        while not self.is_school_day(day):
            day -= timedelta(days=1)
        return day

    def next_school_day(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_school_day(day) and day <= self.today + timedelta(days=1):
            day += timedelta(days=1)
        return day

    def weeks_ago(self, weeks: int, weekday: int) -> date:
        """The `weekday` (0 is Monday) of the week `weeks` school weeks ago; holidays don't count."""
        week = monday(self.last_school_day())
        counted = 0
        while counted < weeks:
            week -= timedelta(days=7)
            counted += self.is_school_day(week + timedelta(days=weekday))
        return week + timedelta(days=weekday)

    def pick_days(self, rng: Random, first: date, last: date, count: int) -> list[date]:
        """`count` school days in order, Mondays and the days after a holiday more often."""
        days = self.school_days(first, last)
        weights = [self._weight(day) for day in days]
        return sorted(rng.choices(days, weights=weights, k=count)) if days else []

    def _weight(self, day: date) -> float:
        weight = float(WEEKDAY_WEIGHTS[day.weekday()])
        after_holiday = day.weekday() == 0 and not self.is_school_day(day - timedelta(days=3))
        return weight * (1.7 if after_holiday else 1.0)

    def in_school_hours(self) -> bool:
        local = self.now.astimezone(LONDON)
        return self.is_school_day(local.date()) and time(9, 30) <= local.time() <= time(17, 30)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A London wall-clock moment."""
    return datetime.combine(day, time(hour, minute), LONDON)


def school_moment(rng: Random, day: date) -> datetime:
    """When in a school day somebody notices something."""
    hour, minute, _weight = rng.choices(MOMENTS, weights=[m[2] for m in MOMENTS])[0]
    return at(day, hour, minute) + timedelta(minutes=rng.randrange(0, 19))


def office_moment(rng: Random, day: date, *, after: datetime | None = None) -> datetime:
    """When in a school day the safeguarding team does its work, never before `after`."""
    moment = at(day, 8, 20) + timedelta(minutes=rng.randrange(0, 510))
    if after is not None and moment <= after:
        moment = after + timedelta(minutes=rng.randrange(4, 40))
    return moment
