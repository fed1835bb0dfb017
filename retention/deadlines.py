"""Legal clocks as pure functions: no database, no settings, no hidden "now".

Dates are dates in Europe/London; `london_date` turns an instant into one. The rules of subject
access are Article 12 and 12A of the UK GDPR as the regulator reads them: counting starts on the day
of receipt itself, months end on the same day of the month or the month's last, days waiting for a
clarification are excluded, and a last day that isn't a working day moves to the next one, once, at
the very end. School holidays never move them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from retention.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    ONE_DAY,
    CalendarError,
    Nation,
    Period,
    WorkingCalendar,
    calendar_for,
)

LONDON = ZoneInfo("Europe/London")

BREACH_HOURS = timedelta(hours=72)
COMPLAINT_ACKNOWLEDGE_DAYS = 30
PARENT_RECORD_SCHOOL_DAYS = 15
TRANSFER_AMBER, TRANSFER_RED = 3, 5
FGM_NATIONS = frozenset({Nation.ENGLAND, Nation.WALES})


class DeadlineError(ValueError):
    """Dates that can't be true together; the message is fit to be shown."""


@dataclass(frozen=True, slots=True)
class SarDeadline:
    """What a subject access request's clock says.

    Two readings of the excluded days stand beside each other, because the statute gives no worked
    sum: `legal` counts the day of asking and the day of the answer, `cautious` one of the two.
    Alerts follow the cautious date; the legal date is the outer limit.
    """

    start: date
    nominal: date
    due_legal: date
    due_cautious: date
    extension_notice_by: date
    extension_notice_cautious: date

    def as_json(self) -> dict[str, str]:
        """The five dates that `manage.py sar_deadline` prints, in ISO form."""
        wanted = ("start", "nominal", "due_legal", "due_cautious", "extension_notice_by")
        dates = asdict(self)
        return {name: dates[name].isoformat() for name in wanted}


@dataclass(frozen=True, slots=True)
class TransferDeadline:
    """When a child protection file that hasn't been sent turns amber, and when it is late."""

    amber: date
    red: date


def london_date(instant: datetime) -> date:
    """The calendar day in London of an aware instant."""
    return _aware(instant).astimezone(LONDON).date()


def sar_deadline(
    received: date,
    nation: Nation | str,
    id_received: date | None = None,
    clarifications: Iterable[tuple[date, date]] = (),
    extended: bool = False,
    *,
    fee_paid: date | None = None,
    extra_holidays: Iterable[date] = (),
    removed_holidays: Iterable[date] = (),
) -> SarDeadline:
    """Due dates of a request under Article 15.

    `id_received` is given only where proof of identity was reasonably asked for. `clarifications`
    are pairs (asked, answered); for one still open pass today as the answer and ask again
    tomorrow. Consulting third parties, police or health professionals never pauses the clock, so
    there is no argument for it.

    Raises DeadlineError for an answer before its question and for years no calendar covers.
    """
    calendar = _calendar(nation, extra_holidays, removed_holidays)
    pauses = _checked_pauses(clarifications)
    start = max(day for day in (received, id_received, fee_paid) if day is not None)
    for day in (received, start, *(day for pause in pauses for day in pause)):
        _check_year(day)
    unextended = start + relativedelta(months=1)
    # Counted from the start again: 30 November gives 28 February, not a month that was cut short twice.
    nominal = start + relativedelta(months=3) if extended else unextended

    def due(month_end: date, count: Callable[[frozenset[date]], int]) -> date:
        return _due(start, month_end, pauses, count, calendar)

    return SarDeadline(
        start=start,
        nominal=nominal,
        due_legal=due(nominal, _both_ends),
        due_cautious=due(nominal, _one_end),
        extension_notice_by=due(unextended, _both_ends),
        extension_notice_cautious=due(unextended, _one_end),
    )


def breach_deadline(aware_at: datetime) -> datetime:
    """72 elapsed hours after the controller became aware (Article 33), in London time.

    Not moved for weekends or holidays. Counted in UTC, so that a clock change inside the three days
    neither gives nor takes an hour.
    """
    return (_aware(aware_at).astimezone(UTC) + BREACH_HOURS).astimezone(LONDON)


def complaint_ack(received: date) -> date:
    """Last day to acknowledge a complaint to the controller (section 164A, Data Protection Act 2018).

    Thirty days beginning with the day of receipt, which is day 1; never moved.
    """
    return received + timedelta(days=COMPLAINT_ACKNOWLEDGE_DAYS - 1)


