"""Imports point one way: kernel <- audit <- access <- concerns <- retention <- wiring."""

import re
import subprocess
import sys
import tomllib

from safeguard.demo.checks import LINT_IMPORTS
from tests.house.code import APPS, ROOT


def contracts() -> list[dict[str, object]]:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert isinstance(found, list)
    return found


def test_the_arrow_holds() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stdout
    assert "2 kept, 0 broken" in answer.stdout


def test_every_module_of_safeguard_has_its_place_on_the_arrow() -> None:
    layers = str(contracts()[0]["layers"])
    placed = set(re.findall(r"safeguard\.(\w+)", layers))
    there = {path.stem for path in (ROOT / "safeguard").glob("*.py") if path.stem != "__init__"}
    there |= {path.parent.name for path in (ROOT / "safeguard").glob("*/__init__.py")}

    assert there - placed == set(), "name it in pyproject.toml: kernel or wiring"


def test_the_apps_stand_in_the_order_of_the_design() -> None:
    layers = contracts()[0]["layers"]
    assert isinstance(layers, list)

    assert [layer for layer in layers if layer in APPS] == ["retention", "concerns", "access", "audit"]
