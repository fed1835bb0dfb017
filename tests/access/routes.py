"""Every address of the site, found by walking the URL tree: a new one is tried without being listed."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter
from django.urls.resolvers import RegexPattern

from safeguard.guard import Guard, guard_of

SCHOOL = "oakfield"
NOBODYS = uuid.UUID("00000000-0000-4000-8000-000000000000")
# What a path converter is filled with. By name where the kind alone doesn't say enough.
BY_KIND: dict[type, Any] = {UUIDConverter: NOBODYS, IntConverter: 1, SlugConverter: "sample"}
BY_NAME: dict[str, Any] = {"school": SCHOOL, "uidb36": "1", "key": "sample-key"}


@dataclass(frozen=True)
class Route:
    """One address: its name, what stands in its path, and the view behind it."""

    name: str
    converters: tuple[tuple[str, Any], ...]
    view: Any

    @property
    def guard(self) -> Guard | None:
        """What the view declared."""
        return guard_of(self.view)

    @property
    def of_a_school(self) -> bool:
        """True for an address below /s/<school>/."""
        return "school" in dict(self.converters)

    def url(self, school: str = SCHOOL) -> str:
        """An address of this route that names nothing there is, in a school that is."""
        kwargs = {name: self.sample(name, converter) for name, converter in self.converters}
        if self.of_a_school:
            kwargs["school"] = school
        return reverse(self.name, kwargs=kwargs)

    def sample(self, name: str, converter: Any) -> Any:
        """A value for a part of the path; a failure that says where to add one."""
        if name in BY_NAME:
            return BY_NAME[name]
        if type(converter) in BY_KIND:
            return BY_KIND[type(converter)]
        pytest.fail(
            f"{self.name}: no sample for <{type(converter).__name__} {name}>."
            " Use <uuid:...> for what a record is called, or add a sample to tests/access/routes.py."
        )


def walk_named(entries: list[Any], names: str = "", outer: tuple[Any, ...] = ()) -> Iterator[Route]:
    """Through all includes, with namespaces and with what the paths above hold."""
    for entry in entries:
        inside = outer + tuple(entry.pattern.converters.items())
        if isinstance(entry, URLResolver):
            inner = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from walk_named(entry.url_patterns, inner, inside)
        elif isinstance(entry, URLPattern):
            if isinstance(entry.pattern, RegexPattern):
                inside += tuple((group, None) for group in entry.pattern.regex.groupindex)
            yield Route(f"{names}{entry.name}", inside, entry.callback)


def all_routes() -> list[Route]:
    """Every route there is."""
    return list(walk_named(get_resolver().url_patterns))


def school_routes() -> list[Route]:
    """Those of a school."""
    return [r for r in all_routes() if r.of_a_school]
