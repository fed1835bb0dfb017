"""The closed list of jobs, filled by the `@job` decorator in each app's `jobs` module."""

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., None])
JOBS: dict[str, Callable[..., None]] = {}


def job(kind: str) -> Callable[[F], F]:
    """Register a function `(run, **payload) -> None` as the job of this kind."""

    def register(function: F) -> F:
        if kind in JOBS and JOBS[kind].__qualname__ != function.__qualname__:
            raise ValueError(f"two jobs are called {kind}")
        JOBS[kind] = function
        return function

    return register


def function_of(kind: str) -> Callable[..., Any]:
    """The registered function; raises KeyError for a kind nobody knows."""
    return JOBS[kind]
