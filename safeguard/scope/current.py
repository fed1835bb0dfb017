"""One context variable says which school the running code works for.

The database backend beside this file pins it to every transaction as it opens, so row-level
security sees the same answer. Nothing set means no rows and no writes: it fails closed.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

T = TypeVar("T")


class NoScope(RuntimeError):
    """Tenant data was asked for outside of a school scope."""


@dataclass(frozen=True)
class Scope:
    """What the running code may touch. `memory` lives as long as the scope (the opened keys)."""

    school_id: int | None = None
    trust_school_ids: tuple[int, ...] = ()
    user_id: int | None = None
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


_current: ContextVar[Scope | None] = ContextVar("safeguard_scope", default=None)


def current_scope() -> Scope | None:
    """The scope that the running code is in, or None."""
    return _current.get()


def current_school_id() -> int:
    """The school's id; raises NoScope outside of a school scope."""
    scope = _current.get()
    if scope is None or scope.school_id is None:
        raise NoScope("No school scope. Enter one with school_scope(school_id) before touching school data.")
    return scope.school_id


def pin(cursor: Any, scope: Scope | None) -> None:
    """Write the scope into the open transaction (psycopg cursor or Django's)."""
    cursor.execute(
        "SELECT set_config('app.school_id', %s, true), set_config('app.school_ids', %s, true),"
        " set_config('app.user_id', %s, true)",
        (
            str(scope.school_id) if scope and scope.school_id is not None else "",
            "{" + ",".join(map(str, scope.trust_school_ids)) + "}"
            if scope and scope.trust_school_ids
            else "",
            str(scope.user_id) if scope and scope.user_id is not None else "",
        ),
    )
    if scope and scope.trust_school_ids:
        cursor.execute("SET LOCAL ROLE sg_trust")


@contextmanager
def _entered(scope: Scope) -> Generator[Scope]:
    """Enter a scope; inside a transaction, pin it there and put the outer one back afterwards."""
    token = _current.set(scope)
    repin = connection.in_atomic_block
    try:
        if repin:
            with connection.cursor() as cursor:
                pin(cursor, scope)
        yield scope
    finally:
        _current.reset(token)
        if repin and connection.in_atomic_block and not connection.needs_rollback:
            with connection.cursor() as cursor:
                if scope.trust_school_ids:
                    cursor.execute("SET LOCAL ROLE NONE")
                pin(cursor, _current.get())


@contextmanager
def school_scope(school_id: int, *, user_id: int | None = None) -> Generator[Scope]:
    """Work for one school. Nested in a transaction, the school changes for the length of the block."""
    with _entered(Scope(school_id=int(school_id), user_id=user_id)) as scope:
        yield scope


@contextmanager
def user_scope(user_id: int) -> Generator[Scope]:
    """Only for the question "which schools does this person belong to": opens no school."""
    with _entered(Scope(user_id=int(user_id))) as scope:
        yield scope


@contextmanager
def trust_scope(school_ids: tuple[int, ...]) -> Generator[Scope]:
    """Read-only, over the schools that granted it, under the database role made for that."""
    with transaction.atomic(), _entered(Scope(trust_school_ids=tuple(map(int, school_ids)))) as scope:
        yield scope


def all_schools(*, reason: str) -> Generator[int]:
    """The one way over all schools, for platform jobs: enters each school's scope in turn.

    `reason` is kept for the reader and for the test that lists every use of this function.
    """
    if not reason:
        raise ValueError("all_schools needs a reason")
    school = apps.get_model(settings.SCHOOL_MODEL)
    for school_id in school._default_manager.order_by("id").values_list("id", flat=True):
        with school_scope(school_id):
            yield school_id


def carry(rows: Iterator[T]) -> Iterator[T]:
    """Keep today's scope and a transaction around a streaming response, which outlives the request."""
    scope = _current.get()
    if scope is None:
        raise NoScope("Nothing to carry: a streaming response has to be made inside a scope.")

    def inside() -> Iterator[T]:
        with _entered(scope), transaction.atomic():
            yield from rows

    return inside()
