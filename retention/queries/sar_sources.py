"""Everything the school holds about a child, record by record, as it is shown to whoever asks for it.

Found by involvement, not by searching words: what a concern hangs on, all that hangs on the concern, the
child's own details, and who has opened the file. Sensitivity and state don't matter: a closed or a sealed
record is asked for as well.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit.events import SPECS, Event, Kind
from audit.models import Entry, Mention
from concerns.models import (
    Action,
    Addendum,
    Child,
    ChildStatus,
    ChronologyEntry,
    Closure,
    Concern,
    ConcernCategory,
    Contact,
    Decision,
    Feedback,
    Involvement,
)
from retention.models.items import RequestItem
from retention.snapshots import Snapshot, snapshot
from safeguard.scope import current_school_id
from safeguard.ui.bodymap import load_marks
from safeguard.ui.dates import long_form, with_precision
from safeguard.vault.keys import opened, preload, preload_records

Source, Disclosure = RequestItem.Source, RequestItem.Disclosure
K = ChronologyEntry.Kind

# These entries only repeat a record that is gathered itself.
REPEATS = (K.CONCERN, K.ADDED, K.ACTION, K.DECISION, K.CLOSED)


@dataclass(frozen=True, slots=True)
class Gathered:
    """One record, not yet stored."""

    source: str
    uid: uuid.UUID
    reference: str
    happened_at: datetime | None
    disclosure: str
    words: Snapshot


def gather(child: Child) -> Iterator[Gathered]:
    """The child's records: details first, then by concern and date, then the chronology, then access."""
    preload([child.uid])
    yield _details(child)
    rows = Concern.objects.filter(involvements__child=child).select_related("reporter__user").distinct()
    concerns = list(rows.order_by("recorded_at", "id"))
    preload_records([concern.uid for concern in concerns])
    default = _disclosures(concerns)
    hanging = _hanging(concerns)
    roles = dict(Involvement.objects.filter(child=child).values_list("concern_id", "role"))
    for concern in concerns:
        yield _concern(concern, Involvement.Role(roles[concern.pk]).label, default[concern.pk])
        for one in sorted(hanging[concern.pk], key=lambda one: one[0]):
            at, source, uid, parts = one
            yield Gathered(source, uid, concern.reference, at, default[concern.pk], snapshot(parts))
    yield from _chronology(child)
    yield _access(child)


def count_sources(child: Child) -> int:
    """About how many records `gather` will give, for the progress bar."""
    concerns = Concern.objects.filter(involvements__child=child).values("pk")
    models: list[Any] = [Addendum, Action, Decision, Closure, Feedback]
    hanging: int = sum(model.objects.filter(concern__in=concerns).count() for model in models)
    own = ChronologyEntry.objects.filter(child=child).exclude(kind__in=REPEATS).count()
    return int(hanging + own + concerns.count() + 2)


