"""Fixtures of subject access requests. Property tests are about text, not about how busy the machine is."""

import pytest
from django.test import Client
from hypothesis import settings

from tests.conftest import World

settings.register_profile("words", deadline=None, database=None)
settings.load_profile("words")


@pytest.fixture
def dpo(world: World) -> Client:
    """The data protection officer of Oakfield, signed in."""
    return world.client(world.member("dpo"))
