"""What the ledger's tests share: write entries, look behind the wall, forge, open pages."""

import csv
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from access.models import Membership, School
from audit.context import Origin, from_origin
from audit.events import Event
from audit.models import Entry
from audit.record import record
from audit.verify import Report, walk_chain
from concerns.models import Child
from safeguard.jobs import actions as jobs
from safeguard.scope import school_scope
from tests.conftest import World, as_owner
from tests.kernel.test_scope_wall import make_child

AUDIT = "/s/oakfield/audit/"
TABLES = ("audit_entry", "audit_link", "audit_mention", "audit_verification")


def write_entries(school: School, count: int, *, subject: uuid.UUID | None = None) -> list[Entry]:
    """Entries of one school, each in a transaction of its own."""
    made = []
    for number in range(count):
        with school_scope(school.pk), transaction.atomic():
            made.append(
                record(Event.CHILDREN_LISTED, by=None, subjects=[subject] if subject else [], count=number)
            )
    return made


def attack(school: School, sql: str, *params: Any) -> None:
    """One statement of the runtime role inside a school."""
    with school_scope(school.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def walk(school: School) -> Report:
    """Verify one school as the runtime role."""
    with school_scope(school.pk), transaction.atomic():
        return walk_chain(school.pk)


@contextmanager
def past_the_guards() -> Iterator[Any]:
    """The owner's cursor with every trigger of the ledger off: somebody who holds the server."""
    with as_owner() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def forge(sql: str, *params: Any) -> None:
    """One statement past the guards, which must have changed something."""
    with past_the_guards() as cursor:
        cursor.execute(sql, params)
        assert cursor.rowcount > 0


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told of a job."""
    monkeypatch.setattr(jobs, "wake", lambda school_id, uid: True)


@pytest.fixture
def dpo(world: World, no_worker: None) -> Client:
    """The data protection officer of Oakfield, signed in."""
    return world.client(world.member("dpo", name="Niamh Corrigan"))


@pytest.fixture
def wren(world: World) -> Child:
    """A child of Oakfield."""
    with school_scope(world.oak.pk):
        return make_child("Wren", "Hollis", form="8KW")


def look(
    world: World, by: Membership, *children: Child, event: Event = Event.CHILD_OPENED, **payload: Any
) -> None:
    """Somebody looked, from a known address."""
    with school_scope(world.oak.pk), from_origin(Origin(address="203.0.113.7")):
        record(event, by=by, subjects=[c.uid for c in children], **payload)


def text(client: Client, url: str, status: int = 200) -> str:
    """A page as text."""
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def opened(world: World) -> list[Entry]:
    """The marks of looking at the ledger itself."""
    with school_scope(world.oak.pk):
        return list(Entry.objects.here().filter(event=Event.AUDIT_OPENED).order_by("id"))


def exported(client: Client, url: str) -> list[list[str]]:
    """The rows of an export."""
    answer = client.post(url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="access-audit.csv"'
    body = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(body)))
