"""Invented addresses and numbers. Telephone numbers lie in the ranges that Ofcom keeps for drama;
e-mail addresses end in `.example`; the postcode area ZX does not exist."""

from random import Random

_STREETS = (
    "Larkspur Close",
    "Tannery Lane",
    "Cobbler's Yard",
    "Nightingale Rise",
    "Old Mill Row",
    "Weavers Court",
    "Sorrel Drive",
    "Hartwell Terrace",
    "Copperbeech Avenue",
    "Station Parade",
    "Canal Street",
    "Ropewalk",
    "Saddlers Mews",
    "Bluebell Way",
    "Hawthorn Crescent",
    "Kiln Lane",
    "Marlpit Road",
    "Quarry View",
    "Fountain Square",
    "Drovers Way",
    "Orchard Bank",
    "Priory Gardens",
    "St Wilfrid's Road",
    "Glebe Street",
    "Meadowsweet Lane",
    "Tollgate Court",
    "Warren Hill",
    "Pump Street",
    "Ferrymans Reach",
    "Cherry Tree Walk",
)
_TOWNS = ("Ambleford", "Nether Ambleford", "Stoke Wexley", "Thornebridge", "Marlpit Green")
_DISTRICTS = {
    "Ambleford": "ZX1",
    "Nether Ambleford": "ZX2",
    "Stoke Wexley": "ZX4",
    "Thornebridge": "ZX6",
    "Marlpit Green": "ZX7",
}
_POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def address(rng: Random) -> str:
    """`Flat 3, 14 Larkspur Close, Ambleford, ZX1 4QT`."""
    town = rng.choices(_TOWNS, weights=(48, 16, 14, 14, 8))[0]
    flat = f"Flat {rng.randrange(1, 12)}, " if rng.random() < 0.22 else ""
    tail = "".join(rng.choice(_POSTCODE_LETTERS) for _ in range(2))
    code = f"{_DISTRICTS[town]} {rng.randrange(1, 9)}{tail}"
    return f"{flat}{rng.randrange(1, 140)} {rng.choice(_STREETS)}, {town}, {code}"


def mobile(rng: Random) -> str:
    return f"07700 900{rng.randrange(1000):03d}"


def landline(rng: Random) -> str:
    return f"01632 960{rng.randrange(1000):03d}"
