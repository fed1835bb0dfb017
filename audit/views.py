"""The access audit: who saw this child, what did this person see, and is the ledger what it was."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.actions import JOB, ask_for_check, export_entries, note_look
from audit.events import Event
from audit.forms import ChooseForm, FilterForm
from audit.labels import Person, find_children, labels_of, people_here
from audit.queries import (
    counts_by_kind,
    entries_for,
    entries_of_request,
    is_mentioned,
    last_check,
    page_of,
    who_saw,
)
from audit.record import record
from audit.sentences import KINDS, STRANGER, UNKNOWN_CHILD, lines_of
from safeguard.csvsafe import CONTENT_TYPE
from safeguard.guard import requires
from safeguard.jobs.models import Job
from safeguard.scope import carry

FOUND = 8


def _listing(request: Any, form: FilterForm, people: list[Person], **only: Any) -> dict[str, Any]:
    """What every list of entries needs: the filters, a page of lines."""
    filters = form.filters(**only)
    rows = entries_for(filters)
    page = page_of(rows, request.GET.get("page", ""))
    return {
        "form": form,
        "filters": filters,
        "rows": rows,
        "page": page,
        "lines": lines_of(page.rows, people, about=filters.child),
        "query": request.GET.urlencode(),
    }


def _checking() -> Job | None:
    """The check that is under way, or the last one if it failed."""
    latest: Job | None = Job.objects.filter(kind=JOB).order_by("-created_at", "-id").first()
    return None if latest is None or latest.state in {"done", "cancelled"} else latest


@requires("audit.read")
@require_safe
def home(request: Any, school: str) -> HttpResponse:
    """The state of the ledger, and its entries."""
    return _home(request)


def _home(request: Any, *, text: str = "", matches: Any = ()) -> HttpResponse:
    people = people_here()
    context = _listing(request, FilterForm(request.GET, people=people), people)
    note_look(by=request.member, view="home", lines=context["lines"])
    context |= {"check": last_check(), "job": _checking(), "combo_text": text, "matches": matches}
    return render(request, "audit/home.html", context)


@requires("audit.read")
@require_safe
def child(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Who saw this child."""
    people = people_here()
    context = _listing(request, FilterForm(request.GET, people=people), people, child=uid)
    name = labels_of("child", [uid]).get(uid)
    if name is None and not is_mentioned(uid):
        raise Http404
    note_look(by=request.member, view="child", lines=context["lines"], child=uid)
    context |= {
        "uid_text": str(uid),
        "name": name or UNKNOWN_CHILD,
        "seen": who_saw(context["rows"], people),
        "stranger": STRANGER,
    }
    return render(request, "audit/child.html", context)


@requires("audit.read")
@require_safe
def person(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """What this person saw and did."""
    people = people_here()
    found = next((p for p in people if p.uid == uid), None)
    if found is None:
        raise Http404
    context = _listing(request, FilterForm(request.GET, people=people), people, person=found)
    note_look(by=request.member, view="person", lines=context["lines"], member=uid)
    counts = counts_by_kind(context["rows"])
    context |= {"person": found, "uid_text": str(uid), "counts": [(KINDS[k], n) for k, n in counts.items()]}
    return render(request, "audit/person.html", context)


@requires("audit.read")
@require_safe
def whole_request(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Everything that one request or job wrote, field by field."""
    lines = lines_of(entries_of_request(uid)[:500])
    if not lines:
        raise Http404
    note_look(by=request.member, view="request", lines=lines)
    return render(request, "audit/request.html", {"lines": lines, "uid": uid})


@requires("audit.read")
@require_POST
def check(request: Any, school: str) -> HttpResponse:
    """Check the ledger now; the page then shows how far it is."""
    ask_for_check(by=request.member, now=timezone.now())
    return redirect("audit:home", school=school)


@requires("audit.read")
@require_POST
def find(request: Any, school: str) -> HttpResponse:
    """The finder's answer to what was typed."""
    text = request.POST.get("q", "")[:80]
    matches = _found(request, text)
    return render(request, "ui/combo_options.html", {"matches": matches, "q": text})


def _found(request: Any, text: str) -> Any:
    matches = find_children(text, limit=FOUND)
    uids = [match.uid for match in matches]
    record(Event.CHILDREN_SEARCHED, by=request.member, subjects=uids, count=len(uids))
    return matches


@requires("audit.read")
@require_POST
def choose(request: Any, school: str) -> HttpResponse:
    """To the child that was chosen; without a script, to the children that match."""
    form = ChooseForm(request.POST)
    chosen = form.cleaned_data.get("child") if form.is_valid() else None
    if chosen is not None:
        return redirect("audit:child", school=school, uid=chosen)
    text = request.POST.get("child_text", "")[:80]
    return _home(request, text=text, matches=_found(request, text))


@requires("audit.read")
@require_POST
def export(request: Any, school: str) -> StreamingHttpResponse:
    """What the page shows, as a file. The filters stand in the address as they do there."""
    people = people_here()
    form = FilterForm(request.GET, people=people)
    about = _as_uid(request.GET.get("child", ""))
    whose = next((p for p in people if str(p.uid) == request.GET.get("of", "")), None)
    pieces = export_entries(by=request.member, filters=form.filters(child=about, person=whose))
    answer = StreamingHttpResponse(carry(pieces), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="access-audit.csv"'
    return answer


def _as_uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
