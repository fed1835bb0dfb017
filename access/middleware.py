"""The edge: origin, school scope, membership, declared permission, and the mark that a refusal leaves."""

import ipaddress
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from access import second_factor
from access.models import Membership
from access.queries import find_membership, find_school
from audit.context import Origin, current_origin, from_origin
from audit.events import Event
from audit.record import record
from safeguard.guard import Guard, guard_of
from safeguard.scope import current_scope, school_scope

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class UndeclaredView(PermissionDenied):
    """A view without a declared permission was asked for; it is refused until it declares one."""


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever is connected; behind our own proxies, the one that the nearest of them saw.

    A client can write anything into X-Forwarded-For, so only as many entries are believed, counted from
    the right, as there are proxies of ours (SAFEGUARD_PROXIES).
    """
    direct: str | None = request.META.get("REMOTE_ADDR") or None
    if not settings.SAFEGUARD_PROXIES:
        return direct
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if len(seen) < settings.SAFEGUARD_PROXIES or not is_address(seen[-settings.SAFEGUARD_PROXIES]):
        return direct
    return seen[-settings.SAFEGUARD_PROXIES]


def is_address(text: str) -> bool:
    """True for a plain IPv4 or IPv6 address; the ledger's column takes nothing else."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text


class GuardMiddleware:
    """Enters the school of the address before the view runs; leaves it when the answer is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.school = request.member = None
        request.undeclared = False
        request.scope_stack = ExitStack()
        origin = Origin(address=client_address(request))
        with from_origin(origin), request.scope_stack:
            if request.user.is_authenticated:
                origin.actor_id = request.user.pk
            response = self.get_response(request)
            self.record_refusal(request, response)
            if request.school is not None or request.user.is_authenticated:
                response.headers.setdefault("Cache-Control", "no-store")
            response.headers["X-Request-Id"] = str(origin.request_id)
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Enter the school, then ask what the view declared."""
        guard = guard_of(view)
        if guard is None:
            request.undeclared = request.user.is_authenticated
            if request.undeclared and "school" in kwargs:
                self.enter_school(request, kwargs["school"])
            raise UndeclaredView(f"{request.resolver_match.view_name} declares no permission")
        if guard.kind == "public":
            return None
        if not request.user.is_authenticated:
            return self.ask_to_sign_in(request)
        if guard.kind == "signed_in":
            return None
        self.enter_school(request, kwargs["school"])
        return self.check(request, guard)

    def enter_school(self, request: Any, slug: str) -> None:
        """404 for an unknown school and for one where the person has no place: both look the same."""
        school = find_school(slug)
        if school is None:
            raise Http404
        scope = request.scope_stack.enter_context(school_scope(school.pk, user_id=request.user.pk))
        with transaction.atomic():
            member = find_membership(request.user, today=timezone.localdate())
        if member is None:
            request.refused_school = scope
            raise Http404
        request.school, request.member = member.school, member
        current_origin().role = member.role
        request.session.set_idle_minutes(member.school.idle_minutes)
        scope.memory["member"] = member

    def check(self, request: Any, guard: Guard) -> HttpResponse | None:
        """The capability, then the second factor."""
        member: Membership = request.member
        if not member.can(guard.permission):
            raise PermissionDenied
        needed = guard.step_up or not request.school.log_without_second_factor
        if needed and not second_factor.passed(request):
            if self.is_fragment(request):
                return HttpResponse(status=401)
            return redirect(f"{reverse('access:second_factor')}?next={request.path}")
        return None

    @staticmethod
    def is_fragment(request: HttpRequest) -> bool:
        """A request made by a script of an open page: it gets a plain 401, never a page."""
        return bool(request.headers.get("HX-Request") or request.headers.get("X-Draft"))

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Sign-in page, or 401 for a script."""
        if self.is_fragment(request):
            return HttpResponse(status=401)
        return redirect(f"{reverse('account_login')}?next={request.path}")

    def record_refusal(self, request: Any, response: HttpResponse) -> None:
        """After the refused transaction rolled back, in one of its own. Without the words of the address."""
        if response.status_code not in {403, 404} or (current_scope() is None and not request.undeclared):
            return
        match = request.resolver_match
        event = Event.REFUSED if response.status_code == 403 else Event.NOT_FOUND
        extra = {}
        guard = guard_of(match.func) if match else None
        if event is Event.REFUSED and guard is not None:
            extra["permission"] = guard.permission
        with transaction.atomic():
            # What a client can choose freely is not written: a name of ours, and a method that is one.
            view = match.view_name.lower()[-80:] if match else ""
            method = request.method if request.method in METHODS else "OTHER"
            named = {"path": view, "method": method, **extra}
            record(event, by=request.member, **named)  # type: ignore[arg-type]
