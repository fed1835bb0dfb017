"""How long a record is kept: the longest rule that matches wins, and what isn't known never disposes.

Pure functions over facts. A period that would end on a day its month doesn't have ends on the first
of the next month, so that nobody's record goes a day early.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from dateutil.relativedelta import relativedelta

from retention.schedule_kinds import TRIGGER_WORDS, Clock, RecordClass, Trigger


class HoldKind(StrEnum):
    """Why a record may not be disposed of, whatever its date."""

    LEGAL = "legal"
    INQUIRY = "inquiry"
    SAR = "sar"
    COMPLAINT = "complaint"
    LADO = "lado"
    POLICE = "police"
    CLAIM = "claim"
    LINKED_CHILD = "linked_child"
    TRANSFER = "transfer"


# As a heading, and inside a sentence: "Held for a complaint."
HOLD_NAMES: dict[HoldKind, str] = {
    HoldKind.LEGAL: "Legal proceedings",
    HoldKind.INQUIRY: "Public inquiry",
    HoldKind.SAR: "Subject access request",
    HoldKind.COMPLAINT: "Complaint",
    HoldKind.LADO: "Allegation about an adult",
    HoldKind.POLICE: "Police investigation",
    HoldKind.CLAIM: "Claim",
    HoldKind.LINKED_CHILD: "Linked to another child's file",
    HoldKind.TRANSFER: "Transfer not yet confirmed",
}
HOLD_WORDS: dict[HoldKind, str] = {
    HoldKind.LEGAL: "legal proceedings",
    HoldKind.INQUIRY: "a public inquiry",
    HoldKind.SAR: "a subject access request",
    HoldKind.COMPLAINT: "a complaint",
    HoldKind.LADO: "an allegation being looked into by the local authority",
    HoldKind.POLICE: "a police investigation",
    HoldKind.CLAIM: "a claim",
    HoldKind.LINKED_CHILD: "the file of a brother, sister or other child",
    HoldKind.TRANSFER: "a transfer that the new school hasn't confirmed",
}


class Tag(StrEnum):
    """What the entries of a file are about, as far as it changes how long the file is kept."""

    SEXUAL_ABUSE = "csa"
    SEXUAL_EXPLOITATION = "cse"
    PREVENT = "prevent"
    ENCOMPASS = "encompass"


_CLASS_OF_TAG = {
    Tag.SEXUAL_ABUSE: RecordClass.SEXUAL_ABUSE,
    Tag.SEXUAL_EXPLOITATION: RecordClass.SEXUAL_ABUSE,
    Tag.PREVENT: RecordClass.PREVENT,
    Tag.ENCOMPASS: RecordClass.ENCOMPASS,
}

# Kept by the school that has the content, however often the file has moved.
_STAYS_AFTER_TRANSFER = frozenset({RecordClass.SEXUAL_ABUSE})


class Because(StrEnum):
    """Why a record is due on a day, or on none."""

    ONLY_RULE = "only_rule"
    LONGEST_RULE = "longest_rule"
    UNKNOWN_TRIGGER = "unknown_trigger"
    KEPT_FOR_GOOD = "kept_for_good"
    NO_RULE = "no_rule"


class Rule(Protocol):
    """What the schedule's data rows and the school's own table have in common."""

    @property
    def code(self) -> str: ...

    @property
    def record_class(self) -> str: ...

    @property
    def clocks(self) -> tuple[Clock, ...]: ...

    @property
    def inquiry_hold(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class RuleOf:
    """A rule in memory: what is left of a row of the schedule when a whole school is planned."""

    code: str
    record_class: str
    clocks: tuple[Clock, ...]
    inquiry_hold: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a record. None means not known, never "not so".

    `record` is its first class; tags, `send`, `looked_after` and a confirmed transfer add or change
    classes. `dates` holds the days of rarer triggers.
    """

    record: RecordClass
    born: date | None = None
    last_entry: date | None = None
    tags: Collection[Tag] = frozenset()
    send: bool = False
    looked_after: bool = False
    no_further_action: bool = False
    transferred_on: date | None = None
    transfer_receipt: date | None = None
    employment_end: date | None = None
    dates: Mapping[Trigger, date] = field(default_factory=dict)
    holds: Collection[HoldKind] = frozenset()

    def classes(self) -> frozenset[RecordClass]:
        """Everything that the record is at once."""
        found = {self.record, *(_CLASS_OF_TAG[tag] for tag in self.tags)}
        if self.send:
            found.add(RecordClass.SEND)
        if self.looked_after:
            found.add(RecordClass.LOOKED_AFTER)
        if self.no_further_action:
            found.add(RecordClass.NO_FURTHER_ACTION)
        if self.transfer_receipt is not None:
            found = {RecordClass.TRANSFERRED_FILE} | (found & _STAYS_AFTER_TRANSFER)
        return frozenset(found)

    def day_of(self, trigger: Trigger) -> date | None:
        """The day of a trigger, or None if it isn't known."""
        named = {
            Trigger.BORN: self.born,
            Trigger.LAST_ENTRY: self.last_entry,
            Trigger.RECEIPT: self.transfer_receipt,
            Trigger.EMPLOYMENT_END: self.employment_end,
        }
        return named.get(trigger) or self.dates.get(trigger)

    def in_transit(self) -> bool:
        """Sent to another school, which hasn't confirmed that it has the file."""
        return self.transferred_on is not None and self.transfer_receipt is None


