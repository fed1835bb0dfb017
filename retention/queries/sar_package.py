"""What goes into a package: each record without what it loses, and what must not be found afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from access.models import Membership
from retention.bundle import Cover, Record, block
from retention.exemptions import BY_CODE, explained, letters
from retention.folding import squeeze
from retention.models import RequestItem, RequestRedaction, SearchLog, SubjectRequest
from retention.queries.sar import subject_name
from retention.queries.sar_items import (
    TELLING,
    items_of,
    live_redactions,
    phrases_of,
    spans_of,
    words_of_item,
)
from retention.redaction import removals
from retention.snapshots import redacted, removed_sections
from retention.tokens import Haystack, Removed, provable, runs
from safeguard.ui.dates import long_form
from safeguard.vault.keys import opened, preload_records

Choice = RequestItem.Choice


@dataclass(frozen=True, slots=True)
class Material:
    """Everything of a package before it is laid out."""

    records: tuple[Record, ...]
    reasons: tuple[tuple[str, str], ...]
    removed: tuple[Removed, ...]
    kept_back: tuple[Removed, ...]
    shared: int
    in_part: int
    withheld: int


def material_of(request: SubjectRequest) -> Material:
    """The records as they go out. One that is kept back for a quiet reason isn't even listed."""
    preload_records([request.uid])
    items = list(items_of(request))
    by_item = live_redactions(items)
    named = letters(_codes(items, by_item))
    records, removed, kept_back = list[Record](), list[Removed](), list[Removed]()
    for item in items:
        words, spans = words_of_item(item), spans_of(by_item[item.pk])
        number = len(records) + 1
        if item.choice == Choice.WITHHOLD:
            kept_back += [run for section in words.sections() for run in runs(section)]
            if not BY_CODE[item.exemption].quiet:
                how = f"Kept back: {named[item.exemption]}"
                records.append(Record(number, title_of(item), _dated(item), how))
            continue
        for section, inside in removed_sections(words, spans):
            removed += [Removed(section, one.start, one.end) for one in removals(section, inside)]
        copy = redacted(words, spans, mark=partial(block, letters=named))
        how = "Shared in part" if spans else "Shared in full"
        records.append(Record(number, title_of(item), _dated(item), how, copy))
    chosen = [item.choice for item in items]
    return Material(
        records=tuple(records),
        reasons=tuple(explained(named)),
        removed=tuple(removed),
        kept_back=tuple(kept_back),
        shared=chosen.count(Choice.RELEASE),
        in_part=chosen.count(Choice.REDACT),
        withheld=chosen.count(Choice.WITHHOLD),
    )


def _codes(items: Iterable[RequestItem], by_item: dict[int, list[RequestRedaction]]) -> set[str]:
    """The reasons that the requester will meet: those of blocks, and of records that are listed."""
    codes = set()
    for item in items:
        if item.choice == Choice.WITHHOLD:
            codes |= set() if BY_CODE[item.exemption].quiet else {item.exemption}
        else:
            codes |= {row.exemption for row in by_item[item.pk]}
    return codes


def title_of(item: RequestItem) -> str:
    """A record's name for the requester and the reviewer."""
    label = item.get_source_display()
    return f"{label} {item.reference}".strip() if item.source == "concern" else _with(label, item.reference)


def _with(label: str, reference: str) -> str:
    return f"{label} ({reference})" if reference else label


def _dated(item: RequestItem) -> str:
    return long_form(item.happened_at) if item.happened_at else ""


def cover_of(request: SubjectRequest, *, by: Membership, material: Material, today: date) -> Cover:
    """What the letter says of the request itself."""
    # Where, not for what: the terms of a search may name other people, and the log stays inside.
    searched = SearchLog.objects.filter(request=request).order_by("searched_at", "pk")
    return Cover(
        reference=request.reference,
        school=by.school.name,
        requester=opened(request.requester),
        subject=subject_name(request),
        asked_for=opened(request.asked_for),
        received_on=request.received_on,
        made_on=today,
        signed_by=by.display_name,
        searched=tuple(dict.fromkeys(one.get_place_display() for one in searched)),
        reasons=material.reasons,
    )


def must_be_absent(
    request: SubjectRequest, material: Material, sent: Sequence[str]
) -> tuple[list[str], list[Removed]]:
    """The phrases whose absence proves the removals, and the removals that contradict what is sent.

    Withheld words that are also sent somewhere else can't be told apart and are no contradiction: the
    record that holds them is gone as a whole.
    """
    said = Haystack(sent)
    phrases, contradictions = provable(material.removed, said)
    withheld, _ = provable(material.kept_back, said)
    stays = {squeeze(words) for row, words in phrases_of(request) if row.choice == "stay"}
    serious = [
        one
        for one in contradictions
        if (words := squeeze(one.original[one.start : one.end])) not in stays and len(words) >= TELLING
    ]
    return list(dict.fromkeys([*phrases, *withheld])), serious
