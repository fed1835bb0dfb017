"""What is done to the text of a cell: what nobody can see goes, what anybody can see stays."""

import re
import unicodedata

# At the ends of a cell these are leftovers of a web page or of another system. Inside a word the joiners
# U+200C and U+200D are spelling (Persian, Hindi), so nothing is taken out of the middle.
_EDGES = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SPACES = re.compile(r"[ \t\r\n\v\f\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_MARKS = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"}
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_BREAKS = re.compile(r"[\t\r\n\v\f]|  ")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def tidy_cell(text: str) -> str:
    """One cell: without spaces at its ends, with single spaces inside, in composed letters (NFC)."""
    if text.isascii() and _BREAKS.search(text) is None:
        return text.strip()
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip(_EDGES)


def has_control(text: str) -> bool:
    """Whether a name holds characters that no name has: control codes, marks that turn the writing."""
    return _CONTROL.search(text) is not None


def name_key(*names: str) -> str:
    """Names made comparable: "O’Neill", "o'neill" and "O'NEILL" are the same, and so are Ines and Inês.

    For comparing only; what is kept is always what was written.
    """
    joined = " ".join(names)
    if not joined.isascii():
        joined = _UNSEEN.sub("", joined.translate(_MARKS))
        joined = _ACCENTS.sub("", unicodedata.normalize("NFKD", joined))
    return " ".join(joined.casefold().replace("`", "'").replace("-", " ").split())
