"""The roll, a child's page, and search."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.capabilities import Capability
from audit.events import Event
from audit.record import record
from concerns.actions.children import record_status
from concerns.forms.child import RollForm, StatusForm
from concerns.queries.children import find_children
from concerns.queries.roll import child_page_of, roll_rows
from concerns.queries.rows import list_rows
from concerns.queries.search import search_records
from concerns.queries.visible import get_child_for, visible_children
from safeguard.guard import requires

PER_PAGE = 30


@requires(Capability.CHILD_READ)
def children(request: Any, school: str) -> HttpResponse:
    """The roll by year and form. A name is looked for by POST, so that it stands in no address."""
    form = RollForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    rows = visible_children(request.member).filter(on_roll=True)
    if form.cleaned_data.get("year"):
        rows = rows.filter(year=form.cleaned_data["year"])
    text = form.cleaned_data.get("q", "") if request.method == "POST" else ""
    total = rows.count()
    found: Any = find_children(rows, text, limit=50) if text else rows.order_by("year", "form", "id")
    page = Paginator(found, PER_PAGE if not text else 50).get_page(request.GET.get("page"))
    shown = roll_rows(list(page), request.member, today=timezone.localdate())
    record(Event.CHILDREN_LISTED, by=request.member, subjects=[r.child.uid for r in shown], count=len(shown))
    context = {"form": form, "page": page, "rows": shown, "total": total, "searched": bool(text)}
    return render(request, "concerns/children.html", context)


@requires(Capability.CHILD_READ)
def child(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """A child's front sheet: who they are, what stands about them, concerns, contacts."""
    found = get_child_for(request.member, uid)
    record(Event.CHILD_OPENED, by=request.member, subjects=[found.uid], target=found)
    context = child_page_of(found, request.member, today=timezone.localdate())
    return render(request, "concerns/child.html", context)


@requires(Capability.CONCERN_ACT)
def add_status(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Record a dated status."""
    found = get_child_for(request.member, uid)
    form = StatusForm(request.POST or None, initial={"from_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        record_status(by=request.member, child=found, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Recorded. It stands in the chronology.")
        return redirect("concerns:child", school=school, uid=uid)
    context = {"form": form, "child": found, "title": "Record a status", "button": "Record"}
    return render(request, "concerns/child_form.html", context)


@requires(Capability.SEARCH_USE)
@require_POST
def search(request: Any, school: str) -> HttpResponse:
    """Children, references and words of what the member may see; opened in memory, nothing kept."""
    text = request.POST.get("q", "").strip()[:200]
    found = search_records(request.member, text)
    rows = list_rows(found.concerns, today=timezone.localdate())
    kids = roll_rows(found.children, request.member, today=timezone.localdate())
    subjects = {c.uid for c in found.children} | {uid for row in rows for uid in row.subjects}
    record(Event.SEARCHED, by=request.member, subjects=subjects, count=len(kids) + len(rows))
    context = {"text": text, "children": kids, "rows": rows, "more": found.more, "too_short": len(text) < 2}
    return render(request, "concerns/search.html", context)
