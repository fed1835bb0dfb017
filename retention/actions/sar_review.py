"""Deciding record by record: what is shared, what is removed from it, what is kept back, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from retention.actions.sar import RequestRefused, StaleRequest, locked_request, subjects_of_request
from retention.exemptions import BY_CODE, refusal
from retention.folding import squeeze
from retention.models import RequestItem, RequestPhrase, RequestRedaction, SubjectRequest
from retention.queries.sar import age_of_subject
from retention.queries.sar_items import items_of, live_redactions, words_of_item
from retention.redaction import Span, find_all_mentions, widen_to_words
from safeguard.vault.keys import record_key, seal

Choice = RequestItem.Choice

# How old a health professional's opinion may be (Schedule 3, paragraph 6).
OPINION_LASTS = timedelta(days=183)


@dataclass(frozen=True)
class Removal:
    """What a reviewer wants gone: a place in the text, or a phrase where selecting isn't possible.

    `everywhere` removes the same words from every record of the request. `stand_in` is what the requester
    reads instead of a block, such as "Child B", the same throughout.
    """

    exemption: str
    reason: str
    start: int | None = None
    stop: int | None = None
    phrase: str = ""
    everywhere: bool = False
    stand_in: str = ""


@dataclass(frozen=True)
class Verdict:
    """A decision about one record."""

    choice: str
    exemption: str = ""
    reason: str = ""
    opinion: str = ""
    opinion_on: date | None = None


def remove_words(
    *, by: Membership, request: SubjectRequest, item: RequestItem, version: int, what: Removal, now: datetime
) -> int:
    """Remove words from a record, or from all; returns how many places. What is left is decided anew.

    Raises StaleRequest when the record was changed since the page was opened, RequestRefused for words that
    aren't there and for an exemption that this request doesn't leave open.
    """
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "review")
        _check_exemption(row, by, what.exemption, what.reason, now)
        here = _locked_item(row, item, version)
        text = words_of_item(here).text
        spans = _chosen(text, what)
        words = text[spans[0].start : spans[0].end]
        wanted = {here.pk: spans}
        phrase = None
        if what.everywhere:
            phrase = _keep_phrase(row, by, words, RequestPhrase.Choice.REMOVE, what, now)
            wanted = _everywhere(row, here, spans, words)
        places = _remove(row, by, wanted, what, phrase, now)
        _tell(
            Event.SAR_REMOVED,
            row,
            by=by,
            item=here.number,
            count=places,
            exemption=what.exemption,
            everywhere=int(what.everywhere),
        )
    return places


def take_back(*, by: Membership, request: SubjectRequest, redaction: RequestRedaction, now: datetime) -> None:
    """Put removed words back. The removal's row stays, with who took it back."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "review")
        live = RequestRedaction.objects.select_for_update().filter(
            pk=redaction.pk, item__request=row, taken_back_at=None
        )
        gone = live.select_related("item").first()
        if gone is None:
            return
        live.update(taken_back_at=now, taken_back_by=by)
        _undecide([gone.item])
        _tell(Event.SAR_PUT_BACK, row, by=by, item=gone.item.number)


def let_stay(
    *, by: Membership, request: SubjectRequest, words: str, reason: str, now: datetime
) -> RequestPhrase:
    """Say that words which were removed in one place may stand where they still do, and why."""
    require(by, Capability.SAR_MANAGE)
    if not reason.strip():
        raise RequestRefused("Say why these words may stay.")
    with transaction.atomic():
        row = locked_request(request, "review")
        kept = _keep_phrase(row, by, words, RequestPhrase.Choice.STAY, Removal("", reason), now)
        _tell(Event.SAR_STAYS, row, by=by)
    return kept


