"""What we stand on is pinned by hash, says nothing of where it was fetched, and is there for a reason."""

import re
import tomllib

import pytest

from tests.house.code import ROOT

FILES = ("prod.txt", "dev.txt")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+)")


def lines(name: str) -> list[str]:
    return (ROOT / "requirements" / name).read_text().splitlines()


def pins(name: str) -> dict[str, str]:
    return {found["name"]: found["version"] for line in lines(name) if (found := PIN.match(line))}


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


@pytest.mark.parametrize("name", FILES)
def test_no_address_is_written(name: str) -> None:
    telling = re.compile(r"://|^\s*-|@\s|file:|--index|--find-links|--extra", re.MULTILINE)
    without_hashes = [line for line in lines(name) if "--hash=sha256:" not in line]

    assert [line for line in without_hashes if telling.search(line)] == []


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_its_hashes(name: str) -> None:
    text = "\n".join(lines(name))
    blocks = re.split(r"\n(?=\S)", text)

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert len(blocks) == len(pins(name))


def test_both_files_agree() -> None:
    prod, dev = pins("prod.txt"), pins("dev.txt")

    assert {name: version for name, version in prod.items() if dev.get(name) != version} == {}


def test_every_dependency_has_a_reason_and_a_floor() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    for wanted in declared():
        (line,) = [line for line in text.splitlines() if line.strip().startswith(f'"{wanted}"')]
        assert re.search(r'",\s+# \S+ \S+', line), f"say on its line why {wanted} is needed"
        assert ">=" in wanted, f"{wanted} has no floor: a resolver may go back years"


def test_every_dependency_is_pinned() -> None:
    names = [re.split(r"[\[<>=]", wanted)[0] for wanted in declared()]

    assert [name for name in names if name not in pins("dev.txt")] == []


def test_what_only_builds_and_tests_is_not_shipped() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    building = {re.split(r"[\[<>=]", wanted)[0] for wanted in project["dependency-groups"]["dev"]}
    brought_by_others = {"brotli", "fonttools"}  # WeasyPrint needs them as well

    assert building & set(pins("prod.txt")) <= brought_by_others
