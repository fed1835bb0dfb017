"""One incident is written once and shown on each child's file, with the other children masked."""

import re
from collections.abc import Iterable

from concerns.models import Child
from safeguard.vault.keys import opened

MASK = "another child"
LONGEST = 1200


def names_of(child: Child) -> list[str]:
    """Every form of a child's name that could stand in a text, the longest first."""
    first, last, preferred = opened(child.forename), opened(child.surname), opened(child.preferred_name)
    forms = {f"{first} {last}", f"{preferred} {last}" if preferred else "", first, preferred, last}
    return sorted((f for f in forms if len(f) > 1), key=len, reverse=True)


def masked(text: str, child: Child, others: Iterable[Child]) -> str:
    """The text as it stands on this child's file: other children's names are replaced.

    A name that the child shares with another (siblings' surname) stays.
    """
    own = {n.casefold() for n in names_of(child)}
    forms = [
        n for other in others if other.pk != child.pk for n in names_of(other) if n.casefold() not in own
    ]
    for form in sorted(forms, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
