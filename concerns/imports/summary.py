"""A plan in the words of the preview page: who changes how, who waits for a person, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from concerns import upn
from concerns.imports.mapping import LABELS, ChildField
from concerns.imports.match import STOP_SENTENCES, ExistingChild
from concerns.imports.plan import LEFT_ALONE_SENTENCES, Change, ImportPlan
from concerns.imports.rows import PupilRow

# How many of each kind the page shows by name; the counts are always of all.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Fact:
    """One field as our list has it and as the file has it."""

    label: str
    ours: str = field(repr=False)
    theirs: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file with what the page says of it."""

    number: int
    name: str = field(repr=False)
    words: str
    facts: tuple[Fact, ...] = field(repr=False)
    can_confirm: bool = False

    @property
    def alike(self) -> str:
        """What our list and the file agree on, for whoever has to decide."""
        return ", ".join(fact.label for fact in self.facts if fact.ours and fact.ours == fact.theirs)


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the preview shows besides the counts."""

    fields: list[tuple[str, int]]
    changes: list[Line] = field(repr=False)
    stops: list[Line] = field(repr=False)
    new: list[str] = field(repr=False)
    missing: list[str] = field(repr=False)
    left_alone: list[tuple[str, int]]
    upn_warnings: list[tuple[str, int]]


def summarise(plan: ImportPlan, existing: Iterable[ExistingChild]) -> Summary:
    """The first lines of each kind, with names, and the sums of all."""
    children = {child.uid: child for child in existing}
    changed = Counter(label for change in plan.changed for label in _labels(change.values, change.leaves))
    alone = Counter(why for _, why in plan.left_alone)
    return Summary(
        fields=changed.most_common(),
        changes=[
            Line(change.row.number, _name(change.row), "", _facts(change, children[change.child]))
            for change in plan.changed[:SHOWN]
        ],
        stops=[
            Line(
                stop.row.number,
                _name(stop.row),
                STOP_SENTENCES[stop.reason],
                _compared(stop.row, stop.child, children),
                stop.can_confirm,
            )
            for stop in plan.stops
        ],
        new=[_name(row) for row in plan.new[:SHOWN]],
        missing=[_name(children[uid]) for uid in plan.missing[:SHOWN]],
        left_alone=[(LEFT_ALONE_SENTENCES[why], count) for why, count in alone.most_common()],
        upn_warnings=_warnings([*plan.new, *(change.row for change in plan.changed), *plan.same]),
    )


def _name(row: PupilRow | ExistingChild) -> str:
    return f"{row.preferred_name or row.forename} {row.surname}"


def _labels(values: Mapping[ChildField, str | date], leaves: bool) -> list[str]:
    return [*(LABELS[name] for name in values), *(["Leaves the school"] if leaves else [])]


def _written(value: str | date | None) -> str:
    """31 Dec 2014 for a day; the month in letters, so that nobody reads it the other way round."""
    return f"{value.day} {value:%b %Y}" if isinstance(value, date) else value or ""


def _facts(change: Change, child: ExistingChild) -> tuple[Fact, ...]:
    facts = [
        Fact(LABELS[name], _written(getattr(child, name.value)), _written(value))
        for name, value in change.values.items()
    ]
    if change.returns:
        facts.append(Fact("On the list", "", "again"))
    return tuple(facts)


def _compared(row: PupilRow, uid: UUID | None, children: Mapping[UUID, ExistingChild]) -> tuple[Fact, ...]:
    """What tells two children apart, side by side, for whoever has to decide."""
    child = children.get(uid) if uid else None
    names = (
        ChildField.SURNAME,
        ChildField.FORENAME,
        ChildField.DOB,
        ChildField.UPN,
        ChildField.ADMISSION_NO,
        ChildField.YEAR,
        ChildField.FORM,
    )
    return tuple(
        Fact(LABELS[name], _written(getattr(child, name.value) if child else ""), _written(row.value(name)))
        for name in names
    )


def _warnings(rows: Iterable[PupilRow]) -> list[tuple[str, int]]:
    found = Counter(warning for row in rows if row.upn for warning in upn.warnings(row.upn))
    return [(upn.SENTENCES[warning], count) for warning, count in found.most_common()]
