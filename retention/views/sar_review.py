"""The review: records, one record, what happens to it. And what the requester will see."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.capabilities import Capability
from audit.events import Event
from audit.record import record
from retention.actions.sar import RequestRefused, subjects_of_request
from retention.actions.sar_review import Removal, Verdict, decide_item, let_stay, remove_words, take_back
from retention.exemptions import explained, letters
from retention.forms.sar import DecideForm, RemoveForm
from retention.models import RequestItem, RequestRedaction, SubjectRequest
from retention.queries.sar import get_request_for, usable_for
from retention.queries.sar_items import (
    get_item_for,
    items_of,
    live_redactions,
    loose_ends,
    names_to_think_about,
    next_item,
    pieces_of,
    preview_of,
    spans_of,
    words_of_item,
)
from retention.queries.sar_package import title_of
from retention.redaction import find_all_mentions
from retention.request_moves import WrongMove, allows
from retention.views.sar import frame_of
from safeguard.guard import requires
from safeguard.vault.keys import opened

Choice = RequestItem.Choice


def load(request: Any, uid: uuid.UUID, item: uuid.UUID) -> tuple[SubjectRequest, RequestItem]:
    """A record through its request, both 404 when they aren't theirs."""
    row = get_request_for(request.member, uid)
    return row, get_item_for(row, item)


