"""Where a person lands after signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.capabilities import Capability
from access.queries import memberships_of
from safeguard.guard import requires, signed_in

LANDING = (
    (Capability.TRIAGE_VIEW, "concerns:triage"),
    (Capability.SAR_MANAGE, "audit:home"),
    (Capability.CONCERN_LOG, "concerns:log"),
)


@signed_in(reason="sends a person to their school, or lets them choose among their own")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One school: go there. Several: choose. None: say so."""
    memberships = memberships_of(request.user, today=timezone.localdate())  # type: ignore[arg-type]
    if len(memberships) == 1:
        return redirect("access:school", school=memberships[0].school.slug)
    return render(request, "access/schools.html", {"memberships": memberships})


@requires(Capability.CONCERN_LOG, second_factor=False)
@require_safe
def school_home(request: Any, school: str) -> HttpResponse:
    """The page where this role's day begins."""
    target = next(name for capability, name in LANDING if request.member.can(capability))
    return redirect(target, school=school)
