"""The dashboard of the safeguarding team: the queue by clock, and own tasks."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.capabilities import Capability
from access.queries import members_here, safeguarding_team
from audit.events import Event
from audit.record import record
from concerns.actions.triage import take_ownership
from concerns.forms.triage import AssignForm, FilterForm
from concerns.queries.casework import open_tasks
from concerns.queries.rows import list_rows
from concerns.queries.triage import TABS, TriageFilter, triage_counts, triage_list
from concerns.queries.visible import visible_to
from concerns.workflow import WrongMove
from safeguard.guard import requires

PER_PAGE = 25


def _link(wanted: TriageFilter, **change: str) -> str:
    return "?" + urlencode({k: v for k, v in {**wanted.__dict__, **change}.items() if v})


def _chips(wanted: TriageFilter, form: FilterForm) -> list[tuple[str, str]]:
    shown = []
    for name in ("risk", "year", "owner"):
        value = getattr(wanted, name)
        if value:
            shown.append((dict(form.fields[name].choices).get(value, value), _link(wanted, **{name: ""})))  # type: ignore[attr-defined]
    return shown


@requires(Capability.TRIAGE_VIEW)
def triage(request: Any, school: str) -> HttpResponse:
    """The queue. Tabs, filters and counts come from one filter object."""
    form = FilterForm(request.GET)
    wanted, now = form.wanted(), timezone.now()
    page = Paginator(triage_list(request.member, wanted, now=now), PER_PAGE).get_page(request.GET.get("page"))
    rows = list_rows(list(page), today=timezone.localdate())
    subjects = {uid for row in rows for uid in row.subjects}
    record(Event.CONCERNS_LISTED, by=request.member, subjects=subjects, count=len(rows), tab=wanted.tab)
    counts = triage_counts(request.member, wanted, now=now)
    context = {
        "form": form,
        "rows": rows,
        "page": page,
        "wanted": wanted,
        "now": now,
        "tabs": [(tab, label, counts[tab], _link(wanted, tab=tab)) for tab, label in TABS.items()],
        "chips": _chips(wanted, form),
        "clear_url": _link(TriageFilter(tab=wanted.tab)),
        "assign": AssignForm(team=safeguarding_team(today=timezone.localdate())),
    }
    return render(request, "concerns/triage.html", context)


@requires(Capability.CONCERN_ACT)
@require_POST
def assign(request: Any, school: str) -> HttpResponse:
    """Give several concerns an owner at once: the one thing that is safe in bulk."""
    form = AssignForm(request.POST, team=safeguarding_team(today=timezone.localdate()))
    chosen = visible_to(request.member).filter(uid__in=form.chosen(request.POST))
    if not form.is_valid() or not chosen:
        messages.error(request, "Nothing was changed. Tick the concerns and choose who should have them.")
        return redirect("concerns:triage", school=school)
    done = 0
    for concern in chosen:
        try:
            take_ownership(
                by=request.member, concern=concern, owner=form.cleaned_data["owner"], now=timezone.now()
            )
            done += 1
        except WrongMove as problem:
            messages.warning(request, f"{concern.reference}: {problem}")
    messages.success(
        request,
        f"{done} concern{'' if done == 1 else 's'} given to {form.cleaned_data['owner'].display_name}.",
    )
    return redirect("concerns:triage", school=school)


@requires(Capability.CONCERN_ACT)
def tasks(request: Any, school: str) -> HttpResponse:
    """The member's own open actions, the most pressing first."""
    page = Paginator(open_tasks(request.member), PER_PAGE).get_page(request.GET.get("page"))
    rows = {r.concern.pk: r for r in list_rows([t.concern for t in page], today=timezone.localdate())}
    tasks_shown = [(task, rows[task.concern_id]) for task in page]
    subjects = {uid for row in rows.values() for uid in row.subjects}
    record(Event.CONCERNS_LISTED, by=request.member, subjects=subjects, count=len(tasks_shown), tab="tasks")
    return render(
        request, "concerns/tasks.html", {"page": page, "tasks": tasks_shown, "today": timezone.localdate()}
    )


@requires(Capability.CONCERN_SHARED)
def shared(request: Any, school: str) -> HttpResponse:
    """What was shared with this member by name."""
    rows = visible_to(request.member).filter(grants__user_id=request.user.pk, grants__ended_at=None)
    page = Paginator(rows.order_by("-recorded_at").distinct(), PER_PAGE).get_page(request.GET.get("page"))
    shown = list_rows(list(page), today=timezone.localdate())
    subjects = {uid for row in shown for uid in row.subjects}
    record(Event.CONCERNS_LISTED, by=request.member, subjects=subjects, count=len(shown), tab="shared")
    return render(request, "concerns/shared.html", {"page": page, "rows": shown})


def shareable(request: Any) -> list[Any]:
    """Members whose role can be given a record."""
    rows = members_here(today=timezone.localdate()).exclude(pk=request.member.pk)
    return [m for m in rows.order_by("user__name") if m.can(Capability.CONCERN_SHARED)]
