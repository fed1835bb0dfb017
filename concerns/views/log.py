"""Logging a concern: the form, the child finder, the draft, the receipt."""

import json
import uuid
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.capabilities import Capability
from access.queries import members_here, safeguarding_team
from audit.events import Event
from audit.record import record
from concerns.actions.raising import Account, discard_draft, raise_concern, save_draft
from concerns.forms.log import LogForm
from concerns.models import Child, Draft
from concerns.queries.children import children_by_uid, find_children, on_roll
from concerns.queries.drafts import draft_body, get_draft, own_drafts
from concerns.queries.visible import get_own_concern_for
from safeguard.guard import requires
from safeguard.ui.bodymap import asks_to_redraw, read_marks

PLACES = [
    "Classroom",
    "Corridor",
    "Playground",
    "Dining hall",
    "Changing rooms",
    "School gate",
    "Online",
    "Off site",
]


def option(child: Child) -> dict[str, Any]:
    """A child as the finder shows them; names repeat, so form, age and date of birth stand beside."""
    age, born = child.age(timezone.localdate()), child.born
    parts = [
        child.form or (f"Year {child.year}" if child.year else ""),
        f"age {age}" if age is not None else "",
    ]
    if born:
        parts.append(f"born {born:%-d %B %Y}")
    sub = " · ".join(p for p in parts if p)
    return {"uid": child.uid, "label": child.name, "sub": sub, "initials": child.initials}


def _uids(values: list[str]) -> list[uuid.UUID]:
    found = []
    for value in values:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found


def _chosen(data: Any) -> list[Child]:
    dropped = set(_uids(data.getlist("drop")))
    return children_by_uid(dict.fromkeys(u for u in _uids(data.getlist("child")) if u not in dropped))


def _page(request: Any, form: LogForm, key: uuid.UUID, **extra: Any) -> HttpResponse:
    today = timezone.localdate()
    heads = members_here(today=today).filter(role="head")
    context = {
        "form": form,
        "key": key,
        "chosen": [option(child) for child in form.children],
        "places": PLACES,
        "team": safeguarding_team(today=today),
        "heads": list(heads),
        "marks": [],
        "matches": [],
        "saved_at": None,
        "who_error": next(iter(form.non_field_errors()), ""),
        "child_text": form.data.get("child_text", ""),
        "drafts": own_drafts(request.member).exclude(uid=key) if request.method == "GET" else [],
        **extra,
    }
    return render(request, "concerns/log.html", context)


@requires(Capability.CONCERN_LOG, second_factor=False)
def log(request: Any, school: str) -> HttpResponse:
    """The form. Finding, marking and discarding come back here without JavaScript; sending stores."""
    if request.method == "POST":
        return _posted(request)
    draft = get_draft(request.member, request.GET.get("draft", ""))
    if draft is None:
        return _page(request, LogForm(now=timezone.now()), uuid.uuid4())
    data = draft_body(draft)
    form = LogForm(data, children=_chosen(data), now=timezone.now())
    form.errors.clear()  # a draft is not refused, only shown again
    return _page(request, form, draft.uid, marks=read_marks(data), saved_at=draft.saved_at)


def _posted(request: Any) -> HttpResponse:
    data, now = request.POST, timezone.now()
    key = next(iter(_uids([data.get("key", "")])), uuid.uuid4())
    draft = get_draft(request.member, str(key))
    if "discard" in data:
        if draft is not None:
            discard_draft(by=request.member, draft=draft)
        return redirect("concerns:log", school=request.school.slug)
    form = LogForm(data, children=_chosen(data), now=now)
    if "find" in data or "drop" in data or asks_to_redraw(data):
        form.errors.clear()
        found = find_children(on_roll(), data.get("child_text", "")) if "find" in data else []
        return _page(request, form, key, marks=read_marks(data), matches=[option(c) for c in found])
    if not form.is_valid():
        return _page(request, form, key, marks=read_marks(data))
    concern = raise_concern(by=request.member, sent=_account(form, key, read_marks(data)), now=now)
    if draft is not None:
        discard_draft(by=request.member, draft=draft)
    return redirect("concerns:sent", school=request.school.slug, uid=concern.uid)


def _account(form: LogForm, key: uuid.UUID, marks: list[Any]) -> Account:
    data = form.cleaned_data
    return Account(
        account=data["account"],
        how_known=data["how_known"],
        urgency=data["urgency"],
        children=[(child, "subject") for child in form.children],
        described=data["described"],
        child_words=data["child_words"],
        done_so_far=data["done_so_far"],
        place=data["place"],
        occurred_at=form.instant,
        occurred_precision=form.exactness,
        disclosed_at=form.now if data["how_known"] == "child_told" and data["when"] == "now" else None,
        marks=[mark.__dict__ for mark in marks],
        idempotency_key=key,
    )


@requires(Capability.CONCERN_LOG, second_factor=False)
@require_POST
def find_child(request: Any, school: str) -> HttpResponse:
    """Children of the roll that match what is typed. By POST, so that no name stands in an address."""
    text = request.POST.get("q", "")
    found = find_children(on_roll(), text)
    record(Event.CHILDREN_SEARCHED, by=request.member, subjects=[c.uid for c in found], count=len(found))
    return render(request, "ui/combo_options.html", {"matches": [option(c) for c in found], "q": text})


@requires(Capability.CONCERN_LOG, second_factor=False)
@require_POST
def draft(request: Any, school: str, uid: uuid.UUID) -> JsonResponse:
    """Keep the form as it is; only its author can read it back. Never makes a concern."""
    kept = {
        k: request.POST.getlist(k) for k in request.POST if k not in {"csrfmiddlewaretoken", "child_text"}
    }
    row = get_draft(request.member, str(uid)) or Draft(member=request.member, uid=uid)
    size = len(json.dumps(kept))
    if size > 2_000_000:
        return JsonResponse({"error": "too long to keep as a draft"}, status=413)
    row = save_draft(by=request.member, body=kept, now=timezone.now(), draft=row)
    return JsonResponse({"saved": f"{timezone.localtime(row.saved_at):%H:%M}"})


@requires(Capability.CONCERN_OWN, second_factor=False)
def sent(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """The receipt: it is stored, under this reference, and this is who can see it."""
    concern = get_own_concern_for(request.member, uid)
    team = safeguarding_team(today=timezone.localdate())
    return render(request, "concerns/sent.html", {"concern": concern, "team": team})
