"""The words that a PDF's drawing instructions show, read from every stream of the file and not only from
pages: a form that no page uses, the picture of an annotation, a pattern.

It is the scan's own reading, beside the one of a library, so that one reader's gap is not the scan's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

# A gap in a line of glyphs, in thousandths of the type's size, from which it is taken for a space.
_GAP = 150

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9a-fA-F\s]*)>|(\[)|(\])")


class UnreadableError(Exception):
    """Text is drawn that cannot be read: the scan must take it for a leak."""


class _Signs(dict[int, str]):
    """Code to sign; a code without one reads as a replacement character."""

    def __missing__(self, code: int) -> str:
        return "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Font:
    """How a font's codes read: each is one byte long, or two where it is wide."""

    wide: bool
    signs: _Signs

    def read(self, codes: bytes) -> str:
        """The words of a string of codes."""
        if self.wide:
            return codes.decode("utf-16-be", "surrogatepass").translate(self.signs)
        return codes.decode("latin-1").translate(self.signs)


class Fonts:
    """All fonts of a file, by the names that its streams call them.

    A page's stream means those of the page and a form its own. A stream that nothing draws is read with every
    font of that name in the file.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.by_name: dict[str, list[pikepdf.Object]] = {}
        self.read: dict[tuple[int, int], Font] = {}
        self.pages: dict[tuple[int, int], pikepdf.Object] = {}
        for page in pdf.pages:
            contents = page.obj.get("/Contents", pikepdf.Array())
            streams = contents.as_list() if isinstance(contents, pikepdf.Array) else [contents]
            self.pages.update({stream.objgen: page.obj for stream in streams})
        for found in pdf.objects:
            holder = found.stream_dict if isinstance(found, pikepdf.Stream) else found
            if isinstance(holder, pikepdf.Dictionary):
                self._gather(holder)

    def called(self, name: str, stream: pikepdf.Object) -> list[Font]:
        """What `stream` may mean by `name`. Raises UnreadableError for a font that can't be read."""
        resources = self.pages.get(stream.objgen, stream).get("/Resources", pikepdf.Dictionary())
        own = resources.get("/Font", pikepdf.Dictionary()).get(name)
        meant = [own] if own is not None else self.by_name.get(name, [])
        if not meant:
            raise UnreadableError
        return [self._font(found) for found in meant]

    def _gather(self, holder: pikepdf.Dictionary) -> None:
        """Fonts stand in resources, which stand in pages and forms, or alone."""
        for place in (holder, holder.get("/Resources"), holder.get("/DR")):
            fonts = place.get("/Font") if isinstance(place, pikepdf.Dictionary) else None
            for name, found in fonts.items() if isinstance(fonts, pikepdf.Dictionary) else ():
                self._add(name, found)
        for name, found in holder.items():  # a dictionary of fonts that is an object of its own
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font":
                self._add(name, found)

    def _add(self, name: str, found: pikepdf.Object) -> None:
        known = self.by_name.setdefault(name, [])
        if all(found.objgen != one.objgen or not found.is_indirect for one in known):
            known.append(found)

    def _font(self, found: pikepdf.Object) -> Font:
        key = found.objgen
        if not found.is_indirect:
            return _read_font(found)
        if key not in self.read:
            self.read[key] = _read_font(found)
        return self.read[key]


def shown(stream: pikepdf.Object, fonts: Fonts, *, artifacts: bool = True) -> Iterator[str]:
    """What a stream shows, and what its marks say (/ActualText, /Alt). Raises UnreadableError.

    Without `artifacts` what is printed on every page is left out, so that a page's last words and the next
    one's first stand beside each other.
    """
    current: list[Font] = []
    lines: list[str] = []
    marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(stream):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name == "Tf":
            current = fonts.called(str(operands[0]), stream)
        elif name in ("Tj", "'", '"', "TJ"):
            if not current:
                raise UnreadableError
            if artifacts or not any(marks):
                lines += [_line(operands[-1], font) for font in current]
        if name in ("BMC", "BDC"):
            marks.append(operands[0] == "/Artifact")
        elif name == "EMC" and marks:
            marks.pop()
        if name in ("BDC", "DP") and isinstance(operands[-1], pikepdf.Dictionary):
            yield from _mark(operands[-1])
        elif name == "INLINE IMAGE":
            raise UnreadableError
    if lines:
        yield "\n".join(lines)


def _line(shown_now: pikepdf.Object, font: Font) -> str:
    if isinstance(shown_now, pikepdf.String):
        return font.read(bytes(shown_now))
    words = [b""]
    for piece in shown_now.as_list():
        if isinstance(piece, pikepdf.String):
            words[-1] += bytes(piece)
        elif abs(piece) > _GAP:
            words.append(b"")
    return " ".join(font.read(word) for word in words)


def _mark(entries: pikepdf.Dictionary) -> Iterator[str]:
    for value in entries.as_dict().values():
        if isinstance(value, pikepdf.String):
            yield str(value)
        elif isinstance(value, pikepdf.Dictionary):
            yield from _mark(value)


def _read_font(found: pikepdf.Object) -> Font:
    wide = found.get("/Subtype") == "/Type0"
    if isinstance(table := found.get("/ToUnicode"), pikepdf.Stream):
        return Font(wide, _signs(table.read_bytes()))
    encoding = found.get("/Encoding")
    if wide or found.get("/Subtype") == "/Type3" or isinstance(encoding, pikepdf.Dictionary):
        raise UnreadableError
    return Font(wide, _Signs({code: bytes([code]).decode("cp1252", "replace") for code in range(256)}))


def _signs(table: bytes) -> _Signs:
    """A font's table from codes to signs (ISO 32000-1, 9.10.3)."""
    signs = _Signs()
    for kind, body in _BLOCK.findall(table):
        entries = [_entry(match) for match in _ENTRY.finditer(body)]
        if kind == b"bfchar":
            pairs = zip(entries[::2], entries[1::2], strict=True)
            signs.update({int.from_bytes(code, "big"): _sign(sign) for code, sign in pairs})
        else:
            signs.update(_ranges(iter(entries)))
    return signs


def _ranges(entries: Iterator[bytes]) -> Iterator[tuple[int, str]]:
    """First code, last code, and either the first sign or a list of signs in brackets."""
    for first in entries:
        start, last, begin = int.from_bytes(first, "big"), int.from_bytes(next(entries), "big"), next(entries)
        if begin == b"[":
            for code in range(start, last + 1):
                yield code, _sign(next(entries))
            if next(entries) != b"]":
                raise UnreadableError
            continue
        lead, tail = begin[:-2], int.from_bytes(begin[-2:], "big")
        for code in range(start, last + 1):
            yield code, _sign(lead + (tail + code - start).to_bytes(2, "big"))


def _entry(match: re.Match[bytes]) -> bytes:
    return match[2] or match[3] or bytes.fromhex(match[1].decode("ascii"))


def _sign(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
