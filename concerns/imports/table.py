"""A file as headings and rows, whatever kind of file it is.

What a file is called says nothing: an Excel file named .csv is common, so its first bytes decide.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from concerns import upn
from concerns.imports.unreadable import Reason, UnreadableFile

MAX_BYTES = 25 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 300
# Some reports put a title and a date above the headings.
_HEADINGS_WITHIN = 15
# Day 0 of Excel's calendar, chosen so that its wrong 29 February 1900 does no harm after that day.
EXCEL_DAY_ZERO = date(1899, 12, 30)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")

IsHeadings = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its line in the file, its cells as text, and how many cells the file itself gave."""

    number: int
    cells: tuple[str, ...] = field(repr=False)
    width: int


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line whose quotation marks do not match, kept as it stands for the file of what was left out."""

    number: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RawTable:
    """What a reader hands over: every non-empty row in order, before anybody knows which are the headings."""

    rows: list[TableRow] = field(repr=False)
    source: str
    encoding: str = ""
    delimiter: str = ""
    broken: list[BrokenLine] = field(default_factory=list, repr=False)
    notices: tuple[str, ...] = ()
    day_zero: date = EXCEL_DAY_ZERO


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, each different from every other, and the rows below them.

    `duplicates` holds headings that stood twice in the file: both columns are kept, as "Surname" and
    "Surname (2)". `notices` are sentences for the page.
    """

    headers: tuple[str, ...]
    rows: list[TableRow] = field(repr=False)
    source: str
    encoding: str
    delimiter: str
    duplicates: frozenset[str]
    broken: list[BrokenLine] = field(repr=False)
    notices: tuple[str, ...]
    day_zero: date

    def column(self, header: str, *, limit: int | None = None) -> list[str]:
        """The cells below one heading, blanks left out; at most `limit` of them."""
        place = self.headers.index(header)
        found: list[str] = []
        for row in self.rows:
            if place < len(row.cells) and row.cells[place]:
                found.append(row.cells[place])
                if limit is not None and len(found) >= limit:
                    break
        return found


def headed(raw: RawTable, *, is_headings: IsHeadings) -> Table:
    """Find the headings, name every column, and check that there is something below them."""
    if not raw.rows:
        raise UnreadableFile(Reason.EMPTY)
    place = next(
        (i for i, row in enumerate(raw.rows[:_HEADINGS_WITHIN]) if is_headings(row.cells)),
        0,
    )
    heading = raw.rows[place]
    if any(_DATE.match(text) or upn.is_well_formed(upn.tidy(text)) for text in heading.cells):
        # A date or a UPN where a heading should stand: these are pupils already.
        raise UnreadableFile(Reason.NO_HEADINGS)
    rows = raw.rows[place + 1 :]
    if not rows and not raw.broken:
        raise UnreadableFile(Reason.NO_ROWS)
    if len(rows) > MAX_ROWS:
        raise UnreadableFile(Reason.TOO_MANY_ROWS)
    headers, duplicates = _distinct(heading.cells)
    notices = raw.notices
    if place:
        notices = (*notices, f"{place} {'row' if place == 1 else 'rows'} above the headings left out.")
    return Table(
        headers=headers,
        rows=rows,
        source=raw.source,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        duplicates=duplicates,
        broken=[line for line in raw.broken if line.number > heading.number],
        notices=notices,
        day_zero=raw.day_zero,
    )


def _distinct(cells: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Headings made different: blank ones become "Column 3", a second "UPN" becomes "UPN (2)"."""
    names: list[str] = []
    duplicates: set[str] = set()
    taken: set[str] = set()
    for place, text in enumerate(cells, start=1):
        base = text or f"Column {place}"
        name, count = base, 1
        while name.casefold() in taken:
            count += 1
            name = f"{base} ({count})"
        if count > 1:
            duplicates.add(next(n for n in names if n.casefold() == base.casefold()))
            duplicates.add(name)
        taken.add(name.casefold())
        names.append(name)
    return tuple(names), frozenset(duplicates)
