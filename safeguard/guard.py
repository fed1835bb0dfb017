"""Declared permissions. A view that declares none is refused; there is no default that lets in.

Exactly one of three decorators stands on each view. They only *declare*: the middleware of `access`
reads the declaration before the view runs, finds the membership and refuses.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.urls import URLPattern, URLResolver

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "safeguard_guard"
PASSIVE = "safeguard_passive"


@dataclass(frozen=True)
class Guard:
    """What a view asks of the person: a capability in the school of the address, a sign-in, or nothing."""

    kind: Literal["requires", "signed_in", "public"]
    permission: str = ""
    reason: str = ""
    step_up: bool = True


def _declare(view: View, guard: Guard) -> View:
    setattr(view, ATTRIBUTE, guard)
    return view


def requires(permission: str, *, second_factor: bool = True) -> Callable[[View], View]:
    """The view is for members of the school in its address who hold this capability.

    `second_factor=False` is for logging a concern, which a school may allow without one.
    """
    return lambda view: _declare(view, Guard("requires", permission=str(permission), step_up=second_factor))


def signed_in(*, reason: str) -> Callable[[View], View]:
    """The view is for anybody who is signed in; it shows nothing of any school's records."""
    return lambda view: _declare(view, Guard("signed_in", reason=reason))


def public(*, reason: str) -> Callable[[View], View]:
    """The view is for everybody; it shows nothing that isn't public."""
    return lambda view: _declare(view, Guard("public", reason=reason))


def passive(view: View) -> View:
    """A view that an open page asks by itself, again and again: it doesn't keep the session alive."""
    setattr(view, PASSIVE, True)
    return view


def is_passive(view: Any) -> bool:
    """True when asking for this view is nobody's activity."""
    return bool(getattr(view, PASSIVE, False))


def guard_of(view: Any) -> Guard | None:
    """The declaration of a view, or None, which means refused."""
    return getattr(view, ATTRIBUTE, None)


def declare_all(urlconf: Any, declare: Callable[[Any], Any]) -> Any:
    """Declare a library's whole URL tree, which can't carry our decorators. Returns the tree."""
    for pattern in walk(urlconf if isinstance(urlconf, list) else urlconf[0].urlpatterns):
        if guard_of(pattern.callback) is None:
            declare(pattern.callback)
    return urlconf


def walk(patterns: list[Any]) -> Iterator[URLPattern]:
    """Every URL pattern below, through all includes."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns)
        else:
            yield entry
