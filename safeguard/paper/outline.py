"""The book's outline (bookmarks), gathered from its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from safeguard.paper.copier import Copier
from safeguard.paper.writer import Writer


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: how deep, its title and its place as they are written in the book."""

    depth: int
    title: bytes
    place: bytes


def headings(source: pikepdf.Pdf, copier: Copier) -> Iterator[Heading]:
    """A part's headings from top to bottom."""
    root = source.Root.get("/Outlines")
    if root is not None and "/First" in root:
        yield from _below(root.First, 0, copier)


def put_outline(writer: Writer, found: list[Heading]) -> bytes:
    """Write the outline; returns the catalogue's entries for it, empty where there are no headings."""
    if not found:
        return b""
    root = writer.reserve()
    numbers = [writer.reserve() for _ in found]
    parents = _parents(found)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    for row in children.values():
        for spot, index in enumerate(row):
            parent = parents[index]
            entries = [
                b"/Title %s /Dest %s" % (found[index].title, found[index].place),
                b"/Parent %d 0 R" % (root if parent < 0 else numbers[parent]),
            ]
            if spot:
                entries.append(b"/Prev %d 0 R" % numbers[row[spot - 1]])
            if spot + 1 < len(row):
                entries.append(b"/Next %d 0 R" % numbers[row[spot + 1]])
            if index in children:
                entries.append(_ends(children[index], numbers, closed=True))
            writer.put(numbers[index], b"<< %s >>" % b" ".join(entries))
    writer.put(root, b"<< /Type /Outlines %s >>" % _ends(children[-1], numbers, closed=False))
    return b" /Outlines %d 0 R" % root


def _below(first: pikepdf.Object, depth: int, copier: Copier) -> Iterator[Heading]:
    entry: pikepdf.Object | None = first
    while entry is not None:
        yield Heading(depth, entry.Title.unparse(), copier.body(entry.Dest))
        if "/First" in entry:
            yield from _below(entry.First, depth + 1, copier)
        entry = entry.get("/Next")


def _parents(found: list[Heading]) -> list[int]:
    """For each heading the index of the one above it, -1 at the top."""
    parents: list[int] = []
    above: list[int] = []
    for index, heading in enumerate(found):
        while above and found[above[-1]].depth >= heading.depth:
            above.pop()
        parents.append(above[-1] if above else -1)
        above.append(index)
    return parents


def _ends(row: list[int], numbers: list[int], *, closed: bool) -> bytes:
    """First and last of a row; a negative count says that it is shown folded."""
    count = -len(row) if closed else len(row)
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (numbers[row[0]], numbers[row[-1]], count)
