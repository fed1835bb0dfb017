"""Which column is what: sure where the heading says it, likely where it hints, never one column twice."""

import pytest

from concerns.imports.mapping import (
    SYNONYMS,
    ChildField,
    Confidence,
    check_mapping,
    chosen,
    guess_mapping,
    plain,
)
from concerns.imports.reading import open_table
from concerns.imports.unreadable import Reason, UnreadableFile
from tests.imports.helpers import TODAY


def guess(headings: list[str], *rows: list[str]):
    lines = [headings, *(rows or [["x"] * len(headings)])]
    return guess_mapping(open_table("\n".join(";".join(line) for line in lines).encode()), today=TODAY)


def found(headings: list[str], *rows: list[str]) -> dict[str, str]:
    return {field.value: header for field, header in chosen(guess(headings, *rows)).items()}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Form/Tutor_Group", "form tutor group"),
        ("D.O.B.", "d o b"),
        ("  DateOfBirth ", "date of birth"),
        ("UPN:", "upn"),
        ("legalSurname", "legal surname"),
        ("M/F", "m f"),
    ],
)
def test_headings_are_read_as_words(header, words):
    assert plain(header) == words


def test_no_synonym_means_two_fields():
    every = [words for all_words in SYNONYMS.values() for words in all_words]
    assert len(every) == len(set(every))
    assert all(plain(words) == words for words in every)


def test_the_legal_name_goes_before_others():
    assert found(["Surname", "Preferred Surname", "Legal Surname", "Forename", "Legal Forename"]) == {
        "surname": "Legal Surname",
        "forename": "Legal Forename",
    }


@pytest.mark.parametrize(
    "header",
    [
        "Former UPN",
        "Parent Surname",
        "ULN",
        "Id",
        "Middle Names",
        "Tutor",
        "Form Tutor",
        "Date of Entry",
        "Age",
        "Contact 1 Forename",
        "Start Date",
        "Class Teacher",
        "House",
        "UPN Unknown Reason Changed",
    ],
)
def test_headings_of_somebody_or_something_else_are_left_alone(header):
    assert header not in found(["Surname", "Forename", header]).values()


def test_a_part_of_a_heading_is_likely():
    choices = guess(["Student Legal Surname", "Forename", "UPN (current)", "Pupil Date of Birth"])
    assert {field.value: choice.confidence for field, choice in choices.items() if choice.header} == {
        "surname": Confidence.LIKELY,
        "forename": Confidence.SURE,
        "upn": Confidence.LIKELY,
        "dob": Confidence.LIKELY,
    }


def test_a_heading_that_stands_twice_is_for_a_person_to_check():
    choice = guess(["Surname", "Forename", "UPN", "UPN"], ["x", "y", "1", "2"])[ChildField.UPN]
    assert (choice.header, choice.confidence) == ("UPN", Confidence.LIKELY)
    assert "twice" in choice.why


def test_values_speak_where_the_heading_says_nothing():
    rows = [[f"Quill{n}", "Ann", f"B80120000500{n}", f"0{n}/02/2012"] for n in range(1, 6)]
    choices = guess(["Surname", "Forename", "Code", "When"], *rows)
    assert chosen(choices)[ChildField.UPN] == "Code"
    assert chosen(choices)[ChildField.DOB] == "When"
    assert choices[ChildField.DOB].why == "Guessed from what the column holds."


def test_two_columns_of_dates_are_a_toss_up_and_stay_open():
    rows = [["Quill", "Ann", f"0{n}/02/2012", f"0{n}/09/2020"] for n in range(1, 6)]
    assert "dob" not in found(["Surname", "Forename", "When", "Then"], *rows)


def test_a_column_of_numbers_is_not_taken_for_dates():
    rows = [["Quill", "Ann", f"4097{n}"] for n in range(5)]
    assert "dob" not in found(["Surname", "Forename", "Locker"], *rows)


def test_each_heading_is_given_once():
    headers = list(
        found(["Name", "Surname", "First Name", "Known As", "Year", "Class", "Reg", "Sex", "DOB"]).values()
    )
    assert len(headers) == len(set(headers))


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ({"surname": "S"}, Reason.NO_NAMES),
        ({"forename": "F", "dob": "D"}, Reason.NO_NAMES),
        ({"surname": "S", "forename": "F"}, Reason.NO_IDENTITY),
    ],
)
def test_a_mapping_must_name_the_child_and_know_them_again(mapping, reason):
    with pytest.raises(UnreadableFile) as caught:
        check_mapping({ChildField(field): header for field, header in mapping.items()}, "SFDU")
    assert caught.value.reason is reason


def test_a_mapping_to_no_column_or_to_one_column_twice_raises():
    fine = {ChildField.SURNAME: "S", ChildField.FORENAME: "F", ChildField.UPN: "U"}
    check_mapping(fine, "SFDU")
    with pytest.raises(KeyError):
        check_mapping(fine | {ChildField.DOB: "X"}, "SFDU")
    with pytest.raises(ValueError, match="two fields"):
        check_mapping(fine | {ChildField.DOB: "S"}, "SFDU")
