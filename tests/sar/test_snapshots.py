"""Copies of records: one text to count in, and the same parts back."""

from hypothesis import given
from hypothesis import strategies as st

from retention.redaction import BLOCK, Span, mark_removed
from retention.snapshots import Part, Snapshot, dump, load, redacted, removed_sections, snapshot


def test_the_text_is_headings_and_words() -> None:
    record = snapshot([("About", "Logged by A.\r\nPlace: gate"), ("Empty", ""), ("Words", "He ran.")])

    assert record.text == "About\nLogged by A.\nPlace: gate\n\nWords\nHe ran."


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=5))
def test_a_copy_survives_sealing_and_holds_no_sign_that_a_page_would_change(
    parts: list[tuple[str, str]],
) -> None:
    record = snapshot(parts)

    assert load(dump(record)) == record
    assert "\r" not in record.text
    assert "\0" not in record.text
    for part, at in record.places():
        assert record.text[at:].startswith(f"{part.heading}\n{part.words}")


def test_a_span_across_parts_removes_from_each() -> None:
    record = Snapshot((Part("Told to Lena", "Gary"), Part("Then", "left")))
    start, end = record.text.index("Lena"), record.text.index("Then") + 4

    copy = redacted(record, [Span(start, end, "X01")], mark=mark_removed)

    block = f"{BLOCK} [removed: X01]"
    assert copy.parts == (Part(f"Told to {block}", block), Part(block, "left"))
    assert [section for section, _ in removed_sections(record, [Span(start, end)])] == [
        "Told to Lena",
        "Gary",
        "Then",
    ]
