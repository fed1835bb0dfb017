"""Work that outlives a request keeps its school, or finds nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from concerns.models import Child
from safeguard.jobs.actions import lease, start_job
from safeguard.jobs.models import Job
from safeguard.jobs.registry import JOBS, job
from safeguard.jobs.tasks import run_job
from safeguard.scope import NoScope, all_schools, carry, current_school_id, school_scope
from tests.concerns import make
from tests.conftest import World


def forms() -> Iterator[str]:
    """What a streaming response would give out."""
    for child in Child.objects.all():
        yield child.form


def test_a_carried_stream_keeps_its_school(world: World) -> None:
    with school_scope(world.brook.pk):
        make.child("Idris", "Penhallow", form="3BW")
    with school_scope(world.oak.pk):
        make.child(form="8KW")
        stream = carry(forms())
    with school_scope(world.brook.pk):
        assert list(stream) == ["8KW"]


def test_a_stream_that_is_not_carried_fails_closed(world: World) -> None:
    with school_scope(world.oak.pk):
        make.child(form="8KW")
        stream = forms()
    with pytest.raises(NoScope):
        list(stream)
    with pytest.raises(NoScope):
        carry(forms())


@pytest.fixture
def seen() -> Iterator[list[int]]:
    found: list[int] = []

    @job("test.where_am_i")
    def where_am_i(run: Any) -> None:
        found.append(current_school_id())

    yield found
    del JOBS["test.where_am_i"]


def test_a_task_works_in_its_own_school_and_nowhere_else(world: World, seen: list[int]) -> None:
    with school_scope(world.oak.pk):
        row = start_job(kind="test.where_am_i", by=None, payload={}, now=timezone.now())
    run_job(world.brook.pk, str(row.uid))
    assert seen == []
    run_job(world.oak.pk, str(row.uid))
    assert seen == [world.oak.pk]
    with school_scope(world.oak.pk):
        assert Job.objects.get().state == "done"
        assert lease(str(row.uid), now=timezone.now()) is None


def test_all_schools_enters_each_in_turn_and_leaves(world: World) -> None:
    visited = [(school, current_school_id()) for school in all_schools(reason="a test walks them")]
    assert visited == [(world.oak.pk, world.oak.pk), (world.brook.pk, world.brook.pk)]
    with pytest.raises(ValueError, match="reason"):
        next(iter(all_schools(reason="")))
