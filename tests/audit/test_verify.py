"""Every way to falsify the ledger, done by somebody who holds the database, and found by the verifier."""

import json
import uuid
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from audit import verify
from audit.actions import check_ledger
from audit.events import Event
from audit.models import Entry, Verification
from safeguard.scope import current_scope, school_scope
from tests.audit.conftest import TABLES, forge, past_the_guards, walk, write_entries
from tests.conftest import World, as_owner

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECT = uuid.UUID("6f0ab5f4-42a5-4bd0-a7c1-9e55f0c9b7a1")


@pytest.fixture
def five(world: World) -> list[Entry]:
    made = write_entries(world.oak, 5, subject=SUBJECT)
    write_entries(world.brook, 3)
    assert walk(world.oak).fault == walk(world.brook).fault == ""
    return made


def fault(world: World) -> str:
    return walk(world.oak).fault


def test_a_whole_ledger_is_whole(world: World, five: list[Entry]) -> None:
    report = walk(world.oak)
    with as_owner() as cursor:
        cursor.execute("SELECT count(*) FROM audit_entry WHERE school_id = %s", [world.oak.pk])
        assert report.entries == cursor.fetchone()[0]
    assert len(report.head or b"") == 32


FORGED: dict[str, Any] = {
    "object_repr": "x",
    "serialized_data": '{"a": 1}',
    "changes_text": "x",
    "changes": '{"a": 1}',
    "remote_addr": "203.0.113.9",
    "remote_port": 9,
    "additional_data": '{"count": 99}',
    "actor_email": "x@y.example",
    "event": "child.opened",
    "role": "dpo",
    "subjects": [],
    "target_uid": str(SUBJECT),
    "object_pk": "77",
    "object_id": 77,
    "action": 2,
    "cid": "x",
    "timestamp": "2020-01-01T00:00:00Z",
}


def test_an_edited_column_is_found(world: World, five: list[Entry]) -> None:
    """All but the keys, which have attacks of their own below."""
    member = world.member("dsl")
    forged = {**FORGED, "actor_id": member.user_id}
    columns = {f.column for f in Entry._meta.concrete_fields}
    assert columns - set(forged) == {"id", "school_id", "content_type_id"}
    for column, value in forged.items():
        with past_the_guards() as cursor:
            cursor.execute(f'SELECT "{column}" FROM audit_entry WHERE id = %s', [five[2].pk])
            kept = cursor.fetchone()[0]
            cursor.execute(f'UPDATE audit_entry SET "{column}" = %s WHERE id = %s', [value, five[2].pk])
        assert "was changed after it was written" in fault(world), column
        assert f"entry {five[2].pk} " in fault(world)
        with past_the_guards() as cursor:
            back = json.dumps(kept) if isinstance(kept, dict) else kept
            cursor.execute(f'UPDATE audit_entry SET "{column}" = %s WHERE id = %s', [back, five[2].pk])
        assert fault(world) == "", column


def test_a_changed_content_type_is_found(world: World, five: list[Entry]) -> None:
    forge(
        "UPDATE audit_entry SET content_type_id = (SELECT max(id) FROM django_content_type) WHERE id = %s",
        five[1].pk,
    )
    assert "was changed after it was written" in fault(world)


def test_a_deleted_entry_is_found(world: World, five: list[Entry]) -> None:
    forge("DELETE FROM audit_entry WHERE id = %s", five[1].pk)
    assert f"entry {five[1].pk} " in fault(world)
    assert "it was deleted" in fault(world)


def test_a_deleted_entry_with_its_link_is_found(world: World, five: list[Entry]) -> None:
    forge("DELETE FROM audit_link WHERE entry_id = %s", five[1].pk)
    forge("DELETE FROM audit_entry WHERE id = %s", five[1].pk)
    assert "is missing from the chain" in fault(world)


def test_a_deleted_entry_whose_gap_was_closed_is_found(world: World, five: list[Entry]) -> None:
    with past_the_guards() as cursor:
        cursor.execute("SELECT seq FROM audit_link WHERE entry_id = %s", [five[1].pk])
        seq = cursor.fetchone()[0]
        cursor.execute("DELETE FROM audit_link WHERE entry_id = %s", [five[1].pk])
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [five[1].pk])
        for later in range(seq + 1, seq + 4):
            cursor.execute(
                "UPDATE audit_link SET seq = seq - 1 WHERE school_id = %s AND seq = %s", [world.oak.pk, later]
            )
    assert f"number {seq} does not follow" in fault(world)


