"""The papers of a package before they are laid out."""

from datetime import date
from functools import partial

from retention.bundle import Cover, Record, block, index_html, letter_html, numbering, plain, records_html
from retention.redaction import Removal, Span
from retention.snapshots import Part, Snapshot, redacted

COVER = Cover(
    reference="SAR-26-0007",
    school="Oakfield <Academy>",
    requester="Karin Brennick",
    subject="Tomas Brennick",
    asked_for="Everything & more",
    received_on=date(2026, 11, 25),
    made_on=date(2026, 12, 1),
    signed_by="Niamh Corrigan",
    searched=("Safeguard", "Paper files"),
    reasons=(("A", "It is about another person."),),
)


def record(number: int, words: str) -> Record:
    return Record(
        number, "Concern OAK-26-0001", "Mon 23 Nov 2026", "Shared in full", Snapshot((Part("Seen", words),))
    )


def test_a_record_of_any_length_is_laid_out_in_small_parts() -> None:
    words = "He was quiet and did not eat. " * 35_000

    parts = list(records_html([record(1, words), record(2, "Short")], COVER))

    assert len(words) > 1_000_000
    assert len(parts) > 30
    assert max(map(len, parts)) < 60_000
    said = "".join(plain(part).replace("SAR-26-0007: records", "") for part in parts)
    assert "".join(said.split()).count("Hewasquietanddidnoteat.") == 35_000


def test_one_endless_word_is_cut_as_well() -> None:
    parts = list(records_html([record(1, "x" * 100_000)], COVER))

    assert max(map(len, parts)) < 60_000


def test_signs_of_html_stay_words() -> None:
    (part,) = records_html([record(1, "<b>not bold</b> & 5 < 6")], COVER)

    assert "&lt;b&gt;not bold&lt;/b&gt; &amp; 5 &lt; 6" in part
    assert "<b>not bold</b> & 5 < 6" in plain(part)


def test_a_record_that_is_kept_back_has_no_page() -> None:
    kept = Record(2, "Decision (OAK-26-0001)", "", "Kept back: B")

    (part,) = records_html([record(1, "Words"), kept], COVER)
    index = plain(index_html([record(1, "Words"), kept], COVER, {"r1": 1}, 3))

    assert "Decision" not in part
    assert "Kept back: B" in index
    assert "1 to 3" in index


def test_a_block_says_the_letter_or_the_stand_in() -> None:
    assert block(Removal(0, 4, ("X01", "X03")), {"X01": "A", "X03": "B"}) == "█████ [removed: A, B]"
    assert block(Removal(0, 4, ("X01",), "Child B"), {"X01": "A"}) == "[Child B]"


def test_the_words_of_a_page_are_what_its_html_shows() -> None:
    seen, mark = Snapshot((Part("Seen", "Lena ran"),)), partial(block, letters={"": "A"})
    copy = redacted(seen, [Span(0, 4), Span(5, 9)], mark=mark)

    assert "Lena" not in plain("".join(records_html([Record(1, "t", "", "h", copy)], COVER)))
    assert numbering(2) == "Page 1 of 2\nPage 2 of 2"


def test_the_letter_escapes_and_names_only_places() -> None:
    letter = letter_html(COVER, shared=1, pages=1)

    assert "Oakfield &lt;Academy&gt;" in letter
    assert "Everything &amp; more" in letter
    assert "<li>Paper files</li>" in letter
    assert "1 record on 1 page," in letter
