"""The papers of a package as HTML, made from records that have lost what they lose before a page exists."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.template.loader import render_to_string

from retention.article15 import GLOSSARY, STATEMENTS
from retention.redaction import BLOCK, Removal
from retention.snapshots import Snapshot
from safeguard.paper import Stamp, document, in_chunks

# About seven pages.
SLICE = 20_000

LETTER, INDEX, RECORDS, MANIFEST = "1-letter.pdf", "2-index.pdf", "3-records.pdf", "manifest.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it goes out. Without `words` all of it is kept back, and only the index names it."""

    number: int
    title: str
    dated: str
    how: str
    words: Snapshot | None = None

    @property
    def anchor(self) -> str:
        """Its place in the bundle."""
        return f"r{self.number}"


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the letter and on every page."""

    reference: str
    school: str
    requester: str
    subject: str
    asked_for: str
    received_on: date
    made_on: date
    signed_by: str
    searched: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]

    @property
    def stamp(self) -> Stamp:
        """Reference and receiver on every page, so that a stray page can be traced."""
        return Stamp(
            head=f"{self.reference}, for {self.requester}",
            aside=self.school,
            foot="Confidential. Removed words are not in this file.",
        )


def block(removal: Removal, letters: dict[str, str]) -> str:
    """What stands where words were: a stand-in, or a block of one width with the letters of the reasons."""
    if removal.stand_in:
        return f"[{removal.stand_in}]"
    named = ", ".join(sorted({letters[code] for code in removal.codes}))
    return f"{BLOCK} [removed: {named}]"


def records_html(records: Sequence[Record], cover: Cover) -> Iterator[str]:
    """The bundle, in parts."""
    title = f"{cover.reference}: records"
    first = render_to_string("retention/sar/paper/front.html", {"cover": cover})
    for part in in_chunks(chain([first], *map(_pieces, records))):
        yield document(part, title=title)


def _pieces(record: Record) -> Iterator[str]:
    """One record in pieces that are small however long it is, so that laying it out takes little memory."""
    if record.words is None:
        return
    yield render_to_string("retention/sar/paper/record.html", {"record": record})
    for part in record.words.parts:
        for number, words in enumerate(_slices(part.words)):
            heading = "" if number else part.heading
            yield render_to_string("retention/sar/paper/part.html", {"heading": heading, "words": words})


def _slices(words: str) -> Iterator[str]:
    """Long words cut where a line or a word ends."""
    while len(words) > SLICE:
        cut = max(words.rfind("\n", 0, SLICE), words.rfind(" ", 0, SLICE)) + 1
        yield words[: cut or SLICE]
        words = words[cut or SLICE :]
    yield words


def index_html(records: Sequence[Record], cover: Cover, pages: dict[str, int], last: int) -> str:
    """The list of records with their pages."""
    shown = [record for record in records if record.words is not None]
    ends = [pages[record.anchor] for record in shown[1:]] + [last]
    spans = {
        record.number: _pages(pages[record.anchor], end) for record, end in zip(shown, ends, strict=True)
    }
    rows = [(record, spans.get(record.number, "")) for record in records]
    body = render_to_string("retention/sar/paper/index.html", {"cover": cover, "rows": rows})
    return document(body, title=f"{cover.reference}: list of records")


def letter_html(cover: Cover, *, shared: int, pages: int) -> str:
    """The covering letter with everything the law wants said."""
    context = {
        "cover": cover,
        "shared": shared,
        "pages": pages,
        "statements": STATEMENTS,
        "glossary": GLOSSARY,
        "files": (INDEX, RECORDS),
    }
    return document(
        render_to_string("retention/sar/paper/letter.html", context),
        title=f"{cover.reference}: our answer",
    )


def manifest(cover: Cover, files: Iterable[dict[str, Any]]) -> str:
    """The list of files with their SHA-256, so that anybody can check that none was changed."""
    said = {
        "reference": cover.reference,
        "made_on": cover.made_on.isoformat(),
        "how_to_check": "The SHA-256 of each file must be the one beside its name.",
        "files": list(files),
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def plain(page: str) -> str:
    """The words of an HTML document, as they will be read from its PDF."""
    body = re.sub(r"<(style|title)>.*?</\1>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "\n", body))


def numbering(pages: int) -> str:
    """Every page number of a document, which its pages say as well."""
    return "\n".join(f"Page {number} of {pages}" for number in range(1, pages + 1))


def _pages(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
