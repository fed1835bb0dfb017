"""An entry as a line that a data protection officer reads."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from audit.events import SPECS, Event, Kind
from audit.labels import Person, labels_of, people_here, word_for
from audit.models import Entry

KINDS = {
    Kind.LOOK: "Looked",
    Kind.WRITE: "Wrote or changed",
    Kind.TAKE_OUT: "Took out",
    Kind.REFUSAL: "Was refused",
    Kind.ACCESS: "Roles and signing in",
    Kind.SYSTEM: "Checks and background work",
}
NAMED = 3  # how many children a line names; the rest are counted
NOBODY = "The system"
STRANGER = "Somebody without a role here"
UNKNOWN_CHILD = "A child who is not on file"


class _Payload(dict[str, str]):
    """A key that an old entry lacks leaves a gap, not an error."""

    def __missing__(self, key: str) -> str:
        return "…"


@dataclass(frozen=True)
class Line:
    """What a page or an export shows of one entry."""

    entry: Entry
    at: datetime
    who: str
    person: uuid.UUID | None
    role: str
    did: str
    reference: str
    children: Sequence[tuple[uuid.UUID, str]]
    more: int
    whom: str
    refused: bool
    address: str
    request: str
    details: Sequence[str] = field(default_factory=tuple)


def sentence(event: str, data: Mapping[str, Any] | None) -> str:
    """What somebody did, to be read after their name."""
    try:
        spec = SPECS[Event(event)]
    except ValueError:
        return f"did something that this version does not know ({event})"
    shown = {
        key: ", ".join(map(str, value)) if isinstance(value, list) else word_for(key, value)
        for key, value in (data or {}).items()
    }
    return spec.sentence.format_map(_Payload(shown))


def kind_of(event: str) -> Kind | None:
    """The kind of an event; None for one that this version doesn't know."""
    try:
        return SPECS[Event(event)].kind
    except ValueError:
        return None


def _as_uid(text: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def _changed(entry: Entry) -> tuple[str, ...]:
    """For a field-level change: which fields of what kind of row."""
    if entry.event != Event.FIELD_CHANGED or not entry.changes:
        return ()
    model = entry.content_type.model_class()
    names = sorted(entry.changes)
    if model is None:
        return tuple(names)
    labels = {f.name: str(f.verbose_name) for f in model._meta.concrete_fields}
    return (str(model._meta.verbose_name), *(labels.get(name, name) for name in names))


def _did(entry: Entry) -> str:
    parts = _changed(entry)
    if not parts:
        return sentence(entry.event, entry.additional_data)
    verb = {0: "made", 2: "deleted"}.get(entry.action, "changed")
    return f"{verb} a row ({parts[0]}): {', '.join(parts[1:])}"


def lines_of(
    entries: Iterable[Entry], people: Sequence[Person] | None = None, *, about: uuid.UUID | None = None
) -> list[Line]:
    """Lines of a page, with names looked up in a fixed number of queries.

    `about`: the page is about this child alone, so the others of a list are counted and not named.
    """
    rows = list(entries)
    known = people_here() if people is None else people
    by_user, by_uid = {p.user_id: p for p in known}, {p.uid: p for p in known}
    shown = [[about] if about and about in row.subjects else row.subjects[:NAMED] for row in rows]
    names = labels_of("child", (uid for uids in shown for uid in uids))
    called = [[(uid, names.get(uid, UNKNOWN_CHILD)) for uid in uids] for uids in shown]
    return [_line(row, by_user, by_uid, some) for row, some in zip(rows, called, strict=True)]


def _line(
    row: Entry,
    by_user: dict[int, Person],
    by_uid: dict[uuid.UUID, Person],
    children: list[tuple[uuid.UUID, str]],
) -> Line:
    data = row.additional_data or {}
    person = by_user.get(row.actor_id) if row.actor_id else None
    other = by_uid.get(_as_uid(data.get("member") or data.get("owner")) or uuid.UUID(int=0))
    return Line(
        entry=row,
        at=row.timestamp,
        who=person.name if person else (STRANGER if row.actor_id else NOBODY),
        person=person.uid if person else None,
        role=word_for("role", row.role) if row.role else "",
        did=_did(row),
        reference=str(data.get("reference", "")),
        children=children,
        more=len(row.subjects) - len(children),
        whom=other.name if other else "",
        refused=kind_of(row.event) is Kind.REFUSAL,
        address=row.remote_addr or "",
        request=row.cid or "",
        details=[str(data["path"])] if data.get("path") else [],
    )
