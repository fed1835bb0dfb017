"""Plays a plan through the actions of the screens, school by school, oldest first.

Each concern is one transaction, and each batch of children, so that it can be broken off anywhere. A database
that was left half full, like any other that holds a school, is refused the next time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.contrib.auth.hashers import make_password
from django.db import transaction

from access.actions import create_school, give_role
from access.models import Membership, School, Trust, User
from access.roles import Role
from audit.events import Event
from audit.record import record
from concerns.actions.children import NewChild, NewContact, add_children, add_contacts, record_status
from concerns.actions.chronology import add_analysis
from concerns.models import Category, Child
from concerns.upn import warnings
from retention.actions.holds import place_hold
from retention.actions.plans import plan_files
from retention.rules import HoldKind
from safeguard.demo.sample.families import ChildPlan
from safeguard.demo.sample.people import StaffPlan
from safeguard.demo.sample.plan import Plan
from safeguard.demo.sample.playing import play
from safeguard.demo.sample.progress import Progress
from safeguard.demo.sample.schools import TRUST_NAME, TRUST_SLUG, SchoolSpec
from safeguard.demo.sample.script import ConcernPlan, FilePlan, StatusPlan
from safeguard.scope import school_scope
from safeguard.vault.keys import preload

BATCH = 150
SUPPORT_LINE = "01632 960122"


class SampleRefused(Exception):
    """The database isn't empty."""


@dataclass
class Cast:
    """One school's people and children, by their keys in the plan."""

    members: dict[str, Membership] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)


def load(plan: Plan, *, password: str, progress: Progress) -> None:
    """Load the plan. `password` is what every persona signs in with; other colleagues have none.

    Raises SampleRefused where there is a school already.
    """
    if School.objects.exists():
        raise SampleRefused("This database holds a school already. The sample goes into an empty one.")
    schools = _make_schools(plan)
    users = _make_users(plan, password, progress)
    for spec in plan.schools:
        with school_scope(schools[spec.slug].pk):
            cast = Cast(categories={row.code: row for row in Category.objects.filter(retired_on=None)})
            _give_roles(plan, spec, users, cast)
            _enrol(plan, spec, cast, progress)
            preload()
            _tell(plan, spec, cast, progress)
            plan_files(by=None, today=plan.now.date(), now=plan.now)


def _make_schools(plan: Plan) -> dict[str, School]:
    leads = {person.school: person for person in plan.staff if person.role == Role.DSL}
    with transaction.atomic():
        trust = Trust.objects.create(name=TRUST_NAME, slug=TRUST_SLUG)
        return {
            spec.slug: create_school(
                name=spec.name,
                slug=spec.slug,
                code=spec.short_code,
                sector=str(spec.phase),
                trust=trust,
                duty_name=f"{leads[spec.slug].formal.split()[0]} {leads[spec.slug].name}",
                duty_phone=spec.phone,
                duty_extension=spec.dsl_extension,
                support_phone=SUPPORT_LINE,
            )
            for spec in plan.schools
        }


def _make_users(plan: Plan, password: str, progress: Progress) -> dict[str, User]:
    """Accounts for everybody. The password is hashed once: it is the same for all personas and no secret."""
    hashed, none = make_password(password), make_password(None)
    rows = [
        User(email=person.email, name=person.name, password=hashed if person.persona else none)
        for person in plan.staff
    ]
    progress.step("people")
    User.objects.bulk_create(rows)
    progress.at(len(rows), len(rows))
    return {person.key: row for person, row in zip(plan.staff, rows, strict=True)}


def _give_roles(plan: Plan, spec: SchoolSpec, users: dict[str, User], cast: Cast) -> None:
    with transaction.atomic():
        record(Event.SAMPLE_LOADED, by=None, size=str(plan.size), seed=plan.seed)
        for person in plan.staff:
            if spec.slug in person.schools:
                give_role(
                    by=None,
                    user=users[person.key],
                    role=Role(person.role),
                    starts_on=person.starts_on,
                    job_title=person.job_title,
                )
        by_user = {row.user_id: row for row in Membership.objects.select_related("user", "school")}
    cast.members = {p.key: by_user[users[p.key].pk] for p in plan.staff if spec.slug in p.schools}


