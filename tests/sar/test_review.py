"""Deciding: whole words go, everywhere if wanted, two reviewers don't overwrite each other."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from retention.actions.sar import RequestRefused, StaleRequest
from retention.actions.sar_package import send_back, submit_review
from retention.actions.sar_review import Removal, Verdict, decide_item, let_stay, remove_words, take_back
from retention.models import RequestItem, RequestRedaction, SubjectRequest
from retention.queries.sar_items import (
    live_redactions,
    loose_ends,
    names_to_think_about,
    next_item,
    pieces_of,
    preview_of,
    spans_of,
    words_of_item,
)
from retention.request_moves import WrongMove
from tests.conftest import World
from tests.sar.make import NOW, decide_all, gathered, item_of, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(in_oak: World) -> SubjectRequest:
    """A request in review."""
    tomas, _, _ = records(in_oak)
    return gathered(in_oak, tomas)


def remove(world: World, row: SubjectRequest, item: RequestItem, **more: object) -> int:
    item.refresh_from_db()
    what = Removal(**{"exemption": "X01", "reason": "Not asked.", **more})  # type: ignore[arg-type]
    return remove_words(
        by=world.member("dpo"), request=row, item=item, version=item.version, what=what, now=NOW
    )


def decide(world: World, row: SubjectRequest, item: RequestItem, choice: str, **more: object) -> RequestItem:
    item.refresh_from_db()
    verdict = Verdict(choice, **more)  # type: ignore[arg-type]
    return decide_item(
        by=world.member("dpo"), request=row, item=item, version=item.version, verdict=verdict, now=NOW
    )


def removed_words(item: RequestItem) -> list[str]:
    text = words_of_item(item).text
    return [text[one.start : one.stop] for one in live_redactions([item])[item.pk]]


def test_half_a_word_removes_the_whole(in_oak: World, row: SubjectRequest) -> None:
    item = item_of(row, "concern")
    start = words_of_item(item).text.index("Okafor")

    assert remove(in_oak, row, item, start=start + 1, stop=start + 3) == 1

    assert removed_words(item) == ["Okafor"]


def test_a_phrase_is_removed_wherever_it_stands_in_the_record(in_oak: World, row: SubjectRequest) -> None:
    item = item_of(row, "concern")

    assert remove(in_oak, row, item, phrase="LENA") == 2
    assert remove(in_oak, row, item, phrase="lena") == 0, "it is removed already"

    assert removed_words(item) == ["Lena", "Lena"]


def test_everywhere_is_every_record(in_oak: World, row: SubjectRequest) -> None:
    total = sum(words_of_item(one).text.count("Tomas") for one in RequestItem.objects.filter(request=row))

    places = remove(in_oak, row, item_of(row, "concern"), phrase="Tomas", everywhere=True, stand_in="Child A")

    assert places == total > 1
    assert {one.stand_in for one in RequestRedaction.objects.all()} == {"Child A"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"phrase": "Nobody of this name"}, "don’t stand in this record"),
        ({"start": 0, "stop": 99_999}, "Select the words again"),
        ({"phrase": "Lena", "exemption": "X99"}, "Choose the reason in law"),
        ({"phrase": "Lena", "reason": " "}, "Answer the question of this reason"),
    ],
)
def test_what_can_not_be_removed_is_said(
    in_oak: World, row: SubjectRequest, more: dict[str, object], words: str
) -> None:
    with pytest.raises(RequestRefused, match=words):
        remove(in_oak, row, item_of(row, "concern"), **more)

    assert not RequestRedaction.objects.exists()


def test_a_stale_page_overwrites_nothing(in_oak: World, row: SubjectRequest) -> None:
    item = item_of(row, "concern")
    seen = item.version
    decide(in_oak, row, item, "release")
    other = in_oak.member("dpo", name="Another Officer")

    with pytest.raises(StaleRequest):
        decide_item(
            by=other,
            request=row,
            item=item,
            version=seen,
            verdict=Verdict("withhold", "X03", "Harm"),
            now=NOW,
        )
    with pytest.raises(StaleRequest):
        remove_words(
            by=other, request=row, item=item, version=seen, what=Removal("X01", "Why", phrase="Lena"), now=NOW
        )

    item.refresh_from_db()
    assert item.choice == "release"


def test_removing_more_makes_a_decision_open_again(in_oak: World, row: SubjectRequest) -> None:
    item = item_of(row, "concern")
    decide(in_oak, row, item, "release")

    remove(in_oak, row, item, phrase="Lena")

    item.refresh_from_db()
    assert (item.choice, item.decided_by) == (None, None)


def test_a_decision_must_fit_what_was_removed(in_oak: World, row: SubjectRequest) -> None:
    item = item_of(row, "concern")
    with pytest.raises(RequestRefused, match="Nothing is removed"):
        decide(in_oak, row, item, "redact")
    remove(in_oak, row, item, phrase="Lena")
    with pytest.raises(RequestRefused, match="Words are removed"):
        decide(in_oak, row, item, "release")

    assert decide(in_oak, row, item, "redact").decided_by == in_oak.member("dpo")


def test_keeping_a_record_back_needs_law_and_reason(in_oak: World, row: SubjectRequest) -> None:
    item = item_of(row, "addendum")

    with pytest.raises(RequestRefused, match="Choose the reason in law"):
        decide(in_oak, row, item, "withhold")
    with pytest.raises(RequestRefused, match="Answer the question"):
        decide(in_oak, row, item, "withhold", exemption="X03")
    with pytest.raises(RequestRefused, match="health professional"):
        decide(in_oak, row, item, "withhold", exemption="X05", reason="Counsellor’s letter")
    with pytest.raises(RequestRefused, match="six months"):
        decide(
            in_oak,
            row,
            item,
            "withhold",
            exemption="X05",
            reason="Letter",
            opinion="Dr Lund, GP",
            opinion_on=date(2026, 1, 1),
        )
    held = decide(
        in_oak,
        row,
        item,
        "withhold",
        exemption="X05",
        reason="Letter",
        opinion="Dr Lund, GP",
        opinion_on=date(2026, 11, 1),
    )

    assert (held.choice, held.opinion.open()) == ("withhold", "Dr Lund, GP")


def test_child_abuse_data_can_not_be_used_against_the_child(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row = gathered(in_oak, tomas, requester_kind="subject")

    with pytest.raises(RequestRefused, match="parental responsibility"):
        decide(in_oak, row, item_of(row, "addendum"), "withhold", exemption="X06", reason="Best interests")


def test_words_are_put_back_and_their_removal_stays_on_record(in_oak: World, row: SubjectRequest) -> None:
    item, dpo = item_of(row, "concern"), in_oak.member("dpo")
    remove(in_oak, row, item, phrase="Gary")
    decide(in_oak, row, item, "redact")
    redaction = RequestRedaction.objects.get()

    take_back(by=dpo, request=row, redaction=redaction, now=NOW)
    take_back(by=dpo, request=row, redaction=redaction, now=NOW + timedelta(hours=1))

    redaction.refresh_from_db()
    item.refresh_from_db()
    assert (redaction.taken_back_at, redaction.taken_back_by) == (NOW, dpo)
    assert item.choice is None


def test_a_removal_is_never_changed_or_deleted(in_oak: World, row: SubjectRequest) -> None:
    remove(in_oak, row, item_of(row, "concern"), phrase="Gary")

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        RequestRedaction.objects.update(stop=99)


def test_words_left_about_are_found_until_somebody_decides(in_oak: World, row: SubjectRequest) -> None:
    item, dpo = item_of(row, "concern"), in_oak.member("dpo")
    start = words_of_item(item).text.index("Lena")
    remove(in_oak, row, item, start=start, stop=start + 4)

    (end,) = loose_ends(row)
    assert (end.words, end.times, end.records) == ("Lena", 1, (item.number,))

    let_stay(by=dpo, request=row, words=end.words, reason="Her mother knows of her.", now=NOW)
    assert loose_ends(row) == []


def test_the_review_is_closed_while_it_is_checked(in_oak: World, row: SubjectRequest) -> None:
    dpo = in_oak.member("dpo")
    decide_all(in_oak, row)
    submit_review(by=dpo, request=row, now=NOW)
    with pytest.raises(WrongMove):
        remove(in_oak, row, item_of(row, "concern"), phrase="Lena")

    send_back(by=dpo, request=row, now=NOW)

    assert remove(in_oak, row, item_of(row, "concern"), phrase="Lena") == 2


def test_names_of_others_are_shown_and_never_removed_by_themselves(
    in_oak: World, row: SubjectRequest
) -> None:
    names = names_to_think_about(row)
    item = item_of(row, "concern")
    text = words_of_item(item).text

    pieces = pieces_of(text, [], names)

    assert "Lena" in names
    assert "Tomas" not in names
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.kind == "sug"] == ["Lena", "Lena"]
    assert not RequestRedaction.objects.exists()


def test_the_preview_shows_blocks_instead_of_words(in_oak: World, row: SubjectRequest) -> None:
    item = item_of(row, "concern")
    remove(in_oak, row, item, phrase="Lena")

    parts = preview_of(row, item, {"X01": "A"})

    runs = [run for part in parts for run in part["words"]]
    assert (True, "removed A") in runs
    assert "Lena" not in str(parts)
    assert spans_of(live_redactions([item])[item.pk])


def test_the_next_record_is_the_next_without_a_decision(in_oak: World, row: SubjectRequest) -> None:
    items = list(RequestItem.objects.filter(request=row).order_by("number"))
    decide(in_oak, row, items[1], "release")
    items[1].refresh_from_db()

    assert next_item(items) == items[0]
    assert next_item(items, items[0]) == items[2]
    assert next_item(items, items[-1]) == items[0]
