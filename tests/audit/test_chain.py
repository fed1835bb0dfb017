"""The chain: linked at commit, in order, however many write at once."""

import hashlib
import threading
import uuid
from typing import Any

import pytest
from django.db import connection, connections, transaction

from audit.events import Event
from audit.models import Entry, Link
from audit.record import UnknownPayload, record
from safeguard.scope import school_scope
from tests.audit.conftest import walk, write_entries
from tests.conftest import World, as_owner

pytestmark = pytest.mark.django_db(transaction=True)


def links(school_id: int) -> list[tuple[int, int]]:
    with as_owner() as cursor:
        cursor.execute("SELECT seq, entry_id FROM audit_link WHERE school_id = %s ORDER BY seq", [school_id])
        return list(cursor.fetchall())


def test_an_entry_is_linked_when_its_transaction_commits_and_not_before(world: World) -> None:
    before = links(world.oak.pk)
    with school_scope(world.oak.pk), transaction.atomic():
        entry = record(Event.CHILD_OPENED, by=None)
        assert not Link.objects.filter(entry_id=entry.pk).exists()
    assert links(world.oak.pk) == [*before, (len(before) + 1, entry.pk)]


def test_each_link_follows_from_the_one_before(world: World) -> None:
    write_entries(world.oak, 3)
    head = hashlib.sha256(f"safeguard genesis {world.oak.pk}".encode()).digest()
    with as_owner() as cursor:
        cursor.execute(
            "SELECT seq, digest, hash FROM audit_link WHERE school_id = %s ORDER BY seq", [world.oak.pk]
        )
        rows = cursor.fetchall()
    assert [seq for seq, _, _ in rows] == list(range(1, len(rows) + 1))
    for seq, digest, kept in rows:
        head = hashlib.sha256(b"\x01" + head + seq.to_bytes(8, "big") + digest).digest()
        assert head == kept


def test_what_rolls_back_leaves_neither_entry_nor_link(world: World) -> None:
    before = links(world.oak.pk)
    with school_scope(world.oak.pk), transaction.atomic():
        record(Event.CHILD_OPENED, by=None)
        transaction.set_rollback(True)
    assert links(world.oak.pk) == before
    assert walk(world.oak).fault == ""


def test_when_the_ledger_cant_be_written_the_action_fails_too(world: World) -> None:
    member = world.member("dsl")

    def act() -> None:
        with school_scope(world.oak.pk), transaction.atomic():
            member.job_title = "Changed"
            member.save()
            record(Event.CHILD_OPENED, by=member, name="Wren Hollis")

    with pytest.raises(UnknownPayload):
        act()
    with as_owner() as cursor:
        cursor.execute("SELECT job_title FROM access_membership WHERE id = %s", [member.pk])
        assert cursor.fetchone() == ("Teacher",)


def test_one_open_request_doesnt_hold_up_another(world: World) -> None:
    done: list[int] = []

    def other() -> None:
        done.extend(e.pk for e in write_entries(world.oak, 1))
        connections.close_all()

    with school_scope(world.oak.pk), transaction.atomic():
        first = record(Event.CHILD_OPENED, by=None)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
        assert done, "a second writer waited for the first one's transaction"
    assert [entry for _, entry in links(world.oak.pk)][-2:] == [done[0], first.pk]
    assert walk(world.oak).fault == ""


def test_eight_writers_in_one_school_leave_one_unbroken_chain(world: World) -> None:
    writers, each = 8, 25
    before, start, problems = len(links(world.oak.pk)), threading.Barrier(writers), []

    def write() -> None:
        try:
            start.wait(10)
            for number in range(each):
                with school_scope(world.oak.pk), transaction.atomic():
                    record(Event.CHILDREN_LISTED, by=None, subjects=[uuid.uuid4()], count=number)
                    record(Event.CHILDREN_LISTED, by=None, count=number)
        except Exception as problem:  # noqa: BLE001 - handed to the test
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    found = links(world.oak.pk)
    assert [seq for seq, _ in found] == list(range(1, before + writers * each * 2 + 1))
    report = walk(world.oak)
    assert (report.entries, report.fault) == (before + writers * each * 2, "")


def test_writers_in_two_schools_have_chains_of_their_own(world: World) -> None:
    write_entries(world.oak, 2)
    write_entries(world.brook, 3)
    assert [seq for seq, _ in links(world.brook.pk)] == list(range(1, len(links(world.brook.pk)) + 1))
    assert walk(world.oak).fault == walk(world.brook).fault == ""


def test_a_digest_doesnt_hang_on_the_sessions_settings(world: World) -> None:
    entry = write_entries(world.oak, 1)[0]
    digests: set[Any] = set()
    for zone in ("UTC", "Asia/Kolkata", "America/Caracas"):
        with school_scope(world.oak.pk), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('timezone', %s, true)", [zone])
            cursor.execute("SET LOCAL bytea_output = 'escape'")
            cursor.execute("SELECT audit_digest(e) FROM audit_entry e WHERE id = %s", [entry.pk])
            digests.add(bytes(cursor.fetchone()[0]))
    assert len(digests) == 1


def test_every_column_of_an_entry_is_part_of_its_digest(world: World) -> None:
    with as_owner() as cursor:
        cursor.execute("SELECT pg_get_functiondef('audit_digest'::regproc)")
        body = cursor.fetchone()[0]
    columns = [f.column for f in Entry._meta.concrete_fields]
    assert [c for c in columns if f"e.{c}" not in body and f'e."{c}"' not in body] == []
