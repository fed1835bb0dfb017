"""The twelve-month strip: one block a week, drawn with attributes so that a PDF shows what the screen shows.

WeasyPrint ignores the page's CSS inside an inline SVG; a strip coloured by classes alone came out solid
black in a legal record. So every shape carries `fill` and `stroke` itself; classes only refine it on screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

STEP = 17
LEFT = 4
FILLS = {"h0": "#e6ebea", "h1": "#b9d5d3", "h2": "#7fb2b0", "h4": "#0e5559"}


@dataclass(frozen=True)
class Week:
    """One week of a child's year: how many entries, whether one is a key event, whether school was shut."""

    starts: date
    count: int = 0
    key: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Block:
    """One drawn week."""

    x: int
    shade: str
    fill: str
    closed: bool
    key: bool


@dataclass(frozen=True)
class Strip:
    """Everything the template draws."""

    blocks: Sequence[Block]
    months: Sequence[tuple[int, str]]
    width: int


def draw_strip(weeks: Sequence[Week]) -> Strip:
    """Lay the weeks out from left (oldest) to right, with the name of each month where it begins."""
    blocks = [_block(index, week) for index, week in enumerate(weeks)]
    months = [
        (LEFT + index * STEP, f"{week.starts:%b}")
        for index, week in enumerate(weeks)
        if index == 0 or week.starts.month != weeks[index - 1].starts.month
    ]
    if len(months) > 1 and months[1][0] - months[0][0] < 2 * STEP:
        months = months[1:]  # two names would overlap at the left edge
    return Strip(blocks=blocks, months=months, width=LEFT + len(weeks) * STEP)


def _block(index: int, week: Week) -> Block:
    shade = ("h0", "h1", "h2", "h4")[min(week.count, 3)]
    # A week with entries is never shown as shut: what was recorded in the holidays must be seen.
    closed = week.closed and week.count == 0
    return Block(x=LEFT + index * STEP, shade=shade, fill=FILLS[shade], closed=closed, key=week.key)
