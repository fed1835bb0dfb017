"""What the import tests share: a day, a reader of text, and a list of children in memory."""

from datetime import date
from uuid import uuid4

from concerns.imports.mapping import ChildField
from concerns.imports.match import ExistingChild
from concerns.imports.plan import ImportPlan, plan_import
from concerns.imports.reading import ReadFile, read_pupils
from concerns.imports.rows import PupilRow

TODAY = date(2026, 11, 23)
FIELDS = [name.value for name in ChildField]


def read(text: str | bytes, **kwargs) -> ReadFile:
    """Read a small file given as text."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_pupils(data, today=TODAY, **kwargs)


def child(**kwargs) -> ExistingChild:
    """A child on the list."""
    values = {"uid": uuid4(), "surname": "Marrowby", "forename": "Ieuan", "dob": date(2011, 10, 12), **kwargs}
    return ExistingChild(**values)


def pupil(number: int = 2, **kwargs) -> PupilRow:
    """A row of the file."""
    values = {"surname": "Marrowby", "forename": "Ieuan", "dob": date(2011, 10, 12), **kwargs}
    return PupilRow(number=number, **values)


def applied(plan: ImportPlan, children: list[ExistingChild]) -> list[ExistingChild]:
    """The list after the plan was written."""
    changes = {change.child: change for change in plan.changed}
    after = []
    for old in children:
        values = {name: getattr(old, name) for name in ("uid", "on_roll", *FIELDS)}
        if change := changes.get(old.uid):
            if change.returns:
                values |= {"on_roll": True, "left_on": change.row.left_on}
            values |= {name.value: value for name, value in change.values.items()}
            if change.leaves:
                values["on_roll"] = False
        after.append(ExistingChild(**values))
    new = [ExistingChild(uid=uuid4(), **{name: getattr(row, name) for name in FIELDS}) for row in plan.new]
    return after + new


def plan_of(rows, children, **kwargs) -> ImportPlan:
    """A plan on the tests' day."""
    return plan_import(rows, children, today=TODAY, **kwargs)
