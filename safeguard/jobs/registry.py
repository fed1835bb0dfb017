"""The closed list of jobs, filled by the `@job` decorator in each app's `jobs` module."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., None])
OWN_UID = "job.uid"  # in `page_keys`: the uid of the job itself


@dataclass(frozen=True)
class JobKind:
    """What a job does, who besides the asker may follow it, and which page shows what came of it."""

    function: Callable[..., None]
    seen_with: str = ""
    page: str = ""
    page_keys: Mapping[str, str] = field(default_factory=dict)


JOBS: dict[str, JobKind] = {}


def job(
    kind: str, *, seen_with: str = "", page: str = "", page_keys: Mapping[str, str] | None = None
) -> Callable[[F], F]:
    """Register a function `(run, **payload) -> None` as the job of this kind.

    `seen_with`: a capability whose holders may follow it, whoever asked (for work that belongs to the
    school). `page`: the name of the address that shows the result; `page_keys` names which key of the
    payload fills which part of that address.
    """

    def register(function: F) -> F:
        if kind in JOBS and JOBS[kind].function.__qualname__ != function.__qualname__:
            raise ValueError(f"two jobs are called {kind}")
        JOBS[kind] = JobKind(function, seen_with, page, dict(page_keys or {}))
        return function

    return register


def function_of(kind: str) -> Callable[..., Any]:
    """The registered function; raises KeyError for a kind nobody knows."""
    return JOBS[kind].function
