"""Working out, for every child's file, when it falls due and what holds it. Destroys nothing.

A plan is one pass over the school in chunks; each file's line is overwritten in place, so that a pass
that was killed, or run twice, leaves the same lines as one that wasn't.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.models import Child
from retention.deadlines import london_date
from retention.models import PlanItem, PlanRun
from retention.queries.due import JOB, last_run, lines_of, rules_now
from retention.queries.facts import facts_of, walk_files
from retention.rules import Due, RuleOf, dispose_after
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job


@dataclass(slots=True)
class _Tally:
    """What a pass has counted so far."""

    seen: int = 0
    over: int = 0
    held: int = 0
    undated: int = 0

    def add(self, item: PlanItem, today: date) -> None:
        """Count one file."""
        self.seen += 1
        self.held += bool(item.held_by)
        self.undated += item.due_on is None
        self.over += item.due_on is not None and item.due_on < today


def month_end(day: date) -> date:
    """The last day of the month: a plan says when, to the month, and so gives no date of birth away."""
    end: date = day + relativedelta(day=31)
    return end


def ask_for_plan(*, by: Membership | None, now: datetime) -> Job:
    """Start a pass as a job; one that is under way is returned instead. `by` is None for the nightly one."""
    if by is not None:
        require(by, Capability.RETENTION_READ)
    day = london_date(now)
    with transaction.atomic():
        return start_job(kind=JOB, by=by, payload={"day": day.isoformat()}, key=day.isoformat(), now=now)


def plan_files(
    *, by: Membership | None, today: date, now: datetime, report: Callable[[int, int], None] | None = None
) -> PlanRun:
    """Plan every file of the school as of `today`; `report(done, total)` is called after each chunk."""
    with transaction.atomic():
        rules = rules_now()
        run: PlanRun = PlanRun.objects.update_or_create(
            planned_on=today, defaults={"finished_at": now, "schedule_digest": digest_of(rules)}
        )[0]
        tally, done, total = _Tally(), 0, Child.objects.count()
        for children in walk_files():
            for item in _write_items(run, children, rules):
                tally.add(item, today)
            done += len(children)
            if report is not None:
                report(done, max(total, done))
        run.files_seen, run.files_over = tally.seen, tally.over
        run.files_held, run.files_undated = tally.held, tally.undated
        run.finished_at = now
        run.save()
        record(Event.RETENTION_PLANNED, by=by, target=run, seen=tally.seen, over=tally.over, held=tally.held)
    return run


def replan(*, children: Iterable[Child]) -> None:
    """Bring the lines of these files up to date at once, after a hold; nothing before the first pass."""
    run = last_run()
    if run is not None:
        _write_items(run, list(children), rules_now())


def digest_of(rules: Iterable[RuleOf]) -> bytes:
    """Which schedule a plan was made by: changes with any period, trigger or hold."""
    said = [
        [rule.code, rule.record_class, [asdict(clock) for clock in rule.clocks], rule.inquiry_hold]
        for rule in rules
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).digest()


def _write_items(run: PlanRun, children: Sequence[Child], rules: Sequence[RuleOf]) -> list[PlanItem]:
    """The lines of these files. Only what changed is written, so a quiet night leaves the table alone."""
    facts, have = facts_of(children), lines_of(children)
    ended = [child.pk for child in children if child.pk not in facts]
    PlanItem.objects.filter(child_id__in=ended).delete()
    items = [
        _item(run, child, dispose_after(facts[child.pk], rules)) for child in children if child.pk in facts
    ]
    PlanItem.objects.bulk_create(
        [item for item in items if have.get(item.child_id) != item.line],
        update_conflicts=True,
        unique_fields=["school", "child"],
        update_fields=["run", "rule_code", "because", "trigger", "due_on", "held_by"],
    )
    return items


def _item(run: PlanRun, child: Child, due: Due) -> PlanItem:
    return PlanItem(
        run=run,
        child=child,
        rule_code=due.rule.code if due.rule else "",
        because=due.because.value,
        trigger=due.trigger.value if due.trigger else "",
        due_on=month_end(due.on) if due.on else None,
        held_by=[kind.value for kind in due.held_by],
    )
