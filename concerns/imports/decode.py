"""Bytes to text without guessing.

Detectors of character sets were measured on school rolls and turned João into Joăo. A child's name must
never change silently, so there are four ways only: UTF-8 with its mark, UTF-16 with its mark, plain UTF-8,
and Windows-1252, which is what Excel and the school systems write in this country. Anything else is refused.
"""

import codecs
import re
from dataclasses import dataclass, field

from concerns.imports.unreadable import Reason, UnreadableFile

# UTF-8 that was read as Windows-1252 and saved again: é has become Ã©, ’ has become â€™.
_GARBLED = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u0192\u02c6\u02dc\u2013-\u2122]|â€"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, how it was read (for the page that shows sample names), and whether it looks garbled."""

    text: str = field(repr=False)
    encoding: str
    garbled: bool


def decode(data: bytes) -> Decoded:
    """Read the bytes of a text file. Raises UnreadableFile; never replaces a character."""
    if not data.strip():
        raise UnreadableFile(Reason.EMPTY)
    text, encoding = _read(data)
    if "\x00" in text:
        raise UnreadableFile(Reason.NULL_BYTES)
    if not text.strip():
        raise UnreadableFile(Reason.EMPTY)
    return Decoded(text=text, encoding=encoding, garbled=_GARBLED.search(text) is not None)


def _read(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableFile(Reason.LETTERS)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                # The file says what it is and isn't: two files glued together, or cut off in the middle.
                raise UnreadableFile(Reason.LETTERS) from None
    if b"\x00" in data:
        raise UnreadableFile(Reason.NULL_BYTES)
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(Reason.LETTERS)
