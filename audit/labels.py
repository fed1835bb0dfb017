"""What uids and codes are called when they are shown.

The ledger holds no names. The apps above fill this in, from their `ledger` modules; names are looked up
inside the school's scope, for the length of a request.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Person:
    """Somebody who has, or had, a role in the school. `uid` is a membership's, good for addresses."""

    uid: uuid.UUID
    user_id: int
    name: str
    sub: str


@dataclass(frozen=True)
class Match:
    """A child as the finder shows them."""

    uid: uuid.UUID
    label: str
    sub: str
    initials: str


Labels = Callable[[Iterable[uuid.UUID]], dict[uuid.UUID, str]]
People = Callable[[], list[Person]]
Finder = Callable[[str, int], list[Match]]

_labels: dict[str, Labels] = {}
_people: list[People] = []
_finders: list[Finder] = []
_words: dict[str, dict[str, str]] = {}


def register_labels(kind: str, resolve: Labels) -> None:
    """How uids of this kind ("child") are called. What the function leaves out is shown as unknown."""
    _labels[kind] = resolve


def register_people(list_people: People) -> None:
    """How to list everybody who has, or had, a role in the current school."""
    _people[:] = [list_people]


def register_finder(find: Finder) -> None:
    """How to find children of the current school by what somebody typed, at most so many."""
    _finders[:] = [find]


def register_words(key: str, words: Mapping[str, str]) -> None:
    """What the codes of a payload key are called in a sentence."""
    _words.setdefault(key, {}).update(words)


def labels_of(kind: str, uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names by uid, in a fixed number of queries."""
    wanted = set(uids)
    return _labels[kind](wanted) if wanted and kind in _labels else {}


def people_here() -> list[Person]:
    """Everybody who has, or had, a role in the current school, by name."""
    return [person for list_people in _people for person in list_people()]


def find_children(text: str, *, limit: int) -> list[Match]:
    """Children of the current school, those who left included, that match what was typed."""
    return [match for find in _finders for match in find(text, limit)]


def word_for(key: str, code: Any) -> str:
    """A payload's value as people read it."""
    return _words.get(key, {}).get(str(code), str(code))
