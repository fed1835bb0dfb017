"""Excel: what it holds comes through, what it hides is said, what is no plain workbook is refused."""

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from concerns.imports import table, workbook
from concerns.imports.reading import open_table, read_pupils
from concerns.imports.unreadable import Reason, UnreadableFile
from tests.imports.helpers import TODAY

HEADINGS = ["Surname", "Forename", "DOB", "Adno"]


def made(*rows, headings=HEADINGS, change=None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [headings, *rows]:
        sheet.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change) -> bytes:
    """The same archive with its parts put through `change(name, bytes)`; None leaves a part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = change(part.filename, old.read(part))
            if content is not None:
                new.writestr(part.filename, content)
    return out.getvalue()


def refusal(data: bytes) -> Reason:
    with pytest.raises(UnreadableFile) as caught:
        open_table(data)
    return caught.value.reason


def only_row(data: bytes) -> tuple[str, ...]:
    (row,) = open_table(data).rows
    return row.cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Siân\u00a0 ", "Siân"),
        (4101, "4101"),
        (4101.0, "4101"),
        (4.5, "4.5"),
        (True, "yes"),
        (date(2012, 2, 1), "2012-02-01"),
        (datetime(2012, 2, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None), "2012-02-01"),
    ],
)
def test_values_become_text(value, text):
    assert only_row(made(["x", "y", value, "z"]))[2] == text


def test_a_number_shown_with_zeros_keeps_them():
    def zeros(book):
        book.active["D2"].number_format = "000000"

    assert only_row(made(["x", "y", None, 4101], change=zeros))[3] == "004101"


def test_the_mac_calendar_is_counted_from_its_own_day():
    def mac(book):
        book.epoch = CALENDAR_MAC_1904

    (as_date,) = read_pupils(
        made(["Quill", "Ann", date(2012, 2, 1), "1"], change=mac), today=TODAY
    ).rows.pupils
    # The same day as a bare number, in either calendar.
    serial = (date(2012, 2, 1) - date(1904, 1, 1)).days
    (as_number,) = read_pupils(made(["Quill", "Ann", serial, "1"], change=mac), today=TODAY).rows.pupils
    serial += (date(1904, 1, 1) - date(1899, 12, 30)).days
    (windows,) = read_pupils(made(["Quill", "Ann", serial, "1"]), today=TODAY).rows.pupils
    assert as_date.dob == as_number.dob == windows.dob == date(2012, 2, 1)


def test_the_first_visible_sheet_that_holds_anything_is_read_and_the_rest_is_said():
    def sheets(book):
        book.active.sheet_state = "hidden"
        book.create_sheet("Empty")
        pupils = book.create_sheet("Roll")
        pupils.append(HEADINGS)
        pupils.append(["Marrow", "Bo", None, "7"])
        book.create_sheet("More")

    found = open_table(made(["Quill", "Ann", None, "1"], change=sheets))
    assert [row.cells for row in found.rows] == [("Marrow", "Bo", "", "7")]
    assert found.notices == ("Only the sheet “Roll” was read. The file has 1 more.",)


def test_formulas_without_a_result_are_said_and_read_as_blank():
    found = open_table(made(["Quill", "Ann", None, "=1+1"], ["Marrow", "Bo", "=TODAY()", 7]))
    assert [row.cells for row in found.rows] == [("Quill", "Ann"), ("Marrow", "Bo", "", "7")]
    assert found.notices == ("2 formulas in this file have no stored result and were read as blank.",)


def test_formulas_with_a_result_are_read_without_a_word():
    def results(name, content):
        return (
            content.replace(b"</f><v></v>", b"</f><v>7</v>")
            .replace(b"</f><v/>", b"</f><v>7</v>")
            .replace(b"</f><v />", b"</f><v>7</v>")
            if "sheet1" in name
            else content
        )

    found = open_table(repacked(made(["Quill", "Ann", None, "=3+4"]), results))
    assert [row.cells for row in found.rows] == [("Quill", "Ann", "", "7")]
    assert found.notices == ()


def test_a_wrong_size_written_into_the_sheet_hides_nobody():
    def wrong(name, content):
        return (
            content.replace(b'<dimension ref="A1:D3"', b'<dimension ref="A1:A1"')
            if "sheet1" in name
            else content
        )

    found = open_table(repacked(made(["Quill", "Ann", None, "1"], ["Marrow", "Bo", None, "2"]), wrong))
    assert [row.cells for row in found.rows] == [("Quill", "Ann", "", "1"), ("Marrow", "Bo", "", "2")]


def test_rows_keep_the_numbers_that_excel_shows():
    data = made([], ["Quill", "Ann", None, "1"], [], [], ["Marrow", "Bo", None, "2"])
    assert [row.number for row in open_table(data).rows] == [3, 6]


def with_part(name: str, content: bytes = b"x") -> bytes:
    data = io.BytesIO(made(["Quill", "Ann", None, "1"]))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(name, content)
    return data.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_other_kinds_of_archive_are_refused_by_name():
    macro_kind = repacked(
        made(["a", "b", None, "1"]),
        lambda name, content: (
            content.replace(b"spreadsheetml.sheet.main", b"x.macroEnabled.main")
            if name.startswith("[Content")
            else content
        ),
    )
    assert refusal(with_part("xl/vbaProject.bin")) is Reason.MACROS
    assert refusal(macro_kind) is Reason.MACROS
    assert refusal(with_part("xl/workbook.bin")) is Reason.BINARY_EXCEL
    assert refusal(zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")) is Reason.OPEN_DOCUMENT
    assert refusal(zipped(**{"pupils.csv": b"Surname"})) is Reason.ARCHIVE
    assert refusal(zipped()) is Reason.ARCHIVE


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
def test_half_a_workbook_is_damaged(keep):
    data = made(*[["Quill", "Ann", None, str(n)] for n in range(500)])
    assert refusal(data[: int(len(data) * keep)]) is Reason.DAMAGED


def test_a_workbook_whose_parts_are_spoilt_is_damaged():
    data = made(["Quill", "Ann", None, "1"])
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        spoilt = repacked(data, lambda name, content, part=part: b"<broken" if name == part else content)
        assert refusal(spoilt) is Reason.DAMAGED, part
    lost = repacked(data, lambda name, content: None if name == "xl/workbook.xml" else content)
    assert refusal(lost) in (Reason.DAMAGED, Reason.ARCHIVE)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def shared(strings: bytes) -> bytes:
    """A workbook whose words stand in a table of their own, as Excel writes them."""
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row></sheetData></worksheet>'
    ).encode()
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind

    def change(name, content):
        if name.endswith("sheet1.xml"):
            return sheet
        return content.replace(b"</Types>", override)

    return repacked(with_part("xl/sharedStrings.xml", strings), change)


def test_words_that_excel_keeps_apart_or_in_two_fonts_are_whole():
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>Surname</t></si><si><t>Forename</t></si>'
        "<si><r><t>O’Fenni</t></r><r><t>more</t></r></si><si><t>Siân</t></si></sst>"
    ).encode()
    assert only_row(shared(strings)) == ("O’Fennimore", "Siân")


@pytest.mark.parametrize(
    "strings", [b"<broken", f'<sst xmlns="{MAIN}"><si><t>Surname</t></si></sst>'.encode()]
)
def test_a_spoilt_table_of_words_is_damaged(strings):
    assert refusal(shared(strings)) is Reason.DAMAGED


def test_xml_entities_are_refused_before_a_parser_sees_them():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    data = repacked(made(["a", "b", None, "1"]), lambda name, content: bomb if "sheet1" in name else content)
    assert refusal(data) is Reason.DAMAGED


def test_an_archive_that_unfolds_too_far_is_refused_before_it_is_unfolded(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 50_000)
    data = with_part("xl/media/zeros.bin", b"\0" * 60_000)
    assert refusal(data) is Reason.TOO_BIG


def test_rows_and_columns_have_a_limit(monkeypatch):
    assert refusal(made(["x"] * 301)) is Reason.TOO_MANY_COLUMNS
    monkeypatch.setattr(workbook, "MAX_ROWS", 30)
    monkeypatch.setattr(table, "MAX_ROWS", 30)
    assert refusal(made(*[["Quill", "Ann"]] * 31)) is Reason.TOO_MANY_ROWS
    assert refusal(made(*[["Quill", "Ann"]] * 90)) is Reason.TOO_MANY_ROWS


def test_an_empty_workbook_is_empty():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    assert refusal(out.getvalue()) is Reason.EMPTY
