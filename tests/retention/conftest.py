"""Fixtures of retention. Property tests are about dates, not about how busy the machine is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import settings

from concerns.models import Child
from retention.actions.holds import place_hold
from retention.actions.plans import plan_files
from retention.rules import HoldKind
from safeguard.scope import school_scope
from tests.concerns.make import concern
from tests.conftest import World
from tests.retention.make import born, child

settings.register_profile("dates", deadline=None, database=None)
settings.load_profile("dates")


@pytest.fixture
def dsl(world: World) -> Client:
    """The lead of Oakfield, signed in."""
    return world.client(world.member("dsl"))


@pytest.fixture
def dpo(world: World) -> Client:
    """The data protection officer of Oakfield, signed in."""
    return world.client(world.member("dpo"))


@pytest.fixture
def files(world: World) -> dict[str, Child]:
    """A file past its time, one for the next months, one for later, one held, one without a date."""
    now = timezone.now()
    with school_scope(world.oak.pk):
        made = {
            "due": child("Wynn", "Pastor", born(25, 6)),
            "soon": child("Sona", "Nearly", born(24, 7)),
            "later": child("Lato", "Young", born(12)),
            "held": child("Hella", "Kept", born(26)),
            "undated": child("Undine", "Blank", None),
        }
        for row in made.values():
            concern(world.member("reporter"), row)
        place_hold(
            by=world.member("head"),
            kind=HoldKind.CLAIM,
            why="Solicitors wrote in May",
            review_on=timezone.localdate() + timedelta(days=200),
            child=made["held"],
            now=now,
        )
        plan_files(by=None, today=timezone.localdate(), now=now)
    return made
