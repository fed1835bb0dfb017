"""Cells to values: each row becomes a PupilRow, or a RowProblem that says what to do about it.

A row is left out only where taking it in would put something wrong on a child's record: no name, a date that
may be another day. Whatever else is odd becomes a note, and the child goes in without that one value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from concerns import upn
from concerns.imports.dates import DateProblem, Order, Span, column_order, is_figures, parse_date
from concerns.imports.mapping import IDENTITY, NAMES, ChildField
from concerns.imports.repairs import Repair, RowNote, RowProblem
from concerns.imports.table import Table, TableRow
from concerns.imports.text import has_control, name_key

MAX_NAME = 100
MAX_NUMBER = 30
# Special schools and colleges keep young people to 25; a club may know them a little longer.
OLDEST_YEARS = 30
_NOTHING = frozenset(
    {"-", "--", "n/a", "na", "none", "null", "nil", "unknown", "not known", "#n/a", "tbc", "."}
)

_SEXES = {
    "m": "M", "male": "M", "boy": "M", "gwryw": "M", "f": "F", "female": "F", "girl": "F", "benyw": "F",
    "u": "U", "unknown": "U", "not known": "U", "not specified": "U",
}  # fmt: skip
_RECEPTION = frozenset(
    {"r", "rec", "reception", "0", "year r", "yr r", "yr", "year 0", "yr 0", "foundation", "derbyn"}
)
_NURSERY = re.compile(r"(?:year |yr )?(?:n ?[12]?|nursery(?: ?[12])?|-[12]|meithrin)")
_YEAR = re.compile(r"(?:y|yr|year|year group|nc year|blwyddyn)? ?0*(1[0-4]|[1-9])(?:st|nd|rd|th)?", re.ASCII)
_NOT_IN_NAMES = re.compile(r"[\d@=<>{}\[\]|\\^~#*_;:]")
_LOST = "\ufffd"


_DATE_REPAIRS = {
    DateProblem.NOT_UNDERSTOOD: Repair.DATE_NOT_UNDERSTOOD,
    DateProblem.NO_SUCH_DAY: Repair.DATE_NO_SUCH_DAY,
    DateProblem.MONTH_FIRST: Repair.DATE_MONTH_FIRST,
    DateProblem.OUT_OF_RANGE: Repair.DATE_OUT_OF_RANGE,
}


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil as the file has them. Empty text and None mean that the file says nothing."""

    number: int
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

    def value(self, name: ChildField) -> str | date | None:
        """What the file says of one field."""
        found: str | date | None = getattr(self, name.value)
        return found


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Everything that the rows of a table came to."""

    pupils: list[PupilRow] = field(repr=False)
    problems: list[RowProblem] = field(repr=False)
    notes: list[RowNote] = field(repr=False)
    notices: tuple[str, ...] = ()


class _Stop(Exception):
    """Leaves the reading of one row; caught in the same module."""

    def __init__(self, repair: Repair, header: str = "", example: str = "") -> None:
        super().__init__(repair.value)
        self.repair, self.header, self.example = repair, header, example


class _Reader:
    """Reads the rows of one table with one mapping."""

    def __init__(self, table: Table, mapping: Mapping[ChildField, str], today: date) -> None:
        self.table = table
        self.mapping = mapping
        self.places = {name: table.headers.index(header) for name, header in mapping.items()}
        self.needed = max(self.places[name] for name in (*NAMES, *IDENTITY) if name in self.places)
        self.born = Span(_years_before(today, OLDEST_YEARS), today, table.day_zero)
        self.left = Span(_years_before(today, OLDEST_YEARS), today + timedelta(days=3 * 366), table.day_zero)
        self.turned = {
            name: column_order(table.column(mapping[name]))
            for name in (ChildField.DOB, ChildField.LEFT_ON)
            if name in mapping
        }
        self.notes: list[RowNote] = []

    def text(self, row: TableRow, name: ChildField) -> str:
        """The cell of one field; blank where the column isn't mapped or the cell says "n/a"."""
        place = self.places.get(name)
        text = row.cells[place] if place is not None and place < len(row.cells) else ""
        return "" if text.casefold() in _NOTHING else text

    def read(self, row: TableRow) -> PupilRow | RowProblem:
        """One row."""
        try:
            if len(row.cells) > len(self.table.headers):
                raise _Stop(Repair.TOO_MANY_CELLS)
            if row.width <= self.needed:
                raise _Stop(Repair.TOO_FEW_CELLS)
            surname, forename = self.names(row)
            pupil = PupilRow(
                number=row.number,
                surname=surname,
                forename=forename,
                preferred_name=self.name(row, ChildField.PREFERRED_NAME),
                dob=self.dob(row),
                upn=upn.tidy(self.number(row, ChildField.UPN)),
                admission_no=self.number(row, ChildField.ADMISSION_NO),
                sex=self.sex(row),
                year=self.year(row),
                form=self.form(row),
                left_on=self.left_on(row),
            )
            if not (pupil.dob or pupil.admission_no or upn.is_well_formed(pupil.upn)):
                raise _Stop(Repair.NO_IDENTITY)
        except _Stop as stop:
            return self.problem(row, stop)
        return pupil

    def problem(self, row: TableRow, stop: _Stop) -> RowProblem:
        """The row left out, with what of it can be read."""
        return RowProblem(
            number=row.number,
            repair=stop.repair,
            header=stop.header,
            example=stop.example,
            cells=row.cells,
            upn=upn.tidy(self.text(row, ChildField.UPN)),
            admission_no=self.text(row, ChildField.ADMISSION_NO),
            name=name_key(self.text(row, ChildField.FORENAME), self.text(row, ChildField.SURNAME)),
        )

    def note(self, row: TableRow, name: ChildField, repair: Repair) -> None:
        """Say that one value was left out."""
        self.notes.append(RowNote(row.number, repair, self.mapping[name], self.text(row, name)[:40]))

    def names(self, row: TableRow) -> tuple[str, str]:
        """Surname and forename, both there."""
        surname, forename = (self.name(row, name) for name in NAMES)
        if not surname or not forename:
            raise _Stop(Repair.NO_NAME, self.mapping[ChildField.FORENAME if surname else ChildField.SURNAME])
        return surname, forename

    def name(self, row: TableRow, name: ChildField) -> str:
        """One name, or a stop if it can't be one."""
        # A child may be called Na, None or Nil: only the signs that stand for nothing are blank here.
        place = self.places.get(name)
        text = row.cells[place] if place is not None and place < len(row.cells) else ""
        if not text or text in ("-", "--", ".", "#N/A"):
            return ""
        header = self.mapping[name]
        # A program that cannot write a letter leaves one of these in its place.
        if _LOST in text or "?" in text:
            raise _Stop(Repair.NAME_LOST_LETTERS, header, text[:40])
        if len(text) > MAX_NAME:
            raise _Stop(Repair.TOO_LONG, header, text[:40])
        if has_control(text) or _NOT_IN_NAMES.search(text):
            raise _Stop(Repair.NAME_ODD, header, text[:40])
        if not any(char.isalpha() for char in text):
            raise _Stop(Repair.NAME_ODD, header, text[:40])
        return text

    def number(self, row: TableRow, name: ChildField) -> str:
        """A UPN or an admission number, as text."""
        text = self.text(row, name)
        if len(text) > MAX_NUMBER:
            raise _Stop(Repair.TOO_LONG, self.mapping[name], text[:40])
        return text

    def day(self, row: TableRow, name: ChildField, span: Span) -> date | DateProblem | None:
        """A date, or why there is none."""
        text = self.text(row, name)
        if not text:
            return None
        if self.turned[name] is Order.MONTH_FIRST and is_figures(text):
            return DateProblem.MONTH_FIRST
        return parse_date(text, span)

    def dob(self, row: TableRow) -> date | None:
        """The date of birth; one that can't be read leaves the row out, for it may be another day."""
        found = self.day(row, ChildField.DOB, self.born)
        if isinstance(found, DateProblem):
            text = self.text(row, ChildField.DOB)
            raise _Stop(_DATE_REPAIRS[found], self.mapping[ChildField.DOB], text[:40])
        return found

    def left_on(self, row: TableRow) -> date | None:
        """The leaving date."""
        found = self.day(row, ChildField.LEFT_ON, self.left)
        if isinstance(found, DateProblem):
            self.note(row, ChildField.LEFT_ON, Repair.LEFT_NOT_UNDERSTOOD)
            return None
        return found

    def sex(self, row: TableRow) -> str:
        """M, F or U."""
        text = self.text(row, ChildField.SEX)
        if text and text.casefold() not in _SEXES:
            self.note(row, ChildField.SEX, Repair.SEX_NOT_UNDERSTOOD)
        return _SEXES.get(text.casefold(), "")

    def year(self, row: TableRow) -> str:
        """N, R or 1 to 14."""
        text = self.text(row, ChildField.YEAR)
        found = read_year(text)
        if text and not found:
            self.note(row, ChildField.YEAR, Repair.YEAR_NOT_UNDERSTOOD)
        return found

    def form(self, row: TableRow) -> str:
        """The form as the school calls it."""
        text = self.text(row, ChildField.FORM)
        if len(text) > MAX_NUMBER or has_control(text):
            self.note(row, ChildField.FORM, Repair.FORM_TOO_LONG)
            return ""
        return text


