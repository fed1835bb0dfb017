"""One concern, as the safeguarding team sees it."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from access.capabilities import Capability
from concerns.actions.triage import open_concern
from concerns.forms.casework import AddForm
from concerns.models import Concern
from concerns.queries.casework import case_of
from concerns.queries.children import children_of
from concerns.queries.rows import live_statuses, sub_of
from concerns.queries.visible import get_concern_for
from concerns.workflow import allows
from safeguard.guard import requires
from safeguard.ui.bodymap import load_marks
from safeguard.vault.keys import opened

MOVES = ("classify", "own", "work", "monitor", "close", "reopen")


def case_context(request: Any, concern: Concern) -> dict[str, Any]:
    """What the page shows; the same for its forms."""
    today = timezone.localdate()
    involved = children_of([concern.pk]).get(concern.pk, [])
    statuses = live_statuses([i.child_id for i in involved if i.child_id], today)
    people = [
        (i, sub_of(i.child, today) if i.child else "", statuses.get(i.child_id or 0, [])) for i in involved
    ]
    may_act = request.member.can(Capability.CONCERN_ACT)
    return {
        "concern": concern,
        "people": people,
        "first": next((i.child for i in involved if i.child), None),
        "today": today,
        "can": {move: may_act and allows(concern.state, move) for move in MOVES},
        "may_act": may_act,
        "marks_shown": load_marks(opened(concern.marks) or "[]"),
        **case_of(concern),
    }


@requires(Capability.CONCERN_SHARED)
def concern(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """The case. Opening it leaves a mark in the ledger and takes it from no list."""
    found = get_concern_for(request.member, uid)
    open_concern(by=request.member, concern=found, now=timezone.now())
    context = {**case_context(request, found), "add_form": AddForm()}
    return render(request, "concerns/concern.html", context)
