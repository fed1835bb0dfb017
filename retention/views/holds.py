"""Placing and lifting holds: a form, a page to check it on, and the list."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.capabilities import Capability
from audit.events import Event
from audit.record import record
from concerns.models import Child
from retention.actions.holds import HoldRefused, lift_hold, place_hold
from retention.forms.holds import HoldForm, LiftForm
from retention.queries.due import whereabouts
from retention.queries.files import file_label, file_number, files_by_uid, find_files, subjects_in
from retention.queries.holds import get_hold_for, hold_line, hold_lines, holds_for
from retention.rules import HOLD_NAMES, HoldKind
from safeguard.guard import requires

PAGE = 50


def option(member: Any, child: Child, label: str) -> dict[str, Any]:
    """A file as the finder shows it."""
    parts = [whereabouts(child)]
    if not member.can(Capability.CHILD_READ):
        parts.append(file_number(child.uid))
    return {
        "uid": child.uid,
        "label": label,
        "sub": " · ".join(part for part in parts if part and part != label),
        "initials": "".join(word[0] for word in label.split()[:2]).upper(),
    }


@requires(Capability.RETENTION_READ)
@require_safe
def holds(request: Any, school: str) -> HttpResponse:
    """Holds that are live, or those that were lifted."""
    lifted = request.GET.get("tab") == "lifted"
    known = holds_for(request.member)
    page = Paginator(known.filter(lifted_at__isnull=not lifted), PAGE).get_page(request.GET.get("page"))
    lines = hold_lines(request.member, list(page.object_list))
    about = [line["hold"].child.uid for line in lines if line["hold"].child]
    record(Event.HOLDS_OPENED, by=request.member, subjects=about, count=len(lines))
    context = {
        "page": page,
        "lines": lines,
        "lifted": lifted,
        "counts": {
            "live": known.filter(lifted_at=None).count(),
            "lifted": known.exclude(lifted_at=None).count(),
        },
        "may_hold": request.member.can(Capability.HOLD_MANAGE),
        "today": timezone.localdate(),
    }
    return render(request, "retention/holds.html", context)


@requires(Capability.HOLD_MANAGE)
@require_http_methods(["GET", "POST"])
def place(request: Any, school: str) -> HttpResponse:
    """The form, then a page that says what will be held, then the hold."""
    form = _bound_form(request)
    if not form.is_bound:
        text = request.POST.get("child_text", "") if "find" in request.POST else ""
        return _form_page(request, form, text=text)
    if not form.is_valid():
        return _form_page(request, form)
    if "confirmed" not in request.POST:
        return _check_page(request, form)
    return _place(request, form)


def _bound_form(request: Any) -> HoldForm:
    """The form with what was sent; unbound, so not judged, where it is only to be shown again."""
    again = bool({"find", "drop", "change"} & set(request.POST))
    more: dict[str, Any] = {"initial": request.POST.dict()} if again else {}
    return HoldForm(
        request.POST if request.method == "POST" and not again else None,
        member=request.member,
        today=timezone.localdate(),
        children=files_by_uid(request.member, _uids(request)),
        **more,
    )


def _place(request: Any, form: HoldForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        place_hold(
            by=request.member,
            kind=HoldKind(given["kind"]),
            why=given["why"],
            asked_by=given["asked_by"],
            review_on=given["review_on"],
            child=form.child,
            concern=form.concern,
            uid=given["key"],
            now=timezone.now(),
        )
    except HoldRefused as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, form)
    messages.success(request, "The hold is in place. Nothing it covers will be disposed of.")
    return redirect("retention:holds", school=request.school.slug)


def _uids(request: Any) -> list[uuid.UUID]:
    """The children named by the form, or by the link that led to it, without those that were dropped."""
    dropped = set(request.POST.getlist("drop"))
    named = request.POST.getlist("child") if request.method == "POST" else request.GET.getlist("child")
    found = []
    for value in dict.fromkeys(named):
        try:
            found += [uuid.UUID(value)] if value not in dropped else []
        except ValueError:
            continue
    return found


def _form_page(request: Any, form: HoldForm, *, text: str = "") -> HttpResponse:
    member = request.member
    context = {
        "form": form,
        "chosen": [option(member, child, file_label(member, child)) for child in form.children],
        "matches": [option(member, child, child.name) for child in find_files(member, text)] if text else [],
        "child_error": form.child_error,
        "child_text": text,
    }
    return render(request, "retention/holds_place.html", context)


def _check_page(request: Any, form: HoldForm) -> HttpResponse:
    given = form.cleaned_data
    context = {
        "form": form,
        "child": form.child,
        "label": file_label(request.member, form.child) if form.child else "",
        "concern": form.concern,
        "files": subjects_in(form.concern).count() if form.concern else 0,
        "kind": HOLD_NAMES[HoldKind(given["kind"])],
    }
    return render(request, "retention/holds_check.html", context)


@requires(Capability.HOLD_MANAGE)
@require_POST
def find_child(request: Any, school: str) -> HttpResponse:
    """Files that match what is typed. By POST, so that no name stands in an address."""
    text = request.POST.get("q", "")
    found = find_files(request.member, text)
    record(Event.CHILDREN_SEARCHED, by=request.member, subjects=[c.uid for c in found], count=len(found))
    matches = [option(request.member, child, child.name) for child in found]
    return render(request, "ui/combo_options.html", {"matches": matches, "q": text})


@requires(Capability.HOLD_MANAGE)
@require_http_methods(["GET", "POST"])
def lift(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """A page of its own with the hold on it; lifting needs a reason."""
    hold = get_hold_for(request.member, uid)
    if hold.source_uid is not None:
        raise Http404  # it ends with what placed it, and no page offers to lift it
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lift_hold(by=request.member, hold=hold, why=form.cleaned_data["why"], now=timezone.now())
        except HoldRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The hold was lifted. The retention schedule decides again.")
            return redirect("retention:holds", school=school)
    return render(
        request, "retention/holds_lift.html", {"form": form, "line": hold_line(request.member, hold)}
    )
