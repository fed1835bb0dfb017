"""The one writer of CSV files that leave this project.

A spreadsheet runs a cell that begins like a formula, and some look past leading spaces and invisible
characters to find the `=`. So a text cell whose first visible character could start a formula gets an
apostrophe in front, which spreadsheets show as plain text. `unguard` takes exactly that apostrophe off
again, so that a file which left here can be repaired and read back without a changed name.

Files begin with a byte order mark, because Excel otherwise reads é as Ã©.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal

CellValue = str | int | float | Decimal | bool | date | datetime | time | None

CONTENT_TYPE = "text/csv; charset=utf-8"
# With their full-width twins, which some spreadsheets fold into the plain ones.
_STARTERS = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b")
# Tabs and line ends start a formula by themselves in older spreadsheets.
_BREAKS = frozenset("\t\r\n\v\f")
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})
_ROWS_AT_ONCE = 500


def _is_hidden(char: str) -> bool:
    """Whether a character shows nothing. The Hangul fillers are letters by name but blank to the eye."""
    return unicodedata.category(char) in _HIDDEN or char in "\u115f\u1160\u3164\uffa0\u2800"


def _is_risky(text: str) -> bool:
    """Whether a spreadsheet might run this text, or might mistake it for one that was guarded."""
    for char in text.lstrip("'"):
        if char in _STARTERS or char in _BREAKS:
            return True
        if not _is_hidden(char) and char != "'":
            return False
    return False


def guard(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet might run it."""
    return f"'{text}" if _is_risky(text) else text


def unguard(text: str) -> str:
    """The text before `guard`: for every text, unguard(guard(text)) == text."""
    return text[1:] if text.startswith("'") and _is_risky(text[1:]) else text


def cell(value: CellValue) -> str:
    """One value as it is written: words guarded, dates as 2014-12-31, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)


def stream_csv(header: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> Iterator[bytes]:
    """The file piece by piece, so that a long export never stands in memory as a whole."""
    buffer = io.StringIO(newline="")
    # Every cell is quoted: a spreadsheet set to another separator must not split a name into a formula.
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([cell(value) for value in header])
    for count, row in enumerate(rows, start=1):
        writer.writerow([cell(value) for value in row])
        if count % _ROWS_AT_ONCE == 0:
            yield _drain(buffer)
    yield _drain(buffer)


def _drain(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    # A lone surrogate cannot be written as UTF-8; an export with a question mark beats no export.
    return text.encode("utf-8", errors="replace")
