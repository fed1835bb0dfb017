"""The response clock: how long is left before somebody must have answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.dateformat import format as write

from safeguard.ui.dates import local, span

CLOSE = timedelta(hours=1)


@dataclass(frozen=True)
class Clock:
    """What the page shows: words, a tone (crit, high, ok) and the share of time used in per cent."""

    words: str
    tone: str
    used: int | None
    due: datetime


def read_clock(*, due: datetime, since: datetime | None, now: datetime) -> Clock:
    """Read the clock of something due at `due` that has been waiting since `since`."""
    left = due - now
    if left < timedelta():
        return Clock(words=f"{span(left)} over", tone="crit", used=100, due=due)
    tone = "high" if left <= CLOSE else "ok"
    return Clock(words=_words(due, left, now), tone=tone, used=_used(due, since, now), due=due)


def _words(due: datetime, left: timedelta, now: datetime) -> str:
    if left <= timedelta(hours=4):
        return f"{span(left)} left"
    at = write(local(due), "H:i")
    days = (local(due).date() - local(now).date()).days
    if days == 0:
        return f"Today {at}"
    if days == 1:
        return f"Tomorrow {at}"
    return f"{write(local(due), 'D j M')}, {at}"


def _used(due: datetime, since: datetime | None, now: datetime) -> int | None:
    if since is None or due <= since:
        return None
    return max(0, min(100, round(100 * (now - since) / (due - since))))
