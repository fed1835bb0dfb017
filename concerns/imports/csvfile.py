"""CSV as school systems write it: any of four separators, quoted commas, a `sep=;` line, uneven rows.

The standard library reads it, in its strict mode: the lenient one turns an unmatched quotation mark into a
changed name or swallows the rows that follow. A line that breaks the rules is set aside and reading goes on.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from concerns.imports.decode import decode
from concerns.imports.table import MAX_COLUMNS, MAX_ROWS, BrokenLine, RawTable, TableRow
from concerns.imports.text import tidy_cell
from concerns.imports.unreadable import Reason, UnreadableFile
from safeguard import csvsafe

DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)
# Excel's trick that keeps the zeros of ="001234".
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_SAMPLE = 60
_MAX_BROKEN = 1_000


class _Lines:
    """The lines of a file with a place to read on from, so that one bad line costs one line."""

    def __init__(self, text: str) -> None:
        # Only \n, \r and \r\n end a line; str.splitlines() would also cut at characters inside names.
        self.lines = list(io.StringIO(text, newline=""))
        self.at = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def read_csv(data: bytes) -> RawTable:
    """Every row of a text file. Raises UnreadableFile."""
    decoded = decode(data)
    lines = _Lines(decoded.text)
    delimiter = _announced(lines) or decide_delimiter(lines.lines[lines.at :])
    notices: tuple[str, ...] = ()
    if decoded.garbled:
        notices = ("Some letters look garbled (such as Ã© for é). Check the names below before you go on.",)
    rows, broken = _rows(lines, delimiter)
    return RawTable(
        rows=rows,
        broken=broken,
        source="csv",
        encoding=decoded.encoding,
        delimiter=delimiter,
        notices=notices,
    )


def _announced(lines: _Lines) -> str | None:
    """The separator that a first line `sep=;` names; that line is then passed over."""
    found = _SEP_LINE.fullmatch(lines.lines[0])
    if found is None:
        return None
    lines.at = 1
    return found[1]


def decide_delimiter(lines: list[str]) -> str:
    """The separator that cuts the first rows most evenly; between equals, the one that makes more columns.

    csv.Sniffer fails on a file of one column and can settle for a letter.
    """

    def score(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE) if any(row)]
        except csv.Error:
            return (0.0, 0)
        if not widths or max(widths) < 2:
            return (0.0, 0)
        # A title above the headings is narrow, so the widest common width counts, not the first row's.
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        return (0.0, 0) if usual < 2 else (widths.count(usual) / len(widths), usual)

    # max() keeps the first of equals, and the comma stands first.
    return max(DELIMITERS, key=score)


def _rows(lines: _Lines, delimiter: str) -> tuple[list[TableRow], list[BrokenLine]]:
    rows: list[TableRow] = []
    broken: list[BrokenLine] = []
    while lines.at < len(lines.lines):
        start = lines.at
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                row = _row(start + 1, cells)
                if row is not None:
                    rows.append(row)
                    # One more for the headings, and whatever stands above them.
                    if len(rows) > MAX_ROWS + 20:
                        raise UnreadableFile(Reason.TOO_MANY_ROWS)
                start = lines.at
        except csv.Error:
            broken.append(BrokenLine(number=start + 1, text=lines.lines[start].rstrip("\r\n")))
            if len(broken) > _MAX_BROKEN:
                raise UnreadableFile(Reason.BROKEN_QUOTES) from None
            lines.at = start + 1
    return rows, broken


def _row(number: int, cells: list[str]) -> TableRow | None:
    tidy = [_cell(text) for text in cells]
    width = len(tidy)
    while tidy and not tidy[-1]:
        tidy.pop()
    if not tidy:
        return None
    if len(tidy) > MAX_COLUMNS:
        raise UnreadableFile(Reason.TOO_MANY_COLUMNS)
    return TableRow(number=number, cells=tuple(tidy), width=width)


def _cell(text: str) -> str:
    if not text:
        return ""
    kept = _KEPT_AS_TEXT.fullmatch(text)
    # A file of ours that was repaired and comes back carries our apostrophes.
    return tidy_cell(kept[1] if kept else csvsafe.unguard(text))
