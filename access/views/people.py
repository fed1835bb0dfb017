"""Who belongs to a school and as what: list, add, end, and what the roles mean."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.actions import AccountClosed, AlreadyHere, LeadThere, NotAllowed, add_member, end_role
from access.capabilities import PROSE, Capability
from access.forms.people import AddMemberForm, EndRoleForm
from access.queries import count_roles, get_member_for, people_here
from access.roles import ROLES, Role, gives
from safeguard.guard import requires

A_PAGE = 50


@requires(Capability.PEOPLE_MANAGE)
@require_safe
def people(request: Any, school: str) -> HttpResponse:
    """Everybody with a role here, since when, and what it lets them do."""
    today = timezone.localdate()
    wanted = request.GET.get("role", "")
    role = wanted if wanted in ROLES else ""
    page = Paginator(people_here(today=today, role=role), A_PAGE).get_page(request.GET.get("page"))
    may_end = set(gives(request.member.role))
    for row in page:
        row.prose = ROLES[Role(row.role)].prose  # type: ignore[attr-defined]
        row.can_be_ended = row.role in may_end and row.pk != request.member.pk  # type: ignore[attr-defined]
    counts = count_roles(today=today)
    tabs = [{"code": r.value, "label": s.label, "count": counts.get(r, 0)} for r, s in ROLES.items()]
    context = {"page": page, "tabs": tabs, "role": role, "all": sum(counts.values())}
    return render(request, "access/people.html", context)


@requires(Capability.PEOPLE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any, school: str) -> HttpResponse:
    """Give somebody a role, with an account where they have none."""
    form = AddMemberForm(request.POST if request.method == "POST" else None, giver_role=request.member.role)
    if request.method == "POST" and form.is_valid():
        try:
            member = add_member(by=request.member, now=timezone.now(), **form.cleaned_data)
        except AlreadyHere as held:
            form.add_error(
                "email", f"They are here already, as: {held}. End that role first, then add the new one."
            )
        except AccountClosed:
            form.add_error(
                "email", "The account with this address is closed. Ask whoever runs Safeguard to open it."
            )
        except LeadThere:
            form.add_error("role", "There is a designated safeguarding lead already. End that role first.")
        else:
            messages.success(request, welcome(member.display_name))
            return redirect("access:people", school=school)
    return render(request, "access/people_add.html", {"form": form})


def welcome(name: str) -> str:
    """What to tell somebody who was added."""
    return (
        f"{name} was added. Tell them to open the sign-in page and choose “Forgotten your password?”"
        " if they have no password here yet."
    )


@requires(Capability.PEOPLE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """A page of its own, with a reason: they are signed out at once."""
    member = get_member_for(request.member, uid)
    if member.role not in gives(request.member.role):
        raise PermissionDenied
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(by=request.member, member=member, now=timezone.now(), **form.cleaned_data)
        except NotAllowed:
            raise PermissionDenied from None
        messages.success(request, f"{member.display_name} has no role here any more, and was signed out.")
        return redirect("access:people", school=school)
    context = {"form": form, "person": member, "back_url": reverse("access:people", args=[school])}
    return render(request, "access/people_end.html", context)


@requires(Capability.CONCERN_LOG)
@require_safe
def roles(request: Any, school: str) -> HttpResponse:
    """What each role means and may do; the same table that the code asks."""
    table = [
        {
            "role": spec,
            "can": [PROSE[c] for c in Capability if c in spec.capabilities],
            "mine": code == request.member.role,
        }
        for code, spec in ROLES.items()
    ]
    return render(request, "access/roles.html", {"table": table})
