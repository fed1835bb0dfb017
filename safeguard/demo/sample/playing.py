"""One concern of the plan, played: logged, then each step by the action that the screen would call."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction

from access.models import Membership
from concerns.actions.casework import (
    add_action,
    close_concern,
    finish_action,
    monitor_concern,
    record_decision,
    reopen_concern,
)
from concerns.actions.chronology import rate_entry
from concerns.actions.raising import Account, add_addendum, raise_concern
from concerns.actions.sharing import share_concern
from concerns.actions.triage import classify_concern, give_feedback, open_concern, take_ownership
from concerns.closing import ClosingWords
from concerns.models import Action, Addendum, Category, Child, ChronologyEntry, Concern
from safeguard.demo.sample.script import ConcernPlan, Step
from safeguard.ui.bodymap import Mark, regions


@dataclass
class Scene:
    """The concern as it stands while its steps are played."""

    concern: Concern
    members: Mapping[str, Membership]
    categories: Mapping[str, Category]
    children: Sequence[Child]
    actions: dict[str, Action] = field(default_factory=dict)


def play(
    plan: ConcernPlan,
    members: Mapping[str, Membership],
    children: Mapping[str, Child],
    categories: Mapping[str, Category],
) -> Concern:
    """Log the concern and take its steps, all or nothing."""
    told = plan.told
    sent = Account(
        account=told.account,
        how_known=told.known,
        urgency=told.urgency,
        children=[(children[key], role) for key, role in told.children],
        child_words=told.words,
        done_so_far=told.done,
        place=told.place,
        occurred_at=told.occurred_at,
        occurred_precision=told.precision if told.occurred_at else Concern.Precision.UNKNOWN,
        disclosed_at=told.occurred_at if told.known == Concern.HowKnown.CHILD_TOLD else None,
        marks=[_mark(*mark) for mark in told.marks],
    )
    with transaction.atomic():
        concern = raise_concern(by=members[told.by], sent=sent, now=plan.recorded_at)
        scene = Scene(concern, members, categories, [child for child, _role in sent.children])
        for step in plan.steps:
            STEPS[step.what](scene, step, members[step.by])
    return scene.concern


def _mark(region: str, kind: str, size: str) -> dict[str, object]:
    middle = regions()[region]
    return asdict(Mark(region=region, x=round(middle.cx), y=round(middle.cy), type=kind, size=size))


def _open(scene: Scene, step: Step, by: Membership) -> None:
    open_concern(by=by, concern=scene.concern, now=step.at)


def _classify(scene: Scene, step: Step, by: Membership) -> None:
    scene.concern = classify_concern(
        by=by,
        concern=scene.concern,
        risk=step.say["risk"],
        level=step.say["level"],
        categories=[scene.categories[code] for code in step.tags],
        reason=step.say["reason"],
        sensitivity=step.say["sensitivity"],
        version=scene.concern.version,
        now=step.at,
    )


def _own(scene: Scene, step: Step, by: Membership) -> None:
    owner = scene.members[step.say["owner"]]
    scene.concern = take_ownership(by=by, concern=scene.concern, owner=owner, now=step.at)


def _action(scene: Scene, step: Step, by: Membership) -> None:
    scene.actions[step.say["name"]] = add_action(
        by=by,
        concern=scene.concern,
        title=step.say["title"],
        owner=scene.members[step.say["owner"]],
        due_on=date.fromisoformat(step.say["due_on"]),
        now=step.at,
    )


def _finish(scene: Scene, step: Step, by: Membership) -> None:
    finish_action(by=by, action=scene.actions[step.say["name"]], outcome=step.say["outcome"], now=step.at)


def _decide(scene: Scene, step: Step, by: Membership) -> None:
    review = step.say["review_on"]
    record_decision(
        by=by,
        concern=scene.concern,
        kind=step.say["kind"],
        rationale=step.say["rationale"],
        options=step.say["options"],
        review_on=date.fromisoformat(review) if review else None,
        now=step.at,
    )


def _addendum(kind: str) -> "Play":
    def add(scene: Scene, step: Step, by: Membership) -> None:
        add_addendum(by=by, concern=scene.concern, text=step.say["text"], kind=kind, now=step.at)

    return add


def _feedback(scene: Scene, step: Step, by: Membership) -> None:
    give_feedback(by=by, concern=scene.concern, text=step.say["text"], now=step.at)


def _rate(scene: Scene, step: Step, by: Membership) -> None:
    for child in scene.children:
        entries = ChronologyEntry.objects.filter(concern=scene.concern, child=child)
        last = entries.order_by("-recorded_at", "-id")[0]
        rate_entry(by=by, entry=last, significance=step.say["significance"], now=step.at)


def _share(scene: Scene, step: Step, by: Membership) -> None:
    member = scene.members[step.say["member"]]
    share_concern(by=by, concern=scene.concern, member=member, reason=step.say["reason"], now=step.at)


def _monitor(scene: Scene, step: Step, by: Membership) -> None:
    review = date.fromisoformat(step.say["review_on"])
    scene.concern = monitor_concern(by=by, concern=scene.concern, review_on=review, now=step.at)


def _close(scene: Scene, step: Step, by: Membership) -> None:
    version = scene.concern.version
    close_concern(by=by, concern=scene.concern, words=ClosingWords(**step.say), version=version, now=step.at)
    scene.concern.refresh_from_db(fields=["state", "closed_at", "version"])


def _reopen(scene: Scene, step: Step, by: Membership) -> None:
    scene.concern = reopen_concern(by=by, concern=scene.concern, reason=step.say["reason"], now=step.at)


Play = Callable[[Scene, Step, Membership], None]
STEPS: dict[str, Play] = {
    "open": _open,
    "classify": _classify,
    "own": _own,
    "action": _action,
    "finish": _finish,
    "decide": _decide,
    "note": _addendum(Addendum.Kind.NOTE),
    "contact": _addendum(Addendum.Kind.CONTACT),
    "addendum": _addendum(Addendum.Kind.ADDENDUM),
    "feedback": _feedback,
    "rate": _rate,
    "share": _share,
    "monitor": _monitor,
    "close": _close,
    "reopen": _reopen,
}
