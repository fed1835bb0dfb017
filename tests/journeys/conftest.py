"""The whole stack, started as `make demo` starts it, with a small sample; one for all journeys."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from safeguard.demo.stack import Stack, demo_stack
from tests.journeys.drive import browser, find_chromium


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Web, worker and beat on a database of their own."""
    folder: Path = tmp_path_factory.mktemp("stack")
    with demo_stack(directory=folder, sample="small", database=f"journeys_{os.getpid()}") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without one the test is skipped, or fails where REQUIRE_BROWSER is set.

    Ends with its module: two of Playwright's loops can't run at once, and other modules have browsers too.
    """
    if find_chromium() is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium found: apt-get install chromium, or set CHROMIUM")
        pytest.skip("no Chromium found: apt-get install chromium, or set CHROMIUM to its path")
    with browser() as running:
        yield running
