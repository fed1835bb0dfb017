"""What falls due and why, the schedule behind it, and planning anew."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from retention.actions.plans import ask_for_plan
from retention.queries.due import (
    TABS,
    count_tabs,
    due_lines,
    in_tab,
    items_for,
    last_run,
    planning_job,
    schedule_lines,
)
from retention.queries.holds import hold_lines, whole_school_holds
from safeguard.guard import requires

PAGE = 50


@requires(Capability.RETENTION_READ)
@require_safe
def home(request: Any, school: str) -> HttpResponse:
    """The plan: one tab of files, each with its reason in a sentence."""
    member, today = request.member, timezone.localdate()
    tab = request.GET.get("tab", "due")
    tab = tab if tab in TABS else "due"
    items = items_for(member).filter(in_tab(tab, today)).select_related("child")
    page = Paginator(items, PAGE).get_page(request.GET.get("page"))
    lines = due_lines(member, page.object_list, today)
    seen = [line.child_uid for line in lines]
    record(Event.RETENTION_OPENED, by=member, subjects=seen, count=len(lines), tab=tab)
    context = {"page": page, "lines": lines, "tab": tab, **_overview(member, today)}
    return render(request, "retention/due.html", context)


def _overview(member: Membership, today: date) -> dict[str, Any]:
    """What stands around the list: counts of all tabs, the last pass, a pass under way, school-wide holds."""
    counts = count_tabs(member, today)
    return {
        "tabs": [{"key": key, "words": words, "count": counts[key]} for key, words in TABS.items()],
        "run": last_run(),
        "job": planning_job(),
        "whole": hold_lines(member, list(whole_school_holds())),
        "may_hold": member.can(Capability.HOLD_MANAGE),
    }


@requires(Capability.RETENTION_READ)
@require_POST
def plan_now(request: Any, school: str) -> HttpResponse:
    """Start a pass; the page it came from shows how far it is."""
    ask_for_plan(by=request.member, now=timezone.now())
    messages.success(request, "Planning has started. It changes no record.")
    return redirect("retention:home", school=school)


@requires(Capability.RETENTION_READ)
@require_safe
def schedule(request: Any, school: str) -> HttpResponse:
    """How long each kind of record is kept, and who says so."""
    record(Event.SCHEDULE_OPENED, by=request.member)
    return render(request, "retention/schedule.html", {"lines": schedule_lines()})
