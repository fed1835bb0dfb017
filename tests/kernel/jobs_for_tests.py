"""Jobs that only tests ask for. A worker started by a test imports this module too."""

import time
from typing import Any

from audit.events import Event
from audit.record import record
from safeguard.jobs.actions import JobFailed, Run
from safeguard.jobs.registry import job

seen: list[Any] = []


@job("test.step")
def step(run: Run, *, steps: int = 1, pause_ms: int = 0) -> None:
    """Leaves one mark in the ledger at its very beginning, then takes its time."""
    record(Event.CHILDREN_LISTED, by=run.member, count=steps)
    for number in range(1, steps + 1):
        time.sleep(pause_ms / 1000)
        run.progress(number, steps)
    run.job.result = {"steps": steps}


@job("test.look")
def look(run: Run) -> None:
    """Calls what the test put here, in the middle of the job."""
    for call in seen:
        call(run)


@job("test.fail")
def fail(run: Run, *, how: str) -> None:
    """Fails after having written something."""
    record(Event.CHILDREN_LISTED, by=run.member, count=1)
    if how == "said":
        raise JobFailed("The list was empty. Choose another.")
    raise ValueError("Wren Hollis, 8KW")


@job("test.shared", seen_with="audit.read", page="jobs:progress", page_keys={"uid": "of"})
def shared(run: Run, *, of: str) -> None:
    """May be followed by whoever holds audit.read."""
