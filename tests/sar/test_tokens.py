"""What is looked for after a build: phrases that only the originals say."""

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from retention.tokens import Finder, Haystack, Removed, provable, runs, words_of
from safeguard.paper import Stamp, build_book, document


def test_a_phrase_that_is_not_sent_is_looked_for_as_it_is() -> None:
    assert provable([Removed("Then Lena ran.", 5, 9)], Haystack(["Then █████ ran."])) == (["Lena"], [])


def test_a_phrase_that_is_also_sent_is_looked_for_with_its_neighbours() -> None:
    original = "He said Mark hit him, and there was a mark."
    sent = Haystack(["He said █████ hit him, and there was a mark."])

    assert provable([Removed(original, 8, 12)], sent) == (["said Mark hit"], [])


def test_an_initial_is_looked_for_with_its_neighbours() -> None:
    assert provable([Removed("so K. left", 3, 5)], Haystack(["so █████ left"])) == (["so K. left"], [])


def test_a_section_that_is_sent_as_a_whole_elsewhere_is_a_contradiction() -> None:
    removed = Removed("Lena", 0, 4)

    assert provable([removed], Haystack(["Lena"])) == ([], [removed])


def test_words_of_the_file_format_are_not_looked_for_alone() -> None:
    phrases, _ = provable([Removed("by the stream, her parent", 7, 13)], Haystack([]))

    assert phrases == ["the stream, her"]


def test_every_name_in_a_book_is_known_as_a_word_of_the_format() -> None:
    out = io.BytesIO()
    table = (
        "<table><caption>x</caption><thead><tr><th scope='col'>x</th></tr></thead>"
        "<tbody><tr><th scope='row'>x</th><td colspan='1'>x</td></tr></tbody></table>"
    )
    lists = "<ul><li>x</li></ul><ol><li>x</li></ol><dl><dt>x</dt><dd>x</dd></dl>"
    body = (
        f"<h1 id='a'>x</h1><h2>x</h2><h3>x</h3>{table}{lists}"
        "<article><section><blockquote class='words'>x</blockquote></section></article>"
        "<p><strong>x</strong> <em>x</em> <a href='#a'>x</a> <span>█████</span></p>"
    )
    build_book([document(body, title="x")] * 2, title="x", out=out, stamp=Stamp(foot="x"))
    said = Haystack([])

    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        names = {name for found in pdf.objects for name in _names(found)}

    unknown = {name for name in names if not said.says(name)}
    assert all(_is_made_up(name) for name in unknown), sorted(unknown)


def test_withheld_words_are_looked_for_in_runs() -> None:
    text = "one two three, four five six seven."

    assert [text[one.start : one.end] for one in runs(text, size=3)] == [
        "one two three",
        "four five six",
        "seven",
    ]


def test_letters_set_apart_and_split_words_are_words() -> None:
    assert "lena" in set(words_of("so L e n a said"))
    assert "lena" in set(words_of("so Le-\n  na said"))
    assert "ina" not in set(words_of("in a box"))


@given(
    st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8),
    st.text(max_size=40),
    st.text(max_size=40),
)
def test_the_finder_and_the_haystack_agree(phrases: list[str], before: str, after: str) -> None:
    text = f"{before} {phrases[0]} {after}"
    said = Haystack([text])
    found = Finder(phrases).find(text)

    # The haystack also knows the format's own words, so it may say more, never less.
    assert all(said.says(phrases[index]) for index in found)


@given(st.text(alphabet="abcdé '-", min_size=3, max_size=20), st.text(max_size=30), st.text(max_size=30))
def test_a_phrase_among_other_words_is_found(phrase: str, before: str, after: str) -> None:
    word = phrase.replace(" ", "").replace("-", "").replace("'", "")
    if word:
        assert Finder([word]).find(f"{before} {word} {after}") == {0}


def _names(found: object) -> set[str]:
    if isinstance(found, pikepdf.Stream):
        found = found.stream_dict
    if isinstance(found, pikepdf.Dictionary):
        inner = {
            name for value in found.as_dict().values() if not value_is_ref(value) for name in _names(value)
        }
        return set(found.keys()) | inner
    if isinstance(found, pikepdf.Array):
        return {name for value in found.as_list() if not value_is_ref(value) for name in _names(value)}
    return {str(found)} if isinstance(found, pikepdf.Name) else set()


def value_is_ref(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _is_made_up(name: str) -> bool:
    """A font's own name (six chance letters before a plus), a setting's, or too short to be looked for."""
    bare = name.lstrip("/").split("+")[0]
    return (len(bare) == 6 and bare.isupper()) or bare[1:].replace(".", "").isdigit() or len(bare) < 3
