"""Invents households and their children, so that every year group of every school has exactly its number.

Brothers and sisters share a household across schools. A household also carries how much it needs and what
for: most need nothing, a few a great deal, and the history draws its concerns accordingly.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from safeguard.demo.sample.addresses import address, landline, mobile
from safeguard.demo.sample.calendar import academic_year
from safeguard.demo.sample.cast import ADDRESSES, ADULTS, CAST, Adult, CastChild
from safeguard.demo.sample.names import POOLS, PREFERRED, Pool, pick_forename, pick_pool, plain
from safeguard.demo.sample.people import StaffPlan, forms_of
from safeguard.demo.sample.schools import YEARS, Phase, SchoolSpec, year_age
from safeguard.demo.sample.upns import UpnMaker

# How much help a household has, how many in a thousand, and how many concerns it draws beside the others.
LEVELS: dict[str, tuple[int, float]] = {
    "none": (868, 0.22),
    "watch": (62, 6.0),
    "early_help": (36, 11.0),
    "cin": (19, 16.0),
    "cp": (7, 20.0),
    "lac": (8, 10.0),
}
SIBLING_CHANCE = (0.44, 0.24, 0.12)


@dataclass(frozen=True)
class Household:
    key: str
    surname: str
    address: str
    adults: tuple[Adult, ...]
    level: str
    pool: Pool = POOLS[0]

    @property
    def weight(self) -> float:
        return LEVELS[self.level][1]


@dataclass(frozen=True)
class ChildPlan:
    key: str
    school: str
    forename: str
    surname: str
    preferred: str
    sex: str
    dob: date
    upn: str
    admission_no: str
    year: str
    form: str
    joined_on: date
    household: Household
    left_on: date | None = None
    scripted: bool = False

    @property
    def called(self) -> str:
        return self.preferred or self.forename

    @property
    def name(self) -> str:
        return f"{self.called} {self.surname}"


@dataclass(frozen=True)
class Slot:
    """One place in one year group of one school, to be filled."""

    spec: SchoolSpec
    year: str
    form: str
    born_after: date = field(compare=False)


def invent_children(
    rng: Random, specs: Iterable[SchoolSpec], staff: dict[str, list[StaffPlan]], today: date
) -> list[ChildPlan]:
    """All children on roll, school by school, year by year, in the order of their admission numbers."""
    slots = [slot for spec in specs for slot in _slots(spec, staff[spec.slug], today)]
    upns = UpnMaker(rng)
    children = [
        _cast_child(member, _take(slots, member), upns, rng) for member in CAST if _fits(slots, member)
    ]
    rng.shuffle(slots)
    while slots:
        children += _invent_household(rng, slots, upns, number=len(children))
    return _numbered(children, specs)


def birth_year_start(year: str, today: date) -> date:
    """1 September on which the children of `year` begin to be born, seen from `today`."""
    return date(academic_year(today) - year_age(year) - 1, 9, 1)


def _slots(spec: SchoolSpec, staff: list[StaffPlan], today: date) -> list[Slot]:
    slots = []
    for year, (children, _forms) in spec.years.items():
        forms = forms_of(staff, year)
        born_after = birth_year_start(year, today)
        slots += [Slot(spec, year, forms[n % len(forms)], born_after) for n in range(children)]
    return slots


def _fits(slots: list[Slot], member: CastChild) -> bool:
    return any(_matches(slot, member) for slot in slots)


def _matches(slot: Slot, member: CastChild) -> bool:
    return (slot.spec.slug, slot.year, slot.form) == (member.school, member.year, member.form)


def _take(slots: list[Slot], member: CastChild) -> Slot:
    return slots.pop(next(n for n, slot in enumerate(slots) if _matches(slot, member)))


def _cast_child(member: CastChild, slot: Slot, upns: UpnMaker, rng: Random) -> ChildPlan:
    month, day = member.birthday
    born = date(slot.born_after.year + (month < 9), month, day)
    family = member.household
    return ChildPlan(
        key=member.key,
        school=member.school,
        forename=member.forename,
        surname=member.surname,
        preferred=member.preferred,
        sex=member.sex,
        dob=born,
        upn=upns.make(born),
        admission_no="",
        year=member.year,
        form=member.form,
        joined_on=_began(slot, member.joined_year),
        household=Household(family, member.surname, ADDRESSES[family], ADULTS[family], "none"),
        scripted=True,
    )


def _began(slot: Slot, year: str) -> date:
    """3 September on which this slot's children began `year`."""
    return date(slot.born_after.year + 1 + year_age(year), 9, 3)


def _invent_household(rng: Random, slots: list[Slot], upns: UpnMaker, *, number: int) -> list[ChildPlan]:
    places = [slots.pop()]
    for chance in SIBLING_CHANCE:
        sibling = _sibling_slot(rng, slots, places) if rng.random() < chance else None
        if sibling is None:
            break
        places.append(slots.pop(slots.index(sibling)))
    household = _household(rng, number)
    taken: set[str] = set()
    return [_child(rng, household, slot, upns, taken, number + n) for n, slot in enumerate(places)]


