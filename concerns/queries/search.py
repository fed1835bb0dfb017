"""Search by opening and scanning what the member may see, inside one school. Leaves nothing behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from access.models import Membership
from concerns.models import Child, Concern, Involvement
from concerns.names import fold
from concerns.queries.children import find_children
from concerns.queries.visible import visible_children, visible_to
from safeguard.vault.envelope import Shredded
from safeguard.vault.keys import opened, preload, preload_records

MOST = 50


@dataclass(frozen=True)
class Found:
    """What a search found; `more` when it stopped at the limit."""

    children: Sequence[Child] = ()
    concerns: Sequence[Concern] = ()
    more: bool = False


def search_records(member: Membership, text: str) -> Found:
    """Children by name (and their concerns), concerns by reference or by words of the account.

    Fewer than two letters find nothing.
    """
    wanted = fold(text)
    if len(wanted) < 2:
        return Found()
    preload()
    preload_records()
    children = find_children(visible_children(member), text, limit=10)
    rows = visible_to(member).select_related("reporter__user", "owner__user").order_by("-recorded_at")
    named = set(Involvement.objects.filter(child__in=children[:3]).values_list("concern_id", flat=True))
    hits: list[Concern] = []
    for concern in rows.iterator(chunk_size=500):
        if len(hits) > MOST:
            break
        if concern.pk in named or _matches(concern, wanted):
            hits.append(concern)
    return Found(children, hits[:MOST], len(hits) > MOST)


def _matches(concern: Concern, wanted: str) -> bool:
    if wanted in fold(concern.reference):
        return True
    try:
        return any(wanted in fold(opened(part)) for part in (concern.account, concern.child_words))
    except Shredded:
        return False
