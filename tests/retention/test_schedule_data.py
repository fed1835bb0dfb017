"""The schedule that a school starts with."""

import re
from itertools import pairwise

import pytest

from retention.calendar import Nation
from retention.schedule_data import SCHEDULE, rows_for
from retention.schedule_kinds import DISPOSITION_WORDS, TRIGGER_WORDS, Disposition, RecordClass, Trigger

SECTORS = ("primary", "secondary", "special", "college", "charity")


def test_all_rows_are_there_once_and_in_order() -> None:
    numbers = [int(row.code[2:4]) for row in SCHEDULE]

    assert sorted(set(numbers)) == list(range(1, 29))
    assert all(first <= second for first, second in pairwise(numbers))
    assert len({row.code for row in SCHEDULE}) == len(SCHEDULE)


def test_every_class_trigger_and_ending_is_used_and_has_words() -> None:
    assert {row.record_class for row in SCHEDULE} == set(RecordClass)
    assert {clock.trigger for row in SCHEDULE for clock in row.clocks} == set(Trigger)
    assert set(TRIGGER_WORDS) == set(Trigger)
    assert set(DISPOSITION_WORDS) == set(Disposition)


@pytest.mark.parametrize("row", SCHEDULE, ids=lambda row: row.code)
def test_a_row_says_by_whose_authority_and_names_no_paragraph(row: object) -> None:
    said = f"{getattr(row, 'authority', '')} {getattr(row, 'note', '')}"

    assert said.strip()
    assert not re.search(r"\b(para|paragraph|paras)\b", said, re.IGNORECASE)


@pytest.mark.parametrize("nation", list(Nation))
@pytest.mark.parametrize("sector", SECTORS)
def test_every_school_gets_one_rule_for_a_childs_file(nation: Nation, sector: str) -> None:
    found = [row for row in rows_for(nation=nation, sector=sector) if row.record_class == "child_file"]

    assert len(found) == 1


def test_a_club_has_no_pupil_records() -> None:
    codes = {row.code for row in rows_for(nation="england", sector="charity")}

    assert not codes & {"RT08", "RT09", "RT27", "RT28"}
    assert {"RT01", "RT03", "RT20"} <= codes


def test_an_unknown_nation_gets_no_schedule() -> None:
    with pytest.raises(ValueError, match="france"):
        list(rows_for(nation="france", sector="primary"))