def _disclosures(concerns: Iterable[Concern]) -> dict[int, str]:
    """Protected, unless every category of a concern is disclosable; one without categories is protected."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = ConcernCategory.objects.filter(concern__in=list(concerns)).select_related("category")
    for row in rows:
        found[row.concern_id].add(row.category.disclosure_default)
    return {
        concern.pk: Disclosure.DISCLOSABLE
        if found[concern.pk] == {Disclosure.DISCLOSABLE.value}
        else Disclosure.PROTECTED
        for concern in concerns
    }


def _concern(concern: Concern, role: str, disclosure: str) -> Gathered:
    about = [f"Logged {long_form(concern.recorded_at)} by {concern.reporter.display_name}."]
    if concern.occurred_at:
        about.append(f"Happened {with_precision(concern.occurred_at, concern.occurred_precision)}.")
    if concern.disclosed_at:
        about.append(f"Told {long_form(concern.disclosed_at)}.")
    if concern.place:
        about.append(f"Place: {opened(concern.place)}.")
    about.append(f"How known: {concern.get_how_known_display()}.")
    about.append(f"Part in it: {role}.")
    marks = [
        ", ".join(part for part in (mark.name, mark.type, mark.size, mark.note) if part)
        for mark in load_marks(opened(concern.marks) or "[]")
    ]
    parts = [
        ("About this record", "\n".join(about)),
        ("What was seen or heard", opened(concern.account)),
        ("Child’s own words", opened(concern.child_words)),
        ("Marks", "\n".join(marks)),
        ("What was done", opened(concern.done_so_far)),
    ]
    return Gathered(
        Source.CONCERN, concern.uid, concern.reference, concern.recorded_at, disclosure, snapshot(parts)
    )


Hanging = tuple[datetime, str, uuid.UUID, list[tuple[str, str]]]


def _hanging(concerns: list[Concern]) -> dict[int, list[Hanging]]:
    """What hangs on each concern, in a fixed number of queries."""
    found: dict[int, list[Hanging]] = defaultdict(list)
    mine = {"concern__in": concerns}
    for a in Addendum.objects.filter(**mine).select_related("author__user"):
        words = [(f"{a.get_kind_display()}, {_who(a.author, a.added_at)}", opened(a.text))]
        found[a.concern_id].append((a.added_at, Source.ADDENDUM, a.uid, words))
    for t in Action.objects.filter(**mine).select_related("owner__user", "added_by__user", "done_by__user"):
        found[t.concern_id].append((t.added_at, Source.ACTION, t.uid, _action(t)))
    for d in Decision.objects.filter(**mine).select_related("decided_by__user"):
        words = [
            (f"{d.get_kind_display()}, {_who(d.decided_by, d.decided_at)}", opened(d.rationale)),
            ("What else was thought of", opened(d.options)),
        ]
        found[d.concern_id].append((d.decided_at, Source.DECISION, d.uid, words))
    for c in Closure.objects.filter(**mine).select_related("by__user"):
        words = [
            (f"Closed, {_who(c.by, c.at)}", opened(c.summary)),
            ("Follow-up", opened(c.follow_up)),
            ("Outcome", opened(c.outcome)),
            ("Why no action was taken", opened(c.no_action_reason)),
        ]
        found[c.concern_id].append((c.at, Source.CLOSURE, c.uid, words))
    for f in Feedback.objects.filter(**mine).select_related("author__user"):
        found[f.concern_id].append((f.at, Source.FEEDBACK, f.uid, [(_who(f.author, f.at), opened(f.text))]))
    return found


def _action(row: Action) -> list[tuple[str, str]]:
    words = [
        (f"To do by {row.due_on:%-d %B %Y}, {row.owner.display_name}", opened(row.title)),
        ("Written down", _who(row.added_by, row.added_at)),
    ]
    if row.done_at and row.done_by:
        words.append((f"Done, {_who(row.done_by, row.done_at)}", opened(row.outcome) or "Done."))
    return words


def _details(child: Child) -> Gathered:
    identity = {
        "Forename": opened(child.forename),
        "Surname": opened(child.surname),
        "Preferred name": opened(child.preferred_name),
        "Date of birth": f"{child.born:%-d %B %Y}" if child.born else "",
        "Sex": opened(child.sex),
        "Unique pupil number": opened(child.upn),
        "Admission number": opened(child.admission_no),
        "Address": opened(child.address),
        "Year and form": " ".join(part for part in (child.year, child.form) if part),
        "Left on": f"{child.left_on:%-d %B %Y}" if child.left_on else "",
    }
    statuses = ChildStatus.objects.filter(child=child).order_by("from_on", "id")
    contacts = Contact.objects.filter(child=child).order_by("id")
    parts = [
        ("Details", "\n".join(f"{label}: {words}" for label, words in identity.items() if words)),
        ("Plans and statuses", "\n".join(map(_status, statuses))),
        ("Contacts", "\n".join(map(_contact, contacts))),
    ]
    return Gathered(Source.DETAILS, child.uid, "", None, Disclosure.DISCLOSABLE, snapshot(parts))


def _status(row: ChildStatus) -> str:
    until = f" to {row.to_on:%-d %B %Y}" if row.to_on else ""
    evidence = opened(row.evidence)
    return f"{row.get_kind_display()}, from {row.from_on:%-d %B %Y}{until}" + (
        f": {evidence}" if evidence else ""
    )


def _contact(row: Contact) -> str:
    said = [opened(row.name), opened(row.relationship), opened(row.phone), opened(row.email)]
    said.append("has parental responsibility" if row.has_responsibility else "")
    said.append("there is a court order" if row.court_order else "")
    return ", ".join(part for part in said if part)


def _chronology(child: Child) -> Iterator[Gathered]:
    rows = ChronologyEntry.objects.filter(child=child).exclude(kind__in=REPEATS)
    for row in rows.select_related("author__user", "concern").order_by("happened_at", "id"):
        who = _who(row.author, row.recorded_at) if row.author else long_form(row.recorded_at)
        yield Gathered(
            Source.CHRONOLOGY,
            row.uid,
            row.concern.reference if row.concern else "",
            row.happened_at,
            Disclosure.PROTECTED,
            snapshot([(f"{row.get_kind_display()}, {who}", opened(row.summary))]),
        )


def _access(child: Child) -> Gathered:
    """Who has opened or taken out something of this file: each person once for each kind of act.

    Work on requests themselves is left out: it would change the list each time that it is gathered.
    """
    seen_by = (Kind.LOOK, Kind.TAKE_OUT)
    looks = [e.value for e in Event if SPECS[e].kind in seen_by and not e.value.startswith("sar.")]
    mentioned = Mention.objects.filter(school_id=current_school_id(), subject_uid=child.uid)
    rows = Entry.objects.here().filter(pk__in=mentioned.values("entry_id"), event__in=looks)
    seen: dict[tuple[str, str], list[date]] = defaultdict(list)
    for entry in rows.select_related("actor").order_by("timestamp").iterator(chunk_size=500):
        who = f"{entry.actor.name} ({entry.role.replace('_', ' ')})" if entry.actor else "The system"
        seen[(who, _sentence(entry))].append(entry.timestamp.date())
    lines = [f"{who} {said}: {_days(days)}" for (who, said), days in sorted(seen.items())]
    words = snapshot([("Who has opened these records", "\n".join(lines) or "Nobody.")])
    return Gathered(Source.ACCESS, child.uid, "", None, Disclosure.DISCLOSABLE, words)


def _sentence(entry: Entry) -> str:
    """What was done, without the numbers that differ from one time to the next."""
    plain = re.sub(r" \([^)]*\{[^)]*\)", "", SPECS[Event(entry.event)].sentence)
    reference = (entry.additional_data or {}).get("reference", "")
    return re.sub(r"\{\w+\}", "several", plain.replace("{reference}", reference))


def _days(days: list[date]) -> str:
    first, last = min(days), max(days)
    when = f"{first:%-d %B %Y}" if first == last else f"{first:%-d %B %Y} to {last:%-d %B %Y}"
    return f"{when}, {len(days)} times" if len(days) > 1 else when


def _who(member: Any, at: datetime) -> str:
    return f"{member.display_name}, {long_form(at)}"


def names_around(child: Child) -> list[str]:
    """Full names and forenames of other people of these records: what a reviewer is asked to think about."""
    preload()
    concerns = Involvement.objects.filter(child=child).values("concern")
    others = Child.objects.filter(involvements__concern__in=concerns).exclude(pk=child.pk).distinct()
    own = {opened(child.forename), opened(child.preferred_name), opened(child.surname), child.name}
    found: dict[str, None] = {}
    for other in others:
        names = [
            other.name,
            f"{opened(other.forename)} {opened(other.surname)}",
            opened(other.preferred_name),
        ]
        found |= dict.fromkeys([*names, opened(other.forename), opened(other.surname)])
    for contact in Contact.objects.filter(child=child):
        found[opened(contact.name)] = None
    return [name for name in found if len(name) > 1 and name not in own]
