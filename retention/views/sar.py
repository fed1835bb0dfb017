"""Subject access requests: writing one down, the list, and one request with its steps."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.capabilities import Capability
from audit.events import Event
from audit.record import record
from concerns.models import Child
from concerns.queries.children import children_by_uid, find_children, on_roll
from retention.actions.sar import Received, RequestRefused, log_request, subjects_of_request
from retention.exemptions import Requester
from retention.forms.sar import RequestForm
from retention.models import SearchLog, SubjectRequest
from retention.models.requests import RequestState
from retention.queries.files import files_by_uid, files_for
from retention.queries.sar import (
    BUILD,
    GATHER,
    clock_of,
    count_items,
    get_logged_for,
    get_request_for,
    last_job,
    list_counts,
    package_of,
    request_lines,
    requests_for,
    steps_of,
    subject_name,
)
from retention.request_moves import allows
from safeguard.guard import requires
from safeguard.vault.keys import opened, preload_records

PAGE = 50
OVER = [RequestState.RELEASED, RequestState.REFUSED, RequestState.WITHDRAWN]


def option(child: Child) -> dict[str, Any]:
    """A child as the finder shows them."""
    parts = [child.form or (f"Year {child.year}" if child.year else ""), "" if child.on_roll else "has left"]
    if child.born:
        parts.append(f"born {child.born:%-d %B %Y}")
    sub = " · ".join(part for part in parts if part)
    return {"uid": child.uid, "label": child.name, "sub": sub, "initials": child.initials}


def uids_in(values: list[str]) -> list[uuid.UUID]:
    """The uids among what was posted."""
    found = []
    for value in dict.fromkeys(values):
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found


def chosen(request: Any) -> list[Child]:
    """The children that the form names, without those that were dropped."""
    dropped = set(uids_in(request.POST.getlist("drop")))
    wanted = [one for one in uids_in(request.POST.getlist("child")) if one not in dropped]
    if request.member.can(Capability.SAR_MANAGE):
        return files_by_uid(request.member, wanted)
    return children_by_uid(wanted)


def findable(member: Any) -> Any:
    """Whom this member may name: the roll, and for the officer those who have left as well."""
    return files_for(member) if member.can(Capability.SAR_MANAGE) else on_roll()


@requires(Capability.SAR_LOG)
@require_http_methods(["GET", "POST"])
def log(request: Any, school: str) -> HttpResponse:
    """Any member of staff writes down a request that reached them: one page."""
    again = bool({"find", "drop"} & set(request.POST))
    more: dict[str, Any] = {"initial": request.POST.dict()} if again else {}
    posted = request.POST if request.method == "POST" and not again else None
    form = RequestForm(posted, today=timezone.localdate(), children=chosen(request), **more)
    if form.is_bound and form.is_valid():
        try:
            row = log_request(by=request.member, sent=_received(form), now=timezone.now())
            return redirect("retention:sar_logged", school=school, uid=row.uid)
        except RequestRefused as refusal:
            form.add_error(None, str(refusal))
    text = request.POST.get("child_text", "")
    found = find_children(findable(request.member), text) if "find" in request.POST else []
    context = {
        "form": form,
        "chosen": [option(child) for child in form.children],
        "matches": [option(child) for child in found],
        "child_error": form.child_error,
        "child_text": text,
    }
    return render(request, "retention/sar/log.html", context)


def _received(form: RequestForm) -> Received:
    given = form.cleaned_data
    return Received(
        child=form.children[0] if form.children else None,
        requester_kind=Requester(given["requester_kind"]).value,
        **{
            name: given[name]
            for name in (
                "requester",
                "relation",
                "contact",
                "asked_for",
                "channel",
                "received_on",
                "backdated_why",
                "described",
                "key",
            )
        },
    )


@requires(Capability.SAR_LOG)
@require_POST
def find(request: Any, school: str) -> HttpResponse:
    """Children that match what is typed. By POST, so that no name stands in an address."""
    text = request.POST.get("q", "")
    found = find_children(findable(request.member), text)
    record(Event.CHILDREN_SEARCHED, by=request.member, subjects=[c.uid for c in found], count=len(found))
    context = {"matches": [option(child) for child in found], "q": text}
    return render(request, "ui/combo_options.html", context)


@requires(Capability.SAR_LOG)
@require_safe
def logged(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """The receipt: reference, day, and what happens next. Nothing else of the request."""
    row = get_logged_for(request.member, uid)
    clock = clock_of(row, request.school, today=timezone.localdate())
    return render(request, "retention/sar/logged.html", {"row": row, "clock": clock})


@requires(Capability.SAR_MANAGE)
@require_safe
def requests(request: Any, school: str) -> HttpResponse:
    """Open requests by their due date, or those that are answered."""
    over, today = request.GET.get("tab") == "over", timezone.localdate()
    rows = requests_for(request.member)
    rows = rows.filter(state__in=OVER) if over else rows.exclude(state__in=OVER)
    page = Paginator(rows.order_by("-received_on" if over else "received_on", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    lines = request_lines(request.member, list(page.object_list), today=today)
    about = [one for line in lines for one in subjects_of_request(line["request"])]
    record(
        Event.SAR_LISTED, by=request.member, subjects=about, count=len(lines), tab="over" if over else "open"
    )
    context = {"page": page, "lines": lines, "over": over, "counts": list_counts(request.member)}
    return render(request, "retention/sar/list.html", context)


@requires(Capability.SAR_MANAGE)
@require_safe
def sar(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """One request: its clock, its steps, and what can be done now."""
    row = get_request_for(request.member, uid)
    record(
        Event.SAR_OPENED,
        by=request.member,
        subjects=subjects_of_request(row),
        target=row,
        reference=row.reference,
    )
    return render(request, "retention/sar/request.html", {**frame_of(request, row), **_rest_of(row)})


def frame_of(request: Any, row: SubjectRequest) -> dict[str, Any]:
    """What every page of a request shows at its head."""
    preload_records([row.uid])
    today = timezone.localdate()
    decided, items = count_items(row)
    return {
        "row": row,
        "subject": subject_name(row),
        "age": row.subject.age(today) if row.subject else None,
        "requester": opened(row.requester),
        "relation": opened(row.relation),
        "clock": clock_of(row, request.school, today=today),
        "steps": steps_of(row, decided=decided, items=items),
        "decided": decided,
        "items": items,
    }


def _rest_of(row: SubjectRequest) -> dict[str, Any]:
    searches = SearchLog.objects.filter(request=row).select_related("searched_by__user")
    moves = (
        "ask_identity",
        "confirm_identity",
        "ask",
        "answer",
        "extend",
        "search",
        "gather",
        "name_subject",
    )
    more = ("review", "submit", "approve", "send_back", "build", "release", "refuse", "withdraw")
    return {
        "searches": searches.order_by("-searched_at", "-pk"),
        "questions": row.clarifications.order_by("asked_on", "pk"),
        "can": {name: allows(row.state, name) for name in (*moves, *more)},
        "gathering": last_job(row, GATHER),
        "building": last_job(row, BUILD),
        "package": package_of(row),
    }
