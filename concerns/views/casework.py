"""The forms of a concern, each on a page of its own: load, bind, one action, answer."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.actions import NotAllowed
from access.capabilities import Capability
from access.queries import safeguarding_team
from concerns.actions.base import Stale
from concerns.actions.casework import (
    CannotClose,
    add_action,
    close_concern,
    finish_action,
    monitor_concern,
    record_decision,
    refuse_close,
    reopen_concern,
)
from concerns.actions.raising import add_addendum
from concerns.actions.sharing import end_share, share_concern
from concerns.actions.triage import classify_concern, give_feedback, take_ownership
from concerns.closing import ClosingWords
from concerns.forms import casework as f
from concerns.models import Action, Concern, ConcernCategory, ConcernGrant
from concerns.queries.visible import get_concern_for
from concerns.views.triage import shareable
from concerns.workflow import WrongMove
from safeguard.guard import requires

Act = Callable[[Any, Concern], Any]


def form_page(
    request: Any,
    concern: Concern,
    form: forms.Form,
    act: Act,
    *,
    title: str,
    button: str,
    done: str,
    intro: str = "",
) -> HttpResponse:
    """Show a form, or carry it out and go back to the concern. A refusal keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data, concern)
        except (Stale, WrongMove, NotAllowed) as problem:
            form.add_error(None, str(problem))
        except CannotClose as problem:
            refuse_close(by=request.member, concern=concern, missing=problem.missing)
            for code, words in problem.missing.items():
                form.add_error(code if code in form.fields else None, words)
        else:
            messages.success(request, done)
            return redirect("concerns:concern", school=request.school.slug, uid=concern.uid)
    context = {"concern": concern, "form": form, "title": title, "button": button, "intro": intro}
    return render(request, "concerns/form.html", context)


def _team() -> Any:
    return safeguarding_team(today=timezone.localdate())


