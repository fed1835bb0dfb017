"""Reading subject access requests: whose they are to see, and what their clock says."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from access.capabilities import Capability
from access.models import Membership, School
from concerns.models import Child
from retention.deadlines import SarDeadline, sar_deadline
from retention.exemptions import Exemption, usable
from retention.models import Clarification, Package, RequestItem, SubjectRequest
from retention.models.requests import RequestState as S
from retention.queries.files import files_for
from safeguard.jobs.models import Job
from safeguard.vault.keys import opened, preload, preload_records

AT_RISK_DAYS = 7
GATHER, BUILD = "sar.gather", "sar.build"


def requests_for(member: Membership) -> QuerySet[SubjectRequest]:
    """Requests that this member may work on.

    One about a child, or with a concern, from which they are excluded isn't theirs, as if it weren't there.
    """
    rows: QuerySet[SubjectRequest] = SubjectRequest.objects.select_related("subject", "logged_by__user")
    if not member.can(Capability.SAR_MANAGE):
        return rows.none()
    return rows.filter(Q(subject=None) | Q(subject__in=files_for(member)))


def get_request_for(member: Membership, uid: uuid.UUID) -> SubjectRequest:
    """One request; Http404 when it is absent or not theirs."""
    found = requests_for(member).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def get_logged_for(member: Membership, uid: uuid.UUID) -> SubjectRequest:
    """A request that this member logged, for its receipt; Http404 otherwise."""
    found: SubjectRequest | None = SubjectRequest.objects.filter(uid=uid, logged_by=member).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class RequestClock:
    """What a request's clock says on a day. Without `due` it hasn't started: identity is being checked."""

    due: date | None
    outer: date | None
    days_left: int
    used: int
    paused: bool
    over: bool
    rolled_from: date | None = None
    notice_by: date | None = None

    @property
    def overdue(self) -> bool:
        """True after the due date, while nothing was sent."""
        return not self.over and self.due is not None and self.days_left < 0

    @property
    def tone(self) -> str:
        """How loudly the page says it."""
        if self.over:
            return "ok"
        return "crit" if self.overdue else "high"

    @property
    def at_risk(self) -> bool:
        """True in the last week."""
        return not self.over and self.due is not None and 0 <= self.days_left <= AT_RISK_DAYS


def clock_of(
    request: SubjectRequest,
    school: School,
    *,
    today: date,
    questions: Sequence[Clarification] | None = None,
) -> RequestClock:
    """The clock of a request. A question still open counts as answered today: ask again tomorrow.

    The cautious reading of the excluded days drives it; the legal one is the outer limit.
    """
    asked = list(request.clarifications.all()) if questions is None else questions
    if request.identity_asked_on and request.identity_confirmed_on is None and not request.is_over:
        return RequestClock(None, None, 0, 0, paused=False, over=False)
    stop = min(request.ended_on or today, today)
    says = _deadline(request, school, asked, stop)
    due = says.due_cautious
    whole = max(1, (due - says.start).days)
    return RequestClock(
        due=due,
        outer=says.due_legal,
        days_left=(due - stop).days,
        used=max(0, min(100, (stop - says.start).days * 100 // whole)),
        paused=any(one.answered_on is None for one in asked) and not request.is_over,
        over=request.is_over,
        rolled_from=says.nominal if not asked and says.nominal != due else None,
        notice_by=says.extension_notice_cautious if request.extended_on is None else None,
    )


def _deadline(
    request: SubjectRequest, school: School, asked: Sequence[Clarification], today: date
) -> SarDeadline:
    pauses = [(one.asked_on, max(one.asked_on, one.answered_on or today)) for one in asked]
    return sar_deadline(
        request.received_on,
        school.nation,
        id_received=request.identity_confirmed_on if request.identity_asked_on else None,
        clarifications=pauses,
        extended=request.extended_on is not None,
    )


def subject_name(request: SubjectRequest) -> str:
    """Whose information is asked for, as far as it is known."""
    return request.subject.name if request.subject else opened(request.described)


def request_lines(member: Membership, requests: Sequence[SubjectRequest], *, today: date) -> list[Any]:
    """Requests as the list shows them, names opened, each with its clock."""
    preload([one.subject.uid for one in requests if one.subject])
    preload_records([one.uid for one in requests])
    asked: dict[int, list[Clarification]] = {}
    for question in Clarification.objects.filter(request__in=requests):
        asked.setdefault(question.request_id, []).append(question)
    return [
        {
            "request": one,
            "subject": subject_name(one),
            "requester": opened(one.requester),
            "clock": clock_of(one, member.school, today=today, questions=asked.get(one.pk, [])),
        }
        for one in requests
    ]


def list_counts(member: Membership) -> dict[str, int]:
    """How many requests are open, and how many are answered."""
    rows = requests_for(member)
    over = rows.filter(state__in=[S.RELEASED, S.REFUSED, S.WITHDRAWN]).count()
    return {"open": rows.count() - over, "over": over}


def age_of_subject(child: Child | None, today: date) -> int | None:
    """The subject's age, where it is known."""
    return child.age(today) if child is not None else None


def usable_for(request: SubjectRequest, school: School, *, today: date) -> list[Exemption]:
    """The exemptions that may be chosen for this request."""
    return usable(
        requester=request.requester_kind,
        nation=school.nation,
        age=age_of_subject(request.subject, today),
    )


def last_job(request: SubjectRequest, kind: str) -> Job | None:
    """The newest job of a kind for this request."""
    rows = Job.objects.filter(kind=kind, payload__request=str(request.uid))
    found: Job | None = rows.order_by("-created_at", "-pk").first()
    return found


def package_of(request: SubjectRequest) -> Package | None:
    """The package that stands, if one was made."""
    rows = Package.objects.filter(request=request, replaced_at=None)
    found: Package | None = rows.select_related("file", "made_by__user").first()
    return found


def steps_of(request: SubjectRequest, *, decided: int, items: int) -> list[dict[str, Any]]:
    """The five steps as the page draws them: words, whether done, whether now."""
    order = [S.RECEIVED, S.OPEN, S.REVIEW, S.APPROVAL, S.BUILD, S.RELEASED]
    at = {S.IDENTITY: S.RECEIVED, S.CLARIFICATION: S.OPEN, S.SEARCHING: S.OPEN}
    here = S(request.state)
    place = order.index(at.get(here, here)) if at.get(here, here) in order else -1
    review = f"Review, {decided} of {items}" if items else "Review"
    words = ["Identity", "Search", review, "Second check", "Package"]
    return [
        {"words": word, "done": number < place, "now": number == place, "number": number + 1}
        for number, word in enumerate(words)
    ]


def count_items(request: SubjectRequest) -> tuple[int, int]:
    """How many records are decided, and how many there are."""
    rows = RequestItem.objects.filter(request=request)
    return rows.exclude(choice=None).count(), rows.count()
