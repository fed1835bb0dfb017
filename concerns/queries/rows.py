"""What a list of concerns shows of each, opened for a whole page in a fixed number of queries."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from concerns.models import Child, ChildStatus, Concern, Involvement
from concerns.queries.children import children_of
from safeguard.vault.envelope import Shredded
from safeguard.vault.keys import preload_records

TITLE = 90


@dataclass(frozen=True)
class Row:
    """One concern as a list shows it."""

    concern: Concern
    involved: Sequence[Involvement]
    names: str
    sub: str
    flags: Sequence[str]
    title: str

    @property
    def subjects(self) -> list[uuid.UUID]:
        """The children who appear in this row."""
        return [i.child.uid for i in self.involved if i.child]


def first_words(text: str, longest: int = TITLE) -> str:
    """The beginning of an account, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0] + "…"


def live_statuses(children: Iterable[int], today: date) -> dict[int, list[str]]:
    """What stands about each of these children today (plans, looked after, young carer …)."""
    rows = ChildStatus.objects.filter(Q(to_on=None) | Q(to_on__gte=today), child_id__in=list(children))
    found: dict[int, list[str]] = {}
    for row in rows.order_by("from_on"):
        found.setdefault(row.child_id, []).append(row.get_kind_display())
    return found


def named(one: Involvement) -> str:
    """A child's name, or that they are not on the list."""
    return one.child.name if one.child else "Somebody not on the list"


def sub_of(child: Child, today: date) -> str:
    """Form and age."""
    age = child.age(today)
    parts = [
        child.form or (f"Year {child.year}" if child.year else ""),
        f"age {age}" if age is not None else "",
    ]
    return ", ".join(p for p in parts if p)


def list_rows(concerns: Sequence[Concern], *, today: date) -> list[Row]:
    """Rows of a page. A record whose last key was destroyed says so instead of failing."""
    preload_records([c.uid for c in concerns])
    involved = children_of(c.pk for c in concerns)
    ids = {i.child_id for rows in involved.values() for i in rows if i.child_id}
    statuses = live_statuses([i for i in ids if i is not None], today)
    made = []
    for concern in concerns:
        who = involved.get(concern.pk, [])
        known = [i.child for i in who if i.child]
        try:
            title = first_words(concern.account.open())
        except Shredded:
            title = "This record has ended"
        flags = list(dict.fromkeys(f for child in known for f in statuses.get(child.pk, [])))
        sub = sub_of(known[0], today) if known else ""
        made.append(Row(concern, who, ", ".join(named(i) for i in who), sub, flags, title))
    return made
