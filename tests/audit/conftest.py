"""Small helpers for the ledger's tests: write entries, look behind the wall, forge."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from access.models import School
from audit.events import Event
from audit.models import Entry
from audit.record import record
from audit.verify import Report, walk_chain
from safeguard.scope import school_scope
from tests.conftest import as_owner

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