def test_a_deleted_tail_is_found_against_the_last_check(world: World, five: list[Entry]) -> None:
    with school_scope(world.oak.pk):
        assert check_ledger(by=None, now=timezone.now()).fault == ""
    for entry in five[3:]:
        forge("DELETE FROM audit_link WHERE entry_id = %s", entry.pk)
        forge("DELETE FROM audit_entry WHERE id = %s", entry.pk)
    # The entry that the check itself wrote hangs in the air now.
    assert "is missing from the chain" in fault(world)
    with past_the_guards() as cursor:
        cursor.execute(
            "DELETE FROM audit_link WHERE entry_id > %s AND school_id = %s", [five[2].pk, world.oak.pk]
        )
        cursor.execute("DELETE FROM audit_entry WHERE id > %s AND school_id = %s", [five[2].pk, world.oak.pk])
    assert "the newest entries were deleted" in fault(world)


def test_an_inserted_entry_is_found(world: World, five: list[Entry]) -> None:
    columns = ", ".join(f'"{f.column}"' for f in Entry._meta.concrete_fields if f.column != "id")
    forge(f"INSERT INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry WHERE id = %s", five[0].pk)
    assert "stands outside the chain" in fault(world)


def test_an_inserted_entry_with_a_made_up_link_is_found(world: World, five: list[Entry]) -> None:
    columns = ", ".join(f'"{f.column}"' for f in Entry._meta.concrete_fields if f.column != "id")
    with past_the_guards() as cursor:
        cursor.execute(
            f"INSERT INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry"
            " WHERE id = %s RETURNING id",
            [five[0].pk],
        )
        forged = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO audit_link SELECT l.school_id,"
            " (SELECT max(seq) + 1 FROM audit_link WHERE school_id = %s), e.id, audit_digest(e), l.hash"
            " FROM audit_link l, audit_entry e WHERE l.entry_id = %s AND e.id = %s",
            [world.oak.pk, five[0].pk, forged],
        )
    assert "reordered or forged" in fault(world)


def test_two_entries_that_changed_places_are_found(world: World, five: list[Entry]) -> None:
    with past_the_guards() as cursor:
        cursor.execute(
            "SELECT seq, entry_id, digest FROM audit_link WHERE entry_id = ANY(%s)",
            [[five[1].pk, five[2].pk]],
        )
        (seq_a, entry_a, digest_a), (seq_b, entry_b, digest_b) = cursor.fetchall()
        for seq, entry, digest in ((seq_a, -1, b""), (seq_b, entry_a, digest_a), (seq_a, entry_b, digest_b)):
            cursor.execute(
                "UPDATE audit_link SET entry_id = %s, digest = %s WHERE school_id = %s AND seq = %s",
                [entry, digest, world.oak.pk, seq],
            )
    assert "reordered or forged" in fault(world)


def test_two_entries_that_changed_their_words_are_found(world: World, five: list[Entry]) -> None:
    forge(
        "UPDATE audit_entry e SET additional_data = o.additional_data FROM audit_entry o"
        " WHERE (e.id = %s AND o.id = %s) OR (e.id = %s AND o.id = %s)",
        five[1].pk,
        five[2].pk,
        five[2].pk,
        five[1].pk,
    )
    assert "was changed after it was written" in fault(world)


def test_an_entry_that_was_moved_to_another_school_is_found_in_both(world: World, five: list[Entry]) -> None:
    forge("UPDATE audit_entry SET school_id = %s WHERE id = %s", world.brook.pk, five[4].pk)
    assert "moved to another school" in walk(world.oak).fault
    assert "moved from another school" in walk(world.brook).fault


def test_an_entry_that_was_moved_with_its_link_is_found(world: World, five: list[Entry]) -> None:
    with past_the_guards() as cursor:
        cursor.execute("UPDATE audit_entry SET school_id = %s WHERE id = %s", [world.brook.pk, five[4].pk])
        cursor.execute(
            "UPDATE audit_link SET school_id = %s, digest = (SELECT audit_digest(e) FROM audit_entry e"
            " WHERE e.id = %s), seq = (SELECT max(seq) + 1 FROM audit_link WHERE school_id = %s)"
            " WHERE entry_id = %s",
            [world.brook.pk, five[4].pk, world.brook.pk, five[4].pk],
        )
    assert "reordered or forged" in walk(world.brook).fault


REBUILD = """
DO $$
DECLARE r record; h bytea; n bigint := 0; d bytea;
BEGIN
  SELECT sha256(convert_to('safeguard genesis ' || {school}, 'UTF8')) INTO h;
  FOR r IN SELECT l.entry_id FROM audit_link l WHERE school_id = {school} ORDER BY seq LOOP
    n := n + 1;
    SELECT audit_digest(e) INTO d FROM audit_entry e WHERE e.id = r.entry_id;
    h := sha256('\\x01'::bytea || h || int8send(n) || d);
    UPDATE audit_link SET digest = d, hash = h WHERE entry_id = r.entry_id;
  END LOOP;
END $$
"""


