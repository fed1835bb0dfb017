"""A record as it was when it was gathered for a request: headed parts, and the one text that spans count in.

The text is what the reviewer's page shows and what offsets refer to, so it holds no sign that a browser
would change: line ends are line feeds, and control characters are gone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retention.redaction import Mark, Span, apply_redactions, clip

_BETWEEN = "\n\n"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the words under it."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record's parts, in order."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """Everything as one text: heading, line feed, words, and an empty line between parts."""
        return _BETWEEN.join(f"{part.heading}\n{part.words}" for part in self.parts)

    def places(self) -> Iterator[tuple[Part, int]]:
        """Each part with the place in `text` where its heading begins."""
        at = 0
        for part in self.parts:
            yield part, at
            at += len(part.heading) + 1 + len(part.words) + len(_BETWEEN)

    def sections(self) -> Iterator[str]:
        """Headings and words one by one, as they are compared after a build."""
        for part in self.parts:
            yield part.heading
            yield part.words


def snapshot(parts: Iterable[tuple[str, str]]) -> Snapshot:
    """Parts made fit to be counted in; those without words are left out."""
    tidy = ((_tidy(heading), _tidy(words)) for heading, words in parts)
    return Snapshot(tuple(Part(heading, words) for heading, words in tidy if words))


def redacted(record: Snapshot, spans: Iterable[Span], *, mark: Mark) -> Snapshot:
    """The copy without what the spans name; headings are part of the text and can be removed as well."""
    spans = list(spans)
    made = []
    for part, at in record.places():
        words_at = at + len(part.heading) + 1
        heading = apply_redactions(part.heading, clip(spans, at, words_at - 1), mark=mark)
        words = apply_redactions(part.words, clip(spans, words_at, words_at + len(part.words)), mark=mark)
        made.append(Part(heading, words))
    return Snapshot(tuple(made))


def removed_sections(record: Snapshot, spans: Iterable[Span]) -> Iterator[tuple[str, list[Span]]]:
    """Each heading and each run of words that loses something, with the spans counted inside it."""
    spans = list(spans)
    for part, at in record.places():
        words_at = at + len(part.heading) + 1
        for section, start in ((part.heading, at), (part.words, words_at)):
            if inside := clip(spans, start, start + len(section)):
                yield section, inside


def dump(record: Snapshot) -> str:
    """As it is sealed."""
    return json.dumps([[part.heading, part.words] for part in record.parts], ensure_ascii=False)


def load(sealed: str) -> Snapshot:
    """As it was sealed."""
    return Snapshot(tuple(Part(heading, words) for heading, words in json.loads(sealed)))


def _tidy(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return _CONTROLS.sub("", plain).strip("\n")
