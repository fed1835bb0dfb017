"""How tests meet the database: tables are made by the owner, everything else runs as the runtime role."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

from access import second_factor
from access.actions import create_school, give_role
from access.models import Membership, School, User
from access.roles import Role
from safeguard.scope import current_scope, school_scope

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _become(alias_settings: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    kept = {k: alias_settings[k] for k in ("USER", "PASSWORD", "HOST", "PORT")}
    alias_settings.update({k: other[k] for k in kept})
    return kept


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, request: Any) -> Iterator[None]:
    """Create and migrate as the owner; then the default connection signs in as the runtime role."""
    reuse = bool(os.environ.get("REUSE_DB"))
    settings_dict = connections["default"].settings_dict
    with django_db_blocker.unblock():
        runtime = _become(settings_dict, connections["owner"].settings_dict)
        options = settings_dict["OPTIONS"]
        settings_dict["OPTIONS"] = {}
        made = setup_databases(verbosity=0, interactive=False, keepdb=reuse, aliases={"default"})
        connections["default"].close()
        settings_dict["OPTIONS"] = options
        settings_dict.update(runtime)
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
        _become(settings_dict, connections["owner"].settings_dict)
        if not reuse:
            end_other_connections()
            teardown_databases(made, verbosity=0)


def end_other_connections() -> None:
    """A browser's loop may have kept a connection of its own; the test database has to go all the same."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@contextmanager
def as_owner() -> Iterator[Any]:
    """A cursor of the owner, on a connection of its own, for looking behind the wall and for forging."""
    owner = connections["owner"].settings_dict
    held = psycopg.connect(
        dbname=connections["default"].settings_dict["NAME"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        host=owner["HOST"],
        port=owner["PORT"] or None,
    )
    # A commit that fails would leave the connection open.
    with closing(held), held:
        yield held.cursor()


OUR_TRIGGERS = (
    "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'sg\\_%'"
)
KEEP = {"django_migrations", "django_content_type", "auth_permission", "concerns_category"}


def wipe_database() -> None:
    """Empty every table that has rows, as the owner, with the append-only triggers off for that moment.

    Deleting a few rows costs a fiftieth of truncating sixty tables with all their indexes.
    """
    with as_owner() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [t for (t,) in cursor.fetchall() if t not in KEEP]
        probes = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT FROM \"{t}\")" for t in tables)
        cursor.execute(probes)
        filled = [t for (t,) in cursor.fetchall()]
        cursor.execute(OUR_TRIGGERS)
        ours = [(table, trigger) for table, trigger in cursor.fetchall() if table in filled]
        for table in filled:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table in filled:
            cursor.execute(f'DELETE FROM "{table}"')
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in filled:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        for table, trigger in ours:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def _fixture_teardown(self: Any) -> None:
    wipe_database()


TransactionTestCase._fixture_teardown = _fixture_teardown  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _no_scope_is_left() -> Iterator[None]:
    """No test leaves a scope behind for the next."""
    yield
    assert current_scope() is None


@pytest.fixture(autouse=True)
def _sealed_root(tmp_path: Any, settings: Any) -> None:
    settings.SEALED_ROOT = str(tmp_path / "sealed")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


class World:
    """Two schools always stand, so that a leak has something to leak."""

    def __init__(self) -> None:
        self.oak = create_school(name="Oakfield Academy", slug="oakfield", code="OAK", sector="secondary")
        self.brook = create_school(name="Brookside Primary", slug="brookside", code="BRK", sector="primary")
        self.people: dict[tuple[str, str], Membership] = {}

    def member(self, role: str, school: School | None = None, *, name: str | None = None) -> Membership:
        """The member with this role, made on first use."""
        school = school or self.oak
        who = name or f"{role} {school.slug}".replace("_", " ").title()
        if (who, school.slug) not in self.people:
            user = User.objects.create_user(
                email=f"{who.replace(' ', '.').lower()}@{school.slug}.example", name=who
            )
            with school_scope(school.pk), transaction.atomic():
                row = give_role(
                    by=None, user=user, role=Role(role), starts_on=date(2024, 9, 1), job_title="Teacher"
                )
                self.people[(who, school.slug)] = Membership.objects.select_related("user", "school").get(
                    pk=row.pk
                )
        return self.people[(who, school.slug)]

    def client(self, member: Membership, *, second: bool = True) -> Client:
        """A signed-in client of this member, with CSRF on."""
        client = Client(enforce_csrf_checks=False)
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        if second:
            session = client.session
            session[second_factor.SESSION_KEY] = "test"
            session.save()
        return client


@pytest.fixture
def world(db: None) -> World:
    """Two schools and, on demand, their people."""
    return World()


@pytest.fixture
def in_oak(world: World) -> Iterator[World]:
    """Inside the scope of Oakfield Academy."""
    with school_scope(world.oak.pk):
        yield world


def settle() -> None:
    """Run what the database defers to commit, inside a test's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def in_thread(function: Any) -> Any:
    """Run a function on a connection of its own and give back what it returned or raised."""
    box: dict[str, Any] = {}

    def body() -> None:
        try:
            box["value"] = function()
        except Exception as problem:  # noqa: BLE001 - handed to the test
            box["problem"] = problem
        finally:
            connections.close_all()

    thread = threading.Thread(target=body)
    thread.start()
    thread.join(30)
    if "problem" in box:
        raise box["problem"]
    return box.get("value")


__all__ = ["World", "as_owner", "call_command", "in_thread", "settle", "wipe_database"]
