"""Reading what was gathered for a request: the records, what is removed from them, what is left to do."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from concerns.models import Child
from retention.folding import squeeze
from retention.models import RequestItem, RequestPhrase, RequestRedaction, SubjectRequest
from retention.queries.sar_sources import names_around
from retention.redaction import Span, find_all_mentions, removals
from retention.snapshots import Snapshot, load, redacted
from safeguard.vault.keys import opened, preload_records

Choice = RequestItem.Choice

# Shorter than this, a removed word is too common to ask about everywhere else it stands.
TELLING = 3


def items_of(request: SubjectRequest) -> QuerySet[RequestItem]:
    """The request's records in order."""
    rows: QuerySet[RequestItem] = RequestItem.objects.filter(request=request)
    return rows.select_related("decided_by__user").order_by("number")


def get_item_for(request: SubjectRequest, uid: uuid.UUID) -> RequestItem:
    """One record, looked up through its request; Http404 when it isn't there."""
    found = items_of(request).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def next_item(items: Sequence[RequestItem], after: RequestItem | None = None) -> RequestItem | None:
    """The next record without a decision, from `after` on and then from the start."""
    at = after.number if after else 0
    later = [item for item in items if item.choice is None and item.number > at]
    earlier = [item for item in items if item.choice is None and item.number < at]
    return next(iter([*later, *earlier]), None)


def words_of_item(item: RequestItem) -> Snapshot:
    """The copy as it was gathered."""
    return load(opened(item.words))


def live_redactions(items: Iterable[RequestItem]) -> dict[int, list[RequestRedaction]]:
    """What is removed from each record at present, in one query."""
    found: dict[int, list[RequestRedaction]] = defaultdict(list)
    rows = RequestRedaction.objects.filter(item__in=list(items), taken_back_at=None)
    for row in rows.select_related("made_by__user").order_by("start", "pk"):
        found[row.item_id].append(row)
    return found


def spans_of(rows: Iterable[RequestRedaction]) -> list[Span]:
    """Removals as spans."""
    return [Span(row.start, row.stop, row.exemption, row.stand_in) for row in rows]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a record's text as the review page draws it."""

    text: str
    kind: str = ""
    code: str = ""


def pieces_of(text: str, spans: Sequence[Span], names: Sequence[str]) -> list[Piece]:
    """The whole text in pieces: plain, removed ("red"), or a name to think about ("sug").

    Joined again, the pieces are the text, letter by letter: offsets are counted on it.
    """
    gone = removals(text, spans)
    marks = [(one.start, one.end, "red", ", ".join(one.codes)) for one in gone]
    covered = {place for one in gone for place in range(one.start, one.end)}
    for name in names:
        for mention in find_all_mentions(text, name):
            places = range(mention.start, mention.end)
            if not covered.intersection(places):
                marks.append((mention.start, mention.end, "sug", ""))
                covered.update(places)
    pieces, at = [], 0
    for start, end, kind, code in sorted(marks):
        pieces += [Piece(text[at:start])] if start > at else []
        pieces.append(Piece(text[start:end], kind, code))
        at = end
    return pieces + ([Piece(text[at:])] if at < len(text) else [])


def phrases_of(request: SubjectRequest) -> list[tuple[RequestPhrase, str]]:
    """Phrases that were decided for the whole request, with their words."""
    rows = RequestPhrase.objects.filter(request=request, ended_at=None)
    return [(row, opened(row.phrase)) for row in rows.order_by("pk")]


def names_to_think_about(request: SubjectRequest) -> list[str]:
    """Other people of these records who haven't been decided about, longest names first."""
    child: Child | None = request.subject
    if child is None:
        return []
    decided = {squeeze(words) for _, words in phrases_of(request)}
    names = [name for name in names_around(child) if squeeze(name) not in decided]
    return sorted(names, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Words that were removed in one place and still stand in another that would be sent."""

    words: str
    times: int
    records: tuple[int, ...]
    redaction: RequestRedaction


def loose_ends(request: SubjectRequest) -> list[LooseEnd]:
    """Removed words that would still be sent elsewhere, and that nobody said may stay."""
    preload_records([request.uid])
    items = list(items_of(request).exclude(choice=Choice.WITHHOLD))
    by_item = live_redactions(items)
    stays = {squeeze(words) for row, words in phrases_of(request) if row.choice == "stay"}
    texts = {item.pk: words_of_item(item).text for item in items}
    asked: dict[str, tuple[str, RequestRedaction]] = {}
    for item in items:
        for row in by_item[item.pk]:
            words = texts[item.pk][row.start : row.stop].strip()
            if len(squeeze(words)) >= TELLING and squeeze(words) not in stays:
                asked.setdefault(squeeze(words), (words, row))
    return [
        end for words, row in asked.values() if (end := _end(words, row, items, texts, by_item)) is not None
    ]


def _end(
    words: str,
    row: RequestRedaction,
    items: Sequence[RequestItem],
    texts: dict[int, str],
    by_item: dict[int, list[RequestRedaction]],
) -> LooseEnd | None:
    times, records = 0, []
    for item in items:
        gone = removals(texts[item.pk], spans_of(by_item[item.pk]))
        left = [
            mention
            for mention in find_all_mentions(texts[item.pk], words)
            if not any(one.start <= mention.start and mention.end <= one.end for one in gone)
        ]
        if left:
            times += len(left)
            records.append(item.number)
    return LooseEnd(words, times, tuple(records), row) if times else None


def preview_of(request: SubjectRequest, item: RequestItem, letters: dict[str, str]) -> list[dict[str, Any]]:
    """A record as the requester will see it: headings, and runs of words and blocks."""
    rows = live_redactions([item])[item.pk]
    cut = "\0"
    shown = redacted(
        words_of_item(item),
        spans_of(rows),
        mark=lambda one: cut + (one.stand_in or _letters(one.codes, letters)) + cut,
    )
    return [{"heading": _runs(part.heading, cut), "words": _runs(part.words, cut)} for part in shown.parts]


def _letters(codes: Iterable[str], letters: dict[str, str]) -> str:
    return "removed " + ", ".join(sorted({letters[code] for code in codes}))


def _runs(text: str, cut: str) -> list[tuple[bool, str]]:
    """Every second run is a block."""
    return [(bool(number % 2), run) for number, run in enumerate(text.split(cut)) if run]