def read_year(text: str) -> str:
    """A year group as the record keeps it ("N", "R", "1" to "14"), or "" if it is none."""
    words = text.casefold().strip()
    if words in _RECEPTION:
        return "R"
    if found := _YEAR.fullmatch(words):
        return found[1]
    return "N" if words and _NURSERY.fullmatch(words) else ""


def read_rows(table: Table, mapping: Mapping[ChildField, str], *, today: date) -> ReadRows:
    """Every row of the table. `mapping` must have passed check_mapping."""
    reader = _Reader(table, mapping, today)
    pupils: list[PupilRow] = []
    problems = [
        RowProblem(line.number, Repair.BROKEN_QUOTES, "", line.text[:40], (line.text,))
        for line in table.broken
    ]
    for row in table.rows:
        found = reader.read(row)
        if isinstance(found, PupilRow):
            pupils.append(found)
        else:
            problems.append(found)
    problems.sort(key=lambda problem: problem.number)
    left_out = {problem.number for problem in problems}
    notes = [note for note in reader.notes if note.number not in left_out]
    notices = tuple(
        f"Some dates in “{mapping[name]}” put the month first. "
        "Check the others in that column, for they may be wrong too."
        for name, order in reader.turned.items()
        if order is Order.MIXED
    )
    return ReadRows(pupils=pupils, problems=problems, notes=notes, notices=notices)


def _years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
