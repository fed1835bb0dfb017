"""The sheet that everything is printed on: the outer HTML, the look, and what stands on every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

# About ten pages: large enough that fonts and start-up weigh little, small enough that a worker stays
# near 100 MB.
PART = 30_000

_STAMP_CSS = """
@page { size: A4; margin: 0 }
body { margin: 0; font: 8pt/1.3 Inter, "DejaVu Sans", sans-serif; color: #44545c }
div { position: absolute; white-space: nowrap; overflow: hidden; max-width: 120mm }
.head { top: 9mm; left: 14mm } .aside { top: 9mm; right: 14mm; max-width: 60mm }
.foot { bottom: 8mm; left: 14mm }
.signs { break-before: page }
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is printed on every page beside its number. It is an artifact: a screen reader skips it."""

    head: str = ""
    aside: str = ""
    foot: str = ""


def document(body: str, *, title: str) -> str:
    """Wrap `body`, which is HTML already escaped, as a whole document in the house's look."""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{stylesheet()}</style></head><body>{body}</body></html>"
    )


def stamp_sheet(stamp: Stamp) -> str:
    """One page with the stamp, and one with every sign that a page number needs, for its font."""
    spots = {"head": stamp.head, "aside": stamp.aside, "foot": stamp.foot}
    divs = "".join(f'<div class="{name}">{escape(text)}</div>' for name, text in spots.items() if text)
    signs = '<p class="signs">Page of 0123456789</p>'
    return (
        f'<!doctype html><html lang="en-GB"><head><title>-</title><style>{_STAMP_CSS}</style></head>'
        f"<body><p>&#8203;</p>{divs}{signs}</body></html>"
    )


def in_chunks(pieces: Iterable[str], *, size: int = PART) -> Iterator[str]:
    """Join short pieces of HTML into parts of about `size` characters; a longer piece stays whole."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        if held and length + len(piece) > size:
            yield "".join(held)
            held, length = [], 0
        held.append(piece)
        length += len(piece)
    if held:
        yield "".join(held)


@cache
def stylesheet() -> str:
    """The print stylesheet's text."""
    return (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")
