"""Folders and an environment in which the launcher can be tried."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeguard.demo import places, services


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short folder that any account may enter (pytest's own are closed to all but us), gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix="sg-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Path]:
    """A folder for services, and an environment that names none. What was started is stopped."""
    for name in services.ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    directory = folder / "services"
    yield directory
    if (directory / places.MARKER).exists():
        services.stop(directory)
        places.forget(directory)
