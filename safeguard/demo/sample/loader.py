"""Plays a plan through the actions of the screens, each school from its oldest day on.

Each concern is one transaction, and each batch of children, so that it can be broken off anywhere. A database
that was left half full, like any other that holds a school, is refused the next time.
"""

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from access.actions import create_school, give_role
from access.models import Membership, School, Trust, User
from access.roles import Role
from audit.events import Event
from audit.record import record
from concerns.actions.children import NewChild, NewContact, add_children, add_contacts, record_status
from concerns.actions.chronology import add_analysis
from concerns.actions.roll import write_plan
from concerns.imports.plan import ImportPlan
from concerns.models import Category, Child
from concerns.upn import stored_warnings
from retention.actions.holds import place_hold
from retention.actions.plans import plan_files
from retention.rules import HoldKind
from safeguard.demo.sample.families import ChildPlan
from safeguard.demo.sample.people import StaffPlan
from safeguard.demo.sample.plan import Plan
from safeguard.demo.sample.playing import play
from safeguard.demo.sample.progress import Progress
from safeguard.demo.sample.schools import TRUST_NAME, TRUST_SLUG, SchoolSpec
from safeguard.demo.sample.script import ConcernPlan, FilePlan, Happening, StatusPlan
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
    progress.expect("people", len(plan.staff))
    progress.expect("children", len(plan.children))
    progress.expect("events", len(plan.statuses) + len(plan.files) + len(plan.concerns))
    schools = _make_schools(plan)
    users = _make_users(plan, password)
    broken_off = threading.Event()
    # Schools have nothing in common but the database, so they are filled side by side.
    with ThreadPoolExecutor(max_workers=len(plan.schools)) as pool:
        filling = [
            pool.submit(_fill, plan, spec, schools[spec.slug].pk, users, progress, broken_off)
            for spec in sorted(plan.schools, key=lambda spec: -spec.concerns)
        ]
        try:
            for future in as_completed(filling):
                future.result()
        except BaseException:
            broken_off.set()
            raise
    progress.finish()


class BrokenOff(Exception):
    """Another school failed, or somebody pressed Ctrl-C."""


def _fill(
    plan: Plan,
    spec: SchoolSpec,
    school_id: int,
    users: dict[str, User],
    progress: Progress,
    broken_off: threading.Event,
) -> None:
    """One school, from its people to its plan of retention, on a connection of this thread's own."""
    try:
        with school_scope(school_id):
            cast = Cast(categories={row.code: row for row in Category.objects.filter(retired_on=None)})
            _give_roles(plan, spec, users, cast)
            progress.add("people", sum(person.school == spec.slug for person in plan.staff))
            for count in _enrol(plan, spec, cast):
                _go_on(broken_off)
                progress.add("children", count)
            _remember_former(plan, spec)
            preload()
            for count in _tell(plan, spec, cast):
                _go_on(broken_off)
                progress.add("events", count)
            plan_files(by=None, today=plan.now.date(), now=plan.now)
    finally:
        connection.close()


def _go_on(broken_off: threading.Event) -> None:
    if broken_off.is_set():
        raise BrokenOff


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


def _make_users(plan: Plan, password: str) -> dict[str, User]:
    """Accounts for everybody. The password is hashed once: it is the same for all personas and no secret."""
    hashed, none = make_password(password), make_password(None)
    rows = [
        User(email=person.email, name=person.name, password=hashed if person.persona else none)
        for person in plan.staff
    ]
    User.objects.bulk_create(rows)
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


def _enrol(plan: Plan, spec: SchoolSpec, cast: Cast) -> Iterator[int]:
    """Children in the order of their admission numbers, with the people to ring for each; counts by batch."""
    roll = [child for child in plan.children if child.school == spec.slug]
    registrar = _registrar(plan.staff, spec, cast)
    for start in range(0, len(roll), BATCH):
        batch = roll[start : start + BATCH]
        with transaction.atomic():
            rows = add_children(by=registrar, children=[_new_child(child) for child in batch])
            pairs = list(zip(batch, rows, strict=True))
            cast.children.update((child.key, row) for child, row in pairs)
            add_contacts(by=None, contacts=[new for child, row in pairs for new in _new_contacts(child, row)])
        yield len(batch)


def _remember_former(plan: Plan, spec: SchoolSpec) -> None:
    """Put former pupils on the roll and take them off on their day, as a list without them would."""
    former = [child for child in plan.former if child.school == spec.slug]
    with transaction.atomic():
        rows = add_children(by=None, children=[_new_child(child) for child in former])
        for child, row in zip(former, rows, strict=True):
            left_on = child.left_on or plan.now.date()
            without = ImportPlan(missing=[row.uid])
            write_plan(by=None, plan=without, leave_missing=True, today=left_on, report=_silent)


def _silent(done: int, total: int) -> None:
    """Nobody waits for these few."""


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
        upn_warning=stored_warnings(child.upn),
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


def _tell(plan: Plan, spec: SchoolSpec, cast: Cast) -> Iterator[int]:
    """Statuses, concerns and what else was done with files, oldest first; counts as it goes."""
    happenings: list[Happening] = [*plan.statuses, *plan.files, *plan.concerns]
    here = [happening for happening in happenings if happening.school == spec.slug]
    for happening in sorted(here, key=lambda happening: happening.at):
        if isinstance(happening, ConcernPlan):
            play(happening, cast.members, cast.children, cast.categories)
        else:
            _keep(happening, cast)
        yield 1


def _keep(event: StatusPlan | FilePlan, cast: Cast) -> None:
    """Something about a child's file as a whole."""
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