@requires(Capability.CONCERN_ACT)
def classify(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Risk, level, categories."""
    concern = get_concern_for(request.member, uid)
    have = ConcernCategory.objects.filter(concern=concern).values_list("category_id", flat=True)
    initial = {name: getattr(concern, name) for name in ("risk", "level", "sensitivity", "version")}
    form = f.ClassifyForm(request.POST or None, initial={**initial, "categories": list(have)})

    def act(data: Any, row: Concern) -> None:
        classify_concern(by=request.member, concern=row, now=timezone.now(), **data)

    intro = "What you choose decides the order of work, never who can read it, except under “Who may see it”."
    return form_page(
        request, concern, form, act, title="Classify", button="Save", done="Classified.", intro=intro
    )


@requires(Capability.CONCERN_ACT)
def own(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Who has it."""
    concern = get_concern_for(request.member, uid)
    first = str(concern.owner.uid if concern.owner else request.member.uid)
    form = f.OwnerForm(request.POST or None, team=_team(), initial={"owner": first})

    def act(data: Any, row: Concern) -> None:
        take_ownership(by=request.member, concern=row, owner=data["owner"], now=timezone.now())

    return form_page(request, concern, form, act, title="Owner", button="Save", done="The owner is set.")


@requires(Capability.CONCERN_ACT)
def add_to_do(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Something to do."""
    concern = get_concern_for(request.member, uid)
    initial = {"owner": str(request.member.uid), "due_on": timezone.localdate()}
    form = f.ActionForm(request.POST or None, team=_team(), initial=initial)

    def act(data: Any, row: Concern) -> None:
        add_action(by=request.member, concern=row, now=timezone.now(), **data)

    return form_page(request, concern, form, act, title="Add an action", button="Add action", done="Added.")


@requires(Capability.CONCERN_ACT)
def finish(request: Any, school: str, uid: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """What came of an action; looked up through its concern."""
    concern = get_concern_for(request.member, uid)
    found = Action.objects.filter(concern=concern, uid=action).select_related("concern").first()
    if found is None:
        raise Http404

    def act(data: Any, row: Concern) -> None:
        finish_action(by=request.member, action=found, outcome=data["outcome"], now=timezone.now())

    form = f.FinishForm(request.POST or None)
    return form_page(
        request,
        concern,
        form,
        act,
        title="Done",
        button="Mark as done",
        done="Done.",
        intro=found.title.open(),
    )


@requires(Capability.CONCERN_ACT)
def decide(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """A decision and why."""
    concern = get_concern_for(request.member, uid)

    def act(data: Any, row: Concern) -> None:
        record_decision(by=request.member, concern=row, now=timezone.now(), **data)

    form = f.DecisionForm(request.POST or None)
    intro = "It can’t be changed after it is recorded. A new decision stands beside it."
    return form_page(
        request, concern, form, act, title="Record a decision", button="Record", done="Recorded.", intro=intro
    )


@requires(Capability.CONCERN_ACT)
def add(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """A note, a contact, a correction."""
    concern = get_concern_for(request.member, uid)

    def act(data: Any, row: Concern) -> None:
        add_addendum(by=request.member, concern=row, now=timezone.now(), **data)

    form = f.AddForm(request.POST or None)
    return form_page(
        request, concern, form, act, title="Add to the record", button="Add to record", done="Added."
    )


@requires(Capability.CONCERN_ACT)
def feedback(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Answer the person who logged it."""
    concern = get_concern_for(request.member, uid)

    def act(data: Any, row: Concern) -> None:
        give_feedback(by=request.member, concern=row, text=data["text"], now=timezone.now())

    form, title = f.FeedbackForm(request.POST or None), f"Answer {concern.reporter.display_name}"
    return form_page(
        request, concern, form, act, title=title, button="Send answer", done="They can read it now."
    )


@requires(Capability.CONCERN_ACT)
def monitor(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Watch it until a day."""
    concern = get_concern_for(request.member, uid)

    def act(data: Any, row: Concern) -> None:
        monitor_concern(by=request.member, concern=row, review_on=data["review_on"], now=timezone.now())

    form = f.MonitorForm(request.POST or None)
    return form_page(
        request, concern, form, act, title="Monitor", button="Monitor", done="It is being monitored."
    )


@requires(Capability.CONCERN_ACT)
def close(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Close it, or hear what is missing."""
    concern = get_concern_for(request.member, uid)

    def act(data: Any, row: Concern) -> None:
        version = data.pop("version")
        close_concern(
            by=request.member, concern=row, words=ClosingWords(**data), version=version, now=timezone.now()
        )

    form = f.CloseForm(request.POST or None, initial={"version": concern.version})
    intro = "A closed concern says what happened, what was done, what was decided and why, and how it ended."
    return form_page(
        request, concern, form, act, title="Close the concern", button="Close", done="Closed.", intro=intro
    )


@requires(Capability.CONCERN_ACT)
def reopen(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Open a closed concern again."""
    concern = get_concern_for(request.member, uid)

    def act(data: Any, row: Concern) -> None:
        reopen_concern(by=request.member, concern=row, reason=data["reason"], now=timezone.now())

    form = f.ReopenForm(request.POST or None)
    return form_page(request, concern, form, act, title="Reopen", button="Reopen", done="It is open again.")


@requires(Capability.CONCERN_ACT)
def share(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Let one more person read it."""
    concern = get_concern_for(request.member, uid)

    def act(data: Any, row: Concern) -> None:
        share_concern(by=request.member, concern=row, now=timezone.now(), **data)

    form, title = f.ShareForm(request.POST or None, team=shareable(request)), "Share with one person"
    return form_page(request, concern, form, act, title=title, button="Share", done="They can read it now.")


@requires(Capability.CONCERN_ACT)
def unshare(request: Any, school: str, uid: uuid.UUID, grant: uuid.UUID) -> HttpResponse:
    """Take a share back; looked up through its concern."""
    concern = get_concern_for(request.member, uid)
    found = ConcernGrant.objects.filter(content_object=concern, uid=grant, ended_at=None).first()
    if found is None:
        raise Http404

    def act(data: Any, row: Concern) -> None:
        member = next(m for m in shareable(request) if m.user_id == found.user_id)
        end_share(by=request.member, grant=found, member=member, now=timezone.now())

    form, title = forms.Form(request.POST if request.method == "POST" else None), "End the share"
    return form_page(request, concern, form, act, title=title, button="End it", done="The share has ended.")
