"""Where a person lands after signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.capabilities import Capability
from access.queries import schools_of
from safeguard.guard import requires, signed_in

LANDING = (
    (Capability.TRIAGE_VIEW, "concerns:triage"),
    (Capability.SAR_MANAGE, "audit:home"),
    (Capability.CONCERN_LOG, "concerns:log"),
)


@signed_in(reason="sends a person to their school, or lets them choose among their own")
def home(request: HttpRequest) -> HttpResponse:
    """One school: go there. Several: choose. None: say so."""
    schools = schools_of(request.user, today=timezone.localdate())  # type: ignore[arg-type]
    if len(schools) == 1:
        return redirect("access:school", school=schools[0].slug)
    return render(request, "access/schools.html", {"schools": schools})


@requires(Capability.CONCERN_LOG, second_factor=False)
def school_home(request: Any, school: str) -> HttpResponse:
    """The page where this role's day begins."""
    member = request.member
    target = next(name for capability, name in LANDING if member.can(capability))
    return redirect(target, school=school)


@signed_in(reason="asks for a second factor before any record is read")
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Says that a second factor is needed, and where to show or set up one."""
    return render(request, "access/second_factor.html", {"next": request.GET.get("next", "/")})
