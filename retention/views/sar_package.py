"""From the finished review to the requester: check, make, fetch, send."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.capabilities import Capability
from access.queries import find_school
from retention.actions.sar import RequestRefused
from retention.actions.sar_delivery import collect_package, download_package, end_link, make_link
from retention.actions.sar_package import ask_to_build, send_back, submit_review
from retention.forms.sar import CollectForm
from retention.models import Package
from retention.queries.sar import get_request_for, package_of
from retention.request_moves import WrongMove
from retention.views.sar import frame_of
from safeguard.guard import public, requires
from safeguard.scope import carry, school_scope

ACTS = {
    "submit": (submit_review, "Sent for the second check."),
    "back": (send_back, "The review is open again."),
    "build": (ask_to_build, "It is being made. You can leave this page."),
}


@requires(Capability.SAR_MANAGE)
@require_POST
def act(request: Any, school: str, uid: uuid.UUID, name: str) -> HttpResponse:
    """Submit the review, open it again, or make the package."""
    row = get_request_for(request.member, uid)
    action, done = ACTS[name]
    try:
        action(by=request.member, request=row, now=timezone.now())
        messages.success(request, done)
    except (RequestRefused, WrongMove) as refusal:
        messages.error(request, str(refusal))
    return redirect("retention:sar", school=school, uid=uid)


def _package(request: Any, uid: uuid.UUID) -> Package:
    found = package_of(get_request_for(request.member, uid))
    if found is None:
        raise Http404
    return found


@requires(Capability.SAR_MANAGE)
def download(request: Any, school: str, uid: uuid.UUID) -> HttpResponse | StreamingHttpResponse:
    """The package, for the officer who is signed in."""
    package = _package(request, uid)
    try:
        pieces = download_package(by=request.member, package=package, now=timezone.now())
    except RequestRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("retention:sar", school=school, uid=uid)
    return as_file(package, carry(pieces))


def as_file(package: Package, pieces: Any) -> StreamingHttpResponse:
    """The answer with the file. Its name is the reference, never a person's."""
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{package.request.reference}.zip"'
    answer["Content-Length"] = str(package.file.size)
    answer["Cache-Control"] = "no-store"
    return answer


@requires(Capability.SAR_MANAGE)
@require_POST
def link(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Make a link and a passphrase, and show both this once; or end the link."""
    package = _package(request, uid)
    if "end" in request.POST:
        end_link(by=request.member, package=package)
        return redirect("retention:sar", school=school, uid=uid)
    try:
        made = make_link(by=request.member, package=package, now=timezone.now())
    except RequestRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("retention:sar", school=school, uid=uid)
    context = {**frame_of(request, package.request), "link": made}
    return render(request, "retention/sar/link.html", context)


@public(reason="the person whose request is answered has no account; the link and a passphrase open one file")
@require_http_methods(["GET", "POST"])
def collect(request: Any, of: str, key: str) -> HttpResponse | StreamingHttpResponse:
    """Where a link leads: a passphrase, then the file. What is wrong isn't told apart."""
    found, form = find_school(of), CollectForm(request.POST or None)
    if found is None:
        raise Http404
    if form.is_bound and form.is_valid():
        request.scope_stack.enter_context(school_scope(found.pk))
        given = collect_package(token=key, passphrase=form.cleaned_data["passphrase"], now=timezone.now())
        if given is not None:
            package, pieces = given
            return as_file(package, carry(pieces))
        form.add_error(
            "passphrase", "This did not open. Check the passphrase, or ask the school for a new link."
        )
    answer = render(request, "retention/sar/collect.html", {"form": form, "from_school": found})
    answer["Cache-Control"] = "no-store"
    return answer
