"""A PDF written once, from front to back, so that a book of any length passes through a small memory.

Objects that are not streams are packed into compressed object streams, and the cross-reference is a stream
as well (ISO 32000-1, 7.5.7 and 7.5.8): a structure tree is long and repeats itself.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array

_PACK = 200
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

# How an entry of the cross-reference is held in one number: free, at an offset, or inside a pack.
_FREE = -1
_PACKED = 1 << 62


class Writer:
    """Hands out object numbers, takes their bodies in any order, and gives the file's bytes as they come."""

    def __init__(self) -> None:
        self.offset = 0
        self.where = array("q", [_FREE])
        self.ready: list[bytes] = []
        self.pack: list[tuple[int, bytes]] = []
        self.digest = hashlib.sha256()
        self._emit(_HEADER)

    def reserve(self) -> int:
        """The number of an object whose body comes later."""
        self.where.append(_FREE)
        return len(self.where) - 1

    def put(self, number: int, body: bytes) -> None:
        """The body of an object that is not a stream."""
        self.pack.append((number, body))
        if len(self.pack) == _PACK:
            self._flush()

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """A stream: `entries` are those of its dictionary without /Length, `data` is as it is stored."""
        self.where[number] = self.offset
        self._emit(b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data)))
        self._emit(data)
        self._emit(b"\nendstream\nendobj\n")

    def add(self, body: bytes) -> int:
        """Reserve and put at once."""
        number = self.reserve()
        self.put(number, body)
        return number

    def finish(self, *, root: int, info: int) -> None:
        """The cross-reference and the end of the file."""
        self._flush()
        number = self.reserve()
        self.where[number] = start = self.offset
        mark = self.digest.digest()[:16].hex().encode()
        packer = zlib.compressobj()
        table = b"".join(packer.compress(_entry(place)) for place in self.where) + packer.flush()
        size = len(self.where)
        entries = b"/Type /XRef /Size %d /W [1 8 2] /Root %d 0 R /Info %d 0 R" % (size, root, info)
        self.put_stream(number, entries + b" /ID [<%s> <%s>] /Filter /FlateDecode" % (mark, mark), table)
        self._emit(b"startxref\n%d\n%%%%EOF\n" % start)

    def take(self) -> bytes:
        """What was written since the last call."""
        chunk = b"".join(self.ready)
        self.ready.clear()
        return chunk

    def _flush(self) -> None:
        if not self.pack:
            return
        held, self.pack = self.pack, []
        number = self.reserve()
        heads, bodies, offset = [], [], 0
        for index, (packed, body) in enumerate(held):
            heads.append(b"%d %d" % (packed, offset))
            bodies.append(body)
            offset += len(body) + 1
            self.where[packed] = _PACKED + (number << 16) + index
        head = b" ".join(heads) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(held), len(head))
        self.put_stream(number, entries, zlib.compress(head + b"\n".join(bodies)))

    def _emit(self, data: bytes) -> None:
        self.offset += len(data)
        self.digest.update(data)
        self.ready.append(data)


def _entry(place: int) -> bytes:
    if place == _FREE:
        return b"\x00" + bytes(8) + b"\xff\xff"
    if place >= _PACKED:
        number, index = divmod(place - _PACKED, 1 << 16)
        return b"\x02" + number.to_bytes(8, "big") + index.to_bytes(2, "big")
    return b"\x01" + place.to_bytes(8, "big") + b"\x00\x00"
