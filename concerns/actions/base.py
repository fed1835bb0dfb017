"""What every action on a concern begins and ends with."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from access.models import Membership
from concerns.models import Child, ChronologyEntry, Concern, Involvement
from concerns.projection import masked
from safeguard.vault.keys import seal, subject_key


class Stale(Exception):
    """Somebody else changed the record since the page was opened."""


def locked(concern: Concern, *, version: int | None = None) -> Concern:
    """The concern, locked for this transaction; raises Stale when the page showed an older version."""
    row: Concern = Concern.objects.select_for_update().get(pk=concern.pk)
    if version is not None and row.version != version:
        raise Stale(
            "Somebody else changed this concern while you were working. Look at it again before you save."
        )
    return row


def involved_children(concern: Concern) -> list[Child]:
    """The known children of a concern."""
    rows = (
        Involvement.objects.filter(concern=concern, child__isnull=False)
        .select_related("child")
        .order_by("id")
    )
    return [row.child for row in rows if row.child is not None]


def subjects_of(concern: Concern) -> list[uuid.UUID]:
    """Their uids, for the ledger."""
    rows = Involvement.objects.filter(concern=concern, child__isnull=False)
    return list(rows.order_by("id").values_list("child__uid", flat=True))


def write_chronology(
    *,
    concern: Concern,
    children: Iterable[Child],
    kind: str,
    source_uid: uuid.UUID,
    text: str,
    happened_at: datetime,
    by: Membership,
    now: datetime,
    significance: str = ChronologyEntry.Significance.ROUTINE,
) -> None:
    """A dated entry on each child's file, with the other children masked, sealed with that child's key."""
    everyone = list(children)
    rows = []
    for child in everyone:
        row = ChronologyEntry(
            child=child,
            concern=concern,
            kind=kind,
            source_uid=source_uid,
            significance=significance,
            happened_at=happened_at,
            recorded_at=now,
            author=by,
        )
        seal(row, subject_key(child.uid), summary=masked(text, child, everyone))
        rows.append(row)
    ChronologyEntry.objects.bulk_create(rows)
