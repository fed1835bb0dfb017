"""A book: any number of parts laid out side by side, joined, numbered and given out as a stream."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from safeguard.paper.faults import NoRoom, PaperError
from safeguard.paper.merge import merge
from safeguard.paper.press import Press
from safeguard.paper.sheet import Stamp, stamp_sheet
from safeguard.paper.spool import Spool

WORKERS = 2


class Book:
    """Parts that are laid out and counted, ready to be read as one PDF. Close it, or use it in a `with`."""

    def __init__(self, *, title: str, stamp: bytes) -> None:
        self.title = title
        self.stamp = stamp
        self.pages = 0
        self.anchors: dict[str, int] = {}
        self.spool = Spool()

    def stream(self) -> Iterator[bytes]:
        """The PDF's bytes, in pieces of about a part; nothing of it is ever in clear on a disk."""
        return merge(self.spool, stamp=self.stamp, total=self.pages, title=self.title)

    def close(self) -> None:
        """Give back what the parts took."""
        self.spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def render_book(
    parts: Iterable[str],
    *,
    title: str,
    stamp: Stamp | None = None,
    progress: Callable[[int], None] | None = None,
    workers: int = WORKERS,
    press: Press | None = None,
) -> Book:
    """Lay out `parts` (whole HTML documents) by `workers` processes, or by a press that is open already.

    `progress` is called with the number of parts that are done; what it raises ends the work. `anchors` of
    the book tells on which page, counted from 1, each id begins. Raises PaperUnavailable without Pango,
    NoRoom on a full disk, PaperError for anything else.
    """
    with nullcontext(press) if press else Press(workers=workers) as running:
        sheet = running.lay_out(stamp_sheet(stamp or Stamp()), title="-", tagged=False)
        book = Book(title=title, stamp=sheet.pdf)
        try:
            for done, part in enumerate(running.each(parts, title=title), start=1):
                book.anchors.update({name: book.pages + page + 1 for name, page in part.anchors.items()})
                book.spool.add(part.pdf)
                book.pages += part.pages
                if progress:
                    progress(done)
            if not book.pages:
                raise PaperError("A book needs at least one part.")
        except BaseException:
            book.close()
            raise
    return book


def build_book(
    parts: Iterable[str],
    *,
    title: str,
    out: BinaryIO | Path,
    stamp: Stamp | None = None,
    progress: Callable[[int], None] | None = None,
    workers: int = WORKERS,
) -> int:
    """Write a whole book to `out`; returns its pages. A path gets the finished book or nothing at all."""
    with render_book(parts, title=title, stamp=stamp, progress=progress, workers=workers) as book:
        try:
            if isinstance(out, Path):
                _write_whole(out, book.stream())
            else:
                for piece in book.stream():
                    out.write(piece)
        except OSError as full:
            if full.errno in (errno.ENOSPC, errno.EDQUOT):
                raise NoRoom from full
            raise
        return book.pages


def _write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Beside its place first, then moved there, so that half a book never has the book's name."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".paper-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
