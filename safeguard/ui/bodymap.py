"""The body map: its named parts, and the marks a member of staff placed on them.

Left and right are always the child's own. A mark is a part, a point in that view's own units, and three
sentences' worth of description. The picture is never needed: a list of the same parts does the same.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "static" / "bodymap-regions.json"

VIEWS = {"front": "Front", "back": "Back", "head": "Head and face"}
SIZES = {"front": "0 0 200 452", "back": "0 0 200 452", "head": "0 0 200 216"}
TYPES = ("Not sure", "Bruise", "Cut or graze", "Burn or scald", "Bite", "Scratch", "Swelling", "Other")

MOST_MARKS = 40
SIZE_LENGTH = 60
NOTE_LENGTH = 600


@dataclass(frozen=True)
class Region:
    """A named part of one view: its outline and its middle."""

    id: str
    view: str
    label: str
    cx: float
    cy: float
    d: str

    @property
    def name(self) -> str:
        """'Front: left forearm'."""
        return f"{VIEWS[self.view]}: {self.label[0].lower()}{self.label[1:]}"


@dataclass(frozen=True)
class Mark:
    """One mark, as it is sealed with the concern."""

    region: str
    x: int
    y: int
    type: str = TYPES[0]
    size: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The part's name. One that a later drawing lacks keeps its own id, never another part's name."""
        part = regions().get(self.region)
        return part.name if part else self.region.replace("-", " ")

    @property
    def view(self) -> str:
        """Which of the three views it is drawn on."""
        part = regions().get(self.region)
        return part.view if part else ""


@cache
def regions() -> dict[str, Region]:
    """All 57 parts by id, in the order in which they are drawn and listed."""
    return {row["id"]: Region(**row) for row in json.loads(SOURCE.read_text(encoding="utf-8"))}


def grouped() -> list[tuple[str, list[Region]]]:
    """The parts under their view's title, for the list that stands in for the picture."""
    return [(title, [r for r in regions().values() if r.view == view]) for view, title in VIEWS.items()]


def read_marks(data: Mapping[str, str]) -> list[Mark]:
    """The marks in a posted form, with the two buttons that work without JavaScript already applied.

    Fields are `mark-N-region`, `-x`, `-y`, `-type`, `-size`, `-note`; `mark-add` with `mark-where` adds a
    mark in the middle of a part, `mark-remove` names the one to leave out. Unknown parts are dropped, points
    are kept inside the picture, overlong words are cut: a spoilt mark must never cost somebody their account.
    """
    numbers = sorted(
        int(key.split("-")[1])
        for key in data
        if key.startswith("mark-") and key.endswith("-region") and key.split("-")[1].isdecimal()
    )
    gone = data.get("mark-remove", "")
    kept = [_read_mark(data, number) for number in numbers[:MOST_MARKS] if str(number) != gone]
    marks = [mark for mark in kept if mark is not None]
    if "mark-add" in data and (region := regions().get(data.get("mark-where", ""))) is not None:
        marks.append(Mark(region=region.id, x=round(region.cx), y=round(region.cy)))
    return marks


def asks_to_redraw(data: Mapping[str, str]) -> bool:
    """True when a button of the body map was pressed: show the form again, send nothing."""
    return "mark-add" in data or "mark-remove" in data


def _read_mark(data: Mapping[str, str], number: int) -> Mark | None:
    region = regions().get(data.get(f"mark-{number}-region", ""))
    if region is None:
        return None
    kind = data.get(f"mark-{number}-type", TYPES[0])
    width, height = (int(side) for side in SIZES[region.view].split()[2:])
    return Mark(
        region=region.id,
        x=_inside(data.get(f"mark-{number}-x", ""), region.cx, width),
        y=_inside(data.get(f"mark-{number}-y", ""), region.cy, height),
        type=kind if kind in TYPES else TYPES[0],
        size=data.get(f"mark-{number}-size", "").strip()[:SIZE_LENGTH],
        note=data.get(f"mark-{number}-note", "").strip()[:NOTE_LENGTH],
    )


def _inside(text: str, middle: float, limit: int) -> int:
    try:
        value = int(text)
    except ValueError:
        return round(middle)
    return max(0, min(limit, value))


def dump_marks(marks: Sequence[Mark]) -> str:
    """The marks as JSON, to be sealed."""
    return json.dumps([asdict(mark) for mark in marks], ensure_ascii=False)


def load_marks(text: str | None) -> list[Mark]:
    """The marks out of opened JSON."""
    return [Mark(**row) for row in json.loads(text)] if text else []
