"""What stands on one concern's page, and a member's open tasks."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from access.models import Membership
from concerns.models import (
    Action,
    Addendum,
    Closure,
    Concern,
    ConcernCategory,
    ConcernGrant,
    Decision,
    Feedback,
    Opening,
)
from concerns.queries.visible import visible_to
from safeguard.vault.keys import opened, preload_records


def open_tasks(member: Membership) -> QuerySet[Action]:
    """The member's open actions on concerns they may still see."""
    rows: QuerySet[Action] = Action.objects.filter(
        owner__user_id=member.user_id, done_at=None, concern__in=visible_to(member)
    )
    return rows.select_related("concern", "concern__reporter__user").order_by("due_on", "id")


@dataclass(frozen=True)
class LogLine:
    """One dated line of a concern's log."""

    at: datetime
    icon: str
    tone: str
    title: str
    who: str
    text: str = ""
    why: str = ""


def _added(a: Addendum) -> LogLine:
    return LogLine(a.added_at, "note", "", a.get_kind_display(), a.author.display_name, opened(a.text))


def _to_do(a: Action) -> LogLine:
    text = f"{opened(a.title)} By {a.due_on:%-d %B %Y}, {a.owner.display_name}."
    return LogLine(a.added_at, "task", "", "Action", a.added_by.display_name, text)


def _done(a: Action) -> LogLine:
    who = a.done_by.display_name if a.done_by else ""
    return LogLine(a.done_at or a.added_at, "check", "", "Done", who, opened(a.title), opened(a.outcome))


def _decided(d: Decision) -> LogLine:
    title, who = f"Decision: {d.get_kind_display().lower()}", d.decided_by.display_name
    return LogLine(d.decided_at, "scale", "dec", title, who, opened(d.options), opened(d.rationale))


def _closed(c: Closure) -> LogLine:
    return LogLine(c.at, "lock", "", "Closed", c.by.display_name, opened(c.summary), opened(c.outcome))


def _answered(f: Feedback) -> LogLine:
    title = "Answer to the person who logged it"
    return LogLine(f.at, "share", "share", title, f.author.display_name, opened(f.text))


def _lines(concern: Concern, found: dict[str, list[Any]]) -> list[LogLine]:
    lines = [
        LogLine(concern.recorded_at, "pen", "", "Logged", concern.reporter.display_name),
        *map(_added, found["addenda"]),
        *map(_to_do, found["actions"]),
        *(_done(a) for a in found["actions"] if a.done_at),
        *map(_decided, found["decisions"]),
        *map(_closed, found["closures"]),
        *map(_answered, found["feedback"]),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def case_of(concern: Concern) -> dict[str, Any]:
    """Everything of one concern, in a fixed number of queries."""
    preload_records([concern.uid])
    mine = {"concern": concern}
    found: dict[str, list[Any]] = {
        "addenda": list(Addendum.objects.filter(**mine).select_related("author__user")),
        "actions": list(
            Action.objects.filter(**mine)
            .select_related("owner__user", "added_by__user", "done_by__user")
            .order_by("due_on")
        ),
        "decisions": list(Decision.objects.filter(**mine).select_related("decided_by__user")),
        "closures": list(Closure.objects.filter(**mine).select_related("by__user")),
        "feedback": list(Feedback.objects.filter(**mine).select_related("author__user")),
    }
    looked = Opening.objects.filter(**mine).select_related("member__user").order_by("-last_at")
    return {
        **found,
        "lines": _lines(concern, found),
        "openings": list(looked),
        "categories": [c.category for c in ConcernCategory.objects.filter(**mine).select_related("category")],
        "marks": json.loads(opened(concern.marks) or "[]"),
        "grants": list(
            ConcernGrant.objects.filter(content_object=concern, ended_at=None).select_related("user")
        ),
    }
