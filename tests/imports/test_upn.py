"""The UPN's check letter against the published and the computed vectors, and what is warned of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns import upn
from concerns.upn import UpnWarning

VECTORS = [
    ("801200005001", "B"),
    ("330200026001", "B"),
    ("823432124003", "H"),
    ("201100026001", "N"),
    ("999999999999", "F"),
    ("80120002600A", "T"),
    ("93810001503K", "A"),
    # A vendor's worked example says Q: its sum is added wrongly (267 instead of 266).
    ("207000016049", "P"),
]


@pytest.mark.parametrize(("body", "letter"), VECTORS)
def test_check_letter_of_each_vector(body, letter):
    assert upn.check_letter(body) == letter


@pytest.mark.parametrize("number", ["B801200005001", "B330200026001", "H823432124003", "P207000016049"])
def test_a_right_number_has_no_warning(number):
    assert upn.warnings(number) == ()


@pytest.mark.parametrize("number", ["A801200005001", "Q207000016049"])
def test_a_wrong_letter_is_a_warning(number):
    assert upn.warnings(number) == (UpnWarning.CHECK_LETTER,)


def test_an_unknown_authority_is_a_warning():
    assert upn.warnings("F999999999999") == (UpnWarning.AUTHORITY,)


@pytest.mark.parametrize("number", ["T80120002600A", "A93810001503K"])
def test_a_temporary_number_is_a_warning(number):
    assert upn.warnings(number) == (UpnWarning.TEMPORARY,)


def test_warnings_add_up():
    assert upn.warnings("A99999999999A") == (
        UpnWarning.CHECK_LETTER,
        UpnWarning.AUTHORITY,
        UpnWarning.TEMPORARY,
    )


@pytest.mark.parametrize(
    "number",
    ["B80120000500", "B8012000050011", "I801200005001", "B80120000500I", "8801200005001", "NOT KNOWN", "٣"],
)
def test_another_shape_is_one_warning_and_never_an_error(number):
    assert upn.warnings(number) == (UpnWarning.SHAPE,)


def test_no_number_is_no_warning():
    assert upn.warnings("") == ()


@pytest.mark.parametrize(
    "code", ["838", "839", "840", "940", "941", "942", "943", "660", "681", "420", "908"]
)
def test_authorities_that_older_lists_lack_are_known(code):
    body = f"{code}200026001"
    assert upn.warnings(upn.check_letter(body) + body) == ()


def test_a_number_is_worth_what_it_says():
    assert [upn.worth(number) for number in ("B801200005001", "T80120002600A", "PENDING", "")] == [2, 1, 0, 0]


def test_tidy_keeps_the_number_and_drops_the_dress():
    assert upn.tidy(" b801 2000-0500.1\u200b ") == "B801200005001"


@pytest.mark.parametrize("body", ["", "80120000500", "8012000050012", "80120000500I", "80120000500é"])
def test_check_letter_of_another_shape_raises(body):
    with pytest.raises(ValueError, match="12 figures"):
        upn.check_letter(body)


@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True), st.integers(0, 11), st.data())
def test_one_mistyped_figure_changes_the_letter(body, place, data):
    # The weights 2 to 13 are all coprime to 23, so no single slip of a figure can hide.
    if not body[place].isdigit():
        return
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != body[place]]))
    slipped = body[:place] + other + body[place + 1 :]
    assert upn.check_letter(slipped) != upn.check_letter(body)


@given(st.text(max_size=30))
def test_anything_at_all_gets_an_answer(text):
    assert isinstance(upn.warnings(upn.tidy(text)), tuple)
