"""One plan of each size, built once; the plan is immutable, so tests may share it."""

from collections import Counter
from datetime import datetime

import pytest

from safeguard.demo.sample.calendar import LONDON
from safeguard.demo.sample.plan import Plan, build_plan
from safeguard.demo.sample.schools import Size
from safeguard.demo.sample.script import ConcernPlan

NOW = datetime(2026, 11, 23, 11, 8, tzinfo=LONDON)
LEADS_TO = {"monitor": "monitoring", "close": "closed", "reopen": "open"}


@pytest.fixture(scope="session")
def full() -> Plan:
    return build_plan(size=Size.FULL, seed=7, now=NOW)


@pytest.fixture(scope="session")
def tiny() -> Plan:
    return build_plan(size=Size.TINY, seed=7, now=NOW)


def state_of(concern: ConcernPlan) -> str:
    """Where a concern of the plan stands after its last step."""
    state = "submitted"
    for step in concern.steps:
        if step.what == "classify" and state == "submitted":
            state = "triaged"
        elif step.what == "own" and state == "triaged":
            state = "open"
        else:
            state = LEADS_TO.get(step.what, state)
    return state


def states(plan: Plan, school: str) -> Counter[str]:
    return Counter(state_of(concern) for concern in plan.concerns if concern.school == school)
