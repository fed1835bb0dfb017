"""Copies objects of a rendered part into a book, renumbered, following every reference once."""

from __future__ import annotations

import re

import pikepdf

from safeguard.paper.writer import Writer

# In a serialised object: a string (skipped whole, for its words may look like a reference), or a reference.
_TOKENS = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>|\b(\d+) (\d+) R\b", re.DOTALL)


class Copier:
    """One source document on its way into `writer`."""

    def __init__(self, source: pikepdf.Pdf, writer: Writer) -> None:
        self.source = source
        self.writer = writer
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: list[tuple[int, int]] = []

    def stand_for(self, found: pikepdf.Object, number: int) -> None:
        """Let every reference to `found` become one to `number`; `found` itself is not copied."""
        self.numbers[found.objgen] = number

    def placeholder(self, number: int) -> pikepdf.Object:
        """An object of the source that stands for object `number` of the book."""
        blank = self.source.make_indirect(pikepdf.Dictionary())
        self.stand_for(blank, number)
        return blank

    def number(self, found: pikepdf.Object) -> int:
        """The number that an indirect object has in the book; it is copied with the next `flush`."""
        return self._number(found.objgen)

    def body(self, found: pikepdf.Object) -> bytes:
        """`found` as it is written in the book; what it refers to is copied with the next `flush`."""
        if isinstance(found, pikepdf.Stream):
            raise TypeError("a stream has no body of its own")
        return _TOKENS.sub(self._renumber, found.unparse(resolved=True))

    def flush(self) -> None:
        """Copy everything that was referred to and is not there yet."""
        while self.waiting:
            which = self.waiting.pop()
            found = self.source.get_object(which)
            number = self.numbers[which]
            if isinstance(found, pikepdf.Stream):
                self.put_stream(number, found)
            else:
                self.writer.put(number, self.body(found))

    def put_stream(self, number: int, found: pikepdf.Stream, extra: bytes = b"") -> None:
        """Copy a stream as it is stored, with `extra` entries in its dictionary."""
        entries = pikepdf.Dictionary(
            {key: value for key, value in found.stream_dict.items() if key != "/Length"}
        )
        inner = _TOKENS.sub(self._renumber, entries.unparse(resolved=True))[2:-2]
        self.writer.put_stream(number, inner + extra, found.read_raw_bytes())

    def _number(self, which: tuple[int, int]) -> int:
        if which not in self.numbers:
            self.numbers[which] = self.writer.reserve()
            self.waiting.append(which)
        return self.numbers[which]

    def _renumber(self, match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        return b"%d 0 R" % self._number((int(match[1]), int(match[2])))