def _sibling_slot(rng: Random, slots: list[Slot], places: list[Slot]) -> Slot | None:
    """A free place for a brother or sister one to six years apart; rarely a twin."""
    ages = [YEARS.index(place.year) for place in places]
    for slot in rng.sample(slots, min(len(slots), 40)):
        gaps = [abs(YEARS.index(slot.year) - age) for age in ages]
        if all(1 <= gap <= 6 for gap in gaps) or (max(gaps) == 0 and rng.random() < 0.08):
            return slot
    return None


def _household(rng: Random, number: int) -> Household:
    pool = pick_pool(rng)
    surname = rng.choice(pool.surnames)
    level = rng.choices(list(LEVELS), weights=[share for share, _weight in LEVELS.values()])[0]
    return Household(
        key=f"family-{number}",
        surname=surname,
        address=address(rng),
        adults=_carers(rng) if level == "lac" else _parents(rng, pool, surname),
        level=level,
        pool=pool,
    )


def _parents(rng: Random, pool: Pool, surname: str) -> tuple[Adult, ...]:
    mother = f"{rng.choice(pool.girls)} {surname if rng.random() < 0.7 else rng.choice(pool.surnames)}"
    adults = [Adult(mother, "Mother", mobile(rng), _email(mother) if rng.random() < 0.8 else "")]
    if rng.random() < 0.72:
        father = f"{rng.choice(pool.boys)} {surname}"
        order = "Child arrangements order: alternate weekends." if rng.random() < 0.02 else ""
        adults.append(Adult(father, "Father", mobile(rng), _email(father), court_order=order))
    if rng.random() < 0.3:
        other = f"{rng.choice(pool.girls)} {rng.choice(pool.surnames)}"
        relationship = rng.choice(("Grandmother", "Aunt", "Family friend", "Childminder"))
        adults.append(Adult(other, relationship, landline(rng), has_pr=False))
    return tuple(adults)


def _carers(rng: Random) -> tuple[Adult, ...]:
    pool = pick_pool(rng)
    carer = f"{rng.choice(pool.girls)} {rng.choice(pool.surnames)}"
    return (
        Adult(carer, rng.choice(("Foster carer", "Kinship carer")), mobile(rng), _email(carer), has_pr=False),
        Adult("Meadowshire children's services", "Social worker", "01632 960705", court_order="Care order."),
    )


def _email(name: str) -> str:
    return f"{plain(name)}@post.example"


def _child(
    rng: Random, household: Household, slot: Slot, upns: UpnMaker, taken: set[str], number: int
) -> ChildPlan:
    sex = _sex(rng, slot.spec)
    forename = pick_forename(rng, household.pool, sex, taken)
    taken.add(forename)
    other_surname = len(taken) > 1 and rng.random() < 0.12
    born = slot.born_after + timedelta(days=rng.randrange(365))
    return ChildPlan(
        key=f"child-{number}",
        school=slot.spec.slug,
        forename=forename,
        surname=rng.choice(household.pool.surnames) if other_surname else household.surname,
        preferred=PREFERRED.get(forename, "") if rng.random() < 0.6 else "",
        sex=sex,
        dob=born,
        upn=upns.make(born) if rng.random() > 0.012 else "",
        admission_no="",
        year=slot.year,
        form=slot.form,
        joined_on=_joined(rng, slot),
        household=household,
    )


def _sex(rng: Random, spec: SchoolSpec) -> str:
    """About even; special schools teach more boys than girls."""
    boys = 0.7 if spec.phase is Phase.SPECIAL else 0.51
    return "M" if rng.random() < boys else "F"


def _joined(rng: Random, slot: Slot) -> date:
    """Most join at the start of the school's first year, some in the middle of another."""
    first = min(slot.spec.years, key=YEARS.index)
    if slot.spec.phase is Phase.SECONDARY and slot.year in ("12", "13") and rng.random() < 0.3:
        first = "12"
    if rng.random() < 0.9:
        return _began(slot, first)
    between = YEARS[YEARS.index(first) : YEARS.index(slot.year)]
    return (
        _began(slot, rng.choice(between)) + timedelta(days=rng.randrange(40, 280))
        if between
        else _began(slot, first)
    )


def _numbered(children: list[ChildPlan], specs: Iterable[SchoolSpec]) -> list[ChildPlan]:
    """Admission numbers run in the order of joining, as they do in a register."""
    numbered: list[ChildPlan] = []
    for spec in specs:
        roll = sorted(
            (c for c in children if c.school == spec.slug), key=lambda c: (c.joined_on, c.surname, c.key)
        )
        for offset, child in enumerate(roll):
            numbered.append(replace(child, admission_no=f"{spec.first_admission + offset:06d}"))
    return numbered
