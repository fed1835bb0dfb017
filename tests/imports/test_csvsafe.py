"""The one CSV writer: nothing in it runs, everything in it comes back."""

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safeguard import csvsafe

INVISIBLE = [
    "",
    " ",
    "\u00a0",
    "\u200b",
    "\u200e",
    "\u202e",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\u3164",
    "\x00",
    "\x1f",
]
STARTERS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("invisible", INVISIBLE)
@pytest.mark.parametrize("starter", STARTERS)
def test_what_could_start_a_formula_is_guarded_even_behind_what_nobody_sees(invisible, starter):
    assert csvsafe.guard(f"{invisible}{starter}1+1") == f"'{invisible}{starter}1+1"


@pytest.mark.parametrize(
    "text", ["", "Ann", "O'Neil", "'t Hooft", "Smith-Jones", "Zoë", "1=1", "  Ann", "''", "علي"]
)
def test_ordinary_words_are_left_as_they_are(text):
    assert csvsafe.guard(text) == text
    assert csvsafe.unguard(text) == text


@given(st.text())
@example("'=1")
@example("''\u200b=1")
@example("\u200b'=1")
def test_unguard_gives_back_every_text(text):
    assert csvsafe.unguard(csvsafe.guard(text)) == text


@given(st.text(alphabet=st.sampled_from("'=+- \u200b\ufeff\u202eA\t"), max_size=8))
def test_unguard_gives_back_texts_made_to_confuse_it(text):
    guarded = csvsafe.guard(text)
    assert csvsafe.unguard(guarded) == text
    assert csvsafe.unguard(csvsafe.unguard(csvsafe.guard(guarded))) == text


@given(st.text())
def test_a_guarded_text_starts_with_no_starter_and_no_hidden_character_before_one(text):
    seen = csvsafe.guard(text).lstrip("".join(INVISIBLE) or None)
    assert seen[:1] not in STARTERS


CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
def test_every_word_comes_back_from_the_file(rows):
    data = b"".join(csvsafe.stream_csv(["a", "b", "c"], rows))
    back = [[csvsafe.unguard(value) for value in row] for row in read_back(data)]
    assert back == [["a", "b", "c"], *rows]


def test_values_that_are_not_words():
    row = [
        None,
        True,
        False,
        -5,
        1.5,
        Decimal("-2.50"),
        date(2014, 12, 31),
        datetime(2026, 1, 2, 9, 5, tzinfo=UTC),
        time(9, 5),
    ]
    (_, written) = read_back(b"".join(csvsafe.stream_csv(["x"] * 9, [row])))
    assert written == [
        "",
        "yes",
        "no",
        "-5",
        "1.5",
        "-2.50",
        "2014-12-31",
        "2026-01-02T09:05:00+00:00",
        "09:05:00",
    ]


def test_the_file_says_that_it_is_utf_8_and_quotes_every_cell():
    data = b"".join(csvsafe.stream_csv(["Name"], [["Zoë; =1"]]))
    assert data == '\ufeff"Name"\r\n"Zoë; =1"\r\n'.encode()


def test_a_header_is_guarded_too():
    assert read_back(b"".join(csvsafe.stream_csv(["=1"], [])))[0] == ["'=1"]


def test_a_lone_surrogate_does_not_stop_an_export():
    assert read_back(b"".join(csvsafe.stream_csv(["a"], [["x\ud800y"]])))[1] == ["x?y"]


def test_a_long_file_comes_in_pieces():
    pieces = list(csvsafe.stream_csv(["n"], ([n] for n in range(1_200))))
    assert len(pieces) == 3
    assert len(read_back(b"".join(pieces))) == 1_201
