"""The plan of the sample in plain values: what is logged, and each step that is taken with it.

A Case is told forwards: every call moves its clock on, so no step can stand before the one it follows.
What would lie after the moment of loading is left out, which is how recent concerns come to be open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Self

from safeguard.demo.sample.calendar import LONDON, SchoolCalendar, at

EARLIEST, LATEST = time(8, 0), time(17, 30)


@dataclass(frozen=True)
class Step:
    """One call of one action. `by` is the key of a member of staff; `say` holds the texts and codes."""

    at: datetime
    by: str
    what: str
    say: Mapping[str, str]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What the reporter writes. `children` are (key of the child, role in the concern)."""

    by: str
    children: tuple[tuple[str, str], ...]
    account: str
    known: str = "saw"
    urgency: str = "not_today"
    words: str = ""
    done: str = ""
    place: str = ""
    occurred_at: datetime | None = None
    precision: str = "about"
    marks: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class ConcernPlan:
    school: str
    recorded_at: datetime
    told: Told
    steps: tuple[Step, ...]

    @property
    def at(self) -> datetime:
        return self.recorded_at


@dataclass(frozen=True)
class StatusPlan:
    """A dated status of a child, recorded at `at`; to `to_on` where it is over."""

    school: str
    child: str
    kind: str
    at: datetime
    by: str
    from_on: date
    evidence: str = ""
    to_on: date | None = None


@dataclass(frozen=True)
class FilePlan:
    """Something done with a child's file as a whole: `what` is "analysis" or "hold"."""

    school: str
    child: str
    what: str
    at: datetime
    by: str
    text: str


Happening = StatusPlan | FilePlan | ConcernPlan


@dataclass
class Case:
    """A concern being told forwards. `lead` is who acts unless a step names somebody else."""

    calendar: SchoolCalendar
    school: str
    recorded_at: datetime
    told: Told
    lead: str
    steps: list[Step] = field(default_factory=list)
    clock: datetime = field(init=False)
    _actions: int = 0

    def __post_init__(self) -> None:
        self.clock = self.recorded_at

    def after(self, *, minutes: int = 0, days: int = 0, hour: int | None = None, minute: int = 10) -> Self:
        """Move on: by minutes, or to an hour of the school day that many school days later."""
        if days:
            day = self.clock.astimezone(LONDON).date()
            for _ in range(days):
                day = self.calendar.next_school_day(day)
            self.clock = at(day, 9 if hour is None else hour, minute)
        self.clock += timedelta(minutes=minutes)
        return self

    def until_office(self) -> Self:
        """Move to the next moment at which somebody of the team is at work."""
        local = self.clock.astimezone(LONDON)
        if self.calendar.is_school_day(local.date()) and local.time() < EARLIEST:
            self.clock = at(local.date(), 8, 20)
        elif not self.calendar.is_school_day(local.date()) or local.time() > LATEST:
            self.clock = at(self.calendar.next_school_day(local.date()), 8, 25)
        return self

    def step(self, what: str, *, by: str = "", tags: tuple[str, ...] = (), **say: str) -> Self:
        self.steps.append(Step(at=self.clock, by=by or self.lead, what=what, say=say, tags=tags))
        return self

    def opened(self, *, by: str = "") -> Self:
        return self.step("open", by=by)

    def rated(self, risk: str, level: str, *tags: str, why: str, sensitivity: str = "standard") -> Self:
        return self.step("classify", tags=tags, risk=risk, level=level, reason=why, sensitivity=sensitivity)

    def owned(self, owner: str = "", *, by: str = "") -> Self:
        return self.step("own", by=by, owner=owner or self.lead)

    def decided(self, kind: str, why: str, *, options: str = "", review: date | None = None) -> Self:
        review_on = review.isoformat() if review else ""
        return self.step("decide", kind=kind, rationale=why, options=options, review_on=review_on)

    def to_do(self, title: str, *, owner: str = "", days: int = 3) -> str:
        """Add an action; the answer names it for `did`."""
        self._actions += 1
        name = f"a{self._actions}"
        due = self.clock.astimezone(LONDON).date() + timedelta(days=days)
        while due.weekday() > 4:
            due += timedelta(days=1)
        self.step("action", name=name, title=title, owner=owner or self.lead, due_on=due.isoformat())
        return name

    def did(self, name: str, outcome: str, *, by: str = "") -> Self:
        return self.step("finish", by=by, name=name, outcome=outcome)

    def noted(self, text: str, *, by: str = "") -> Self:
        return self.step("note", by=by, text=text)

    def spoke(self, text: str, *, by: str = "") -> Self:
        return self.step("contact", by=by, text=text)

    def added(self, text: str) -> Self:
        """The reporter remembers something."""
        return self.step("addendum", by=self.told.by, text=text)

    def answered(self, text: str) -> Self:
        return self.step("feedback", text=text)

    def key(self) -> Self:
        """Mark what was just added as a key event of the chronology."""
        return self.step("rate", significance="key")

    def shared(self, member: str, reason: str) -> Self:
        return self.step("share", member=member, reason=reason)

    def monitored(self, review: date) -> Self:
        return self.step("monitor", review_on=review.isoformat())

    def closed(self, *, summary: str, follow_up: str, outcome: str, no_action: str = "") -> Self:
        return self.step(
            "close", summary=summary, follow_up=follow_up, outcome=outcome, no_action_reason=no_action
        )

    def reopened(self, reason: str) -> Self:
        return self.step("reopen", reason=reason)

    def plan(self) -> ConcernPlan:
        done = tuple(step for step in self.steps if step.at <= self.calendar.now)
        return ConcernPlan(self.school, self.recorded_at, self.told, done)
