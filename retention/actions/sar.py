"""A subject access request from its receipt to its end: intake, identity, questions, time, refusal."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import F

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.models import Child
from retention.actions.holds import hold_for, release_holds
from retention.deadlines import london_date
from retention.models import Clarification, RequestCounter, SearchLog, SubjectRequest
from retention.models.requests import RequestState
from retention.queries.sar import clock_of
from retention.request_moves import move
from retention.rules import HoldKind
from safeguard.vault.envelope import Key
from safeguard.vault.keys import record_key, seal


class RequestRefused(Exception):
    """Something about a request that can't be done so; the message is fit to be shown."""


class StaleRequest(RequestRefused):
    """Somebody else changed it since the page was opened."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed this while you were working. Look at it again first.")


@dataclass(frozen=True)
class Received:
    """What a member of staff writes down when a request reaches them."""

    requester_kind: str
    requester: str
    asked_for: str
    channel: str
    received_on: date
    key: uuid.UUID
    child: Child | None = None
    described: str = ""
    relation: str = ""
    contact: str = ""
    backdated_why: str = ""


def log_request(*, by: Membership, sent: Received, now: datetime) -> SubjectRequest:
    """Write down a request, whoever in the school it reached. Its clock runs from the day it did.

    The child's file is held from this moment. Sent twice with the same key, it is stored once. Raises
    RequestRefused for a day to come, for an earlier day without a reason, and when it is about nobody.
    """
    require(by, Capability.SAR_LOG)
    today = london_date(now)
    if sent.received_on > today:
        raise RequestRefused("The day it was received can’t be in the future.")
    if sent.received_on < today and not sent.backdated_why.strip():
        raise RequestRefused("Say why it is only written down now.")
    if sent.child is None and not sent.described.strip():
        raise RequestRefused("Say whose information is asked for.")
    with transaction.atomic():
        twin = SubjectRequest.objects.filter(logged_by=by, key_sent=sent.key).first()
        if twin is not None:
            return twin  # type: ignore[no-any-return]
        row = _sealed_request(by, sent, now)
        row.reference = _next_reference(today)
        row.save(force_insert=True)
        if sent.child is not None:
            _hold(row, sent.child, by=by, now=now)
        _tell(Event.SAR_LOGGED, row, by=by, backdated="yes" if sent.received_on < today else "no")
    return row


def _sealed_request(by: Membership, sent: Received, now: datetime) -> SubjectRequest:
    row = SubjectRequest(
        subject=sent.child,
        requester_kind=sent.requester_kind,
        channel=sent.channel,
        received_on=sent.received_on,
        logged_at=now,
        logged_by=by,
        key_sent=sent.key,
    )
    key = record_key(row.uid, subjects=[sent.child.uid] if sent.child else [])
    seal(
        row,
        key,
        requester=sent.requester.strip(),
        relation=sent.relation.strip() or None,
        contact=sent.contact.strip() or None,
        described=sent.described.strip() or None,
        asked_for=sent.asked_for.strip(),
        backdated_why=sent.backdated_why.strip() or None,
    )
    return row


def _next_reference(today: date) -> str:
    """The school's next reference, such as SAR-26-0007. Locks the counter until commit: taken late."""
    year = today.year % 100
    while not RequestCounter.objects.filter(year=year).update(last=F("last") + 1):
        RequestCounter.objects.bulk_create([RequestCounter(year=year)], ignore_conflicts=True)
    last = RequestCounter.objects.values_list("last", flat=True).get(year=year)
    return f"SAR-{year:02d}-{last:04d}"


def name_subject(*, by: Membership, request: SubjectRequest, child: Child, now: datetime) -> None:
    """Say whose file a request is about, where the person who logged it could only describe them."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "name_subject")
        if row.subject is not None:
            raise RequestRefused("It is known whose information is asked for.")
        record_key(row.uid, subjects=[child.uid])
        row.subject = child
        _save(row, "subject")
        _hold(row, child, by=by, now=now)
        _tell(Event.SAR_MOVED, row, by=by, move="name_subject")


def ask_identity(*, by: Membership, request: SubjectRequest, on: date, why: str, now: datetime) -> None:
    """Ask for proof of identity, which only reasonable doubt allows. The clock starts when it is there."""
    require(by, Capability.SAR_MANAGE)
    _check_day(on, request.received_on, london_date(now), "asked")
    with transaction.atomic():
        row = locked_request(request, "ask_identity")
        row.identity_asked_on, row.state = on, move(row.state, "ask_identity")
        seal(row, _key(row), identity_how=_words(why, "Say why there is reasonable doubt."))
        _save(row, "identity_asked_on", "state", "identity_how")
        _tell(Event.SAR_MOVED, row, by=by, move="ask_identity")


def confirm_identity(
    *, by: Membership, request: SubjectRequest, on: date, how: str, authority: str, now: datetime
) -> None:
    """Say who they are is known, and how, or why nobody needed to ask; for others also by what right."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "confirm_identity")
        _check_day(on, row.identity_asked_on or row.received_on, london_date(now), "confirmed")
        if row.requester_kind != "subject" and not authority.strip():
            raise RequestRefused("Say by what right they ask, and what you looked at.")
        row.identity_confirmed_on, row.state = on, move(row.state, "confirm_identity")
        words = _words(how, "Say how you know who they are.")
        seal(row, _key(row), identity_how=words, authority=authority.strip() or None)
        _save(row, "identity_confirmed_on", "state", "identity_how", "authority")
        _tell(Event.SAR_MOVED, row, by=by, move="confirm_identity")


