"""What a household needs and since when; and the dated statuses of its children that follow from it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from safeguard.demo.sample.calendar import SchoolCalendar, at
from safeguard.demo.sample.casework import PROFILES
from safeguard.demo.sample.families import ChildPlan, Household
from safeguard.demo.sample.narratives import Theme
from safeguard.demo.sample.schools import Phase, SchoolSpec
from safeguard.demo.sample.script import StatusPlan
from safeguard.demo.sample.stories import LEADS

# A child in care has carers whom the school and the authority chose: other things go wrong there.
AWAY_FROM_HOME = frozenset(
    {Theme.WELLBEING, Theme.PEER, Theme.ONLINE, Theme.ATTENDANCE, Theme.POSITIVE, Theme.OLDER_FRIEND}
)
STATUSES_OF_LEVEL = {
    "early_help": ("early_help",),
    "cin": ("cin", "social_worker"),
    "cp": ("cp_plan", "social_worker"),
    "lac": ("lac", "social_worker"),
}
EVIDENCE = {
    "early_help": "Plan agreed with the family; copy on file.",
    "cin": "Letter from Meadowshire children's services.",
    "cp_plan": "Minutes of the conference on file.",
    "lac": "Placement letter; virtual school told.",
    "social_worker": "Name and telephone number with the office.",
    "sen": "SEN register; plan reviewed each term.",
    "ehcp": "Plan issued by Meadowshire; annual review held.",
}


@dataclass(frozen=True)
class Need:
    """`until` is None while it lasts. `themes` are what the household's concerns are mostly about."""

    level: str
    since: date
    until: date | None
    themes: tuple[Theme, ...]

    def level_on(self, day: date) -> str:
        """What was known of the household on that day; before and after its plan it is watched."""
        if self.level == "none":
            return "none"
        running = self.since <= day and (self.until is None or day < self.until)
        return self.level if running else "watch"


def need_of(household: Household, calendar: SchoolCalendar, seed: int) -> Need:
    """The same for each child of the household, whatever is asked first."""
    rng = Random(f"{seed}:need:{household.key}")
    since = calendar.today - timedelta(days=rng.randrange(70, 600))
    ends = household.level in ("early_help", "cin") and rng.random() < 0.3
    until = since + timedelta(days=rng.randrange(60, 240)) if ends else None
    possible = [theme for theme in PROFILES if household.level != "lac" or theme in AWAY_FROM_HOME]
    weights = [PROFILES[theme].weight for theme in possible]
    themes = tuple(dict.fromkeys(rng.choices(possible, weights=weights, k=3)))
    return Need(household.level, since, until if until and until < calendar.today else None, themes)


def invent_statuses(
    children: list[ChildPlan], specs: dict[str, SchoolSpec], calendar: SchoolCalendar, seed: int
) -> list[StatusPlan]:
    """Statuses of the children who have no hand-written story."""
    plans: list[StatusPlan] = []
    for child in children:
        if child.scripted:
            continue
        rng = Random(f"{seed}:status:{child.key}")
        plans += _from_need(child, need_of(child.household, calendar, seed), calendar)
        plans += _from_learning(rng, child, specs[child.school], calendar)
    return plans


def _from_need(child: ChildPlan, need: Need, calendar: SchoolCalendar) -> list[StatusPlan]:
    start = max(need.since, child.joined_on)
    if need.until is not None and need.until <= start:
        return []
    kinds = STATUSES_OF_LEVEL.get(need.level, ())
    return [_status(child, kind, start, calendar, to_on=need.until) for kind in kinds]


def _from_learning(
    rng: Random, child: ChildPlan, spec: SchoolSpec, calendar: SchoolCalendar
) -> list[StatusPlan]:
    everyone = spec.phase is Phase.SPECIAL
    chance = rng.random()
    kind = "ehcp" if everyone or chance < 0.035 else "sen" if chance < 0.17 else ""
    start = child.joined_on + timedelta(days=rng.randrange(14, 120))
    return [_status(child, kind, start, calendar)] if kind and start < calendar.today else []


def _status(
    child: ChildPlan, kind: str, start: date, calendar: SchoolCalendar, *, to_on: date | None = None
) -> StatusPlan:
    """Recorded on the day, or when the school began to use this system two years ago."""
    recorded = max(start, calendar.today - timedelta(days=730))
    return StatusPlan(
        school=child.school,
        child=child.key,
        kind=kind,
        at=at(calendar.last_school_day(before=recorded), 10, 5),
        by=LEADS[child.school],
        from_on=start,
        evidence=EVIDENCE[kind],
        to_on=to_on,
    )
