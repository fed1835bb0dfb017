"""Text as it is compared: without case, accents, or the shapes that keyboards and printers give one sign.

Used to find mentions of a name and, after a package is built, to prove that none is left.
"""

from __future__ import annotations

import unicodedata

_APOSTROPHES = frozenset("'\u2018\u2019\u201b\u02bc\u02b9\u00b4`\u2032\uff07")
_HYPHENS = frozenset("-\u2010\u2011\ufe63\uff0d")
_DASHES = frozenset("\u2012\u2013\u2014\u2015\u2212\ufe58") | _HYPHENS
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")

# Letters that Unicode doesn't take apart, but that people write for one another.
_ALIKE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}


class _Table(dict[int, str]):
    """Code point to its compared form, worked out when first met."""

    def __missing__(self, point: int) -> str:
        found = self[point] = _fold_sign(chr(point))
        return found


_TABLE = _Table()


def fold(text: str) -> tuple[str, list[int]]:
    """`text` as it is compared, and for each character of that the code point of `text` it came from.

    White space becomes a space, or a line feed where a line ends; runs of it stay as long as they are.
    """
    folded = text.translate(_TABLE)
    if len(folded) == len(text) and all(_TABLE[ord(sign)] for sign in set(text)):
        return folded, list(range(len(text)))
    return folded, [place for place, sign in enumerate(text) for _ in _TABLE[ord(sign)]]


def squeeze(text: str) -> str:
    """`text` as it is compared, of its letters and digits only: no spaces, no marks, no breaks."""
    return "".join(sign for sign in text.translate(_TABLE) if sign.isalnum())


def is_apostrophe(sign: str) -> bool:
    """Whether `sign` is one of the apostrophes that keyboards make."""
    return sign in _APOSTROPHES


def is_hyphen(sign: str) -> bool:
    """Whether `sign` joins words (a hyphen), not clauses (a dash)."""
    return sign in _HYPHENS


def _fold_sign(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    if sign in _DASHES:
        return "-"
    if sign in _BREAKS:
        return "\n"
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn"):
        return ""
    apart = unicodedata.normalize("NFKD", sign).casefold()
    bases = (
        letter for letter in unicodedata.normalize("NFKD", apart) if unicodedata.category(letter) != "Mn"
    )
    return "".join(_ALIKE.get(letter, letter) for letter in bases)
