"""Finds what the retention map (retention/coverage.py) doesn't know: models, relations, words, stores.

A model that the map forgets is a record that nobody ever disposes of. The answers are sentences that say
what to do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from retention.schedule_kinds import RecordClass
from safeguard.vault.fields import SealedField

# Fields that can hold what somebody wrote, or that point at a person without a foreign key. Dates, numbers,
# yes-or-no and closed choices are facts about a row and go with it.
WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.UUIDField,
    models.GenericIPAddressField,
    models.FileField,
    ArrayField,
)
HOW = "See the first lines of retention/coverage.py."


@dataclass(frozen=True, slots=True)
class Covered:
    """What the map says of one model.

    Either `record`, the class of the schedule that its rows belong to, with `via`, the way from a row to
    the file it is part of; or `because`, why the rows are kept. `follows`: relations to what takes the row
    with it when it goes. `points`: relations to what outlives the row. `shredded`: sealed fields, which
    nobody can read once the file's key is destroyed, even in an old backup. `school_sealed`: fields sealed
    with the school's own key, which are gone when the row is, but not from an old backup. `dropped`: other
    fields with words, gone when the row is.
    """

    record: RecordClass | None = None
    via: str = ""
    because: str = ""
    follows: frozenset[str] = frozenset()
    points: frozenset[str] = frozenset()
    shredded: frozenset[str] = frozenset()
    school_sealed: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    @property
    def relations(self) -> frozenset[str]:
        """Every relation that the map names."""
        return self.follows | self.points

    @property
    def words(self) -> frozenset[str]:
        """Every field with words that the map names."""
        return self.shredded | self.school_sealed | self.dropped


def goes(record: RecordClass, via: str, **fields: str) -> Covered:
    """A model whose rows end with a record of the schedule."""
    return Covered(record=record, via=via, **_sets(fields))


def kept(because: str, **fields: str) -> Covered:
    """A model whose rows aren't disposed of by the schedule, and why."""
    return Covered(because=because, **_sets(fields))


def _sets(fields: Mapping[str, str]) -> dict[str, Any]:
    return {name: frozenset(words.split()) for name, words in fields.items()}


def relations_of(model: type[models.Model]) -> set[str]:
    """Foreign keys and many-to-many fields, the school apart: every row of a school goes with the school."""
    found = {f.name for f in model._meta.concrete_fields if f.is_relation and f.column != "school_id"}
    return found | {field.name for field in model._meta.many_to_many}


def sealed_of(model: type[models.Model]) -> set[str]:
    """Sealed columns."""
    return {field.name for field in model._meta.concrete_fields if isinstance(field, SealedField)}


def words_of(model: type[models.Model]) -> set[str]:
    """Fields that can hold words or an identifier; a row's own uid and closed choices apart."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, WORDS) and field.name != "uid" and not field.choices and not field.primary_key
    }


def gaps(found: Iterable[type[models.Model]], coverage: Mapping[str, Covered]) -> list[str]:
    """Everything the map doesn't know of these models, and everything it names that isn't there."""
    by_label = {model._meta.label: model for model in found}
    lines = [
        f"{label} is not in COVERAGE. Add it with goes(RecordClass.X, via=...) if its rows end with a record"
        f" of the retention schedule, else with kept('why they stay'). {HOW}"
        for label in sorted(set(by_label) - set(coverage))
    ]
    lines += [
        f"{label} is in COVERAGE but is no model any more: take it out."
        for label in sorted(set(coverage) - set(by_label))
    ]
    for label in sorted(set(coverage) & set(by_label)):
        lines += _gaps_of(label, by_label[label], coverage[label])
    return lines


def _gaps_of(label: str, model: type[models.Model], said: Covered) -> Iterator[str]:
    if (said.record is None) == (not said.because.strip()):
        yield f"{label}: say either the class its rows belong to or why they are kept, not both. {HOW}"
    if said.record is not None and not said.via.strip():
        yield f"{label}: say with `via` how a row finds the file it is part of. {HOW}"
    for name in sorted(relations_of(model) - said.relations):
        yield (
            f"{label}.{name} is a relation the map doesn't know. Name it in `follows` if the row goes when"
            f" what it points to goes, or in `points` if that outlives the row. {HOW}"
        )
    for name in sorted(sealed_of(model) - said.shredded - said.school_sealed):
        yield (
            f"{label}.{name} is sealed. Name it in `shredded` if its key dies with the file, or in"
            f" `school_sealed` if it is sealed with the school's own key. {HOW}"
        )
    for name in sorted(words_of(model) - sealed_of(model) - said.dropped):
        yield (
            f"{label}.{name} can hold words. If it holds anything about a person, seal it and name it in"
            f" `shredded`; else name it in `dropped`. {HOW}"
        )
    known = relations_of(model) | words_of(model)
    for name in sorted((said.relations | said.words) - known):
        yield f"{label}.{name} is in the map but not in the model: take it out."
    for name in sorted((said.follows & said.points) | (said.shredded & said.dropped)):
        yield f"{label}.{name} is named twice: decide."


def strangers(found: Iterable[str], known: Iterable[str], kind: str) -> list[str]:
    """Tables or stores that are nowhere in the map."""
    return [
        f"{kind} {name} is not in the map. Say in retention/coverage.py what becomes of it in the end."
        for name in sorted(set(found) - set(known))
    ]
