"""Two years of ordinary concerns: who writes about whom, when, and in which words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from safeguard.demo.sample.calendar import SchoolCalendar, at, school_moment
from safeguard.demo.sample.casework import PROFILES
from safeguard.demo.sample.families import ChildPlan
from safeguard.demo.sample.narratives import NARRATIVES, Narrative, Theme
from safeguard.demo.sample.needs import Need, need_of
from safeguard.demo.sample.people import StaffPlan
from safeguard.demo.sample.schools import SchoolSpec
from safeguard.demo.sample.script import Case, ConcernPlan, Told
from safeguard.demo.sample.stories import LEADS
from safeguard.demo.sample.words import expand, pronouns
from safeguard.demo.sample.working import Worker

HISTORY = timedelta(days=728)
# The last two days belong to the stories, which decide what is waiting at the moment of loading.
QUIET = timedelta(days=2)
WINTER = (11, 12, 1, 2)
# Since when something has been going on, as staff say it in each month of the year.
SINCE = (
    "Christmas",
    "January",
    "half-term",
    "February",
    "Easter",
    "half-term",
    "half-term",
    "June",
    "the summer",
    "September",
    "half-term",
    "half-term",
)


@dataclass
class Historian:
    """Invents the concerns of one school."""

    rng: Random
    seed: int
    spec: SchoolSpec
    calendar: SchoolCalendar
    staff: Sequence[StaffPlan]
    children: Sequence[ChildPlan]
    used: Counter[tuple[str, str]] = field(default_factory=Counter)
    told_of: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.zeal = {person.key: self.rng.expovariate(1.0) + 0.15 for person in self.staff}
        self.lead = next(person for person in self.staff if person.key == LEADS[self.spec.slug])
        self.worker = Worker(self.rng, self.calendar, self.staff)
        self.needs = {
            child.key: need_of(child.household, self.calendar, self.seed) for child in self.children
        }

    def write(self) -> list[ConcernPlan]:
        """As many as the school's size asks for, oldest first."""
        today = self.calendar.today
        days = self.calendar.pick_days(self.rng, today - HISTORY, today - QUIET, self.spec.concerns)
        return [self._concern(day).plan() for day in days]

    def _concern(self, day: date) -> Case:
        child = self._child(day)
        age = _age(child, day)
        need = self.needs[child.key]
        narrative = self._narrative(child, need, day, age)
        peer = self._peer(child, day) if narrative.peer else None
        fields = self._fields(child, age, peer, day)
        reporter = self._reporter(narrative, child, day)
        noticed = self._noticed(narrative, day)
        logged = self._logged(noticed)
        told = self._told(narrative, child, peer, reporter, fields, noticed)
        case = Case(self.calendar, self.spec.slug, logged, told, self.lead.key)
        self.worker.work(case, narrative, need.level_on(day), fields, child, earlier=self.told_of[child.key])
        self.told_of[child.key] += 1
        return case

    def _noticed(self, narrative: Narrative, day: date) -> datetime:
        if narrative.hours is None:
            return school_moment(self.rng, day)
        first, last = narrative.hours
        return at(day, self.rng.randint(first, last), self.rng.randrange(5, 55))

    def _child(self, day: date) -> ChildPlan:
        there = [c for c in self.children if c.joined_on <= day and not c.scripted]
        return self.rng.choices(there, weights=[c.household.weight for c in there])[0]

    def _peer(self, child: ChildPlan, day: date) -> ChildPlan | None:
        others = [
            c
            for c in self.children
            if c.year == child.year and c.household.key != child.household.key and c.joined_on <= day
        ]
        return self.rng.choice(others) if others else None

    def _narrative(self, child: ChildPlan, need: Need, day: date, age: int) -> Narrative:
        """One that fits school, age and season, and that was told of this child least often."""
        known = self.told_of[child.key] > 0
        fitting = [n for n in NARRATIVES if n.fits(self.spec.phase, age) and (known or not n.again)]
        theme = self._theme(need, {n.theme for n in fitting})
        choices = [n for n in fitting if n.theme == theme]
        fewest = min(self.used[child.household.key, n.account] for n in choices)
        fresh = [n for n in choices if self.used[child.household.key, n.account] == fewest]
        chosen = self.rng.choices(fresh, weights=[_season(n, day) for n in fresh])[0]
        self.used[child.household.key, chosen.account] += 1
        return chosen

    def _theme(self, need: Need, possible: set[Theme]) -> Theme:
        usual = [theme for theme in need.themes if theme in possible]
        if usual and need.level != "none" and self.rng.random() < 0.78:
            return self.rng.choice(usual)
        themes = [theme for theme in PROFILES if theme in possible]
        if need.level == "lac":
            themes = [theme for theme in themes if theme in need.themes] or [Theme.WELLBEING]
        return self.rng.choices(themes, weights=[PROFILES[theme].weight for theme in themes])[0]

    def _reporter(self, narrative: Narrative, child: ChildPlan, day: date) -> StaffPlan:
        groups = narrative.by.split()
        there = [p for p in self.staff if p.group in groups and p.starts_on <= day and p.role != "dpo"]
        tutor = next((p for p in there if p.form == child.form), None)
        if tutor is not None and self.rng.random() < 0.55:
            return tutor
        return self.rng.choices(there, weights=[self.zeal[p.key] for p in there])[0] if there else self.lead

    def _logged(self, noticed: datetime) -> datetime:
        """Mostly within the hour; one in twelve the next school day, when there was no time before."""
        if self.rng.random() < 0.08:
            day = self.calendar.next_school_day(noticed.date())
            return at(day, 8, 12) + timedelta(minutes=self.rng.randrange(40))
        return noticed + timedelta(minutes=round(self.rng.triangular(3, 110, 18)))

    def _told(
        self,
        narrative: Narrative,
        child: ChildPlan,
        peer: ChildPlan | None,
        reporter: StaffPlan,
        fields: dict[str, str],
        noticed: datetime,
    ) -> Told:
        rng = self.rng
        spoken = fields | {"mum": fields["says_mum"], "Mum": fields["says_mum"]}
        mark = (narrative.mark,) if narrative.mark else ()
        role = "alleged_victim" if narrative.peer == "alleged_perpetrator" else "subject"
        return Told(
            by=reporter.key,
            children=((child.key, role), *(((peer.key, narrative.peer),) if peer else ())),
            account=expand(narrative.account, rng, fields),
            known=narrative.known,
            urgency=rng.choice(narrative.urgency.split()),
            words=expand(narrative.words, rng, spoken),
            done=expand(narrative.done, rng, fields) if rng.random() < 0.9 else "",
            place=rng.choice(narrative.place.split("|")),
            occurred_at=noticed if rng.random() < 0.93 else None,
            precision=rng.choices(("exact", "about"), weights=(3, 7))[0],
            marks=mark,
        )

    def _fields(self, child: ChildPlan, age: int, peer: ChildPlan | None, day: date) -> dict[str, str]:
        adult = child.household.adults[0]
        at_home = adult.relationship == "Mother"
        mum = "Mum" if at_home else f"the {adult.relationship.lower()}"
        lost = self.rng.choice(("grandad", "nan", "grandma"))
        peer_words = pronouns(peer.sex if peer else "M")
        return pronouns(child.sex) | {
            "c": child.called,
            "C": child.name,
            "age": str(age),
            "mum": mum,
            "Mum": mum[0].upper() + mum[1:],
            "says_mum": "Mum" if at_home else adult.name.split()[0],
            "mum_word": adult.relationship.lower(),
            "mum_she": "she",
            "mum_She": "She",
            "mum_him": "her",
            "mum_his": "her",
            "dsl": self.lead.formal,
            "since": SINCE[day.month - 1],
            "lost": lost,
            "Lost": lost.capitalize(),
            "peer": peer.name if peer else "another child",
            "his_peer": peer_words["his"],
            "them_peer": peer_words["him"],
        }


def _age(child: ChildPlan, day: date) -> int:
    return day.year - child.dob.year - ((day.month, day.day) < (child.dob.month, child.dob.day))


def _season(narrative: Narrative, day: date) -> float:
    """How much likelier a narrative is on this day."""
    if narrative.when == "winter":
        return 4.0 if day.month in WINTER else 0.05
    if narrative.when == "monday":
        return 3.0 if day.weekday() == 0 else 0.6
    if narrative.when == "friday":
        return 2.5 if day.weekday() == 4 else 0.7
    return 1.0
