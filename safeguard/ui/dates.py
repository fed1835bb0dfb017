"""Dates in words, always in British time, whatever the server or the reader's computer thinks.

One written form everywhere ("Mon 23 Nov 2026, 10:40") so that a printed page, a screen and a PDF can be
compared line by line.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as write

LONDON = ZoneInfo("Europe/London")

WITH_TIME = "D j M Y, H:i"
DAY = "D j M Y"


def local(moment: datetime) -> datetime:
    """The same moment on a British clock. A naive moment is taken as British already."""
    if timezone.is_naive(moment):
        return moment.replace(tzinfo=LONDON)
    return moment.astimezone(LONDON)


def long_form(value: datetime | date) -> str:
    """'Mon 23 Nov 2026, 10:40', or without the time for a plain date."""
    if isinstance(value, datetime):
        return write(local(value), WITH_TIME)
    return write(value, DAY)


def with_precision(moment: datetime, precision: str) -> str:
    """When something happened, as surely as the writer knew: precision is 'exact', 'about' or 'unknown'."""
    on_clock = local(moment)
    if precision == "unknown":
        return f"{write(on_clock, DAY)}, time not known"
    about = "about " if precision == "about" else ""
    return f"{write(on_clock, DAY)}, {about}{write(on_clock, 'H:i')}"


def short_form(value: datetime | date, now: datetime) -> str:
    """Today's moments by their time, this year's without the year, older ones in full."""
    today = local(now).date()
    if not isinstance(value, datetime):
        return write(value, "D j M" if value.year == today.year else DAY)
    on_clock = local(value)
    if on_clock.date() == today:
        return write(on_clock, "H:i")
    return write(on_clock, "D j M, H:i" if on_clock.year == today.year else WITH_TIME)


def span(length: timedelta) -> str:
    """A length of time in one or two units: '24 min', '1 h 12 min', '3 days'. Never negative."""
    minutes = int(abs(length).total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 10 and rest:
        return f"{hours} h {rest} min"
    if hours < 48:
        return f"{hours} h"
    return f"{hours // 24} days"


def with_ago(moment: datetime, now: datetime) -> str:
    """'10:44, 24 min ago' within a day; otherwise the short form alone. Never relative on its own."""
    passed = now - moment
    if timedelta() <= passed < timedelta(minutes=1):
        return f"{short_form(moment, now)}, just now"
    if timedelta(minutes=1) <= passed < timedelta(days=1):
        return f"{short_form(moment, now)}, {span(passed)} ago"
    return short_form(moment, now)
