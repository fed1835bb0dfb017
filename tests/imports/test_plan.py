"""The plan: who is new, who changed, who waits for a person, and that a second run finds nothing to do."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.imports.mapping import ChildField
from concerns.imports.match import STOP_SENTENCES, StopReason
from concerns.imports.plan import LEFT_ALONE_SENTENCES, LeftAlone
from concerns.imports.repairs import Repair, RowProblem
from concerns.upn import check_letter
from tests.imports.helpers import applied, child, plan_of, pupil


def number(body: str) -> str:
    return check_letter(body) + body


ONE, TWO, THREE = (number(f"33020001700{n}") for n in (1, 2, 3))
TEMPORARY = number("33020001700A")


def reasons(plan) -> list[StopReason]:
    return [stop.reason for stop in plan.stops]


def test_an_empty_list_takes_everybody():
    plan = plan_of([pupil(2, upn=ONE), pupil(3, upn=TWO, forename="Bo")], [])
    assert [row.number for row in plan.new] == [2, 3]
    assert plan.counts() == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "left_alone": 0,
        "stops": 0,
        "missing": 0,
        "leaving": 0,
    }


@pytest.mark.parametrize(
    ("on_list", "in_file"),
    [
        ({"upn": ONE}, {"upn": ONE, "dob": None}),
        ({"admission_no": "A1"}, {"admission_no": "a1", "dob": None}),
        ({}, {}),
        ({"surname": "O’Neill"}, {"surname": "O'NEILL"}),
        ({"upn": ONE, "admission_no": "1"}, {"forename": "IEUAN"}),
    ],
)
def test_a_child_is_known_by_number_or_by_name_and_birthday(on_list, in_file):
    plan = plan_of([pupil(**in_file)], [child(**on_list), child(forename="Bo", dob=date(2012, 1, 1))])
    assert (len(plan.new), len(plan.stops), len(plan.missing)) == (0, 0, 1)


def test_a_name_without_a_birthday_knows_nobody():
    plan = plan_of([pupil(dob=None, admission_no="7")], [child()])
    assert len(plan.new) == 1


def test_only_what_differs_is_changed():
    old = child(upn=ONE, year="7", form="7KW", sex="M")
    plan = plan_of([pupil(upn=ONE, year="8", form="8KW", sex="M", preferred_name="Yew")], [old])
    (change,) = plan.changed
    assert change.child == old.uid
    assert change.values == {ChildField.PREFERRED_NAME: "Yew", ChildField.YEAR: "8", ChildField.FORM: "8KW"}


def test_a_blank_never_erases():
    old = child(upn=ONE, admission_no="1", preferred_name="Yew", sex="M", year="7", form="7K")
    plan = plan_of([pupil(upn=ONE, dob=None)], [old])
    assert [row.number for row in plan.same] == [2]


@pytest.mark.parametrize(
    ("in_file", "reason"),
    [
        ({"upn": ONE, "dob": date(2011, 12, 10)}, StopReason.OTHER_DOB),
        ({"upn": ONE, "surname": "Quill"}, StopReason.OTHER_SURNAME),
        ({"admission_no": "1", "dob": date(2011, 12, 10)}, StopReason.OTHER_DOB),
        ({"admission_no": "1", "surname": "Quill"}, StopReason.OTHER_SURNAME),
        # A twin: surname, birthday and a mistyped admission number are the same, the UPN isn't.
        ({"admission_no": "1", "upn": TWO, "forename": "Bo"}, StopReason.OTHER_NUMBER),
        ({"admission_no": "1", "upn": TWO, "dob": None}, StopReason.OTHER_NUMBER),
        ({"upn": TWO}, StopReason.OTHER_NUMBER),
        ({"admission_no": "2"}, StopReason.OTHER_NUMBER),
    ],
)
def test_a_person_looks_where_the_signs_disagree_and_may_confirm(in_file, reason):
    old = child(upn=ONE, admission_no="1")
    row = pupil(**in_file)

    plan = plan_of([row], [old])
    assert reasons(plan) == [reason]
    assert (plan.stops[0].child, plan.stops[0].can_confirm) == (old.uid, True)
    assert (plan.new, plan.changed, plan.missing) == ([], [], [])

    after = plan_of([row], [old], confirmed={2})
    assert [change.child for change in after.changed] == [old.uid]
    assert after.stops == []
    assert len(plan_of([row], applied(after, [old])).same) == 1


@pytest.mark.parametrize(
    "in_file", [{"upn": TWO, "admission_no": "1"}, {"upn": ONE, "forename": "Ieuan Rhys"}]
)
def test_a_corrected_number_or_forename_needs_nobody(in_file):
    plan = plan_of([pupil(**in_file)], [child(upn=ONE, admission_no="1")])
    assert (len(plan.changed), reasons(plan)) == (1, [])


def test_a_temporary_number_gives_way_to_the_childs_own():
    plan = plan_of([pupil(upn=ONE)], [child(upn=TEMPORARY)])
    assert plan.changed[0].values == {ChildField.UPN: ONE}


@pytest.mark.parametrize(("old", "new"), [(ONE, TEMPORARY), (ONE, "PENDING"), (TEMPORARY, "PENDING")])
def test_a_number_never_gives_way_to_a_worse_one(old, new):
    assert plan_of([pupil(upn=new)], [child(upn=old)]).changed == []


def test_a_row_that_could_be_two_children_cannot_be_confirmed():
    by_upn, by_admission = child(upn=ONE), child(forename="Bo", admission_no="7")
    plan = plan_of([pupil(upn=ONE, admission_no="7")], [by_upn, by_admission], confirmed={2})
    assert reasons(plan) == [StopReason.TWO_CHILDREN]
    assert not plan.stops[0].can_confirm
    assert plan.missing == []

    namesakes = [child(admission_no="1"), child(admission_no="2")]
    assert reasons(plan_of([pupil()], namesakes, confirmed={2})) == [StopReason.TWO_CHILDREN]
    assert plan_of([pupil(admission_no="2")], namesakes).same[0].number == 2
    assert reasons(plan_of([pupil(admission_no="3")], namesakes)) == [StopReason.TWO_CHILDREN]


def test_the_same_row_twice_counts_once():
    plan = plan_of([pupil(2, upn=ONE), pupil(3, upn=ONE), pupil(4, upn=ONE)], [])
    assert [row.number for row in plan.new] == [2]
    assert [(row.number, why) for row, why in plan.left_alone] == [
        (3, LeftAlone.SAME_ROW_TWICE),
        (4, LeftAlone.SAME_ROW_TWICE),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [pupil(2, upn=ONE), pupil(3, upn=ONE, forename="Bo")],
        [pupil(2, admission_no="1"), pupil(3, admission_no="1", year="7")],
        [pupil(2, upn=ONE), pupil(3)],
        [pupil(2, upn=ONE), pupil(3, admission_no="7")],
        [pupil(2), pupil(3, year="7")],
        # Two alike and a third that differs: none of the three is taken.
        [pupil(2, upn=ONE), pupil(3, upn=ONE), pupil(4, upn=ONE, year="7")],
        [
            pupil(2, upn=ONE, admission_no="1"),
            pupil(3, upn=ONE, admission_no="1"),
            pupil(4, admission_no="1", year="7"),
        ],
    ],
)
def test_different_rows_for_one_child_or_number_all_wait(rows):
    plan = plan_of(rows, [], confirmed={2, 3, 4})
    assert reasons(plan) == [StopReason.TWICE_IN_FILE] * len(rows)
    assert (plan.new, plan.left_alone) == ([], [])


def test_two_rows_that_come_to_one_child_of_the_list_both_wait():
    old = child(upn=ONE, admission_no="1")
    plan = plan_of([pupil(2, upn=ONE), pupil(3, admission_no="1", year="7")], [old])
    assert reasons(plan) == [StopReason.TWICE_IN_FILE] * 2
    assert plan.missing == []


def test_namesakes_with_numbers_of_their_own_are_two_children():
    rows = [pupil(2, upn=ONE, admission_no="1"), pupil(3, upn=TWO, admission_no="2")]
    plan = plan_of(rows, [])
    assert len(plan.new) == 2
    assert len(plan_of(rows, applied(plan, [])).same) == 2


def test_leaving_comes_from_the_file_and_only_when_the_day_has_come():
    children = [child(upn=ONE), child(upn=TWO, forename="Bo")]
    rows = [
        pupil(2, upn=ONE, left_on=date(2026, 11, 23)),
        pupil(3, upn=TWO, forename="Bo", left_on=date(2026, 11, 24)),
    ]
    plan = plan_of(rows, children)
    assert [(change.leaves, change.values) for change in plan.changed] == [
        (True, {ChildField.LEFT_ON: date(2026, 11, 23)}),
        (False, {ChildField.LEFT_ON: date(2026, 11, 24)}),
    ]
    assert plan.counts()["leaving"] == 1
    assert len(plan_of(rows, applied(plan, children)).same) == 2


def test_somebody_who_left_before_we_began_is_left_alone():
    plan = plan_of([pupil(upn=ONE, left_on=date(2020, 7, 20))], [])
    assert [why for _, why in plan.left_alone] == [LeftAlone.LEFT_BEFORE]
    assert plan.new == []


def test_a_child_who_is_back_waits_for_a_person():
    old = child(upn=ONE, on_roll=False, left_on=date(2025, 7, 20))
    row = pupil(upn=ONE)
    assert reasons(plan_of([row], [old])) == [StopReason.BACK_AGAIN]

    plan = plan_of([row], [old], confirmed={2})
    assert (plan.changed[0].returns, plan.changed[0].values) == (True, {})
    (after,) = applied(plan, [old])
    assert (after.on_roll, after.left_on) == (True, None)
    assert len(plan_of([row], [after]).same) == 1


def test_missing_children_are_counted_and_nothing_else():
    here, gone, left = child(upn=ONE), child(upn=TWO, forename="Bo"), child(forename="Cy", on_roll=False)
    plan = plan_of([pupil(upn=ONE)], [here, gone, left])
    assert plan.missing == [gone.uid]
    assert plan.changed == []


@pytest.mark.parametrize("known", [{"upn": ONE}, {"admission_no": "A1"}, {"name": "ieuan marrowby"}])
def test_a_child_whose_row_could_not_be_read_is_not_missing(known):
    problem = RowProblem(5, Repair.DATE_NOT_UNDERSTOOD, "DOB", "x", (), **known)
    plan = plan_of([], [child(upn=ONE, admission_no="a1"), child(upn=TWO, forename="Bo")], problems=[problem])
    assert len(plan.missing) == 1


def test_every_reason_has_its_words():
    assert set(STOP_SENTENCES) == set(StopReason)
    assert set(LEFT_ALONE_SENTENCES) == set(LeftAlone)


def test_nothing_prints_a_name():
    old = child(surname="Zebedee", upn=ONE)
    plan = plan_of(
        [pupil(surname="Zebedee", upn=ONE, year="8"), pupil(3, surname="Zebedee", forename="Bo")], [old]
    )
    for thing in (plan, old, *plan.changed, *plan.new):
        assert "Zebedee" not in repr(thing)
        assert ONE not in repr(thing)


NUMBERS = st.sampled_from(["", ONE, TWO, THREE, TEMPORARY, "PENDING"])
DAYS = st.sampled_from([None, date(2011, 10, 12), date(2012, 10, 12)])
LEAVING = st.sampled_from([None, None, date(2025, 7, 20), date(2027, 7, 20)])
PEOPLE = {
    "surname": st.sampled_from(["Marrowby", "MARROWBY", "Quill"]),
    "forename": st.sampled_from(["Ieuan", "Bo"]),
    "upn": NUMBERS,
    "admission_no": st.sampled_from(["", "1", "2", "3"]),
    "year": st.sampled_from(["", "7", "8"]),
    "left_on": LEAVING,
}


@st.composite
def files(draw):
    rows = []
    for place in range(draw(st.integers(0, 7))):
        values = {name: draw(values) for name, values in PEOPLE.items()} | {"dob": draw(DAYS)}
        if values["dob"] or values["admission_no"] or len(values["upn"]) == 13:
            rows.append(pupil(place + 2, **values))
    return rows


@st.composite
def lists(draw):
    found = {}
    for _ in range(draw(st.integers(0, 4))):
        values = {name: draw(values) for name, values in PEOPLE.items()} | {"dob": draw(DAYS)}
        # The database lets a number stand once in a school.
        numbers = {(name, values[name]) for name in ("upn", "admission_no") if values[name]}
        if not numbers & found.keys():
            row = child(uid=uuid4(), on_roll=draw(st.booleans()), **values)
            found |= dict.fromkeys(numbers or {("uid", row.uid)}, row)
    return list({row.uid: row for row in found.values()}.values())


@settings(max_examples=300)
@given(files(), lists(), st.sets(st.integers(2, 9)))
def test_a_second_run_changes_nothing(rows, children, confirmed):
    first = plan_of(rows, children, confirmed=confirmed)
    second = plan_of(rows, applied(first, children), confirmed=confirmed)
    assert (second.new, second.changed) == ([], [])


@settings(max_examples=300)
@given(files(), lists())
def test_every_row_ends_in_one_place_and_nobody_vanishes(rows, children):
    plan = plan_of(rows, children)
    placed = [
        *(row.number for row in plan.new),
        *(change.row.number for change in plan.changed),
        *(row.number for row in plan.same),
        *(row.number for row, _ in plan.left_alone),
        *(stop.row.number for stop in plan.stops),
    ]
    assert sorted(placed) == [row.number for row in rows]
    after = applied(plan, children)
    assert {old.uid for old in children} <= {new.uid for new in after}
    for old, new in zip(children, after, strict=False):
        for name in ("surname", "forename", "upn", "admission_no", "year", "dob"):
            assert getattr(new, name) or not getattr(old, name)