def decide_item(
    *,
    by: Membership,
    request: SubjectRequest,
    item: RequestItem,
    version: int,
    verdict: Verdict,
    now: datetime,
) -> RequestItem:
    """Decide about one record. Raises StaleRequest and RequestRefused, as `remove_words` does."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "review")
        here = _locked_item(row, item, version)
        removed = bool(live_redactions([here])[here.pk])
        choice = Choice(verdict.choice)
        if choice is Choice.RELEASE and removed:
            raise RequestRefused(
                "Words are removed from this record. Share it without them, or put them back."
            )
        if choice is Choice.REDACT and not removed:
            raise RequestRefused("Nothing is removed from this record yet. Choose the words first.")
        exemption = ""
        if choice is Choice.WITHHOLD:
            exemption = verdict.exemption
            _check_exemption(row, by, exemption, verdict.reason, now, verdict.opinion, verdict.opinion_on)
        here.choice, here.exemption = choice, exemption
        here.decided_at, here.decided_by, here.opinion_on = now, by, verdict.opinion_on
        seal(
            here,
            record_key(row.uid),
            reason=verdict.reason.strip() or None,
            opinion=verdict.opinion.strip() or None,
        )
        here.version += 1
        here.save()
        _tell(
            Event.SAR_DECIDED,
            row,
            by=by,
            item=here.number,
            choice=choice.value,
            exemption=exemption or "none",
        )
    return here


def _locked_item(row: SubjectRequest, item: RequestItem, version: int) -> RequestItem:
    here: RequestItem = RequestItem.objects.select_for_update().get(pk=item.pk, request=row)
    if here.version != version:
        raise StaleRequest
    return here


def _check_exemption(
    row: SubjectRequest,
    by: Membership,
    code: str,
    reason: str,
    now: datetime,
    opinion: str = "",
    opinion_on: date | None = None,
) -> None:
    exemption = BY_CODE.get(code)
    if exemption is None:
        raise RequestRefused("Choose the reason in law.")
    today = timezone.localdate(now)
    age = age_of_subject(row.subject, today)
    if why := refusal(exemption, requester=row.requester_kind, nation=by.school.nation, age=age):
        raise RequestRefused(why)
    if not reason.strip():
        raise RequestRefused(f"Answer the question of this reason: {exemption.test}")
    if exemption.opinion and not (opinion.strip() and opinion_on):
        raise RequestRefused("Name the health professional whose opinion it rests on, and its day.")
    if opinion_on and not today - OPINION_LASTS <= opinion_on <= today:
        raise RequestRefused("The opinion has to be of the last six months.")


def _chosen(text: str, what: Removal) -> list[Span]:
    """The places in this record: one that was selected, grown to whole words, or each of a phrase."""
    if what.start is not None and what.stop is not None:
        if not 0 <= what.start < what.stop <= len(text):
            raise RequestRefused("Select the words again: this part of the text has changed.")
        return [widen_to_words(text, Span(what.start, what.stop))]
    found = find_all_mentions(text, what.phrase)
    if not found:
        raise RequestRefused(
            "These words don’t stand in this record. Select them, or type them as they stand."
        )
    return [Span(one.start, one.end) for one in found]


def _everywhere(
    row: SubjectRequest, here: RequestItem, spans: list[Span], words: str
) -> dict[int, list[Span]]:
    wanted = {here.pk: list(spans)}
    for item in items_of(row):
        mentions = find_all_mentions(words_of_item(item).text, words)
        wanted.setdefault(item.pk, []).extend(Span(one.start, one.end) for one in mentions)
    return wanted


def _remove(
    row: SubjectRequest,
    by: Membership,
    wanted: dict[int, list[Span]],
    what: Removal,
    phrase: RequestPhrase | None,
    now: datetime,
) -> int:
    items = list(RequestItem.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    live = live_redactions(items)
    key, rows, touched = record_key(row.uid), [], []
    for item in items:
        covered = {place for old in live[item.pk] for place in range(old.start, old.stop)}
        for span in sorted(set(wanted[item.pk])):
            if covered.issuperset(range(span.start, span.end)):
                continue
            covered |= set(range(span.start, span.end))
            made = RequestRedaction(item=item, start=span.start, stop=span.end, phrase=phrase)
            made.exemption, made.stand_in = what.exemption, what.stand_in
            made.made_at, made.made_by = now, by
            seal(made, key, reason=what.reason.strip())
            rows.append(made)
            touched.append(item)
    RequestRedaction.objects.bulk_create(rows)
    _undecide(touched)
    return len(rows)


def _undecide(items: Iterable[RequestItem]) -> None:
    """A record whose removals changed is decided anew, unless all of it is kept back."""
    for item in {item.pk: item for item in items}.values():
        item.version += 1
        if item.choice != Choice.WITHHOLD:
            item.choice = item.decided_at = item.decided_by = None
        item.save(update_fields=["version", "choice", "decided_at", "decided_by"])


def _keep_phrase(
    row: SubjectRequest, by: Membership, words: str, choice: str, what: Removal, now: datetime
) -> RequestPhrase:
    """The decision about a phrase for the whole request; a later one takes the place of an earlier."""
    for old in RequestPhrase.objects.filter(request=row, ended_at=None):
        if squeeze(old.phrase.open()) == squeeze(words):
            RequestPhrase.objects.filter(pk=old.pk).update(ended_at=now)
    kept = RequestPhrase(request=row, choice=choice, exemption=what.exemption, stand_in=what.stand_in)
    kept.decided_at, kept.decided_by = now, by
    seal(kept, record_key(row.uid), phrase=words, reason=what.reason.strip() or None)
    kept.save(force_insert=True)
    return kept


def _tell(event: Event, row: SubjectRequest, *, by: Membership, **payload: str | int) -> None:
    record(event, by=by, subjects=subjects_of_request(row), target=row, reference=row.reference, **payload)
