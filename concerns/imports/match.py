"""Which child of the list a row of the file is: by UPN, then by admission number, then by name and birthday.

Nothing is guessed. Where the signs disagree, or point to two children, the row stops for a person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from concerns import upn
from concerns.imports.rows import PupilRow
from concerns.imports.text import name_key


class StopReason(StrEnum):
    """Why a row waits for a person."""

    OTHER_DOB = "other_dob"
    OTHER_SURNAME = "other_surname"
    OTHER_NUMBER = "other_number"
    BACK_AGAIN = "back_again"
    TWO_CHILDREN = "two_children"
    TWICE_IN_FILE = "twice_in_file"

    @property
    def can_confirm(self) -> bool:
        """Whether saying "the same child" settles it."""
        return self not in (StopReason.TWO_CHILDREN, StopReason.TWICE_IN_FILE)


STOP_SENTENCES: dict[StopReason, str] = {
    StopReason.OTHER_DOB: "The number belongs to a child with another date of birth.",
    StopReason.OTHER_SURNAME: "The number belongs to a child with another surname.",
    StopReason.OTHER_NUMBER: "A child with this name and birthday has another number.",
    StopReason.BACK_AGAIN: "Our list says that this child has left. The file has them as a pupil.",
    StopReason.TWO_CHILDREN: "The row could be two different children on our list.",
    StopReason.TWICE_IN_FILE: "The file has two different rows for one child or one number.",
}


@dataclass(frozen=True, slots=True)
class ExistingChild:
    """A child on the school's list, opened, as the plan needs them."""

    uid: UUID
    surname: str = field(repr=False)
    forename: str = field(repr=False)
    preferred_name: str = field(default="", repr=False)
    dob: date | None = field(default=None, repr=False)
    upn: str = field(default="", repr=False)
    admission_no: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    year: str = field(default="", repr=False)
    form: str = field(default="", repr=False)
    left_on: date | None = field(default=None, repr=False)
    on_roll: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What the list knows of a row. `candidates` are all children it might be."""

    child: ExistingChild | None
    reason: StopReason | None
    candidates: tuple[UUID, ...]
    name: str = field(repr=False)


class Register:
    """The school's children, findable in the three ways that count."""

    def __init__(self, children: Iterable[ExistingChild]) -> None:
        self.children = list(children)
        self._by_upn: dict[str, list[ExistingChild]] = defaultdict(list)
        self._by_admission: dict[str, list[ExistingChild]] = defaultdict(list)
        self._by_name: dict[str, list[ExistingChild]] = defaultdict(list)
        for child in self.children:
            if upn.is_well_formed(child.upn):
                self._by_upn[child.upn].append(child)
            if child.admission_no:
                self._by_admission[child.admission_no.casefold()].append(child)
            self._by_name[name_key(child.forename, child.surname)].append(child)

    def find(self, row: PupilRow) -> Found:
        """The child of one row, or none, or the reason why a person must look."""
        name = name_key(row.forename, row.surname)
        by_upn = self._by_upn.get(row.upn, [])
        by_admission = self._by_admission.get(row.admission_no.casefold(), [])
        by_number = {child.uid: child for child in (*by_upn, *by_admission)}
        by_name = [
            child for child in self._by_name.get(name, []) if row.dob is not None and child.dob == row.dob
        ]
        candidates = tuple(dict.fromkeys([*by_number, *(child.uid for child in by_name)]))
        if len(by_number) > 1:
            return Found(None, StopReason.TWO_CHILDREN, candidates, name)
        if by_number:
            (child,) = by_number.values()
            return Found(child, _disagrees(row, child), candidates, name)
        # A number that the list doesn't know, on a name and birthday that it does: the child may have got
        # a new number, or there may be two children of that name.
        free = [child for child in by_name if not have_other_number(row, child)]
        if len(free) == 1:
            return Found(free[0], None, candidates, name)
        if len(free) > 1:
            return Found(None, StopReason.TWO_CHILDREN, candidates, name)
        if len(by_name) == 1:
            return Found(by_name[0], StopReason.OTHER_NUMBER, candidates, name)
        return Found(None, StopReason.TWO_CHILDREN if by_name else None, candidates, name)

    def perhaps(self, number: str, admission_no: str, name: str) -> set[UUID]:
        """Children that an unreadable row may be about, so that they are not called missing."""
        found = [*self._by_upn.get(number, ()), *self._by_admission.get(admission_no.casefold(), ())]
        return {child.uid for child in (*found, *self._by_name.get(name, ()))}


def _disagrees(row: PupilRow, child: ExistingChild) -> StopReason | None:
    """A number that fits a child whose name or birthday doesn't, or whose other number is another."""
    if row.dob and child.dob and row.dob != child.dob:
        return StopReason.OTHER_DOB
    if row.surname != child.surname and name_key(row.surname) != name_key(child.surname):
        return StopReason.OTHER_SURNAME
    # Twins share surname and birthday, so another UPN needs the same forename to pass as a correction.
    if _other_upn(row, child) and not (
        row.dob and row.dob == child.dob and name_key(row.forename) == name_key(child.forename)
    ):
        return StopReason.OTHER_NUMBER
    return None


def have_other_number(one: PupilRow, other: PupilRow | ExistingChild) -> bool:
    """Whether both have a lasting number of the same kind and the two differ."""
    first, second = one.admission_no.casefold(), other.admission_no.casefold()
    return _other_upn(one, other) or bool(first and second and first != second)


def _other_upn(one: PupilRow, other: PupilRow | ExistingChild) -> bool:
    # A temporary number is made to be replaced, so only two children's own numbers contradict each other.
    return one.upn != other.upn and upn.worth(one.upn) == upn.worth(other.upn) == 2