@dataclass(frozen=True, slots=True)
class Due:
    """When a record may first be looked at for disposal, by which rule, and what holds it all the same.

    `on` is the last day it is kept; None means that it isn't disposed of.
    """

    on: date | None
    rule: Rule | None
    because: Because
    trigger: Trigger | None = None
    held_by: tuple[HoldKind, ...] = ()

    def is_over(self, today: date) -> bool:
        """The period has ended. On the last day itself nothing is over yet."""
        return self.on is not None and today > self.on

    def is_disposable(self, today: date) -> bool:
        """The period has ended and nothing holds the record."""
        return self.is_over(today) and not self.held_by


def dispose_after(facts: Facts, rules: Iterable[Rule]) -> Due:
    """The longest of the matching rules, with the holds that veto it.

    A matching rule whose trigger isn't known, or that keeps for good, wins over every date.
    """
    classes = facts.classes()
    matching = [rule for rule in rules if rule.record_class in classes]
    held = _held_by(facts, matching)
    if not matching:
        return Due(None, None, Because.NO_RULE, held_by=held)
    dues = [_due_by(facts, rule, held) for rule in matching]
    never = next((due for due in dues if due.on is None), None)
    if never is not None:
        return never
    longest = max(dues, key=lambda due: due.on or date.max)
    return longest if len(dues) == 1 else replace(longest, because=Because.LONGEST_RULE)


def keep_until(day: date, clock: Clock) -> date | None:
    """The last day of a period; None if the calendar has no such day."""
    try:
        end = day + relativedelta(years=clock.years, months=clock.months)
        if end.day != day.day:
            end += timedelta(days=1)
        return end + timedelta(days=clock.days)
    except (ValueError, OverflowError):
        return None


def period_words(clock: Clock) -> str:
    """A period as people say it: "25 years after the date of birth"."""
    counted = [
        f"{number} {unit}" + ("" if number == 1 else "s")
        for number, unit in ((clock.years, "year"), (clock.months, "month"), (clock.days, "day"))
        if number
    ]
    if not counted:
        return f"until {TRIGGER_WORDS[clock.trigger]}"
    return f"{' and '.join(counted)} after {TRIGGER_WORDS[clock.trigger]}"


def rule_words(clocks: Collection[Clock]) -> str:
    """All clocks of a rule in one phrase."""
    if not clocks:
        return "for good"
    words = [period_words(clock) for clock in clocks]
    return words[0] if len(words) == 1 else ", or ".join(words) + ", whichever is later"


def _due_by(facts: Facts, rule: Rule, held: tuple[HoldKind, ...]) -> Due:
    """What one rule says, all of its clocks being known."""
    if not rule.clocks:
        return Due(None, rule, Because.KEPT_FOR_GOOD, held_by=held)
    ends: list[tuple[date, Trigger]] = []
    for clock in rule.clocks:
        day = facts.day_of(clock.trigger)
        end = keep_until(day, clock) if day is not None else None
        if end is None:
            return Due(None, rule, Because.UNKNOWN_TRIGGER, clock.trigger, held)
        ends.append((end, clock.trigger))
    on, trigger = max(ends, key=lambda pair: pair[0])
    return Due(on, rule, Because.ONLY_RULE, trigger, held)


def _held_by(facts: Facts, matching: Iterable[Rule]) -> tuple[HoldKind, ...]:
    """Holds that were placed, that a rule brings with it, or that follow from the facts; in one order."""
    found = set(facts.holds)
    if any(rule.inquiry_hold for rule in matching):
        found.add(HoldKind.INQUIRY)
    if facts.in_transit():
        found.add(HoldKind.TRANSFER)
    return tuple(kind for kind in HoldKind if kind in found)
