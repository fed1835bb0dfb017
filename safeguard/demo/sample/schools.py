"""The three schools of the invented Meadow Trust, in three sizes."""

from dataclasses import dataclass
from enum import StrEnum

TRUST_NAME = "Meadow Trust"
TRUST_SLUG = "meadow-trust"
LOCAL_AUTHORITY = "Meadowshire"


class Phase(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    SPECIAL = "special"


class Size(StrEnum):
    FULL = "full"
    SMALL = "small"
    TINY = "tiny"


@dataclass(frozen=True)
class SchoolSpec:
    """A school as it is invented: `years` maps a year group to how many children and forms it has.

    `former` is how many grown-up former pupils it still has a file of.
    """

    slug: str
    short_code: str
    name: str
    phase: Phase
    domain: str
    phone: str
    dsl_extension: str
    establishment: str
    years: dict[str, tuple[int, int]]
    staff: int
    concerns: int
    former: int
    first_admission: int


YEARS = ("R", *(str(n) for n in range(1, 14)))


def year_age(year: str) -> int:
    """Age on 31 August before the year begins: 4 for Reception, 11 for Year 7."""
    return 4 + YEARS.index(year)


def _brookside(years: dict[str, tuple[int, int]], *, staff: int, concerns: int, former: int) -> SchoolSpec:
    return SchoolSpec(
        slug="brookside",
        short_code="BRK",
        name="Brookside Primary",
        phase=Phase.PRIMARY,
        domain="brookside.example",
        phone="01632 960210",
        dsl_extension="21",
        establishment="2101",
        first_admission=3100,
        years=years,
        staff=staff,
        concerns=concerns,
        former=former,
    )


def _oakfield(years: dict[str, tuple[int, int]], *, staff: int, concerns: int, former: int) -> SchoolSpec:
    return SchoolSpec(
        slug="oakfield",
        short_code="OAK",
        name="Oakfield Academy",
        phase=Phase.SECONDARY,
        domain="oakfield.example",
        phone="01632 960100",
        dsl_extension="114",
        establishment="4102",
        first_admission=11400,
        years=years,
        staff=staff,
        concerns=concerns,
        former=former,
    )


def _willow_bank(years: dict[str, tuple[int, int]], *, staff: int, concerns: int, former: int) -> SchoolSpec:
    return SchoolSpec(
        slug="willow-bank",
        short_code="WIL",
        name="Willow Bank School",
        phase=Phase.SPECIAL,
        domain="willowbank.example",
        phone="01632 960310",
        dsl_extension="7",
        establishment="7103",
        first_admission=720,
        years=years,
        staff=staff,
        concerns=concerns,
        former=former,
    )


_PRIMARY = YEARS[:7]
_LOWER = YEARS[7:12]

SIZES: dict[Size, tuple[SchoolSpec, ...]] = {
    Size.FULL: (
        _brookside(dict.fromkeys(_PRIMARY, (60, 2)), staff=52, concerns=125, former=3),
        _oakfield(
            dict.fromkeys(_LOWER, (236, 8)) | {"12": (90, 4), "13": (80, 4)},
            staff=142,
            concerns=380,
            former=12,
        ),
        _willow_bank(
            dict.fromkeys(YEARS, (9, 1)) | {"7": (11, 1), "9": (11, 1)}, staff=46, concerns=66, former=2
        ),
    ),
    Size.SMALL: (
        _brookside(dict.fromkeys(_PRIMARY, (8, 1)) | {"5": (12, 1)}, staff=9, concerns=5, former=1),
        _oakfield(
            dict.fromkeys(_LOWER, (17, 2)) | {"12": (3, 1), "13": (2, 1)}, staff=20, concerns=6, former=4
        ),
        _willow_bank(dict.fromkeys(YEARS[2:12], (2, 1)), staff=7, concerns=3, former=1),
    ),
    Size.TINY: (
        _brookside(dict.fromkeys(("4", "5"), (2, 1)), staff=5, concerns=0, former=0),
        _oakfield(dict.fromkeys(("7", "8", "9", "11"), (2, 1)), staff=9, concerns=0, former=2),
    ),
}
