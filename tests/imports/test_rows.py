"""Rows: what goes in, what stays out and why, what goes in without one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.imports.mapping import ChildField
from concerns.imports.repairs import SENTENCES, Repair, grouped
from concerns.imports.rows import PupilRow, read_year
from concerns.imports.text import name_key, tidy_cell
from tests.imports.helpers import read

HEAD = "Surname;Forename;DOB;UPN;Adno;Sex;Year;Form;Leaving Date\n"


def full(*lines: str) -> str:
    """The headings and the lines, each filled up with empty cells."""
    return HEAD + "".join(line + ";" * (8 - line.count(";")) + "\n" for line in lines)


def one(line: str) -> PupilRow:
    (pupil,) = read(full(line)).rows.pupils
    return pupil


def test_a_whole_row():
    row = one("Quill;Ann;31/12/2014;B801200005001;0012;female;Year 7;7KW;31/08/2027")
    assert [str(row.value(field)) for field in ChildField] == [
        "Quill",
        "Ann",
        "",
        "2014-12-31",
        "B801200005001",
        "0012",
        "F",
        "7",
        "7KW",
        "2027-08-31",
    ]


def test_blanks_and_words_for_nothing_say_nothing():
    row = one("Quill;Ann;31/12/2014;n/a;NULL;-;;none;")
    assert (row.upn, row.admission_no, row.sex, row.year, row.form, row.left_on) == ("", "", "", "", "", None)


@pytest.mark.parametrize(
    "forename", ["Na", "Nil", "None", "Null", "A", "Ng", "!Xóõ", "Anne-Marie (Annie)", "J.", "李"]
)
def test_names_that_programs_trip_over_are_names(forename):
    assert one(f"Quill;{forename};31/12/2014").forename == forename


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (";Ann;31/12/2014", Repair.NO_NAME),
        ("Quill;;31/12/2014", Repair.NO_NAME),
        ("Quill;--;31/12/2014", Repair.NO_NAME),
        ("Quill;Ann;31.12;", Repair.DATE_NOT_UNDERSTOOD),
        ("Quill;Ann;31/02/2014;", Repair.DATE_NO_SUCH_DAY),
        ("Quill;Ann;12/31/2014;", Repair.DATE_MONTH_FIRST),
        ("Quill;Ann;24/11/2026", Repair.DATE_OUT_OF_RANGE),
        ("Quill;Ann;01/01/1900", Repair.DATE_OUT_OF_RANGE),
        ("Quill;Ann2;31/12/2014", Repair.NAME_ODD),
        ("Quill;31/12/2014;31/12/2014", Repair.NAME_ODD),
        ("=HYPERLINK(1);Ann;31/12/2014", Repair.NAME_ODD),
        ("Quill;<b>Ann;31/12/2014", Repair.NAME_ODD),
        ("Quill;';31/12/2014", Repair.NAME_ODD),
        ("Quill;Ann\u202enosliw;31/12/2014", Repair.NAME_ODD),
        ("Quill;Jo\ufffdo;31/12/2014", Repair.NAME_LOST_LETTERS),
        ("Quill;Jo?o;31/12/2014", Repair.NAME_LOST_LETTERS),
        ("Quill;" + "A" * 101 + ";31/12/2014", Repair.TOO_LONG),
        ("Quill;Ann;31/12/2014;" + "9" * 31, Repair.TOO_LONG),
        ("Quill;Ann;;;", Repair.NO_IDENTITY),
        # A UPN of another shape says nobody apart from anybody.
        ("Quill;Ann;;pending;", Repair.NO_IDENTITY),
        ("Quill;Ann;31/12/2014;;;;;;;too;many", Repair.TOO_MANY_CELLS),
        ('Quill;"Ann" B;31/12/2014', Repair.BROKEN_QUOTES),
    ],
)
def test_what_stays_out_says_what_to_do(line, expected):
    # A second row that is sound: one bad row never costs another.
    found = read(full("Plum;Bo;25/12/2014;;77", line, "Marrow;Cy;01/01/2013;;78"))
    assert [problem.repair for problem in found.rows.problems] == [expected]
    assert [pupil.surname for pupil in found.rows.pupils] == ["Plum", "Marrow"]


@pytest.mark.parametrize("line", ["Quill;Ann", "Total: 12 pupils", "Quill;Ann;31/12/2014;0012"])
def test_a_row_too_short_to_say_who_it_is_stays_out(line):
    # In the last one the UPN is missing and the admission number has slipped into its place.
    (found,) = read(HEAD + line).rows.problems
    assert found.repair is Repair.TOO_FEW_CELLS


def test_extra_empty_cells_and_missing_last_cells_do_no_harm():
    found = read(HEAD + "Quill;Ann;31/12/2014;;0012;F;7;7KW;;;;\nPlum;Bo;31/12/2014;;0013\n").rows.pupils
    assert [row.form for row in found] == ["7KW", ""]


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("Quill;Ann;31/12/2014;;;X;7", "sex", Repair.SEX_NOT_UNDERSTOOD),
        ("Quill;Ann;31/12/2014;;;F;Key stage 3", "year", Repair.YEAR_NOT_UNDERSTOOD),
        ("Quill;Ann;31/12/2014;;;F;7;" + "K" * 31, "form", Repair.FORM_TOO_LONG),
        ("Quill;Ann;31/12/2014;;;F;7;7K;soon", "left_on", Repair.LEFT_NOT_UNDERSTOOD),
    ],
)
def test_a_child_goes_in_without_a_value_that_cannot_be_read(line, field, expected):
    found = read(full(line)).rows
    assert [note.repair for note in found.notes] == [expected]
    assert not getattr(found.pupils[0], field)


def test_an_odd_upn_never_leaves_a_child_out():
    assert [
        one(f"Quill;Ann;31/12/2014;{number}").upn for number in ("A801200005001", "f999999999999", "pending")
    ] == [
        "A801200005001",
        "F999999999999",
        "PENDING",
    ]


def test_a_column_with_the_month_first_takes_its_doubtful_neighbours_with_it():
    lines = ["Quill;Ann;12/31/2014", "Plum;Bo;01/02/2012", "Marrow;Cy;2012-02-01"]
    found = read(full(*lines)).rows
    assert [problem.repair for problem in found.problems] == [Repair.DATE_MONTH_FIRST] * 2
    assert [pupil.surname for pupil in found.pupils] == ["Marrow"]


def test_a_column_that_mixes_both_is_pointed_out():
    lines = ["Quill;Ann;12/31/2014", "Plum;Bo;01/02/2012", "Marrow;Cy;31/12/2012"]
    found = read(full(*lines)).rows
    assert [problem.number for problem in found.problems] == [2]
    assert found.notices == (
        (
            "Some dates in “DOB” put the month first. "
            "Check the others in that column, for they may be wrong too."
        ),
    )


def test_a_row_that_stays_out_keeps_what_tells_the_child():
    (found,) = read(full("Quill;Ann;31.31;b801200005001;0012")).rows.problems
    assert (found.upn, found.admission_no, found.name) == ("B801200005001", "0012", "ann quill")
    assert found.cells == ("Quill", "Ann", "31.31", "b801200005001", "0012")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("7", "7"),
        ("07", "7"),
        ("Year 7", "7"),
        ("Year  7", ""),
        ("Yr 10", "10"),
        ("Y13", "13"),
        ("year group 3", "3"),
        ("14", "14"),
        ("15", ""),
        ("R", "R"),
        ("Reception", "R"),
        ("0", "R"),
        ("Year R", "R"),
        ("N", "N"),
        ("N2", "N"),
        ("Nursery 1", "N"),
        ("", ""),
        ("7K", ""),
        ("9th", "9"),
        ("Blwyddyn 8", "8"),
        ("٧", ""),
    ],
)
def test_year_groups(text, year):
    assert read_year(text) == year


def test_problems_are_grouped_by_what_to_do_the_largest_first():
    dates = [f"Quill;Ann;{n}.;;{n}" for n in range(14)]
    found = grouped(read(full(*dates, ";Bo;01/01/2013", "Plum;Jo?;01/01/2013")).rows.problems)
    assert [(group.what, group.how, group.header) for group in found] == [
        ("14 rows: date not understood", "Write it as 31/12/2014.", "DOB"),
        (
            "1 row: a name has lost letters (� or ?) before it came to us",
            SENTENCES[Repair.NAME_LOST_LETTERS][1],
            "Forename",
        ),
        ("1 row: the surname or the forename is missing", "Write both names.", "Surname"),
    ]
    assert found[0].numbers == tuple(range(2, 12))
    assert len(found[0].examples) == 3


def test_every_repair_has_its_words():
    assert set(SENTENCES) == set(Repair)
    assert not any("invalid" in part.lower() or "!" in part for pair in SENTENCES.values() for part in pair)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O’Neill", "o'neill"),
        ("INÊS", "Ines"),
        ("Smith-Jones", "smith  jones"),
        ("Straße", "STRASSE"),
        ("O`Neill", "O'NEILL"),
        ("Joa\u0303o", "João"),
        ("Ann\u200b", "ann"),
        ("Smith–Jones", "Smith Jones"),
    ],
)
def test_names_that_are_the_same_to_a_reader(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_differ_stay_different():
    assert len({name_key(name) for name in ("Ann", "Anne", "Anna", "O Neill", "O'Neill", "ONeill")}) == 6


@given(st.text(max_size=20))
def test_tidying_twice_is_tidying_once(text):
    assert tidy_cell(tidy_cell(text)) == tidy_cell(text)
    assert name_key(name_key(text)) == name_key(text)


def test_nothing_prints_a_word_of_the_file():
    found = read(full("Zebedee;Ann;31/12/2014", "Zebedee;Jo?;31/12/2014", "Zebedee;Cy;31/12/2014;;;X"))
    for thing in (
        found,
        found.table,
        found.rows,
        *found.rows.pupils,
        *found.rows.problems,
        *found.rows.notes,
        *found.table.rows,
        *grouped(found.rows.problems),
    ):
        assert "Zebedee" not in repr(thing)
        assert "Jo?" not in repr(thing)
        assert "2014" not in repr(thing)
