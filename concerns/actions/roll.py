"""Writing a plan onto the roll: changes, new children, children who have left.

All of it in the caller's transaction, in pieces only so that progress can be shown.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns import upn
from concerns.actions.children import NewChild, add_children
from concerns.imports.mapping import ChildField
from concerns.imports.plan import Change, ImportPlan
from concerns.imports.rows import PupilRow
from concerns.models import Child
from safeguard.vault.keys import digest, preload, seal, subject_key

T = TypeVar("T")
Report = Callable[[int, int], None]
PIECE = 500
LEFT, BACK = "left", "back on the roll"
SEALED = (
    ChildField.SURNAME,
    ChildField.FORENAME,
    ChildField.PREFERRED_NAME,
    ChildField.DOB,
    ChildField.UPN,
    ChildField.ADMISSION_NO,
    ChildField.SEX,
)
# What is written besides, where the field or the word of the change is one of these.
WITH = {
    "upn": {"upn", "upn_digest", "upn_warning"},
    "admission_no": {"admission_no", "admission_digest"},
    LEFT: {"on_roll"},
    BACK: {"on_roll", "left_on"},
}


class RollChanged(Exception):
    """A child that the plan would change isn't there any more."""


def write_plan(
    *, by: Membership | None, plan: ImportPlan, leave_missing: bool, today: date, report: Report
) -> None:
    """Write what the plan says. `leave_missing`: mark the children who are missing from the file as left."""
    missing = plan.missing if leave_missing else []
    total, done = len(plan.changed) + len(plan.new) + len(missing), 0
    report(0, total)
    for changes in _pieces(plan.changed):
        _change(by, changes)
        done += len(changes)
        report(done, total)
    for rows in _pieces(plan.new):
        add_children(by=by, children=[_new_child(row) for row in rows])
        done += len(rows)
        report(done, total)
    for uids in _pieces(missing):
        _leave(by, uids, today)
        done += len(uids)
        report(done, total)


def _pieces(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), PIECE):
        yield items[start : start + PIECE]


def _new_child(row: PupilRow) -> NewChild:
    return NewChild(
        forename=row.forename,
        surname=row.surname,
        preferred_name=row.preferred_name,
        dob=row.dob,
        sex=row.sex,
        upn=row.upn,
        admission_no=row.admission_no,
        year=row.year,
        form=row.form,
        upn_warning=upn.stored_warnings(row.upn),
        left_on=row.left_on,
    )


def _locked(uids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Child]:
    preload(uids)
    rows = {child.uid: child for child in Child.objects.select_for_update().filter(uid__in=uids)}
    if len(rows) != len(uids):
        raise RollChanged
    return rows


def _change(by: Membership | None, changes: Sequence[Change]) -> None:
    """Change these children; the ledger gets one entry for each set of fields, with all its children."""
    rows = _locked([change.child for change in changes])
    changed: dict[tuple[str, ...], list[uuid.UUID]] = defaultdict(list)
    for change in changes:
        changed[_apply(rows[change.child], change)].append(change.child)
    # Only the columns that change in this piece: in September that is year and form.
    columns = {column for fields in changed for name in fields for column in WITH.get(name, {name})}
    Child.objects.bulk_update(rows.values(), sorted(columns | {"version"}), batch_size=PIECE)
    for fields, uids in sorted(changed.items()):
        record(Event.CHILDREN_CHANGED, by=by, subjects=uids, count=len(uids), fields=list(fields))


def _apply(child: Child, change: Change) -> tuple[str, ...]:
    """Set the new values on one child; returns the names of what changed."""
    values = change.values
    words = {
        name.value: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name in SEALED
    }
    if words:
        seal(child, subject_key(child.uid), **words)
    if ChildField.UPN in values:
        child.upn_digest = digest("upn", change.row.upn) if upn.is_well_formed(change.row.upn) else None
        child.upn_warning = upn.stored_warnings(change.row.upn)
    if ChildField.ADMISSION_NO in values:
        child.admission_digest = digest("admission", change.row.admission_no)
    child.year = change.row.year or child.year
    child.form = change.row.form or child.form
    if change.returns:
        child.on_roll, child.left_on = True, change.row.left_on
    elif change.row.left_on is not None:
        child.left_on = change.row.left_on
    if change.leaves:
        child.on_roll = False
    child.version += 1
    more = [word for word, true in ((LEFT, change.leaves), (BACK, change.returns)) if true]
    return tuple(sorted([*(name.value for name in values), *more]))


def _leave(by: Membership | None, uids: Sequence[uuid.UUID], today: date) -> None:
    rows = _locked(uids)
    for child in rows.values():
        child.on_roll, child.left_on = False, today
        child.version += 1
    Child.objects.bulk_update(rows.values(), ["on_roll", "left_on", "version"], batch_size=PIECE)
    record(Event.CHILDREN_LEFT, by=by, subjects=uids, count=len(uids))