@requires(Capability.SAR_MANAGE)
@require_safe
def review(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """The first record that isn't decided; the end of the review when all are."""
    row = get_request_for(request.member, uid)
    items = list(items_of(row))
    if not items:
        return redirect("retention:sar", school=school, uid=uid)
    following = next_item(items)
    if following is None:
        return redirect("retention:sar_finish", school=school, uid=uid)
    return redirect("retention:sar_item", school=school, uid=uid, item=following.uid)


@requires(Capability.SAR_MANAGE)
@require_safe
def item(request: Any, school: str, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """One record on the bench."""
    row, here = load(request, uid, item)
    record(
        Event.SAR_RECORD_OPENED,
        by=request.member,
        subjects=subjects_of_request(row),
        target=row,
        reference=row.reference,
        item=here.number,
    )
    return bench(request, row, here)


def bench(
    request: Any,
    row: SubjectRequest,
    here: RequestItem,
    *,
    remove: RemoveForm | None = None,
    decide: DecideForm | None = None,
) -> HttpResponse:
    """The page with its two forms, fresh or as they were sent."""
    usable = usable_for(row, request.school, today=timezone.localdate())
    removed = live_redactions([here])[here.pk]
    text, names = words_of_item(here).text, names_to_think_about(row)
    context = {
        **frame_of(request, row),
        "items_list": [(one, title_of(one)) for one in items_of(row)],
        "item": here,
        "title_words": title_of(here),
        "pieces": pieces_of(text, spans_of(removed), names),
        "length": len(text),
        "removed": [(one, text[one.start : one.stop], opened(one.reason)) for one in removed],
        "named_here": [name for name in names if find_all_mentions(text, name)],
        "tests": usable,
        "remove": remove or RemoveForm(usable=usable, initial={"version": here.version}),
        "decide": decide or DecideForm(usable=usable, initial=initial_of(here, bool(removed))),
        "open": allows(row.state, "review"),
    }
    return render(request, "retention/sar/review.html", context)


def initial_of(here: RequestItem, removed: bool) -> dict[str, Any]:
    """What the form says at first: the decision that was made, or what the category suggests."""
    suggested = Choice.REDACT if removed else Choice.RELEASE
    if here.disclosure == RequestItem.Disclosure.PROTECTED and not removed:
        suggested = Choice.WITHHOLD
    return {
        "version": here.version,
        "choice": here.choice or suggested,
        "exemption": here.exemption,
        "reason": opened(here.reason),
        "opinion": opened(here.opinion),
        "opinion_on": here.opinion_on,
    }


@requires(Capability.SAR_MANAGE)
@require_POST
def remove(request: Any, school: str, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Remove words from this record, or everywhere."""
    row, here = load(request, uid, item)
    form = RemoveForm(request.POST, usable=usable_for(row, request.school, today=timezone.localdate()))
    if not form.is_valid():
        return bench(request, row, here, remove=form)
    given = dict(form.cleaned_data)
    version = given.pop("version")
    try:
        places = remove_words(
            by=request.member,
            request=row,
            item=here,
            version=version,
            what=Removal(**given),
            now=timezone.now(),
        )
    except (RequestRefused, WrongMove) as refusal:
        form.add_error(None, str(refusal))
        return bench(request, row, get_item_for(row, here.uid), remove=form)
    messages.success(request, f"Removed in {places} place{'' if places == 1 else 's'}.")
    return redirect("retention:sar_item", school=school, uid=uid, item=item)


@requires(Capability.SAR_MANAGE)
@require_POST
def put_back(request: Any, school: str, uid: uuid.UUID, redaction: uuid.UUID) -> HttpResponse:
    """Put removed words back."""
    row = get_request_for(request.member, uid)
    found = RequestRedaction.objects.filter(uid=redaction, item__request=row).select_related("item").first()
    if found is None:
        raise Http404
    try:
        take_back(by=request.member, request=row, redaction=found, now=timezone.now())
        messages.success(request, "The words are back.")
    except WrongMove as refusal:
        messages.error(request, str(refusal))
    return redirect("retention:sar_item", school=school, uid=uid, item=found.item.uid)


@requires(Capability.SAR_MANAGE)
@require_POST
def decide(request: Any, school: str, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Decide about this record and go to the next."""
    row, here = load(request, uid, item)
    form = DecideForm(request.POST, usable=usable_for(row, request.school, today=timezone.localdate()))
    if not form.is_valid():
        return bench(request, row, here, decide=form)
    given = dict(form.cleaned_data)
    version, verdict = given.pop("version"), Verdict(**given)
    try:
        decide_item(
            by=request.member, request=row, item=here, version=version, verdict=verdict, now=timezone.now()
        )
    except (RequestRefused, WrongMove) as refusal:
        form.add_error(None, str(refusal))
        return bench(request, row, get_item_for(row, here.uid), decide=form)
    following = next_item(list(items_of(row)), here)
    if following is None:
        return redirect("retention:sar_finish", school=school, uid=uid)
    return redirect("retention:sar_item", school=school, uid=uid, item=following.uid)


@requires(Capability.SAR_MANAGE)
@require_safe
def finish(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """What is left before the second check: records without a decision, and words left about."""
    row = get_request_for(request.member, uid)
    left = [(one, title_of(one)) for one in items_of(row).filter(choice=None)]
    context = {**frame_of(request, row), "left": left, "loose": loose_ends(row)}
    return render(request, "retention/sar/finish.html", {**context, "open": allows(row.state, "submit")})


@requires(Capability.SAR_MANAGE)
@require_POST
def stay(request: Any, school: str, uid: uuid.UUID, redaction: uuid.UUID) -> HttpResponse:
    """Words that were removed in one place and stand in another: gone everywhere, or they may stay."""
    row = get_request_for(request.member, uid)
    found = RequestRedaction.objects.filter(uid=redaction, item__request=row).select_related("item").first()
    if found is None:
        raise Http404
    words = words_of_item(found.item).text[found.start : found.stop]
    try:
        if request.POST.get("do") == "remove":
            what = Removal(found.exemption, opened(found.reason), found.start, found.stop, everywhere=True)
            version, now = found.item.version, timezone.now()
            remove_words(by=request.member, request=row, item=found.item, version=version, what=what, now=now)
        else:
            reason = request.POST.get("reason", "")
            let_stay(by=request.member, request=row, words=words, reason=reason, now=timezone.now())
    except (RequestRefused, WrongMove) as refusal:
        messages.error(request, str(refusal))
    return redirect("retention:sar_finish", school=school, uid=uid)


@requires(Capability.SAR_MANAGE)
@require_safe
def preview(request: Any, school: str, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """What the requester will see of one record."""
    row, here = load(request, uid, item)
    codes = {one.exemption for one in live_redactions([here])[here.pk]}
    named = letters(codes)
    items = list(items_of(row))
    at = [one.pk for one in items].index(here.pk)
    context = {
        **frame_of(request, row),
        "item": here,
        "title_words": title_of(here),
        "parts": preview_of(row, here, named),
        "reasons": explained(codes),
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        "number": at + 1,
    }
    return render(request, "retention/sar/preview.html", context)
