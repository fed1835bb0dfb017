"""The wall between schools, tried as the runtime role."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from concerns.models import Child
from safeguard.scope import NoScope, school_scope, trust_scope
from safeguard.scope.migrations import is_tenant
from safeguard.scope.models import GlobalModel
from safeguard.vault.keys import new_subject_key, seal
from tests.conftest import World, as_owner, settle


def make_child(forename: str = "Wren", surname: str = "Hollis", **more: Any) -> Child:
    """A child of the current school."""
    child = Child(**more)
    seal(child, new_subject_key(child.uid), forename=forename, surname=surname)
    child.save()
    return child


def count(sql: str, *params: Any) -> int:
    """One number by raw SQL."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0])


@pytest.fixture
def two_children(world: World) -> tuple[Child, Child]:
    with school_scope(world.oak.pk):
        ours = make_child()
    with school_scope(world.brook.pk):
        theirs = make_child("Idris", "Penhallow")
    return ours, theirs


def test_we_are_the_runtime_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("sg_app", False, False)


def test_without_a_scope_the_manager_raises_and_the_database_shows_nothing(two_children: Any) -> None:
    with pytest.raises(NoScope):
        Child.objects.count()
    assert Child._base_manager.count() == 0
    assert not Child._base_manager.filter(pk=two_children[0].pk).exists()
    assert count("SELECT count(*) FROM concerns_child") == 0


def test_another_schools_row_is_not_there(world: World, two_children: Any) -> None:
    ours, theirs = two_children
    with school_scope(world.oak.pk):
        assert list(Child.objects.all()) == [ours]
        assert list(Child._base_manager.all()) == [ours]
        assert count("SELECT count(*) FROM concerns_child") == 1
        assert not Child._base_manager.filter(uid=theirs.uid).exists()


def test_another_schools_row_cant_be_updated_or_deleted_by_id(world: World, two_children: Any) -> None:
    _, theirs = two_children
    with school_scope(world.oak.pk):
        assert Child._base_manager.filter(pk=theirs.pk).update(form="9XX") == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM concerns_child WHERE id = %s", [theirs.pk])
            assert cursor.rowcount == 0
    with as_owner() as cursor:
        cursor.execute("SELECT 1")


RAW = (
    "INSERT INTO concerns_child (school_id, uid, forename, surname, year, form, upn_warning, on_roll,"
    " created_at, version) VALUES (%s, %s, 'x', 'x', '8', '', '', true, now(), 1)"
)


def smuggle(way: str, school_id: int) -> None:
    """Try to write a child into a school."""
    row = Child(school_id=school_id, form="8KW")
    row.__dict__.update(forename=b"x", surname=b"x")
    if way == "save":
        row.save()
    elif way == "bulk_create":
        Child._base_manager.bulk_create([row])
    else:
        with connection.cursor() as cursor:
            cursor.execute(RAW, [school_id, uuid.uuid4()])


@pytest.mark.parametrize("way", ["save", "bulk_create", "raw"])
def test_a_row_for_another_school_is_refused(world: World, two_children: Any, way: str) -> None:
    with school_scope(world.oak.pk):
        with transaction.atomic():
            smuggle(way, world.oak.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            smuggle(way, world.brook.pk)


def test_a_foreign_key_cant_point_into_another_school(world: World, two_children: Any) -> None:
    ours, theirs = two_children

    def point_at(child: Child) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO concerns_childstatus (school_id, uid, child_id, kind, from_on)"
                " VALUES (%s, %s, %s, 'cin', now())",
                [world.oak.pk, uuid.uuid4(), child.pk],
            )
            settle()

    with school_scope(world.oak.pk):
        point_at(ours)
        with pytest.raises(DatabaseError):
            point_at(theirs)


def test_the_trust_role_reads_what_it_was_given_and_writes_nothing(world: World, two_children: Any) -> None:
    with trust_scope((world.oak.pk, world.brook.pk)):
        assert Child._base_manager.count() == 2
        with pytest.raises(DatabaseError), transaction.atomic():
            Child._base_manager.update(form="9XX")
    with trust_scope((world.oak.pk,)):
        assert Child._base_manager.count() == 1


def test_truncate_is_refused(in_oak: World) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE concerns_child CASCADE")


def own_models() -> list[Any]:
    """Every model of this project."""
    ours = {"vault", "jobs", "audit", "access", "concerns", "retention"}
    return [m for m in apps.get_models() if m._meta.app_label in ours]


LEDGER = {"audit.Entry", "audit.Link", "audit.Mention", "audit.Verification"}


def test_every_model_is_declared_tenant_or_global() -> None:
    undeclared = [
        m._meta.label
        for m in own_models()
        if not is_tenant(m) and not issubclass(m, GlobalModel) and m._meta.label not in LEDGER
    ]
    assert undeclared == [], (
        "give each a base: TenantModel (with a school) or GlobalModel (on purpose without)"
    )


def test_every_tenant_table_is_walled(db: None) -> None:
    tables = sorted(m._meta.db_table for m in own_models() if is_tenant(m))
    assert len(tables) > 20
    with as_owner() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s)"
            " AND c.relrowsecurity AND c.relforcerowsecurity AND EXISTS"
            " (SELECT 1 FROM pg_policies p WHERE p.tablename = c.relname AND 'sg_app' = ANY(p.roles))",
            [tables],
        )
        walled = sorted(r[0] for r in cursor.fetchall())
    assert walled == tables, "end the app's migration with SecureApp()"


def test_every_table_with_a_school_column_belongs_to_a_known_model(db: None) -> None:
    with as_owner() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'school_id'")
        found = {r[0] for r in cursor.fetchall()}
    assert found == {m._meta.db_table for m in own_models() if is_tenant(m)}
