"""A child's chronology on the screen and on paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.capabilities import Capability
from audit.events import Event
from audit.record import record
from concerns.actions.chronology import add_analysis, ask_for_chronology, rate_entry
from concerns.forms.child import SHOW, AnalysisForm, ChronologyFilterForm, ExportForm, RatingForm
from concerns.models import Child, ChronologyEntry
from concerns.queries.chronology import (
    counts,
    entries_for,
    months_of,
    narrowed,
    strip_sentence,
    strip_weeks,
)
from concerns.queries.rows import live_statuses
from concerns.queries.visible import get_child_for
from safeguard.guard import requires
from safeguard.jobs.models import Job
from safeguard.jobs.queries import result_url
from safeguard.scope import carry
from safeguard.vault.files import open_file
from safeguard.vault.models import SealedFile

PER_PAGE = 50


@requires(Capability.CHRONOLOGY_READ)
def chronology(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Every dated entry of the child's file that the member may read."""
    child, form = get_child_for(request.member, uid), ChronologyFilterForm(request.GET)
    rows, wanted = entries_for(request.member, child), form.wanted()
    page = Paginator(narrowed(rows, wanted), PER_PAGE).get_page(request.GET.get("page"))
    record(Event.CHRONOLOGY_OPENED, by=request.member, subjects=[child.uid], target=child)
    context = {**_context(request, child, rows), "page": page, "form": form, "wanted": wanted}
    return render(request, "concerns/chronology.html", context)


def _context(request: Any, child: Child, rows: QuerySet[ChronologyEntry]) -> dict[str, Any]:
    today = timezone.localdate()
    weeks, found = strip_weeks(rows, today=today), counts(rows)
    jobs = Job.objects.filter(
        kind="chronology.pdf", requested_by_id=request.member.pk, payload__child=str(child.uid)
    )
    return {
        "child": child,
        "age": child.age(today),
        "flags": live_statuses([child.pk], today).get(child.pk, []),
        "shows": [(code, label, found[code]) for code, label in SHOW],
        "weeks": weeks,
        "strip_words": strip_sentence(weeks),
        "months": months_of(weeks),
        "jobs": [(row, result_url(row, request.school.slug)) for row in jobs.order_by("-created_at")[:3]],
        "may_act": request.member.can(Capability.CONCERN_ACT),
    }


@requires(Capability.CONCERN_ACT)
def analyse(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Add a dated analysis."""
    child, form = get_child_for(request.member, uid), AnalysisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_analysis(by=request.member, child=child, text=form.cleaned_data["text"], now=timezone.now())
        messages.success(request, "Added to the chronology.")
        return redirect("concerns:chronology", school=school, uid=uid)
    context = {"form": form, "child": child, "title": "Add an analysis", "button": "Add"}
    return render(request, "concerns/child_form.html", context)


@requires(Capability.CONCERN_ACT)
@require_POST
def rate(request: Any, school: str, uid: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Say how much an entry matters; looked up through the child's file."""
    child, form = get_child_for(request.member, uid), RatingForm(request.POST)
    found = entries_for(request.member, child).filter(uid=entry).first()
    if found is None:
        raise Http404
    if form.is_valid():
        rate_entry(by=request.member, entry=found, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Saved.")
    else:
        messages.error(request, "Nothing was changed. Choose key, significant or routine.")
    return redirect("concerns:chronology", school=school, uid=uid)


@requires(Capability.CHRONOLOGY_EXPORT)
def export(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Ask for the PDF, with a reason."""
    child = get_child_for(request.member, uid)
    form = ExportForm(request.POST or None, initial={"show": ""})
    if request.method == "POST" and form.is_valid():
        ask_for_chronology(by=request.member, child=child, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is being made. You can leave this page; it stays ready for seven days.")
        return redirect("concerns:chronology", school=school, uid=uid)
    context = {"form": form, "child": child, "title": "Chronology as PDF", "button": "Make the PDF"}
    return render(request, "concerns/child_form.html", context)


@requires(Capability.CHRONOLOGY_EXPORT)
def download(request: Any, school: str, uid: uuid.UUID, job: uuid.UUID) -> StreamingHttpResponse:
    """Give out the PDF to whoever asked for it, while they may still open the file."""
    child = get_child_for(request.member, uid)
    made = Job.objects.filter(
        uid=job,
        kind="chronology.pdf",
        state="done",
        requested_by_id=request.member.pk,
        result__child=str(child.uid),
    ).first()
    file = SealedFile.objects.filter(uid=made.result["file"], removed_at=None).first() if made else None
    if file is None or (file.expires_at and file.expires_at < timezone.now()):
        raise Http404
    record(Event.FILE_DOWNLOADED, by=request.member, subjects=[child.uid], target=child, sha256=file.sha256)
    answer = StreamingHttpResponse(carry(open_file(file)), content_type=file.content_type)
    answer["Content-Disposition"] = 'attachment; filename="chronology.pdf"'
    answer["Content-Length"] = str(file.size)
    return answer
