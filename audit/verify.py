"""Recomputes a school's chain and says in words what doesn't agree.

The database computes each entry's digest again from the row as it stands; the chain of hashes is computed
here, batch by batch, so that memory stays flat however long the ledger is. Run inside the scope of the
school, as the runtime role.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from audit.models import Verification

BATCH = 2000
Progress = Callable[[int, int], None]

LINKS = """
SELECT l.seq, l.entry_id, l.digest, l.hash, CASE WHEN e.id IS NOT NULL THEN audit_digest(e) END,
  EXISTS (SELECT FROM unnest(e.subjects) s WHERE NOT EXISTS (
    SELECT FROM audit_mention m WHERE m.school_id = e.school_id AND m.subject_uid = s
      AND m.at = e."timestamp" AND m.entry_id = e.id))
FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id AND e.school_id = l.school_id
WHERE l.school_id = %s AND l.seq > %s ORDER BY l.seq LIMIT %s
"""
# Both counts in one statement, so that they see the same moment.
COUNTS = """
SELECT (SELECT count(*) FROM audit_entry WHERE school_id = %s),
  (SELECT count(*) FROM audit_link WHERE school_id = %s)
"""
UNCHAINED = """
SELECT e.id FROM audit_entry e WHERE e.school_id = %s
  AND NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id AND l.school_id = e.school_id)
ORDER BY e.id LIMIT 1
"""
GUARDS = {
    "audit_entry": ("sg_chain", "sg_mention", "sg_keep_rows", "sg_keep_table"),
    "audit_link": ("sg_keep_rows", "sg_keep_table"),
    "audit_mention": ("sg_keep_rows", "sg_keep_table"),
    "audit_verification": ("sg_keep_rows", "sg_keep_table"),
}


class Fault(Exception):
    """Something in the ledger isn't as it was written. The text is shown to people."""


@dataclass(frozen=True)
class Report:
    """What a walk along one chain found. `fault` is empty when it is whole."""

    entries: int
    head: bytes | None
    fault: str


def walk_chain(school_id: int, *, progress: Progress | None = None) -> Report:
    """Check one school's chain (0: what belongs to no school) from its first entry to its last."""
    seq, head = 0, hashlib.sha256(f"safeguard genesis {school_id}".encode()).digest()
    checks = Verification.objects.filter(school_id=school_id, fault="")
    earlier = checks.order_by("-checked_at", "-id").first()
    total = _counts(school_id)[1]
    try:
        for row in _links(school_id):
            head = _follow(seq, head, row)
            seq += 1
            if earlier is not None and earlier.entries == seq and bytes(earlier.head or head) != head:
                raise Fault(f"number {seq} is not what it was at the last check: the chain was rebuilt")
            if progress is not None and seq % BATCH == 0:
                progress(seq, max(seq, total))
        _compare_ends(school_id, seq, earlier)
        _ask_for_guards()
    except Fault as found:
        return Report(seq, None, str(found))
    return Report(seq, head, "")


def _links(school_id: int) -> Iterator[tuple[Any, ...]]:
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(LINKS, [school_id, last, BATCH])
            rows = cursor.fetchall()
            yield from rows
            if len(rows) < BATCH:
                return
            last = rows[-1][0]


def _follow(seq: int, head: bytes, row: tuple[Any, ...]) -> bytes:
    """The next hash of the chain; raises Fault in the order in which a reader would look."""
    number, entry, digest, kept, now, unlisted = row
    if number != seq + 1:
        raise Fault(f"number {seq + 1} is missing from the chain: a link was deleted")
    if now is None:
        raise Fault(f"entry {entry} (number {number}) is gone: it was deleted, or moved to another school")
    if bytes(now) != bytes(digest):
        raise Fault(f"entry {entry} (number {number}) was changed after it was written")
    following = hashlib.sha256(b"\x01" + head + number.to_bytes(8, "big") + bytes(digest)).digest()
    if following != bytes(kept):
        raise Fault(f"number {number} does not follow from the one before: reordered or forged")
    if unlisted:
        raise Fault(f"entry {entry} (number {number}) was hidden from a child it names")
    return following


def _counts(school_id: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [school_id, school_id])
        entries, links = cursor.fetchone()
        return int(entries), int(links)


def _compare_ends(school_id: int, seq: int, earlier: Verification | None) -> None:
    """What a chain can't see by itself: entries beside it, and a tail that was cut off."""
    entries, links = _counts(school_id)
    if entries > links:
        with connection.cursor() as cursor:
            cursor.execute(UNCHAINED, [school_id])
            found = cursor.fetchone()
        raise Fault(
            f"entry {found[0] if found else 'unknown'} stands outside the chain: it was put in past the"
            " database's guard, or moved from another school"
        )
    if earlier is not None and earlier.entries > seq:
        raise Fault(
            f"the chain ends at number {seq}, but it had {earlier.entries} at the last check:"
            " the newest entries were deleted"
        )


def _ask_for_guards() -> None:
    """The triggers that keep the ledger must be there and must always fire."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE tgenabled = 'A' AND NOT tgisinternal"
        )
        live = set(cursor.fetchall())
    for table, names in GUARDS.items():
        for name in names:
            if (table, name) not in live:
                raise Fault(f"the database's guard {name} of {table} is switched off")
