"""The file of what was left out: readable, harmless, and good to repair and bring in again."""

import csv
import io

from concerns.imports import rejects
from concerns.imports.match import StopReason
from concerns.imports.plan import Stop
from concerns.imports.rejects import LINE, PROBLEM, REPAIR, stream_rejects
from tests.imports.helpers import plan_of, read

HEAD = "Surname,Forename,DOB,Adno\n"


def rejected(found, stops=()) -> list[list[str]]:
    data = b"".join(stream_rejects(found.table, found.rows.problems, stops))
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_row_stands_with_its_line_reason_and_repair_in_the_order_of_the_file():
    found = read(HEAD + "Quill,Ann,31.31,1\nPlum,Bo,01/02/2012,2\n,Cy,01/02/2012,3\n")
    stop = Stop(found.rows.pupils[0], StopReason.OTHER_DOB)
    assert rejected(found, [stop]) == [
        [LINE, PROBLEM, REPAIR, "Surname", "Forename", "DOB", "Adno"],
        ["2", "DOB: date not understood", "Write it as 31/12/2014.", "Quill", "Ann", "31.31", "1"],
        [
            "3",
            "The number belongs to a child with another date of birth.",
            rejects.ASK,
            "Plum",
            "Bo",
            "01/02/2012",
            "2",
        ],
        [
            "4",
            "Surname: the surname or the forename is missing",
            "Write both names.",
            "",
            "Cy",
            "01/02/2012",
            "3",
        ],
    ]


def test_a_repaired_file_can_be_brought_in():
    found = read(HEAD + "Zoë,Ann,31.31,=1\nPlum,Bo?,01/02/2012,2\n")
    data = b"".join(stream_rejects(found.table, found.rows.problems, []))
    again = read(data.replace(b"31.31", b"31.12.2014").replace(b"Bo?", "Bô".encode()))
    assert [(row.surname, row.forename, row.admission_no) for row in again.rows.pupils] == [
        ("Zoë", "Ann", "=1"),
        ("Plum", "Bô", "2"),
    ]
    assert len(plan_of(again.rows.pupils, []).new) == 2


def test_cells_that_could_run_in_a_spreadsheet_do_not():
    found = read(HEAD + '"=HYPERLINK(""http://x"")",Ann,01/02/2012,1\n"\u200b@SUM(A1)",Bo,01/02/2012,2\n')
    rows = rejected(found)
    # The invisible character at the edge of a cell went when the file was read.
    assert [row[3] for row in rows[1:]] == ['\'=HYPERLINK("http://x")', "'@SUM(A1)"]


def test_a_line_with_broken_quotes_is_kept_as_it_stood():
    found = read(HEAD + 'Quill,"Ann" B,01/02/2012,1\nPlum,Bo,01/02/2012,2\n')
    assert rejected(found)[1][3] == 'Quill,"Ann" B,01/02/2012,1'


def test_nothing_left_out_is_a_file_with_headings_only():
    assert len(rejected(read(HEAD + "Plum,Bo,01/02/2012,2\n"))) == 1
