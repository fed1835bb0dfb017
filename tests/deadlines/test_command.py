"""`manage.py sar_deadline`: JSON on the way out, a plain sentence and a non-zero exit when wrong."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from retention.management.commands.sar_deadline import Command


def run(*arguments: str) -> dict[str, str]:
    out = StringIO()
    call_command(Command(), *arguments, stdout=out)
    answer: dict[str, str] = json.loads(out.getvalue())
    return answer


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert caught.value.returncode != 0
    return str(caught.value)


def test_prints_the_five_dates() -> None:
    assert run("--received", "2026-09-01", "--nation", "england", "--extended") == {
        "start": "2026-09-01",
        "nominal": "2026-12-01",
        "due_legal": "2026-12-01",
        "due_cautious": "2026-12-01",
        "extension_notice_by": "2026-10-01",
    }


def test_takes_identity_and_several_clarifications() -> None:
    answer = run(
        *("--received", "2026-06-01", "--nation", "wales", "--id-received", "2026-06-02"),
        *("--clarified", "2026-06-05:2026-06-08", "--clarified", "2026-06-07:2026-06-12"),
    )

    assert answer["start"] == "2026-06-02"
    assert answer["due_legal"] == "2026-07-10"
    assert answer["due_cautious"] == "2026-07-09"


@pytest.mark.parametrize(
    ("nation", "due"),
    [
        ("england", "2027-07-12"),
        ("wales", "2027-07-12"),
        ("scotland", "2027-07-12"),
        ("northern-ireland", "2027-07-13"),
    ],
)
def test_knows_the_four_nations(nation: str, due: str) -> None:
    arguments = ("--received", "2027-06-12", "--nation", nation)

    assert run(*arguments)["due_legal"] == due


def test_holidays_can_be_added_and_taken_away() -> None:
    base = ("--received", "2026-07-31", "--nation", "england")

    assert run(*base, "--no-holiday", "2026-08-31")["due_legal"] == "2026-08-31"
    assert run(*base, "--holiday", "2026-09-01")["due_legal"] == "2026-09-02"


def test_a_date_ahead_is_worked_out() -> None:
    assert run("--received", "2028-01-31", "--nation", "england")["due_legal"] == "2028-02-29"


def test_an_answer_before_its_question_is_refused() -> None:
    text = refusal("--received", "2026-06-01", "--nation", "england", "--clarified", "2026-06-12:2026-06-05")

    assert "before it was asked" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("--received", "2026-02-30", "--nation", "england"),
        ("--received", "1/6/2026", "--nation", "england"),
        ("--received", "", "--nation", "england"),
        ("--received", "2026-06-01", "--nation", "france"),
        ("--received", "2026-06-01", "--nation", "england", "--clarified", "2026-06-05"),
        ("--received", "2026-06-01", "--nation", "england", "--clarified", "2026-06-05:"),
        ("--received", "0001-01-01", "--nation", "england"),
        ("--nation", "england"),
        ("--received", "2026-06-01"),
    ],
)
def test_what_cannot_be_read_is_refused(arguments: tuple[str, ...]) -> None:
    assert refusal(*arguments)
