"""The reasons in law: which a request leaves open, and what a requester reads of them."""

import pytest

from retention.article15 import STATEMENTS, complete
from retention.exemptions import BY_CODE, CATALOGUE, LAW, explained, letters, refusal, usable


def test_child_abuse_data_is_only_against_a_parent_of_a_child_and_not_in_scotland() -> None:
    abuse = BY_CODE["X06"]

    assert refusal(abuse, requester="parent", nation="england", age=12) == ""
    assert "parental responsibility" in refusal(abuse, requester="subject", nation="england", age=12)
    assert "Scotland" in refusal(abuse, requester="parent", nation="scotland", age=12)
    assert "under 18" in refusal(abuse, requester="parent", nation="wales", age=18)
    assert refusal(abuse, requester="parent", nation="wales", age=None) == ""


@pytest.mark.parametrize(
    ("requester", "nation", "count"), [("parent", "england", 14), ("subject", "england", 13)]
)
def test_what_may_be_chosen(requester: str, nation: str, count: int) -> None:
    assert len(usable(requester=requester, nation=nation, age=12)) == count


def test_every_reason_has_a_question_and_a_sentence() -> None:
    assert all(one.test.rstrip(".").endswith(("?", "refused")) or "?" in one.test for one in CATALOGUE)
    assert all(one.said.endswith(".") for one in CATALOGUE)
    assert len(BY_CODE) == len(CATALOGUE)


def test_a_quiet_reason_reads_like_any_other() -> None:
    assert {one.code for one in CATALOGUE if one.quiet} == {"X03", "X06", "X08"}
    assert all(one.said == LAW for one in CATALOGUE if one.quiet)
    assert any(one.said == LAW for one in CATALOGUE if not one.quiet), "or the sentence would give it away"


def test_letters_are_one_for_each_sentence() -> None:
    assert letters(["X08", "X01", "X03"]) == {"X01": "A", "X03": "B", "X08": "B"}
    assert explained(["X03", "X08"]) == [("A", LAW)]


def test_the_answer_is_incomplete_without_one_of_the_eleven() -> None:
    assert complete()
    assert not complete(STATEMENTS[:-1])
    assert not complete((*STATEMENTS[:-1], ("A copy", " ")))
