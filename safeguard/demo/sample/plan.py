"""Puts the whole sample together, without a database: the same seed and moment give the same plan."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from safeguard.demo.sample.calendar import SchoolCalendar
from safeguard.demo.sample.families import ChildPlan, invent_children
from safeguard.demo.sample.former import invent_former
from safeguard.demo.sample.history import Historian
from safeguard.demo.sample.needs import invent_statuses
from safeguard.demo.sample.people import StaffPlan, invent_staff
from safeguard.demo.sample.schools import SIZES, SchoolSpec, Size
from safeguard.demo.sample.script import ConcernPlan, FilePlan, StatusPlan
from safeguard.demo.sample.stories import Stage, tell_stories


@dataclass(frozen=True)
class Plan:
    size: Size
    seed: int
    now: datetime
    schools: tuple[SchoolSpec, ...]
    staff: tuple[StaffPlan, ...]
    children: tuple[ChildPlan, ...]
    former: tuple[ChildPlan, ...]
    statuses: tuple[StatusPlan, ...]
    files: tuple[FilePlan, ...]
    concerns: tuple[ConcernPlan, ...]


def build_plan(*, size: Size, seed: int, now: datetime) -> Plan:
    """Everything that will be loaded. `now` is the moment at which the sample is alive."""
    calendar = SchoolCalendar(now)
    specs = SIZES[size]
    staff = {
        spec.slug: invent_staff(Random(f"{seed}:staff:{spec.slug}"), spec, calendar.today) for spec in specs
    }
    children = invent_children(Random(f"{seed}:children"), specs, staff, calendar.today)
    former = [
        child
        for spec in specs
        for child in invent_former(Random(f"{seed}:former:{spec.slug}"), spec, calendar.today)
    ]
    people = [person for spec in specs for person in staff[spec.slug]]
    stage = Stage(calendar, {p.key: p for p in people}, {c.key: c for c in children if c.scripted})
    tell_stories(stage)
    concerns = [case.plan() for case in stage.cases]
    for spec in specs:
        roll = [child for child in children if child.school == spec.slug]
        rng = Random(f"{seed}:history:{spec.slug}")
        concerns += Historian(rng, seed, spec, calendar, staff[spec.slug], roll).write()
    statuses = invent_statuses(children, {spec.slug: spec for spec in specs}, calendar, seed)
    statuses += [status for status in stage.statuses if status.at <= now]
    return Plan(
        size=size,
        seed=seed,
        now=now,
        schools=specs,
        staff=tuple(people),
        children=tuple(children),
        former=tuple(former),
        statuses=tuple(sorted(statuses, key=lambda s: (s.at, s.child, s.kind))),
        files=tuple(file for file in stage.files if file.at <= now),
        concerns=tuple(sorted(concerns, key=lambda c: (c.recorded_at, c.told.by))),
    )
