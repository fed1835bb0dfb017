"""Each dialect comes to the same pupils, letter for letter."""

from pathlib import Path

import pytest

from concerns import upn
from concerns.imports.mapping import ChildField, Confidence, guess_mapping
from concerns.imports.reading import open_table, read_pupils, samples
from tests.imports.helpers import TODAY, plan_of
from tests.samples.pupils import make
from tests.samples.pupils.people import WESTERN, WIDER

HERE = Path(make.__file__).parent
ALL = ("surname", "forename", "preferred_name", "dob", "upn", "admission_no", "sex", "year", "form")

# file, pupils, fields that the dialect carries, fields it lacks or writes in another way
DIALECTS = [
    ("sims-like.csv", WESTERN, ALL),
    ("arbor-like.csv", WIDER, tuple(name for name in ALL if name != "preferred_name")),
    ("bromcom-like.csv", WIDER, ("surname", "forename", "upn", "admission_no", "sex", "year", "form")),
    ("semicolons.csv", WESTERN, ("surname", "forename", "dob", "admission_no", "sex", "year", "form")),
    ("unnamed-utf16.txt", WIDER, tuple(name for name in ALL if name != "admission_no")),
    ("excel.xlsx", WIDER, ALL),
    ("excel-named.csv", WIDER, ALL),
]


@pytest.mark.parametrize(("name", "people", "fields"), DIALECTS, ids=[name for name, _, _ in DIALECTS])
def test_every_dialect_comes_to_the_same_pupils(name, people, fields):
    found = read_pupils((HERE / name).read_bytes(), today=TODAY)

    assert [[getattr(row, field) for field in fields] for row in found.rows.pupils] == [
        [getattr(person, field) for field in fields] for person in people
    ]
    assert found.rows.problems == []
    assert found.rows.notes == []


@pytest.mark.parametrize("name", [name for name, _, _ in DIALECTS])
def test_every_heading_is_known_for_sure(name):
    table = open_table((HERE / name).read_bytes())
    choices = guess_mapping(table, today=TODAY)

    assert {choice.confidence for choice in choices.values() if choice.header} == {Confidence.SURE}
    assert choices[ChildField.SURNAME].header in table.headers


@pytest.mark.parametrize("name", sorted(make.FILES))
def test_a_file_brought_in_after_another_dialect_adds_nobody(name):
    first = read_pupils((HERE / "excel.xlsx").read_bytes(), today=TODAY)
    children = plan_of(first.rows.pupils, [])
    on_list = [make_child(row) for row in children.new]

    again = plan_of(read_pupils((HERE / name).read_bytes(), today=TODAY).rows.pupils, on_list)

    assert (len(again.new), len(again.stops)) == (0, 0)


def make_child(row):
    from tests.imports.helpers import FIELDS, child

    return child(**{field: getattr(row, field) for field in FIELDS})


def test_the_stored_text_files_are_the_ones_that_the_script_writes():
    # An .xlsx holds the time of its making, so only the text files can be compared byte by byte.
    for name, build in make.FILES.items():
        if not name.startswith("excel"):
            assert (HERE / name).read_bytes() == build(), name


def test_samples_show_three_different_values():
    table = open_table((HERE / "sims-like.csv").read_bytes())
    assert samples(table, "Legal Surname") == ["Abernathy-Quill", "O’Fennimore", "Figueirinha"]
    assert samples(table, "Enrolment Status") == ["Current, single registration"]


def test_the_sample_numbers_are_sound():
    warned = {person.upn: upn.warnings(person.upn) for person in WIDER if upn.warnings(person.upn)}
    assert list(warned.values()) == [(upn.UpnWarning.TEMPORARY,)]
