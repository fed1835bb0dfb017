"""Excel workbooks (.xlsx), read as a stream; every other kind of binary file is refused by name.

A workbook is a ZIP of XML, so before a parser sees it: its declared sizes are added up (a small archive can
unfold to gigabytes), it must be what it says, and no part of it may declare XML entities.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from concerns.imports.table import EXCEL_DAY_ZERO, MAX_COLUMNS, MAX_ROWS, RawTable, TableRow
from concerns.imports.text import tidy_cell
from concerns.imports.unreadable import Reason, UnreadableFile

MAX_UNPACKED = 300 * 1024 * 1024
_MAC_DAY_ZERO = date(1904, 1, 1)
_FORMULA = re.compile(rb"<f[ >/]")
_RESULT = re.compile(rb"(?:</f>|<f[^>]*/>)<v[^>]*>[^<]")
_ZEROS = re.compile(r"0+")
_HEAD = 4_096
_PIECE = 1024 * 1024

# First bytes of what is not a table of text. OLE is the old Excel format and also that of a locked .xlsx.
_MAGIC: tuple[tuple[bytes, Reason], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.OLD_EXCEL),
    (b"\x09\x08", Reason.OLD_EXCEL),
    (b"%PDF-", Reason.PDF),
    (b"\x1f\x8b", Reason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Reason.ARCHIVE),
    (b"Rar!", Reason.ARCHIVE),
)


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a ZIP, as every .xlsx is."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refuse_other_kinds(data: bytes) -> None:
    """Raise UnreadableFile with the right sentence if this is a kind of file we know and don't read."""
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(reason)
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise UnreadableFile(Reason.WEB_PAGE)
    if start.startswith(b"<?xml"):
        raise UnreadableFile(Reason.XML)


def read_workbook(data: bytes) -> RawTable:
    """The first sheet that is not hidden and holds anything. Raises UnreadableFile."""
    empty_formulas = _examine(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    # Whatever trips the parser, the answer is the same: the file is not a sound workbook.
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
    ):
        raise UnreadableFile(Reason.DAMAGED) from None
    notices: tuple[str, ...] = ()
    if empty_formulas:
        notices = (f"{empty_formulas} formulas in this file have no stored result and were read as blank.",)
    try:
        rows, title, others = _first_sheet(book)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError):
        raise UnreadableFile(Reason.DAMAGED) from None
    finally:
        book.close()
    if others:
        notices = (*notices, f"Only the sheet “{title}” was read. The file has {others} more.")
    day_zero = _MAC_DAY_ZERO if book.epoch.year == 1904 else EXCEL_DAY_ZERO
    return RawTable(rows=rows, source="xlsx", notices=notices, day_zero=day_zero)


def _first_sheet(book: Any) -> tuple[list[TableRow], str, int]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for place, sheet in enumerate(sheets):
        rows = _sheet_rows(sheet)
        if rows:
            return rows, tidy_cell(sheet.title), len(sheets) - place - 1
    raise UnreadableFile(Reason.EMPTY)


def _sheet_rows(sheet: Any) -> list[TableRow]:
    # Some programs write a wrong size into the sheet, and the reader would stop at it.
    sheet.reset_dimensions()
    rows: list[TableRow] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        values = [_text(cell) for cell in cells]
        while values and not values[-1]:
            values.pop()
        if not values:
            continue
        if len(values) > MAX_COLUMNS:
            raise UnreadableFile(Reason.TOO_MANY_COLUMNS)
        rows.append(TableRow(number=number, cells=tuple(values), width=MAX_COLUMNS))
        # One more for the headings, and whatever stands above them.
        if len(rows) > MAX_ROWS + 20:
            raise UnreadableFile(Reason.TOO_MANY_ROWS)
    return rows


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return tidy_cell(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        whole = f"{value:.0f}" if value == int(value) else repr(value)
        # 001234 kept as the number 1234 with the format 000000 is an admission number with its zeros.
        if _ZEROS.fullmatch(cell.number_format or "") and value >= 0:
            return whole.zfill(len(cell.number_format))
        return whole
    if isinstance(value, date | time):
        return value.isoformat()
    return tidy_cell(str(value))


def _examine(data: bytes) -> int:
    """Refuse what is not a sound, plain .xlsx; else the number of formulas without a stored result."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_by_parts(archive)
            return sum(_examine_part(archive, part) for part in archive.infolist() if _is_xml(part.filename))
    except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, OSError, zipfile.LargeZipFile):
        raise UnreadableFile(Reason.DAMAGED) from None


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _refuse_by_parts(archive: zipfile.ZipFile) -> None:
    names = {part.filename.lower() for part in archive.infolist()}
    # The declared size is a ceiling: zipfile reads no further than it.
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        raise UnreadableFile(Reason.TOO_BIG)
    if any("vbaproject" in name for name in names):
        raise UnreadableFile(Reason.MACROS)
    if "xl/workbook.bin" in names:
        raise UnreadableFile(Reason.BINARY_EXCEL)
    if "mimetype" in names:
        raise UnreadableFile(Reason.OPEN_DOCUMENT)
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableFile(Reason.ARCHIVE)
    kinds = next(part for part in archive.infolist() if part.filename.lower() == "[content_types].xml")
    with archive.open(kinds) as handle:
        if b"macroenabled" in handle.read(_PIECE).lower():
            raise UnreadableFile(Reason.MACROS)


def _examine_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Refuse XML entities; count the formula cells of a sheet that carry no result."""
    with archive.open(part) as handle:
        head = handle.read(_HEAD)
        if b"<!DOCTYPE" in head.upper() or b"<!ENTITY" in head.upper():
            raise UnreadableFile(Reason.DAMAGED)
        if not part.filename.lower().startswith("xl/worksheets/"):
            return 0
        return sum(
            len(_FORMULA.findall(cells)) - len(_RESULT.findall(cells)) for cells in _cells(head, handle)
        )


def _cells(head: bytes, handle: IO[bytes]) -> Iterator[bytes]:
    """The sheet in pieces that end between two cells, so that no tag is cut."""
    tail = head
    while piece := handle.read(_PIECE):
        window = tail + piece
        cut = max(window.rfind(b"<c "), 0)
        yield window[:cut]
        tail = window[cut:]
    yield tail
