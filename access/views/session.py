"""The session itself: staying signed in, and showing a second factor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from access import second_factor
from access.capabilities import Capability
from access.queries import memberships_of
from safeguard.guard import signed_in

NEXT_KEY = "second_factor_next"


def safe_next(request: HttpRequest, wanted: str) -> str:
    """A path of this site, or the first page. Never another site, whatever a link says."""
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own and wanted.startswith("/") else "/"


@signed_in(reason="asks for a second factor before any record is read")
@require_safe
def second_factor_page(request: Any) -> HttpResponse:
    """Says that a second factor is needed, and where to show or set up one; once shown, goes on.

    Where to go on to is kept in the session, since enrolment leads over several pages of the library.
    """
    if "next" in request.GET:
        request.session[NEXT_KEY] = safe_next(request, request.GET["next"])
    if second_factor.passed(request):
        return redirect(request.session.pop(NEXT_KEY, "/"))
    memberships = memberships_of(request.user, today=timezone.localdate())
    context = {
        "enrolled": second_factor.enrolled_kinds(request.user),
        "back_here": reverse("access:second_factor"),
        "may_log": [
            m for m in memberships if m.school.log_without_second_factor and m.can(Capability.CONCERN_LOG)
        ],
    }
    return render(request, "access/second_factor.html", context)


@signed_in(reason="keeps the person's own session open; answers with nothing")
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Asked for by the warning before the end of a session. That it was asked for is the activity."""
    return HttpResponse(status=204)