def ask_clarification(
    *, by: Membership, request: SubjectRequest, on: date, question: str, now: datetime
) -> Clarification:
    """Ask what is needed to find the information. The days until the answer don't count."""
    require(by, Capability.SAR_MANAGE)
    _check_day(on, request.received_on, london_date(now), "asked")
    with transaction.atomic():
        row = locked_request(request, "ask")
        row.state = move(row.state, "ask")
        asked = Clarification(request=row, asked_on=on, asked_by=by)
        seal(asked, _key(row), question=_words(question, "Write down what you asked."))
        asked.save(force_insert=True)
        _save(row, "state")
        _tell(Event.SAR_MOVED, row, by=by, move="ask")
    return asked


def answer_clarification(
    *, by: Membership, request: SubjectRequest, on: date, answer: str, now: datetime
) -> None:
    """Write down the answer, or that you go on without one; the clock runs again."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "answer")
        asked = Clarification.objects.select_for_update().get(request=row, answered_on=None)
        _check_day(on, asked.asked_on, london_date(now), "answered")
        row.state, asked.answered_on = move(row.state, "answer"), on
        seal(asked, _key(row), answer=_words(answer, "Write down the answer, or why you go on without one."))
        asked.save(update_fields=["answered_on", "answer"])
        _save(row, "state")
        _tell(Event.SAR_MOVED, row, by=by, move="answer")


def extend_request(*, by: Membership, request: SubjectRequest, why: str, now: datetime) -> None:
    """Take two more months for a complex request, or many. Refused once the first month is over."""
    require(by, Capability.SAR_MANAGE)
    today = london_date(now)
    with transaction.atomic():
        row = locked_request(request, "extend")
        clock = clock_of(row, by.school, today=today)
        if row.extended_on is not None:
            raise RequestRefused("It has been extended already, and it can be only once.")
        if clock.notice_by is None or today > clock.notice_by:
            raise RequestRefused("An extension has to be told to the requester within the first month.")
        row.extended_on = today
        seal(row, _key(row), extended_why=_words(why, "Say why it is complex, as you told the requester."))
        _save(row, "extended_on", "extended_why")
        _tell(Event.SAR_MOVED, row, by=by, move="extend")


def log_search(
    *,
    by: Membership,
    request: SubjectRequest,
    place: str,
    terms: str,
    found: int,
    left_out: str,
    now: datetime,
) -> SearchLog:
    """Write down where somebody looked, for what, how much there was, and what was left out and why."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, "search")
        line = SearchLog(request=row, place=place, found=found, searched_at=now, searched_by=by)
        words = _words(terms, "Write down what you looked for.")
        seal(line, _key(row), terms=words, left_out=left_out.strip() or None)
        line.save(force_insert=True)
        _tell(Event.SAR_SEARCHED, row, by=by, place=place, count=found)
    return line


def end_request(*, by: Membership, request: SubjectRequest, how: str, why: str, now: datetime) -> None:
    """Refuse a request, write down that it was withdrawn, or that the answer was handed over.

    `how` is "refuse", "withdraw" or "release". The hold on the file ends with it.
    """
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = locked_request(request, how)
        row.state, row.ended_on, row.ended_by = move(row.state, how), london_date(now), by
        seal(row, _key(row), ended_why=_words(why, "Write down the reason, or how it was handed over."))
        _save(row, "state", "ended_on", "ended_by", "ended_why")
        release_holds(by=by, source_uid=row.uid, why=f"{row.reference} is answered.", now=now)
        _tell(Event.SAR_MOVED, row, by=by, move=how)


def locked_request(request: SubjectRequest, name: str) -> SubjectRequest:
    """The request, locked for this transaction, in a state that allows the move. Raises WrongMove."""
    row: SubjectRequest = (
        SubjectRequest.objects.select_for_update(of=("self",)).select_related("subject").get(pk=request.pk)
    )
    move(row.state, name)
    return row


def subjects_of_request(request: SubjectRequest) -> list[uuid.UUID]:
    """Whose file it is part of, for the ledger."""
    return [request.subject.uid] if request.subject else []


def _hold(row: SubjectRequest, child: Child, *, by: Membership, now: datetime) -> None:
    """Nothing of the file is disposed of while it is asked for (section 173, Data Protection Act 2018)."""
    hold_for(
        by=by,
        kind=HoldKind.SAR,
        why=f"{row.reference} is open.",
        source_uid=row.uid,
        review_on=london_date(now) + relativedelta(months=3),
        child=child,
        now=now,
    )


def _key(row: SubjectRequest) -> Key:
    return record_key(row.uid)


def _words(text: str, missing: str) -> str:
    if not text.strip():
        raise RequestRefused(missing)
    return text.strip()


def _check_day(day: date, first: date, today: date, what: str) -> None:
    if day > today:
        raise RequestRefused("That day is still to come.")
    if day < first:
        raise RequestRefused(f"It can’t have been {what} before {first:%-d %B %Y}.")


def _save(row: SubjectRequest, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _tell(event: Event, row: SubjectRequest, *, by: Membership, **payload: str | int) -> None:
    named: dict[str, str | int] = {"reference": row.reference, **payload}
    if event is Event.SAR_MOVED:
        named["state"] = RequestState(row.state).label.lower()
    record(event, by=by, subjects=subjects_of_request(row), target=row, **named)
