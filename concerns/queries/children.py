"""The roll: finding and listing children. Names are opened in memory for the length of the request."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from concerns.models import Child, Involvement
from concerns.names import Named, find
from safeguard.vault.keys import opened, preload


def on_roll() -> QuerySet[Child]:
    """Every child of the school's present roll. Any member of staff may name one in a concern."""
    rows: QuerySet[Child] = Child.objects.filter(on_roll=True)
    return rows


def _named(child: Child) -> Named:
    first, last = opened(child.forename), opened(child.surname)
    preferred = opened(child.preferred_name)
    return Named(child.pk, tuple(n for n in (f"{first} {last}", preferred) if n), child.form)


def find_children(rows: QuerySet[Child], text: str, *, limit: int = 8) -> list[Child]:
    """The children among `rows` that match what was typed, best first. Tolerates misspelling.

    A child without a living key can't be found: their file has ended.
    """
    if len(text.strip()) < 2:
        return []
    preload()
    children = {child.pk: child for child in rows}
    keys = find(text, (_named(c) for c in children.values()), limit=limit)
    return [children[key] for key in keys]


def children_by_uid(uids: Iterable[uuid.UUID]) -> list[Child]:
    """Children of the roll by uid, in the order given; unknown ones are left out."""
    wanted = list(uids)
    rows = {c.uid: c for c in on_roll().filter(uid__in=wanted)}
    preload(rows)
    return [rows[uid] for uid in wanted if uid in rows]


def children_of(concern_ids: Iterable[int]) -> dict[int, list[Involvement]]:
    """Who each of these concerns is about, in one query, with names ready to open."""
    rows = list(
        Involvement.objects.filter(concern_id__in=list(concern_ids)).select_related("child").order_by("id")
    )
    preload([r.child.uid for r in rows if r.child])
    grouped: dict[int, list[Involvement]] = {}
    for row in rows:
        grouped.setdefault(row.concern_id, []).append(row)
    return grouped
