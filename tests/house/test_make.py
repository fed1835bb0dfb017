"""The Makefile holds every command and says what each is for."""

import re
import subprocess

from tests.house.code import ROOT

PROMISED = {"setup", "demo", "demo-reset", "test", "check", "fix", "migrate", "bench", "help", "lock"}


def targets() -> dict[str, str]:
    found = re.findall(r"^([a-z-]+):[^#\n]*(?:## (.*))?$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return dict(found)


def test_every_promised_command_is_there() -> None:
    assert PROMISED - set(targets()) == set()


def test_help_lists_every_command_with_its_purpose() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert [
        name for name, about in targets().items() if f"make {name} " not in said or about not in said
    ] == []
    assert [name for name, about in targets().items() if not about] == []


def test_no_command_hides_behind_a_file_of_its_name() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert phony is not None
    assert set(phony[1].split()) == set(targets())


def test_ci_calls_the_same_commands_and_insists_on_a_browser() -> None:
    script = (ROOT / ".ci" / "run").read_text()

    assert "export REQUIRE_BROWSER=1" in script
    assert script.rstrip().endswith("make check\nmake test")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_an_old_python_is_told_in_one_line() -> None:
    answer = subprocess.run(
        ["make", "setup", "PYTHON="], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode != 0
    assert answer.stderr.splitlines()[0].startswith("safeguard: Python 3.11 or newer is needed.")
