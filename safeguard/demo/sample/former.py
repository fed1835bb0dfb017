"""Former pupils who are about 25 now, so that the retention page has files whose time is over or near."""

from datetime import date, timedelta
from random import Random

from safeguard.demo.sample.addresses import address
from safeguard.demo.sample.calendar import academic_year
from safeguard.demo.sample.families import ChildPlan, Household
from safeguard.demo.sample.names import pick_forename, pick_pool
from safeguard.demo.sample.schools import YEARS, SchoolSpec, year_age

# Days before today on which they were born: from some months short of 25 years to a year and a half over.
YOUNGEST, OLDEST = round(24.6 * 365.25), round(26.5 * 365.25)


def invent_former(rng: Random, spec: SchoolSpec, today: date) -> list[ChildPlan]:
    """As many as the school's size asks for; their admission numbers end before today's begin."""
    return [_former(rng, spec, today, number) for number in range(spec.former)]


def _former(rng: Random, spec: SchoolSpec, today: date, number: int) -> ChildPlan:
    pool = pick_pool(rng)
    sex = rng.choice("FM")
    surname = rng.choice(pool.surnames)
    born = today - timedelta(days=rng.randrange(YOUNGEST, OLDEST))
    last_year = max(spec.years, key=YEARS.index)
    return ChildPlan(
        key=f"former-{spec.slug}-{number}",
        school=spec.slug,
        forename=pick_forename(rng, pool, sex, set()),
        surname=surname,
        preferred="",
        sex=sex,
        dob=born,
        upn="",
        admission_no=f"{spec.first_admission - 700 + number:06d}",
        year="",
        form="",
        joined_on=date(academic_year(born) + 5, 9, 3),
        household=Household(f"former-{spec.slug}-{number}", surname, address(rng), (), "none"),
        left_on=date(academic_year(born) + 2 + year_age(last_year), 7, 21),
    )