def test_a_chain_that_was_rebuilt_is_found_against_the_last_check(world: World, five: list[Entry]) -> None:
    with school_scope(world.oak.pk):
        check_ledger(by=None, now=timezone.now())
    with past_the_guards() as cursor:
        cursor.execute("UPDATE audit_entry SET role = 'dpo' WHERE id = %s", [five[1].pk])
        cursor.execute(REBUILD.format(school=world.oak.pk))
    assert "the chain was rebuilt" in fault(world)


def test_an_entry_hidden_from_a_childs_list_is_found(world: World, five: list[Entry]) -> None:
    forge("DELETE FROM audit_mention WHERE entry_id = %s", five[3].pk)
    assert f"entry {five[3].pk} " in fault(world)
    assert "hidden from a child" in fault(world)


def test_a_guard_that_was_left_switched_off_is_found(world: World, five: list[Entry]) -> None:
    guards = [(table, name) for table, names in verify.GUARDS.items() for name in names]
    assert {table for table, _ in guards} == set(TABLES)
    for table, name in guards:
        for state in ("DISABLE", "ENABLE"):  # a plain ENABLE can be skipped by a replication role
            with as_owner() as cursor:
                cursor.execute(f"ALTER TABLE {table} {state} TRIGGER {name}")
            assert fault(world) == f"the database's guard {name} of {table} is switched off"
        with as_owner() as cursor:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    assert fault(world) == ""


def test_the_first_of_several_faults_is_named(world: World, five: list[Entry]) -> None:
    for entry in (five[4], five[1]):
        forge("UPDATE audit_entry SET role = 'x' WHERE id = %s", entry.pk)
    assert f"entry {five[1].pk} " in fault(world)


def test_it_reads_batch_by_batch(world: World, five: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "BATCH", 2)
    seen: list[tuple[int, int]] = []
    with school_scope(world.oak.pk), transaction.atomic():
        report = verify.walk_chain(world.oak.pk, progress=lambda done, total: seen.append((done, total)))
    assert report.fault == ""
    assert seen == [(n, report.entries) for n in range(2, report.entries + 1, 2)]
    forge("DELETE FROM audit_entry WHERE id = %s", five[4].pk)
    assert "it was deleted" in fault(world)


def test_a_check_is_kept_and_is_itself_in_the_ledger(world: World, five: list[Entry]) -> None:
    dpo = world.member("dpo")
    with school_scope(world.oak.pk):
        found = check_ledger(by=dpo, now=timezone.now())
        again = check_ledger(by=dpo, now=timezone.now())
        with transaction.atomic():
            entry = Entry.objects.here().filter(event=Event.AUDIT_CHECKED).order_by("id")[0]
            assert Verification.objects.count() == 2
    assert (found.fault, again.entries) == ("", found.entries + 1)
    assert (entry.actor_id, entry.role) == (dpo.user_id, "dpo")
    assert entry.additional_data == {"outcome": "whole", "entries": found.entries}


def test_a_fault_that_was_found_is_kept_too(world: World, five: list[Entry]) -> None:
    forge("UPDATE audit_entry SET role = 'x' WHERE id = %s", five[0].pk)
    with school_scope(world.oak.pk):
        found = check_ledger(by=None, now=timezone.now())
    assert "was changed" in found.fault
    assert found.head is None


def test_the_command_prints_one_line_a_school(world: World, five: list[Entry]) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split(":")[0] for line in lines] == ["oakfield", "brookside", "(no school)"]
    assert all(line.endswith(", whole") for line in lines)
    assert current_scope() is None


def test_the_command_can_be_asked_for_one_school(world: World, five: list[Entry]) -> None:
    out = StringIO()
    entries = walk(world.brook).entries
    call_command("verify_audit", school="brookside", stdout=out)
    assert out.getvalue() == f"brookside: {entries} entries, whole\n"
    with pytest.raises(CommandError, match="no school called nowhere"):
        call_command("verify_audit", school="nowhere")


def test_the_command_stops_at_the_first_fault_and_says_where(world: World, five: list[Entry]) -> None:
    forge("DELETE FROM audit_entry WHERE id = %s", five[2].pk)
    out = StringIO()
    with pytest.raises(CommandError, match=rf"^oakfield: entry {five[2].pk} .* was deleted") as stopped:
        call_command("verify_audit", stdout=out)
    assert stopped.value.returncode == 1
    assert out.getvalue() == ""
    assert current_scope() is None
    with school_scope(world.oak.pk), transaction.atomic():
        assert Verification.objects.get().fault
