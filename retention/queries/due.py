"""Reading the plan: what falls due, why, and what keeps it all the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, QuerySet

from access.models import Membership
from concerns.models import Child
from retention.models import PlanItem, PlanRun, Rule
from retention.models.plans import PlanLine
from retention.queries.files import file_label, files_for
from retention.rules import HOLD_WORDS, Because, HoldKind, RuleOf, period_words, rule_words
from retention.schedule_kinds import DISPOSITION_WORDS, TRIGGER_WORDS, Disposition, Trigger
from safeguard.jobs.models import Job
from safeguard.vault.keys import preload

JOB = "retention.plan"
SOON = relativedelta(months=12)

TABS = {
    "due": "Due now",
    "soon": "In the next 12 months",
    "held": "On hold",
    "later": "Later",
    "undated": "Kept without a date",
}


@dataclass(frozen=True, slots=True)
class DueLine:
    """One file of the plan as a person reads it."""

    child_uid: Any
    label: str
    where: str
    due_on: date | None
    sentence: str
    held: str
    authority: str
    ending: str


def last_run() -> PlanRun | None:
    """The latest finished plan of the school."""
    found: PlanRun | None = PlanRun.objects.order_by("-planned_on").first()
    return found


def planning_job() -> Job | None:
    """The pass that is under way, or that failed since the last one that went well."""
    found: Job | None = Job.objects.filter(kind=JOB).order_by("-created_at", "-pk").first()
    return None if found is None or found.state == Job.State.DONE else found


def items_for(member: Membership) -> QuerySet[PlanItem]:
    """The plan's files that this member may know of, the longest overdue first."""
    rows: QuerySet[PlanItem] = PlanItem.objects.filter(child__in=files_for(member))
    return rows.order_by("due_on", "pk")


def in_tab(tab: str, today: date) -> Q:
    """The condition of one tab. Every file is in exactly one of them."""
    free = Q(held_by=[])
    return {
        "held": ~free,
        "due": free & Q(due_on__lt=today),
        "soon": free & Q(due_on__gte=today, due_on__lt=today + SOON),
        "later": free & Q(due_on__gte=today + SOON),
        "undated": free & Q(due_on=None),
    }[tab]


def count_tabs(member: Membership, today: date) -> dict[str, int]:
    """How many files are in each tab, in one query."""
    counts: dict[str, int] = items_for(member).aggregate(
        **{tab: Count("pk", filter=in_tab(tab, today)) for tab in TABS}
    )
    return counts


def schedule() -> QuerySet[Rule]:
    """The school's schedule in its order."""
    rows: QuerySet[Rule] = Rule.objects.order_by("position", "code")
    return rows


def rules_now() -> list[RuleOf]:
    """The schedule as the engine reads it, its periods parsed once."""
    return [RuleOf(rule.code, rule.record_class, rule.clocks, rule.inquiry_hold) for rule in schedule()]


def lines_of(children: Iterable[Child]) -> dict[int, PlanLine]:
    """What the plan says at present of each of these files, by the child's key."""
    rows = PlanItem.objects.filter(child_id__in=[child.pk for child in children])
    return {row.child_id: row.line for row in rows}


def schedule_lines() -> list[dict[str, Any]]:
    """The schedule as the page shows it."""
    return [
        {
            "rule": rule,
            "period": period_of(rule),
            "ending": DISPOSITION_WORDS[Disposition(rule.disposition)],
        }
        for rule in schedule()
    ]


def period_of(rule: Rule) -> str:
    """How long, in words."""
    if rule.disposition == Disposition.REFUSE:
        return "Not at all"
    words = rule_words(rule.clocks)
    return words[:1].upper() + words[1:]


def due_lines(member: Membership, items: Iterable[PlanItem], today: date) -> list[DueLine]:
    """The rows of one page, with names opened where the member may see them."""
    rows = list(items)
    rules = {rule.code: rule for rule in schedule()}
    preload([row.child.uid for row in rows])
    return [_line(member, row, rules.get(row.rule_code), today) for row in rows]


def _line(member: Membership, item: PlanItem, rule: Rule | None, today: date) -> DueLine:
    return DueLine(
        child_uid=item.child.uid,
        label=file_label(member, item.child),
        where=whereabouts(item.child),
        due_on=item.due_on,
        sentence=sentence_of(item, rule, today),
        held=held_sentence(HoldKind(kind) for kind in item.held_by),
        authority=f"{rule.code}: {rule.authority}" if rule else "",
        ending=DISPOSITION_WORDS[Disposition(rule.disposition)] if rule else "",
    )


def whereabouts(child: Child) -> str:
    """Form or year while on roll; since when they are gone otherwise."""
    if not child.on_roll:
        return f"Left {month_words(child.left_on)}" if child.left_on else "Has left"
    return child.form or (f"Year {child.year}" if child.year.isdigit() else child.year)


def sentence_of(item: PlanItem, rule: Rule | None, today: date) -> str:
    """Why a file falls due when it does, or never."""
    if item.because == Because.NO_RULE or rule is None:
        return "Kept, because no rule of the schedule covers it."
    if item.because == Because.KEPT_FOR_GOOD:
        return "Kept for good."
    if item.because == Because.UNKNOWN_TRIGGER or item.due_on is None:
        return f"Kept, because {TRIGGER_WORDS[Trigger(item.trigger)]} isn’t known."
    clock = next(clock for clock in rule.clocks if clock.trigger == item.trigger)
    verb = "Was kept" if item.due_on < today else "Kept"
    reason = f"{verb} to the end of {month_words(item.due_on)}: {period_words(clock)}."
    if item.because == Because.LONGEST_RULE:
        reason += " Several rules apply; this is the longest."
    return f"{rule.title}. {reason}"


def held_sentence(kinds: Iterable[HoldKind]) -> str:
    """What keeps a file whatever its date; empty if nothing does."""
    words = [HOLD_WORDS[kind] for kind in kinds]
    if not words:
        return ""
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"Held for {listed}. Nothing of it is disposed of."


def month_words(day: date | datetime | None) -> str:
    """July 2035: a plan gives months, never days."""
    return f"{day:%B %Y}" if day else ""
