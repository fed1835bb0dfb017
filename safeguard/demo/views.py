"""One click signs in as an invented person: in demo mode, and only from this machine itself."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from access import second_factor
from access.checks import is_loopback
from access.models import School, User
from access.roles import ROLES, Role
from safeguard.demo.sample.personas import BY_KEY, PERSONAS, Persona
from safeguard.guard import public

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Any of these says that somebody stands in between, so the person need not be at this machine.
PROXY_HEADERS = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")


def is_at_home(request: HttpRequest) -> bool:
    """True in demo mode, for a connection from this machine to this machine with nothing in between."""
    return bool(
        settings.DEMO
        and is_loopback(request.get_host())
        and is_loopback(str(request.META.get("REMOTE_ADDR") or ""))
        and not any(name in request.headers for name in PROXY_HEADERS)
    )


def at_home(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Anywhere else the page doesn't exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_at_home(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@dataclass(frozen=True)
class Group:
    """The people of one school, in the order of the list."""

    school: School
    people: list[tuple[Persona, str]]


def loaded_groups() -> list[Group]:
    """Schools with those personas whose accounts are there; nobody before the sample is loaded."""
    emails = set(User.objects.filter(email__in=[p.email for p in PERSONAS]).values_list("email", flat=True))
    schools = {s.slug: s for s in School.objects.select_related("trust")}
    groups: dict[str, Group] = {}
    for persona in PERSONAS:
        if persona.email in emails and persona.school in schools:
            group = groups.setdefault(persona.school, Group(schools[persona.school], []))
            group.people.append((persona, ROLES[Role(persona.role)].label))
    return list(groups.values())


@public(reason="the demo's page of invented people; 404 unless in demo mode on this machine")
@at_home
@require_safe
@never_cache
def personas(request: HttpRequest) -> HttpResponse:
    """Who one can be, grouped by school, with what there is to try."""
    return render(request, "demo/personas.html", {"groups": loaded_groups()})


@public(reason="signs in as an invented person; 404 unless in demo mode on this machine")
@at_home
@require_POST
def become(request: Any, key: str) -> HttpResponse:
    """Sign in as this person, as if the second factor had been shown."""
    persona = BY_KEY.get(key)
    user = User.objects.filter(email=persona.email, is_active=True).first() if persona else None
    if persona is None or user is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request)
    request.sign_in_method = "demo"
    login(request, user, backend=BACKEND)
    second_factor.mark_passed(request, "demo")
    return redirect("access:school", school=persona.school)
