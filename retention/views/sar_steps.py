"""The small steps of a request, each a page with a form: one view, one table."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.capabilities import Capability
from retention.actions.sar import (
    RequestRefused,
    answer_clarification,
    ask_clarification,
    ask_identity,
    confirm_identity,
    end_request,
    extend_request,
    log_search,
    name_subject,
)
from retention.actions.sar_gather import ask_to_gather
from retention.actions.sar_package import approve_review
from retention.forms.sar import ApproveForm, DayForm, IdentityForm, SearchForm, WhyForm
from retention.models import SubjectRequest
from retention.queries.files import find_files
from retention.queries.sar import get_request_for
from retention.request_moves import WrongMove, allows
from retention.views.sar import chosen, frame_of, option
from safeguard.guard import requires

Act = Callable[[Any, SubjectRequest, dict[str, Any], datetime], Any]


@dataclass(frozen=True)
class Step:
    """One step: the move it makes, its words, its form, and the one action behind it."""

    move: str
    title: str
    button: str
    form: Callable[[Any], Any]
    act: Act
    done: str
    note: str = ""
    critical: bool = False


def _day(label: str, missing: str) -> Callable[[Any], Any]:
    return lambda data: DayForm(data, label=label, missing=missing, today=timezone.localdate())


def _why(label: str, missing: str) -> Callable[[Any], Any]:
    return lambda data: WhyForm(data, label=label, missing=missing)


def _identity(data: Any) -> IdentityForm:
    return IdentityForm(data, initial={"on": timezone.localdate()})


def _end(how: str) -> Act:
    return lambda by, row, given, now: end_request(by=by, request=row, how=how, why=given["words"], now=now)


STEPS: dict[str, Step] = {
    "ask-identity": Step(
        "ask_identity",
        "Ask for proof of identity",
        "Write it down",
        _day("Why there is reasonable doubt", "Say why there is reasonable doubt."),
        lambda by, row, given, now: ask_identity(
            by=by, request=row, on=given["on"], why=given["words"], now=now
        ),
        "Written down. The clock starts when the proof is here.",
        "Only ask when you have good reason to doubt who they are. The clock starts when they prove it.",
    ),
    "identity": Step(
        "confirm_identity",
        "Who they are",
        "Go on",
        _identity,
        lambda by, row, given, now: confirm_identity(
            by=by, request=row, on=given["on"], how=given["how"], authority=given["authority"], now=now
        ),
        "Written down.",
    ),
    "ask": Step(
        "ask",
        "Ask what they mean",
        "Write it down",
        _day("What you asked", "Write down what you asked."),
        lambda by, row, given, now: ask_clarification(
            by=by, request=row, on=given["on"], question=given["words"], now=now
        ),
        "Written down. The clock waits for the answer.",
        "Only where you can’t find the information without it. The days until the answer don’t count.",
    ),
    "answer": Step(
        "answer",
        "The answer",
        "Write it down",
        _day("What they answered", "Write down the answer, or why you go on without one."),
        lambda by, row, given, now: answer_clarification(
            by=by, request=row, on=given["on"], answer=given["words"], now=now
        ),
        "Written down. The clock runs again.",
    ),
    "extend": Step(
        "extend",
        "Take two more months",
        "Extend it",
        _why("Why it is complex, as you told them", "Say why it is complex, as you told the requester."),
        lambda by, row, given, now: extend_request(by=by, request=row, why=given["words"], now=now),
        "Extended. Tell them today, with the reason.",
        "Only for complex requests, or several from one person. Tell them within the first month, and why.",
    ),
    "search": Step(
        "search",
        "Write down a search",
        "Write it down",
        SearchForm,
        lambda by, row, given, now: log_search(by=by, request=row, now=now, **given),
        "Written down.",
        "The terms stay inside the school. The letter only says where you looked.",
    ),
    "approve": Step(
        "approve",
        "Second check",
        "Approve",
        ApproveForm,
        lambda by, row, given, now: approve_review(by=by, request=row, note=given["words"], now=now),
        "Approved. The package can be made.",
    ),
    "release": Step(
        "release",
        "It was handed over",
        "Close the request",
        _why("How and to whom", "Write down how it was handed over."),
        _end("release"),
        "Closed. The clock has stopped and the file is no longer held for it.",
    ),
    "refuse": Step(
        "refuse",
        "Refuse the request",
        "Refuse it",
        _why("Why, as you wrote to them", "Write down the reason."),
        _end("refuse"),
        "Refused. The clock has stopped.",
        "Tell them why, and that they can complain to the school, to the Information Commissioner, or go to"
        " court.",
        critical=True,
    ),
    "withdraw": Step(
        "withdraw",
        "They withdrew it",
        "Close the request",
        _why("How they said so", "Write down how they said so."),
        _end("withdraw"),
        "Closed. The clock has stopped.",
        critical=True,
    ),
}


@requires(Capability.SAR_MANAGE)
@require_http_methods(["GET", "POST"])
def step(request: Any, school: str, uid: uuid.UUID, name: str) -> HttpResponse:
    """A step's page; sent, its action."""
    row, what = get_request_for(request.member, uid), STEPS[name]
    if not allows(row.state, what.move):
        messages.error(request, "That can’t be done now.")
        return redirect("retention:sar", school=school, uid=uid)
    form = what.form(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            what.act(request.member, row, form.cleaned_data, timezone.now())
        except (RequestRefused, WrongMove) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, what.done)
            return redirect("retention:sar", school=school, uid=uid)
    return render(request, "retention/sar/step.html", {"form": form, "step": what, **frame_of(request, row)})


@requires(Capability.SAR_MANAGE)
@require_POST
def gather(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Start gathering the records."""
    row = get_request_for(request.member, uid)
    try:
        ask_to_gather(by=request.member, request=row, now=timezone.now())
    except (RequestRefused, WrongMove) as refusal:
        messages.error(request, str(refusal))
    return redirect("retention:sar", school=school, uid=uid)


@requires(Capability.SAR_MANAGE)
@require_http_methods(["GET", "POST"])
def subject(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Say whose file it is, where the request only described them."""
    row, children = get_request_for(request.member, uid), chosen(request)
    error = ""
    if request.method == "POST" and not {"find", "drop"} & set(request.POST):
        error = "Choose one child." if len(children) != 1 else ""
        if not error:
            try:
                name_subject(by=request.member, request=row, child=children[0], now=timezone.now())
                return redirect("retention:sar", school=school, uid=uid)
            except (RequestRefused, WrongMove) as refusal:
                error = str(refusal)
    text = request.POST.get("child_text", "")
    found = find_files(request.member, text) if "find" in request.POST else []
    names = {"chosen": [option(one) for one in children], "matches": [option(one) for one in found]}
    context = {**frame_of(request, row), **names, "child_error": error, "child_text": text}
    return render(request, "retention/sar/subject.html", context)
