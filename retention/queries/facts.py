"""What the engine needs to know of children's files, gathered for many files in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max

from concerns.models import (
    Addendum,
    Child,
    ChildStatus,
    ChronologyEntry,
    Concern,
    ConcernCategory,
    Decision,
    Involvement,
)
from concerns.models.concern import State
from retention.deadlines import london_date
from retention.queries.holds import live_hold_kinds
from retention.rules import Facts, HoldKind, Tag
from retention.schedule_kinds import RecordClass
from safeguard.vault import Shredded
from safeguard.vault.keys import preload

CHUNK = 500

# Categories that make a file one of sexual abuse or exploitation. Harassment between children is not
# one of them by itself: where it is abuse, the lead gives it that category too.
TAG_OF_CATEGORY = {
    "sexual": Tag.SEXUAL_ABUSE,
    "cse": Tag.SEXUAL_EXPLOITATION,
    "prevent": Tag.PREVENT,
}
# A child who only saw something isn't tagged by it.
TAGGED_ROLES = (Involvement.Role.SUBJECT, Involvement.Role.HARMED, Involvement.Role.MAY_HAVE_HARMED)
SEND_STATUSES = (ChildStatus.Kind.EHCP, ChildStatus.Kind.SEN)


@dataclass(slots=True)
class _File:
    """What was found of one file so far."""

    last_entry: datetime | None = None
    has_content: bool = False
    tags: set[Tag] = field(default_factory=set)
    send: bool = False
    looked_after: bool = False
    no_further_action: bool = False
    holds: set[HoldKind] = field(default_factory=set)

    def saw(self, moment: datetime | None) -> None:
        """An entry was made at this moment."""
        if moment is not None and (self.last_entry is None or moment > self.last_entry):
            self.last_entry = moment


def walk_files(chunk: int = CHUNK) -> Iterator[list[Child]]:
    """The school's children in chunks by key, with what planning needs of each: memory stays flat."""
    last = 0
    while True:
        rows = list(Child.objects.filter(pk__gt=last).order_by("pk").only("school_id", "uid", "dob")[:chunk])
        if not rows:
            return
        yield rows
        last = rows[-1].pk


def facts_of(children: Sequence[Child]) -> dict[int, Facts]:
    """Facts of each child's file, by the child's key. A file whose key was destroyed has none."""
    files = {child.pk: _File() for child in children}
    _gather_statuses(files)
    _gather_concerns(files)
    for child_id, kinds in live_hold_kinds(files).items():
        files[child_id].holds |= kinds
    preload([child.uid for child in children])
    found: dict[int, Facts] = {}
    for child in children:
        try:
            found[child.pk] = _facts(child.born, files[child.pk])
        except Shredded:
            continue
    return found


def _facts(born: date | None, file: _File) -> Facts:
    return Facts(
        RecordClass.CHILD_FILE if file.has_content else RecordClass.PUPIL_RECORD,
        born=born,
        last_entry=london_date(file.last_entry) if file.last_entry else None,
        tags=frozenset(file.tags),
        send=file.send,
        looked_after=file.looked_after,
        no_further_action=file.no_further_action,
        holds=frozenset(file.holds),
    )


def _gather_statuses(files: dict[int, _File]) -> None:
    """Past statuses count as much as present ones: the papers are still on the file."""
    rows = ChildStatus.objects.filter(child_id__in=files).values_list("child_id", "kind")
    for child_id, kind in rows:
        files[child_id].send |= kind in SEND_STATUSES
        files[child_id].looked_after |= kind == ChildStatus.Kind.LAC
        files[child_id].has_content = True


def _gather_concerns(files: dict[int, _File]) -> None:
    involved = list(
        Involvement.objects.filter(child_id__in=files).values_list("child_id", "concern_id", "role")
    )
    concerns = {concern_id for _, concern_id, _ in involved}
    latest = _last_entries(concerns)
    tags: dict[int, set[Tag]] = defaultdict(set)
    rows = ConcernCategory.objects.filter(concern_id__in=concerns, category__code__in=TAG_OF_CATEGORY)
    for concern_id, code in rows.values_list("concern_id", "category__code"):
        tags[concern_id].add(TAG_OF_CATEGORY[code])
    unanswered = concerns - _without_action(concerns)
    for child_id, concern_id, role in involved:
        file = files[child_id]
        file.no_further_action = concern_id not in unanswered and (
            file.no_further_action or not file.has_content
        )
        file.has_content = True
        file.saw(latest.get(concern_id))
        if role in TAGGED_ROLES:
            file.tags |= tags[concern_id]
    entries = ChronologyEntry.objects.filter(child_id__in=files).values("child_id")
    for child_id, moment in entries.annotate(last=Max("recorded_at")).values_list("child_id", "last"):
        files[child_id].has_content = True
        files[child_id].saw(moment)


def _without_action(concern_ids: Iterable[int]) -> set[int]:
    """Concerns that were closed with the decision that nothing further was needed."""
    rows = Decision.objects.filter(
        concern_id__in=list(concern_ids), kind=Decision.Kind.NO_ACTION, concern__state=State.CLOSED
    )
    return set(rows.values_list("concern_id", flat=True))


def _last_entries(concern_ids: Iterable[int]) -> dict[int, datetime]:
    """The latest thing written on each concern."""
    found: dict[int, datetime] = {}
    wanted = list(concern_ids)
    sources = (
        Concern.objects.filter(pk__in=wanted).values_list("pk", "recorded_at"),
        Concern.objects.filter(pk__in=wanted, closed_at__isnull=False).values_list("pk", "closed_at"),
        Addendum.objects.filter(concern_id__in=wanted).values("concern_id").annotate(last=Max("added_at"))
        .values_list("concern_id", "last"),
        Decision.objects.filter(concern_id__in=wanted).values("concern_id").annotate(last=Max("decided_at"))
        .values_list("concern_id", "last"),
    )  # fmt: skip
    for source in sources:
        for concern_id, moment in source:
            if concern_id not in found or moment > found[concern_id]:
                found[concern_id] = moment
    return found