def _enrol(plan: Plan, spec: SchoolSpec, cast: Cast, progress: Progress) -> None:
    """Children in the order of their admission numbers, with the people to ring for each."""
    roll = [child for child in plan.children if child.school == spec.slug]
    registrar = _registrar(plan.staff, spec, cast)
    progress.step(f"{spec.name}, children")
    for start in range(0, len(roll), BATCH):
        batch = roll[start : start + BATCH]
        with transaction.atomic():
            rows = add_children(by=registrar, children=[_new_child(child) for child in batch])
            pairs = list(zip(batch, rows, strict=True))
            cast.children.update((child.key, row) for child, row in pairs)
            add_contacts(by=None, contacts=[new for child, row in pairs for new in _new_contacts(child, row)])
        progress.at(start + len(batch), len(roll))


def _registrar(staff: Iterable[StaffPlan], spec: SchoolSpec, cast: Cast) -> Membership:
    """Who keeps the roll: the administrator where there is one, else the lead."""
    here = [person for person in staff if person.school == spec.slug]
    keepers = [p for p in here if p.role == Role.ADMINISTRATOR] or [p for p in here if p.role == Role.DSL]
    return cast.members[keepers[0].key]


def _new_child(child: ChildPlan) -> NewChild:
    return NewChild(
        forename=child.forename,
        surname=child.surname,
        preferred_name=child.preferred,
        dob=child.dob,
        sex=child.sex,
        upn=child.upn,
        admission_no=child.admission_no,
        address=child.household.address,
        year=child.year,
        form=child.form,
        upn_warning=",".join(warnings(child.upn)),
    )


def _new_contacts(child: ChildPlan, row: Child) -> list[NewContact]:
    return [
        NewContact(
            child=row,
            name=adult.name,
            relationship=adult.relationship,
            phone=adult.phone,
            email=adult.email,
            has_responsibility=adult.has_pr,
            court_order=bool(adult.court_order),
        )
        for adult in child.household.adults
    ]


def _tell(plan: Plan, spec: SchoolSpec, cast: Cast, progress: Progress) -> None:
    """Statuses, concerns and what else was done with files, oldest first."""
    statuses = [(s.at, s) for s in plan.statuses if s.school == spec.slug]
    files = [(f.at, f) for f in plan.files if f.school == spec.slug]
    concerns = [(c.recorded_at, c) for c in plan.concerns if c.school == spec.slug]
    events: list[tuple[datetime, StatusPlan | FilePlan | ConcernPlan]] = [*statuses, *files, *concerns]
    events.sort(key=lambda event: event[0])
    progress.step(f"{spec.name}, two years of events")
    done = 0
    # A day's statuses go in together; each concern is a transaction of its own.
    for _day, of_day in groupby(events, key=lambda event: (event[0].date(), type(event[1]) is ConcernPlan)):
        todays = list(of_day)
        if type(todays[0][1]) is ConcernPlan:
            for _at, concern in todays:
                play(concern, cast.members, cast.children, cast.categories)  # type: ignore[arg-type]
        else:
            with transaction.atomic():
                for _at, event in todays:
                    _keep(event, cast)  # type: ignore[arg-type]
        done += len(todays)
        progress.at(done, len(events))


def _keep(event: StatusPlan | FilePlan, cast: Cast) -> None:
    by, child = cast.members[event.by], cast.children[event.child]
    if isinstance(event, StatusPlan):
        record_status(
            by=by,
            child=child,
            kind=event.kind,
            from_on=event.from_on,
            to_on=event.to_on,
            evidence=event.evidence,
            now=event.at,
        )
    elif event.what == "analysis":
        add_analysis(by=by, child=child, text=event.text, now=event.at)
    else:
        place_hold(
            by=by,
            kind=HoldKind.POLICE,
            why=event.text,
            asked_by="Meadowshire police",
            review_on=date(event.at.year + 1, event.at.month, 1),
            now=event.at,
            child=child,
        )
