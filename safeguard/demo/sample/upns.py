"""Unique pupil numbers that cannot be anybody's.

The authority 820 was divided in 2009, before any child of the sample was given a number, so the
numbers are well formed, pass every check and belong to no one.
"""

from collections import Counter
from datetime import date
from random import Random

from concerns.upn import LETTERS, check_letter
from safeguard.demo.sample.calendar import academic_year

_AUTHORITY = "820"
_FIRST_SCHOOLS = ("2101", "2101", "2101", "2117", "2134", "2140", "3308", "3312", "5203")


class UpnMaker:
    """Gives out numbers in order, school by school and year by year; one in eighty is temporary,
    and one in four hundred has a slip of the pen, as registers do."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: Counter[str] = Counter()

    def make(self, born: date) -> str:
        """The number a child born on that day was given when Reception began."""
        reception = academic_year(born) + 5
        stem = f"{_AUTHORITY}{self._rng.choice(_FIRST_SCHOOLS)}{reception % 100:02d}"
        self._given[stem] += 1
        body = f"{stem}{self._given[stem]:03d}"
        chance = self._rng.random()
        if chance < 1 / 80:
            body = body[:-1] + self._rng.choice(LETTERS)
        letter = check_letter(body)
        if 1 / 80 <= chance < 1 / 80 + 1 / 400:
            letter = LETTERS[LETTERS.index(letter) - 1]
        return letter + body
