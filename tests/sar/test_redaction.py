"""The layer of removals: what stays, what goes, and that what goes tells nothing by its shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.folding import fold, squeeze
from retention.redaction import (
    BLOCK,
    Mention,
    Span,
    SpanError,
    apply_redactions,
    clip,
    find_all_mentions,
    removals,
    stand_in,
    widen_to_words,
)

TEXT = "Lena had been crying. Gary shouted at Lena."


def found(text: str, phrase: str) -> list[str]:
    return [text[one.start : one.end] for one in find_all_mentions(text, phrase)]


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(min_size=1, max_size=60))
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(
        lambda two: two[0] < two[1]
    )
    spans = draw(
        st.lists(st.builds(lambda two, code: Span(*two, code), ends, st.sampled_from(["X01", "X03"])))
    )
    return text, spans


def test_a_span_becomes_a_block_with_its_code() -> None:
    assert apply_redactions(TEXT, [Span(0, 4, "X01")]) == (
        "█████ [removed: X01] had been crying. Gary shouted at Lena."
    )


def test_blocks_have_one_width_whatever_they_hide() -> None:
    short = apply_redactions("Al went", [Span(0, 2, "X01")])
    long = apply_redactions("Bartholomew went", [Span(0, 11, "X01")])

    assert short == long


def test_touching_spans_are_one_block_so_that_words_cannot_be_counted() -> None:
    spans = [Span(0, 4, "X01"), Span(5, 8, "X03"), Span(7, 13, "X01")]

    assert apply_redactions(TEXT, spans) == f"{BLOCK} [removed: X01, X03] crying. Gary shouted at Lena."


def test_a_paragraph_keeps_two_removals_apart() -> None:
    text = "Lena\n\nGary"

    assert apply_redactions(text, [Span(0, 4), Span(6, 10)]) == f"{BLOCK} [removed]\n\n{BLOCK} [removed]"


def test_a_stand_in_is_used_throughout_and_gives_way_where_two_meet() -> None:
    spans = [Span(0, 4, "X01", "Child B"), Span(38, 42, "X01", "Child B")]

    assert apply_redactions(TEXT, spans) == "[Child B] had been crying. Gary shouted at [Child B]."
    assert apply_redactions("Lena Gary", [Span(0, 4, "A", "Child B"), Span(5, 9, "A", "Adult A")]) == (
        f"{BLOCK} [removed: A]"
    )


def test_no_accent_is_left_standing_after_a_block() -> None:
    text = "Zoe\N{COMBINING DIAERESIS} ran"

    assert apply_redactions(text, [Span(0, 3)]) == f"{BLOCK} [removed] ran"
    assert apply_redactions("a👩🏽‍🚒b", [Span(1, 2)]) == f"a{BLOCK} [removed]b"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 44)])
def test_a_span_outside_its_text_is_refused_without_its_words(start: int, end: int) -> None:
    with pytest.raises(SpanError) as fault:
        apply_redactions(TEXT, [Span(start, end)])

    assert "Lena" not in str(fault.value)


@given(texts_with_spans())
def test_what_no_span_covers_stays_and_what_one_covers_goes(case: tuple[str, list[Span]]) -> None:
    text, spans = case

    copy = apply_redactions(text, spans, mark=lambda removal: "\0")

    covered = {place for span in spans for place in range(span.start, span.end)}
    carried_out = removals(text, spans)
    going = {place for one in carried_out for place in range(one.start, one.end)}
    assert covered <= going
    assert copy.count("\0") == len(carried_out) + sum(
        1 for place, sign in enumerate(text) if sign == "\0" and place not in going
    )
    kept = "".join(sign for place, sign in enumerate(text) if place not in going)
    assert copy.replace("\0", "") == kept.replace("\0", "")


@given(texts_with_spans(), st.randoms())
def test_order_and_repetition_of_spans_make_no_difference(case: tuple[str, list[Span]], dice) -> None:  # type: ignore[no-untyped-def]
    text, spans = case
    other = spans + spans[:2]
    dice.shuffle(other)

    assert apply_redactions(text, other) == apply_redactions(text, spans)


@given(texts_with_spans(), st.integers(0, 60))
def test_the_sections_of_a_text_can_be_redacted_one_by_one(case: tuple[str, list[Span]], cut: int) -> None:
    text, spans = case
    text, cut = text + "\n" + text, min(cut, len(text))
    first, second = text[:cut], text[cut:]

    for span in clip(spans, 0, cut):
        assert 0 <= span.start < span.end <= len(first)
    for span in clip(spans, cut, len(text)):
        assert 0 <= span.start < span.end <= len(second)
    places = {place for span in spans for place in range(span.start, span.end)}
    again = {place for span in clip(spans, 0, cut) for place in range(span.start, span.end)}
    again |= {place + cut for span in clip(spans, cut, len(text)) for place in range(span.start, span.end)}
    assert again == places


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Lena and lena and LENA", "Lena", ["Lena", "lena", "LENA"]),
        ("Lena's bag, Lena’s coat", "Lena", ["Lena", "Lena"]),
        ("Lenas bag", "Lena", ["Lenas"]),
        ("James' bag", "James", ["James'"]),
        ("Lena's bag", "Lena's", ["Lena"]),
        ("Helena and Lenard", "Lena", []),
        ("Zoë, Zoe and ZOE\N{COMBINING DIAERESIS}", "Zoe", ["Zoë", "Zoe", "ZOE\N{COMBINING DIAERESIS}"]),
        ("Łukasz and Lukasz", "Łukasz", ["Łukasz", "Lukasz"]),
        ("Mrs Oka-\nfor next door", "Mrs Okafor", ["Mrs Oka-\nfor"]),
        ("Mrs\r\n  Okafor next door", "Mrs Okafor", ["Mrs\r\n  Okafor"]),
        ("Smith-\nJones, Smith‐Jones, Smith Jones, SmithJones", "Smith-Jones", 4),
        ("Mary-Jane and Mary Jane", "mary jane", ["Mary-Jane", "Mary Jane"]),
        ("O'Neil, O’Neil, ONeil, O Neil", "O'Neil", 4),
        ("Le\N{SOFT HYPHEN}na and Le\N{ZERO WIDTH SPACE}na", "Lena", 2),
        ("K. rang", "K.", ["K."]),
        ("anything", " -' ", []),
        ("straße STRASSE", "Straße", ["straße", "STRASSE"]),
        ("לנה אמרה", "לנה", ["לנה"]),
    ],
)
def test_mentions(text: str, phrase: str, expected: list[str] | int) -> None:
    mentions = found(text, phrase)

    assert (len(mentions) if isinstance(expected, int) else mentions) == expected


def test_an_ordinary_word_of_the_same_letters_is_marked_unsure() -> None:
    mentions = find_all_mentions("Mark saw a mark. Marks of chalk.", "Mark")

    assert mentions == [Mention(0, 4, sure=True), Mention(11, 15, sure=False), Mention(17, 22, sure=False)]


@given(
    st.text(alphabet="abc É\n'-", max_size=30),
    st.text(alphabet="abcÉ", min_size=1, max_size=6),
    st.text(max_size=20),
)
def test_a_phrase_set_among_other_words_is_always_found(before: str, phrase: str, after: str) -> None:
    text = f"{before} {phrase.upper()} {after}"

    places = {place for one in find_all_mentions(text, phrase) for place in range(one.start, one.end)}

    assert set(range(len(before) + 1, len(before) + 1 + len(phrase))) <= places


@given(st.text(), st.text(min_size=1, max_size=5))
def test_a_mention_has_the_letters_of_its_phrase(text: str, phrase: str) -> None:
    for mention in find_all_mentions(text, phrase):
        own = squeeze(text[mention.start : mention.end])
        assert own.removesuffix("s") in (squeeze(phrase), squeeze(phrase).removesuffix("s"))


@given(st.text())
def test_folding_says_where_each_sign_came_from(text: str) -> None:
    folded, places = fold(text)

    assert len(folded) == len(places)
    assert places == sorted(places)
    assert "".join(fold(text[place])[0][:1] for place in dict.fromkeys(places)) == "".join(
        folded[places.index(place)] for place in dict.fromkeys(places)
    )


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [((1, 3), "Lena"), ((0, 4), "Lena"), ((0, 10), "Lena had been"), ((24, 25), "Gary"), ((4, 5), " ")],
)
def test_a_choice_grows_to_whole_words(chosen: tuple[int, int], expected: str) -> None:
    span = widen_to_words(TEXT, Span(*chosen, "X01"))

    assert TEXT[span.start : span.end] == expected
    assert span.code == "X01"


def test_a_choice_grows_over_a_hyphen_and_not_over_a_dash() -> None:
    text = "Anne-Marie’s—then O’Neil"

    assert text[slice(*_ends(widen_to_words(text, Span(1, 3))))] == "Anne-Marie’s"
    assert text[slice(*_ends(widen_to_words(text, Span(19, 20))))] == "O’Neil"


def test_stand_ins_count_through_the_alphabet() -> None:
    assert [stand_in("Child", number) for number in (0, 25, 26, 701, 702)] == [
        "Child A",
        "Child Z",
        "Child AA",
        "Child ZZ",
        "Child AAA",
    ]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
