"""The tiny sample, loaded once by the command as the runtime role, and looked at from every side."""

import io
import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection

from access.models import Membership, School, User
from access.queries import schools_of
from audit.events import Event
from audit.models import Entry
from concerns.models import Child, ChronologyEntry, Concern, Contact
from concerns.queries.children import find_children
from retention.models import Hold, PlanItem, PlanRun
from safeguard.demo.management.commands.load_sample import moment
from safeguard.demo.sample.personas import BY_KEY, DEMO_PASSWORD, PERSONAS
from safeguard.demo.sample.plan import Plan, build_plan
from safeguard.demo.sample.schools import Size
from safeguard.scope import school_scope
from safeguard.vault.keys import preload, preload_records
from tests.conftest import wipe_database
from tests.sample.conftest import states

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return build_plan(size=Size.TINY, seed=7, now=moment(DAY))


@pytest.fixture(scope="module", autouse=True)
def said(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Load for real, with commits, so that what the database defers to a commit is done as well."""
    out = io.StringIO()
    with django_db_blocker.unblock():
        wipe_database()
        call_command("load_sample", size="tiny", today=DAY, stdout=out)
    yield out.getvalue()
    with django_db_blocker.unblock():
        wipe_database()


def school(slug: str) -> Any:
    found = School.objects.get(slug=slug)
    return school_scope(found.pk)


def chronology(name: str) -> list[ChronologyEntry]:
    child = next(child for child in Child.objects.all() if child.name == name)
    return list(ChronologyEntry.objects.filter(child=child).order_by("happened_at", "id"))


def test_it_was_loaded_as_the_runtime_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("sg_app", False, False)


def test_it_says_who_can_sign_in_and_how_much_there_is(said: str) -> None:
    assert f"password {DEMO_PASSWORD}" not in said  # tests run neither as a demo nor with debugging on
    assert "amara.whitlock@oakfield.example" in said
    assert "bronwen.tate@willowbank.example" not in said
    assert said.rstrip().splitlines()[-1].startswith("Loaded 12 children, ")


def test_each_school_holds_what_was_planned(plan: Plan) -> None:
    for slug in ("oakfield", "brookside"):
        with school(slug):
            preload()
            there = Counter(Concern.objects.values_list("state", flat=True))
            assert there == states(plan, slug)
            names = {child.name for child in Child.objects.filter(on_roll=True)}
            assert names == {child.name for child in plan.children if child.school == slug}
            adults = sum(len(c.household.adults) for c in plan.children if c.school == slug)
            assert Contact.objects.count() == adults


def test_the_words_can_be_opened_again(plan: Plan) -> None:
    with school("oakfield"):
        preload_records()
        stored = [row.account.open() for row in Concern.objects.order_by("recorded_at", "id")]
    assert sorted(stored) == sorted(c.told.account for c in plan.concerns if c.school == "oakfield")


def test_one_concern_is_over_time_and_nobody_has_opened_it() -> None:
    with school("oakfield"):
        waiting = Concern.objects.filter(state="submitted")
        over = waiting.filter(respond_by__lt=moment(DAY))
        assert [row.involvements.get().child.name for row in over] == ["Jaya Parmar-Lowe"]
        assert over.get().respond_by == moment(DAY) - timedelta(minutes=12)
        assert not any(row.openings.exists() for row in waiting)


def test_a_chronology_reads_in_order() -> None:
    with school("oakfield"):
        entries = chronology("Tomas Brennick")
        texts = [entry.summary.open() for entry in entries]
    told = [text for entry, text in zip(entries, texts, strict=True) if entry.kind == "concern"]
    landmarks = [
        "slept",
        "gave away his lunch",
        "shouting about money",
        "40 minutes late",
        "sleeve pulled down",
    ]
    assert len(told) == len(landmarks)
    assert all(landmark in text for landmark, text in zip(landmarks, told, strict=True))
    assert [entry.kind for entry in entries].count("analysis") == 1
    assert [text[:24] for entry, text in zip(entries, texts, strict=True) if entry.significance == "key"] == [
        "Note: Early help review."
    ]
    assert all(a.happened_at <= b.happened_at for a, b in itertools.pairwise(entries))
    assert all(entry.happened_at <= entry.recorded_at for entry in entries)


def test_a_brother_and_a_sister_have_a_file_each_in_their_own_school() -> None:
    with school("oakfield"):
        assert not any(child.name == "Lena Brennick" for child in Child.objects.all())
    with school("brookside"):
        lena = [entry.summary.open() for entry in chronology("Lena Brennick")]
    assert any("Mrs Okafor" in text for text in lena)


def test_every_concern_is_in_the_ledger() -> None:
    for slug in ("oakfield", "brookside"):
        with school(slug):
            logged = Entry.objects.filter(event=Event.CONCERN_RAISED).values_list("target_uid", flat=True)
            assert set(logged) == set(Concern.objects.values_list("uid", flat=True))
            assert Entry.objects.get(event=Event.SAMPLE_LOADED).additional_data == {"size": "tiny", "seed": 7}
            closed = Concern.objects.filter(state="closed").count()
            assert Entry.objects.filter(event=Event.CONCERN_CLOSED).count() >= closed > 0


def test_the_ledger_is_whole() -> None:
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    assert "oakfield" in out.getvalue().lower()


def test_search_finds_a_child_by_a_misspelt_name() -> None:
    with school("oakfield"):
        found = find_children(Child.objects.all(), "thomas brenick")
        assert "Tomas Brennick" in [child.name for child in found]


def test_retention_is_planned_and_one_file_is_held() -> None:
    with school("oakfield"):
        assert PlanRun.objects.get().files_seen == Child.objects.count()
        assert [hold.child.name for hold in Hold.objects.exclude(child=None)] == ["Jaya Parmar-Lowe"]


def test_former_pupils_are_off_the_roll_and_their_time_is_near(plan: Plan) -> None:
    with school("oakfield"):
        former = Child.objects.filter(on_roll=False)
        assert {(child.name, child.left_on) for child in former} == {(c.name, c.left_on) for c in plan.former}
        due = PlanItem.objects.filter(child__in=former).values_list("due_on", flat=True)
        assert all(day is not None and abs(day.year - DAY.year) <= 2 for day in due)


def test_personas_sign_in_and_others_do_not(said: str, rf: Any) -> None:
    word = said.split("with the password ")[1].split()[0]
    lead = authenticate(rf.post("/"), email=BY_KEY["dsl"].email, password=word)
    assert isinstance(lead, User)
    emails = {persona.email for persona in PERSONAS}
    others = User.objects.exclude(email__in=emails)
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


def test_the_officer_belongs_to_each_school_and_the_lead_to_one() -> None:
    def slugs(key: str) -> list[str]:
        user = User.objects.get(email=BY_KEY[key].email)
        return sorted(school.slug for school in schools_of(user, today=DAY))

    assert slugs("dpo") == ["brookside", "oakfield"]
    assert slugs("dsl") == ["oakfield"]
    with school("oakfield"):
        assert Membership.objects.filter(role="dsl").count() == 1


def test_a_database_with_a_school_is_left_alone() -> None:
    before = User.objects.count()
    with pytest.raises(CommandError, match="holds a school already"):
        call_command("load_sample", size="tiny", stdout=io.StringIO())
    assert User.objects.count() == before
