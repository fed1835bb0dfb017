"""CSV: separators, quotes, uneven rows, and where the headings are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.imports import csvfile, table
from concerns.imports.csvfile import decide_delimiter, read_csv
from concerns.imports.mapping import is_headings
from concerns.imports.reading import open_table
from concerns.imports.unreadable import Reason, UnreadableFile


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_csv(text.encode()).rows]


def refusal(text: str | bytes) -> Reason:
    with pytest.raises(UnreadableFile) as caught:
        open_table(text if isinstance(text, bytes) else text.encode())
    return caught.value.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter):
    text = "\n".join(
        delimiter.join(row) for row in (["Surname", "Forename", "DOB"], ["Smith, A", "B", "1.2.2012"])
    )
    expected = delimiter if delimiter != "," else ","
    assert decide_delimiter(text.splitlines(keepends=True)) == expected


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name;DOB\nQuill, Ann;1/2/2012\nQuill, Bo;1/2/2012\n", ";"),
        ("Surname;Forename;Reg Group, Room\nQuill;Ann;7K\n", ";"),
        ('Surname,Forename\n"Quill; Marrow",Ann\n', ","),
        ("Surname\nQuill\nMarrow\n", ","),
        ("Pupil list\n\nSurname;Forename;DOB\nQuill;Ann;1/2/2012\n", ";"),
        ("", ","),
        ('"unclosed\n', ","),
    ],
)
def test_the_separator_in_doubtful_files(text, delimiter):
    assert decide_delimiter(text.splitlines(keepends=True)) == delimiter


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=; "])
def test_an_announced_separator_is_obeyed_and_its_line_passed_over(line):
    raw = read_csv(f"{line}\r\na,b;c\r\n".encode())
    assert [(row.number, row.cells) for row in raw.rows] == [(2, ("a,b", "c"))]


def test_quotes_commas_line_ends_and_odd_spaces():
    text = 'Surname,Forename\r\n"O""Hara, the elder"," Ann\u00a0 Mary "\r"Two\nlines",\u200bBo\ufeff\n'
    assert cells(text) == [("Surname", "Forename"), ('O"Hara, the elder', "Ann Mary"), ("Two lines", "Bo")]


def test_letters_are_composed_and_joiners_inside_words_stay():
    assert cells("a,Joa\u0303o\nb,می\u200cخواهم\n") == [("a", "João"), ("b", "می\u200cخواهم")]


def test_separators_inside_names_that_look_like_line_ends_do_not_cut_a_row():
    assert cells("a,x\u2028y\x85z\x1cw\nb,c\n")[1] == ("b", "c")


def test_numbers_kept_as_text_keep_their_zeros():
    assert cells('="001234",="0"\n') == [("001234", "0")]


def test_our_own_guard_comes_off_again():
    assert cells("'=x,'t Hooft,'-\n") == [("=x", "'t Hooft", "-")]


def test_lines_are_counted_as_the_person_sees_them():
    raw = read_csv(b'Surname,Forename\n\n"a\nb",c\n,\nd,e\n')
    assert [row.number for row in raw.rows] == [1, 3, 6]


def test_an_unmatched_quote_costs_one_line():
    raw = read_csv(b'Surname,Forename\nQuill,"Ann\nMarrow,Bo\n"Ann "Annie",x\nPlum,Cy\n')
    assert [row.cells for row in raw.rows] == [("Surname", "Forename"), ("Marrow", "Bo"), ("Plum", "Cy")]
    assert [(line.number, line.text) for line in raw.broken] == [(2, 'Quill,"Ann'), (4, '"Ann "Annie",x')]


def test_a_file_of_unmatched_quotes_is_refused_and_does_not_take_for_ever():
    assert refusal("Surname,Forename\n" + 'a,"b" c\n' * 1_001) is Reason.BROKEN_QUOTES


def test_headings_are_found_below_a_title():
    found = open_table(b"Pupil list,,\nRun on,23/11/2026,\n\nSurname,Forename,DOB\nQuill,Ann,1/2/2012\n")
    assert found.headers == ("Surname", "Forename", "DOB")
    assert found.notices == ("2 rows above the headings left out.",)
    assert [row.number for row in found.rows] == [5]


def test_headings_in_another_language_are_the_first_row():
    found = open_table(b"Nachname,Vorname\nQuill,Ann\n")
    assert found.headers == ("Nachname", "Vorname")


def test_equal_and_missing_headings_are_told_apart():
    found = open_table(b"Surname,,surname,Forename,Surname,Column 2\na,b,c,d,e,f\n")
    assert found.headers == ("Surname", "Column 2", "surname (2)", "Forename", "Surname (3)", "Column 2 (2)")
    assert found.duplicates == {"Surname", "surname (2)", "Surname (3)", "Column 2", "Column 2 (2)"}
    assert found.column("Surname (3)") == ["e"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\r\n\r\n", Reason.EMPTY),
        (b",,,\r\n,,\r\n", Reason.EMPTY),
        (b"Surname,Forename\r\n", Reason.NO_ROWS),
        (b"Quill,Ann,01/02/2012\r\nMarrow,Bo,02/02/2012\r\n", Reason.NO_HEADINGS),
        (b"Quill,Ann,B801200005001\r\n", Reason.NO_HEADINGS),
        (b"a,b\n" + b"x," * 301 + b"y\n", Reason.TOO_MANY_COLUMNS),
        (b"%PDF-1.7\n", Reason.PDF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", Reason.OLD_EXCEL),
        (b"<html><table><tr><td>Surname", Reason.WEB_PAGE),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", Reason.WEB_PAGE),
        (b'<?xml version="1.0"?><CTfile>', Reason.XML),
        (b"\x1f\x8b\x08", Reason.ARCHIVE),
    ],
)
def test_what_is_no_table_of_pupils_is_refused_with_the_right_sentence(data, reason):
    assert refusal(data) is reason


def test_too_big_and_too_long_are_refused(monkeypatch):
    monkeypatch.setattr(csvfile, "MAX_ROWS", 30)
    monkeypatch.setattr(table, "MAX_ROWS", 30)
    fine = b"Surname,Forename\n" + b"Quill,Ann\n" * 30
    assert len(open_table(fine).rows) == 30
    assert refusal(fine + b"Quill,Ann\n") is Reason.TOO_MANY_ROWS
    assert refusal(fine * 3) is Reason.TOO_MANY_ROWS
    assert refusal(b"x" * (table.MAX_BYTES + 1)) is Reason.TOO_BIG


def test_headings_need_two_names_that_we_know():
    assert is_headings(["Surname", "Forename"])
    assert is_headings(["UPN", "d.o.b.", "anything"])
    assert not is_headings(["Surname", "Legal Surname"])
    assert not is_headings(["Year 7", "Form"])


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("ab,;\t|\"\n\r= '"), max_size=120))
def test_any_text_is_read_or_refused_and_no_line_is_lost(text):
    try:
        raw = read_csv(text.encode())
    except UnreadableFile:
        return
    # Whatever is not blank, a separator or a quote stands in a row or in a broken line.
    kept = "".join(c for row in raw.rows for c in row.cells) + "".join(line.text for line in raw.broken)
    assert kept.count("a") >= text.count("a") - text.count("sep")
    assert kept.count("b") >= text.count("b")
