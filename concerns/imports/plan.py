"""What bringing the file in would do, worked out before anything is written.

Every row of the file ends in exactly one place: new, changed, same, left alone, or stopped for a person.
Three rules hold throughout. A blank never erases. A UPN that belongs to a child with another date of birth
or surname is for a person to look at. A child who is missing from the file is counted and nothing else.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from concerns import upn
from concerns.imports.mapping import ChildField
from concerns.imports.match import ExistingChild, Found, Register, StopReason, have_other_number
from concerns.imports.repairs import RowProblem
from concerns.imports.rows import PupilRow


class LeftAlone(StrEnum):
    """Why a sound row changes nothing."""

    LEFT_BEFORE = "left_before"
    SAME_ROW_TWICE = "same_row_twice"


LEFT_ALONE_SENTENCES: dict[LeftAlone, str] = {
    LeftAlone.LEFT_BEFORE: "left before this school's list began, and is not on it",
    LeftAlone.SAME_ROW_TWICE: "the same row stands twice in the file; the first was taken",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A child on the list and what the row would change: field to new value."""

    child: UUID
    row: PupilRow
    values: dict[ChildField, str | date] = field(repr=False)
    leaves: bool = False
    returns: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A row that waits for a person. `child` is whom it may be; None where several may be meant."""

    row: PupilRow
    reason: StopReason
    child: UUID | None = None

    @property
    def can_confirm(self) -> bool:
        """Whether a person may say "this is the same child". Where two children are meant, nobody can."""
        return self.child is not None and self.reason.can_confirm


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be written. The lists hold rows of the file; `missing` holds children of the list."""

    new: list[PupilRow] = field(default_factory=list, repr=False)
    changed: list[Change] = field(default_factory=list, repr=False)
    same: list[PupilRow] = field(default_factory=list, repr=False)
    left_alone: list[tuple[PupilRow, LeftAlone]] = field(default_factory=list, repr=False)
    stops: list[Stop] = field(default_factory=list, repr=False)
    missing: list[UUID] = field(default_factory=list, repr=False)

    @property
    def leaving(self) -> int:
        """How many children the file itself says have left."""
        return sum(change.leaves for change in self.changed)

    def counts(self) -> dict[str, int]:
        """The numbers of the preview."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "same": len(self.same),
            "left_alone": len(self.left_alone),
            "stops": len(self.stops),
            "missing": len(self.missing),
            "leaving": self.leaving,
        }


def plan_import(
    rows: Iterable[PupilRow],
    existing: Iterable[ExistingChild],
    *,
    today: date,
    problems: Iterable[RowProblem] = (),
    confirmed: Collection[int] = (),
) -> ImportPlan:
    """Compare the file with the list.

    `confirmed` are the lines of stopped rows of which a person has said that they are the same child.
    """
    register = Register(existing)
    found = [(row, register.find(row)) for row in rows]
    plan = ImportPlan()
    seen: set[UUID] = set()
    clashes = _clashes(found, plan)
    for row, match in found:
        seen.update(match.candidates)
        if row.number in clashes:
            if (reason := clashes[row.number]) is not None:
                plan.stops.append(Stop(row, reason))
        else:
            _place(row, match, plan, today=today, confirmed=confirmed)
    for problem in problems:
        seen.update(register.perhaps(problem.upn, problem.admission_no, problem.name))
    plan.missing.extend(child.uid for child in register.children if child.on_roll and child.uid not in seen)
    return plan


def _place(row: PupilRow, match: Found, plan: ImportPlan, *, today: date, confirmed: Collection[int]) -> None:
    """Put one row where it belongs."""
    child, reason = match.child, match.reason
    if child is not None and reason is None and _returns(row, child, today):
        reason = StopReason.BACK_AGAIN
    if reason is not None:
        stop = Stop(row, reason, child.uid if child else None)
        if child is None or not stop.can_confirm or row.number not in confirmed:
            plan.stops.append(stop)
            return
    if child is None:
        if row.left_on is not None and row.left_on <= today:
            plan.left_alone.append((row, LeftAlone.LEFT_BEFORE))
        else:
            plan.new.append(row)
        return
    values = differences(row, child)
    returns = _returns(row, child, today)
    leaves = child.on_roll and row.left_on is not None and row.left_on <= today
    if values or leaves or returns:
        plan.changed.append(Change(child.uid, row, values, leaves=leaves, returns=returns))
    else:
        plan.same.append(row)


def _returns(row: PupilRow, child: ExistingChild, today: date) -> bool:
    """Whether the file has as a pupil a child who is marked as left."""
    return not child.on_roll and (row.left_on is None or row.left_on > today)


def differences(row: PupilRow, child: ExistingChild) -> dict[ChildField, str | date]:
    """What the row would change on the record. A blank in the file never erases anything.

    Nor does a worse number: a child's own UPN stays where the file has a temporary or unfinished one.
    """
    found: dict[ChildField, str | date] = {}
    for name in ChildField:
        value = row.value(name)
        if value and value != getattr(child, name.value):
            found[name] = value
    if row.upn and upn.worth(row.upn) < upn.worth(child.upn):
        found.pop(ChildField.UPN, None)
    return found


def _clashes(found: list[tuple[PupilRow, Found]], plan: ImportPlan) -> dict[int, StopReason | None]:
    """Rows of which the file has more than one for the same child: line to reason.

    None: the row repeats an earlier one word for word and was put under `left_alone`.
    """
    together: dict[object, list[PupilRow]] = defaultdict(list)
    namesakes: dict[object, list[PupilRow]] = defaultdict(list)
    for row, match in found:
        for key in _keys(row, match):
            together[key].append(row)
        if match.child is None and row.dob:
            namesakes[(match.name, row.dob)].append(row)
    groups = [members for members in together.values() if len(members) > 1]
    groups.extend(members for members in namesakes.values() if _may_be_one(members))
    stopped: set[int] = set()
    repeated: dict[int, PupilRow] = {}
    for members in groups:
        first = members[0]
        if all(replace(row, number=first.number) == first for row in members):
            repeated.update((row.number, row) for row in members[1:])
        else:
            stopped.update(row.number for row in members)
    again = {number: row for number, row in repeated.items() if number not in stopped}
    plan.left_alone.extend((row, LeftAlone.SAME_ROW_TWICE) for row in again.values())
    return dict.fromkeys(again) | dict.fromkeys(stopped, StopReason.TWICE_IN_FILE)


def _keys(row: PupilRow, match: Found) -> Iterable[object]:
    """What must not be said twice in one file."""
    if match.child is not None:
        yield match.child.uid
    if upn.is_well_formed(row.upn):
        yield ("upn", row.upn)
    if row.admission_no:
        yield ("admission", row.admission_no.casefold())


def _may_be_one(members: list[PupilRow]) -> bool:
    """Whether two rows with one name and birthday lack the numbers that would tell two children apart."""
    return any(not have_other_number(one, other) for one, other in combinations(members[:50], 2))