def school_days_after(
    received: date,
    n: int,
    closed_periods: Iterable[Period] = (),
    nation: Nation | str = Nation.ENGLAND,
) -> date:
    """The `n`-th school day after `received`: no weekend, no bank holiday, no closed period."""
    _check_year(received)
    return _counted(_calendar(nation), received, n, closed_periods)


def parent_record_deadline(
    received: date, closed_periods: Iterable[Period] = (), nation: Nation | str = Nation.ENGLAND
) -> date:
    """A parent's right to the educational record: 15 school days, the day of receipt not counted."""
    return school_days_after(received, PARENT_RECORD_SCHOOL_DAYS, closed_periods, nation)


def fgm_deadline(discovered: datetime, nation: Nation | str = Nation.ENGLAND) -> date:
    """The working day by whose close a teacher tells the police of a known case of FGM.

    Home Office procedure under section 5B of the Female Genital Mutilation Act 2003: close of the
    next working day. The duty exists in England and Wales only; elsewhere DeadlineError.
    """
    calendar = _calendar(nation)
    if calendar.nation not in FGM_NATIONS:
        raise DeadlineError("The duty to report FGM to the police applies in England and Wales only.")
    return add_working_days(london_date(discovered), 1, calendar.nation)


def transfer_deadline(
    day: date,
    mode: Literal["calendar", "school"] = "calendar",
    *,
    new_term: bool = False,
    closed_periods: Iterable[Period] = (),
    nation: Nation | str = Nation.ENGLAND,
) -> TransferDeadline:
    """When a child protection file must have been sent on (Keeping Children Safe in Education).

    In the year: within 5 days of `day`, the day of leaving. With `new_term`: within the first 5 days
    of the term that begins on `day`, which is then the first of the five. The guidance doesn't say
    which days; calendar days are the stricter reading and the default.
    """
    _check_year(day)
    zero = day - ONE_DAY if new_term else day
    if mode == "calendar":
        return TransferDeadline(
            amber=zero + timedelta(days=TRANSFER_AMBER), red=zero + timedelta(days=TRANSFER_RED)
        )
    calendar = _calendar(nation)
    closures = tuple(closed_periods)
    return TransferDeadline(
        amber=_counted(calendar, zero, TRANSFER_AMBER, closures),
        red=_counted(calendar, zero, TRANSFER_RED, closures),
    )


def add_working_days(start: date, n: int, nation: Nation | str = Nation.ENGLAND) -> date:
    """The `n`-th working day after `start`; `start` itself is day 0 whether working or not."""
    _check_year(start)
    return _counted(_calendar(nation), start, n)


def _due(
    start: date,
    month_end: date,
    pauses: Sequence[Period],
    count: Callable[[frozenset[date]], int],
    calendar: WorkingCalendar,
) -> date:
    """Last day, with the pauses that were asked for before it had passed."""
    excluded: frozenset[date] = frozenset()
    due = calendar.roll(month_end)
    for asked, answered in pauses:
        if asked > due:
            break
        excluded |= _days(max(asked, start), answered)
        due = calendar.roll(month_end + timedelta(days=count(excluded)))
    return due


def _both_ends(excluded: frozenset[date]) -> int:
    """Every excluded day counts: beginning with the day of asking, ending with that of the answer."""
    return len(excluded)


def _one_end(excluded: frozenset[date]) -> int:
    """One day fewer for each unbroken run of excluded days."""
    return sum(1 for day in excluded if day + ONE_DAY in excluded)


def _days(first: date, last: date) -> frozenset[date]:
    """The days from first to last, none if last lies before first."""
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))


def _checked_pauses(clarifications: Iterable[tuple[date, date]]) -> list[Period]:
    pauses = sorted(clarifications)
    for asked, answered in pauses:
        if answered < asked:
            raise DeadlineError(
                f"A clarification was answered on {answered:%d %b %Y}, "
                f"before it was asked on {asked:%d %b %Y}."
            )
    return pauses


def _check_year(day: date) -> None:
    # Room is left at the end for what is added to the day.
    if not FIRST_YEAR <= day.year < LAST_YEAR - 10:
        raise DeadlineError(f"{day.isoformat()} lies outside the years this calendar covers.")


def _calendar(
    nation: Nation | str, extra: Iterable[date] = (), removed: Iterable[date] = ()
) -> WorkingCalendar:
    try:
        return calendar_for(nation, extra=extra, removed=removed)
    except CalendarError as error:
        raise DeadlineError(str(error)) from error


def _counted(calendar: WorkingCalendar, start: date, n: int, closed: Iterable[Period] = ()) -> date:
    try:
        return calendar.add(start, n, closed=closed)
    except CalendarError as error:
        raise DeadlineError(str(error)) from error


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise DeadlineError("A time without its zone can't start a clock.")
    return instant
