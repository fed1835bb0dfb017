"""From bytes to rows in one call, whatever kind of file it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from concerns.imports.csvfile import read_csv
from concerns.imports.mapping import ChildField, check_mapping, chosen, guess_mapping, is_headings
from concerns.imports.rows import ReadRows, read_rows
from concerns.imports.table import MAX_BYTES, Table, headed
from concerns.imports.unreadable import Reason, UnreadableFile
from concerns.imports.workbook import is_zip, read_workbook, refuse_other_kinds


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file read with one mapping."""

    table: Table = field(repr=False)
    mapping: dict[ChildField, str]
    rows: ReadRows = field(repr=False)


def open_table(data: bytes) -> Table:
    """Headings and rows of a file. Its first bytes say what it is; its name is not asked.

    Raises UnreadableFile with a sentence that says what to do.
    """
    if not data:
        raise UnreadableFile(Reason.EMPTY)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(Reason.TOO_BIG)
    refuse_other_kinds(data)
    raw = read_workbook(data) if is_zip(data) else read_csv(data)
    return headed(raw, is_headings=is_headings)


def samples(table: Table, header: str, *, count: int = 3) -> list[str]:
    """The first different values below a heading, for the page where a person confirms the mapping."""
    return list(dict.fromkeys(table.column(header, limit=50)))[:count]


def read_pupils(data: bytes, *, today: date, mapping: Mapping[ChildField, str] | None = None) -> ReadFile:
    """Everything at once, with the given mapping or the guessed one. Raises UnreadableFile."""
    table = open_table(data)
    used = dict(mapping) if mapping is not None else chosen(guess_mapping(table, today=today))
    check_mapping(used, table.headers)
    return ReadFile(table=table, mapping=used, rows=read_rows(table, used, today=today))
