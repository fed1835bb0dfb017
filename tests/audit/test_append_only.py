"""Nobody changes or removes what the ledger holds: not the runtime role, and not the owner in passing."""

from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.actions import check_ledger
from audit.events import Event
from audit.models import Entry, Link, Mention, Verification
from audit.record import record
from safeguard.scope import school_scope
from tests.audit.conftest import TABLES, attack, write_entries
from tests.conftest import World, as_owner

pytestmark = pytest.mark.django_db(transaction=True)

ATTACKS = [
    "UPDATE {} SET school_id = school_id",
    "DELETE FROM {}",
    "TRUNCATE {} CASCADE",
]


@pytest.fixture
def two_entries(world: World) -> World:
    write_entries(world.oak, 2, subject=world.member("dsl").uid)
    with school_scope(world.oak.pk), transaction.atomic():
        check_ledger(by=None, now=timezone.now())
    return world


def counts() -> dict[str, int]:
    with as_owner() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


@pytest.mark.parametrize("statement", ATTACKS)
def test_the_runtime_role_is_refused(two_entries: World, statement: str) -> None:
    before = counts()
    assert all(before.values())
    for table in TABLES:
        with pytest.raises(DatabaseError, match=r"permission denied"):
            attack(two_entries.oak, statement.format(table))
    assert counts() == before


@pytest.mark.parametrize("statement", ATTACKS)
def test_the_owner_is_refused_by_the_trigger(two_entries: World, statement: str) -> None:
    before = counts()
    for table in TABLES:
        with pytest.raises(psycopg.errors.IntegrityError, match="append-only"), as_owner() as cursor:
            cursor.execute(statement.format(table))
    assert counts() == before


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_entry DISABLE TRIGGER sg_keep_rows",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TRIGGER sg_chain ON audit_entry",
        "DROP TABLE audit_link",
        "ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY",
        "CREATE POLICY all_mine ON audit_entry USING (true)",
        "SET ROLE sg_owner",
        "INSERT INTO audit_link (school_id, seq, entry_id, digest, hash) VALUES (1, 99, 99, '', '')",
        "INSERT INTO audit_mention VALUES (1, gen_random_uuid(), now(), 99)",
        "SELECT audit_chain()",
    ],
)
def test_the_runtime_role_cant_take_the_guards_away_or_forge_a_link(
    two_entries: World, statement: str
) -> None:
    before = counts()
    with pytest.raises(DatabaseError):
        attack(two_entries.oak, statement)
    assert counts() == before


def test_through_the_orm_neither(two_entries: World) -> None:
    before = counts()
    for model in (Entry, Link, Mention, Verification):
        with school_scope(two_entries.oak.pk), transaction.atomic():
            assert model._base_manager.exists()
        with school_scope(two_entries.oak.pk), pytest.raises(DatabaseError), transaction.atomic():
            model._base_manager.all().delete()
        with school_scope(two_entries.oak.pk), pytest.raises(DatabaseError), transaction.atomic():
            model._base_manager.update(school_id=two_entries.brook.pk)
    with school_scope(two_entries.oak.pk), transaction.atomic():
        entry = Entry.objects.here()[0]
    entry.event = "child.opened"
    with school_scope(two_entries.oak.pk), pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    assert counts() == before


@pytest.mark.parametrize("options", [{"yes": True}, {"yes": True, "truncate": True}])
def test_the_librarys_own_flush_is_refused(two_entries: World, options: Any) -> None:
    before = counts()
    with school_scope(two_entries.oak.pk), pytest.raises(DatabaseError), transaction.atomic():
        call_command("auditlogflush", **options)
    assert counts() == before


def test_a_person_or_a_kind_of_record_that_the_ledger_names_cant_be_deleted(world: World) -> None:
    member = world.member("dsl")
    with school_scope(world.oak.pk), transaction.atomic():
        record(Event.CHILD_OPENED, by=member)
    for table, pk in (("access_user", member.user_id), ("access_school", world.oak.pk)):
        with pytest.raises(psycopg.errors.IntegrityError), as_owner() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])


def test_another_schools_entries_are_not_there(world: World) -> None:
    write_entries(world.oak, 2)
    write_entries(world.brook, 1)
    with school_scope(world.brook.pk), transaction.atomic(), connection.cursor() as cursor:
        for table in ("audit_entry", "audit_link"):
            cursor.execute(f"SELECT DISTINCT school_id FROM {table}")
            assert cursor.fetchall() == [(world.brook.pk,)]
    with transaction.atomic():
        assert set(Entry._base_manager.values_list("school_id", flat=True)) <= {0}


def test_an_entry_for_another_school_is_refused(world: World) -> None:
    entry = write_entries(world.oak, 1)[0]
    entry.pk, entry.school_id = None, world.brook.pk
    with school_scope(world.oak.pk), pytest.raises(DatabaseError), transaction.atomic():
        entry.save(force_insert=True)


def test_the_stock_table_of_the_library_is_gone(world: World) -> None:
    with as_owner() as cursor:
        cursor.execute("SELECT to_regclass('auditlog_logentry')")
        assert cursor.fetchone() == (None,)
