"""What the hand-written stories are told with: who is there, and when is when."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from safeguard.demo.sample.calendar import LONDON, SchoolCalendar, at
from safeguard.demo.sample.families import ChildPlan
from safeguard.demo.sample.people import StaffPlan
from safeguard.demo.sample.script import Case, FilePlan, StatusPlan, Told

LEADS = {"oakfield": "dsl", "brookside": "primary-dsl", "willow-bank": "special-dsl"}
ANYBODY = {"oakfield": "teacher", "brookside": "brk-lunch", "willow-bank": "wil-escort"}


@dataclass
class Stage:
    calendar: SchoolCalendar
    staff: dict[str, StaffPlan]
    children: dict[str, ChildPlan]
    cases: list[Case] = field(default_factory=list)
    statuses: list[StatusPlan] = field(default_factory=list)
    files: list[FilePlan] = field(default_factory=list)

    def has(self, *children: str) -> bool:
        """Whether these children are in a sample of this size."""
        return all(child in self.children for child in children)

    def day(self, weeks: int, weekday: int) -> date:
        return self.calendar.weeks_ago(weeks, weekday)

    def moment(self, weeks: int, weekday: int, hour: int, minute: int = 0) -> datetime:
        """An hour of the school week `weeks` ago; `weekday` 0 is Monday."""
        return at(self.day(weeks, weekday), hour, minute)

    def review(self, days: int) -> date:
        """A day that is `days` ahead of today, not at a weekend."""
        day = self.calendar.today + timedelta(days=days)
        return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)

    def logged(
        self,
        child: str,
        when: datetime,
        by: str,
        account: str,
        *,
        role: str = "subject",
        others: tuple[tuple[str, str], ...] = (),
        noticed: datetime | None = None,
        lead: str = "",
        known: str = "saw",
        urgency: str = "not_today",
        words: str = "",
        done: str = "",
        place: str = "",
        precision: str = "about",
        marks: tuple[tuple[str, str, str], ...] = (),
    ) -> Case:
        """A concern logged at `when`, noticed a little before (or at `noticed`)."""
        school = self.children[child].school
        told = Told(
            by=by if by in self.staff else ANYBODY[school],
            children=((child, role), *others),
            account=" ".join(account.split()),
            known=known,
            urgency=urgency,
            words=" ".join(words.split()),
            done=" ".join(done.split()),
            place=place,
            occurred_at=noticed or when - timedelta(minutes=14),
            precision=precision,
            marks=marks,
        )
        case = Case(self.calendar, school, when, told, lead or LEADS[school])
        if when.astimezone(LONDON).date() >= self.children[child].joined_on:
            self.cases.append(case)  # else it happened before they came, and this school has no record of it
        return case

    def status(
        self, child: str, kind: str, when: datetime, evidence: str, *, to_on: date | None = None
    ) -> None:
        plan = self.children[child]
        when = max(when, at(plan.joined_on, 10))
        started = when.astimezone(LONDON).date()
        lead = LEADS[plan.school]
        self.statuses.append(StatusPlan(plan.school, child, kind, when, lead, started, evidence, to_on))

    def file(self, child: str, what: str, when: datetime, text: str, *, by: str = "") -> None:
        """An analysis of a child's chronology, or a hold on the file."""
        school = self.children[child].school
        words = " ".join(text.split())
        if when >= at(self.children[child].joined_on, 8):
            self.files.append(FilePlan(school, child, what, when, by or LEADS[school], words))

    def live(self, minutes: int) -> datetime:
        """So many minutes before the moment of loading, whatever the hour: the queue's clocks run."""
        return self.calendar.now - timedelta(minutes=minutes)

    def noticed_live(self, minutes: int, hour: int, minute: int = 0, *, fixed: bool = False) -> datetime:
        """When something logged just now was noticed: so many minutes before now in school hours.

        Out of hours, and for what is `fixed` to its hour (a meal, a register), at that hour of today if it
        is over, else of the last school day.
        """
        if self.calendar.in_school_hours() and not fixed:
            return self.live(minutes)
        day = self.calendar.last_school_day()
        if at(day, hour, minute) >= self.live(minutes):
            day = self.calendar.last_school_day(before=day - timedelta(days=1))
        return at(day, hour, minute)
