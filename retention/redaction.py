"""Removing words from a copy of a text, never from the text.

The original stays as it is; what is to go is a layer of spans over it. All offsets count Python code points.
The rules that keep a removal from telling what it removed:

* A block has one width, whatever it hides, and blocks that touch become one, so neither the length of a name
  nor the number of words shows.
* A span grows outward to whole letters: an accent that stands alone after a block would tell the name.
* The same person may be given one stand-in ("Child B") throughout; where different stand-ins meet there is
  a plain block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from retention.folding import fold, is_apostrophe, is_hyphen

BLOCK = "█████"

# Between two letters of a phrase: nothing, or a hyphen with which a line ended.
_SPLIT = r"(?:-[ ]*\n[ \n]*)?"

# How the signs of a phrase that aren't letters may be written: Mary-Jane, Mary Jane, MaryJane; O'Neil, ONeil.
_LOOSE = {" ": r"(?:[ \n]+|-[ \n]*)", "\n": r"(?:[ \n]+|-[ \n]*)", "-": r"(?:-[ \n]*|[ \n]+)?", "'": r"[' ]?"}


class SpanError(ValueError):
    """A span that doesn't lie inside its text, or is empty. The message holds numbers only."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` up to but not including `end`, why they go, and what stands there instead."""

    start: int
    end: int
    code: str = ""
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """One place where something goes: spans that touch are one removal with all their codes."""

    start: int
    end: int
    codes: tuple[str, ...]
    stand_in: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place where a phrase stands. Unsure: the same letters, but perhaps an ordinary word (mark, Mark)."""

    start: int
    end: int
    sure: bool = True


Mark = Callable[[Removal], str]


def mark_removed(removal: Removal) -> str:
    """What stands in the copy: a stand-in, or a block of one width with its codes."""
    if removal.stand_in:
        return f"[{removal.stand_in}]"
    codes = ", ".join(code for code in removal.codes if code)
    return f"{BLOCK} [removed: {codes}]" if codes else f"{BLOCK} [removed]"


def removals(text: str, spans: Iterable[Span]) -> list[Removal]:
    """The spans as they are carried out: checked, grown to whole letters, joined where they touch.

    Spans with nothing but white space between them touch. Raises SpanError.
    """
    joined: list[Removal] = []
    for span in sorted(_whole_letters(text, span) for span in spans):
        last = joined[-1] if joined else None
        if last is None or text[last.end : span.start].strip() or _breaks_line(text, last.end, span.start):
            joined.append(Removal(span.start, span.end, (span.code,), span.stand_in))
            continue
        codes = tuple(sorted({*last.codes, span.code}))
        stand_in = last.stand_in if span.stand_in == last.stand_in else ""
        joined[-1] = Removal(last.start, max(last.end, span.end), codes, stand_in)
    return joined


def apply_redactions(text: str, spans: Iterable[Span], *, mark: Mark = mark_removed) -> str:
    """The copy of `text` without what the spans name. Raises SpanError."""
    pieces: list[str] = []
    reached = 0
    for removal in removals(text, spans):
        pieces += [text[reached : removal.start], mark(removal)]
        reached = removal.end
    pieces.append(text[reached:])
    return "".join(pieces)


def clip(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """The parts of `spans` that lie in `start` to `end`, counted from `start`: for a section of a text."""
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start, span.code, span.stand_in)
        for span in spans
        if span.start < end and span.end > start
    ]


def widen_to_words(text: str, span: Span) -> Span:
    """`span` grown to the ends of the words it begins and ends in: half a name left over is a name told."""
    start, end = span.start, span.end
    while 0 < start < len(text) and _in_word(text, start - 1) and _in_word(text, start):
        start -= 1
    while 0 < end < len(text) and _in_word(text, end) and _in_word(text, end - 1):
        end += 1
    return Span(start, end, span.code, span.stand_in)


def find_all_mentions(text: str, phrase: str) -> list[Mention]:
    """Every place where `phrase` stands in `text` as words of its own.

    Case, accents, the shape of apostrophes and dashes, invisible characters, and a break of the line (also
    after a hyphen) make no difference. Of a possessive, "'s" stays outside the mention, since it tells
    nothing, and what would tell belongs to it: the "s" of "Lenas", the apostrophe of "James'". A phrase
    without a letter or digit is nowhere.
    """
    pattern = _pattern(phrase)
    if pattern is None:
        return []
    folded, places = fold(text)
    capital = phrase.strip()[:1].isupper()
    found: list[Mention] = []
    for match in pattern.finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        sure = match["own"] != "s" and (text[start].isupper() or not capital)
        found.append(Mention(start, _end_of_letter(text, end), sure))
    return found


def stand_in(kind: str, number: int) -> str:
    """The stand-in of the `number`th person, counted from 0: "Child A" to "Child Z", then "Child AA"."""
    letters = ""
    number += 1
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("A") + last) + letters
    return f"{kind} {letters}"


def _pattern(phrase: str) -> re.Pattern[str] | None:
    wanted = re.sub(r"[ \n]+", " ", fold(phrase)[0]).strip(" -'")
    if not any(sign.isalnum() for sign in wanted):
        return None
    if wanted.endswith("'s") and len(wanted) > len("'s"):
        wanted = wanted.removesuffix("'s")
    written = re.escape(wanted[0])
    for before, sign in pairwise(wanted):
        apart = _SPLIT if before.isalnum() and sign.isalnum() else ""
        written += apart + _LOOSE.get(sign, re.escape(sign))
    owner = "'?" if wanted.endswith("s") else ""
    return re.compile(rf"(?<![^\W_]){written}(?P<own>s|{owner})(?![^\W_])")


def _whole_letters(text: str, span: Span) -> Span:
    if not 0 <= span.start < span.end <= len(text):
        raise SpanError(f"A span from {span.start} to {span.end} is not inside {len(text)} characters.")
    start = span.start
    while start > 0 and _continues(text, start):
        start -= 1
    return Span(start, _end_of_letter(text, span.end), span.code, span.stand_in)


def _end_of_letter(text: str, end: int) -> int:
    while end < len(text) and _continues(text, end):
        end += 1
    return end


def _continues(text: str, place: int) -> bool:
    """Whether the code point at `place` belongs to the letter before it."""
    sign = text[place]
    if sign == "\u200d" or (place and text[place - 1] == "\u200d"):
        return True
    return unicodedata.category(sign) in ("Mn", "Mc", "Me") or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _in_word(text: str, place: int) -> bool:
    if text[place].isalnum() or (place and _continues(text, place)):
        return True
    joins = is_apostrophe(text[place]) or is_hyphen(text[place])
    return joins and text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()


def _breaks_line(text: str, start: int, end: int) -> bool:
    """A paragraph's end keeps two removals apart: the copy should keep the shape of the original."""
    return "\n" in text[start:end]
