"""What a member of staff sent: their own words, that it was read, and the answer. Nothing of the case."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.capabilities import Capability
from audit.events import Event
from audit.record import record
from concerns.actions.base import subjects_of
from concerns.actions.raising import add_addendum
from concerns.forms.log import AddendumForm
from concerns.queries.children import children_of
from concerns.queries.mine import acknowledged, own_page_of, with_answers
from concerns.queries.visible import get_own_concern_for, own_concerns
from safeguard.guard import requires


@requires(Capability.CONCERN_OWN)
def mine(request: Any, school: str) -> HttpResponse:
    """Own submissions, the newest first."""
    page = Paginator(with_answers(own_concerns(request.member)), 20).get_page(request.GET.get("page"))
    involved = children_of(c.pk for c in page)
    for concern in page:
        concern.who = involved.get(concern.pk, [])  # type: ignore[attr-defined]
    return render(request, "concerns/mine.html", {"page": page})


@requires(Capability.CONCERN_OWN)
def own(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """One own submission; what is added stands beside it."""
    concern = get_own_concern_for(request.member, uid)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_addendum(by=request.member, concern=concern, text=form.cleaned_data["text"], now=timezone.now())
        messages.success(request, "Added. The safeguarding team can see it now.")
        return redirect("concerns:own", school=school, uid=uid)
    record(
        Event.OWN_CONCERN_OPENED,
        by=request.member,
        subjects=subjects_of(concern),
        target=concern,
        reference=concern.reference,
    )
    context = {
        "concern": concern,
        "form": form,
        "read_at": acknowledged(concern),
        **own_page_of(concern, request.member),
    }
    return render(request, "concerns/own.html", context)
