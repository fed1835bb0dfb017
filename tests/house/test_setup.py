"""The environment and the secrets of a demo."""

import base64
import re
import stat
import subprocess
from pathlib import Path

import pytest

from safeguard.demo import environment, keys
from tests.house.code import ROOT


def test_the_installer_is_pinned_like_everything_else() -> None:
    pinned = environment._pin_of("uv")

    assert re.match(r"^uv==[\d.]+ \\\n(\s+--hash=sha256:[0-9a-f]{64}( \\)?\n)+$", pinned)
    assert pinned in (ROOT / "requirements" / "dev.txt").read_text() + "\n"


def test_nothing_is_installed_when_the_pins_are_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path)
    (tmp_path / "ready").write_text(environment._fingerprint())

    environment.prepare()

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("allowed", ["yes", "no"])
def test_the_system_is_asked_only_where_allowed(monkeypatch: pytest.MonkeyPatch, allowed: str) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(environment, "has_pango", lambda: False)
    monkeypatch.setattr(environment, "find_browser", lambda: None)
    monkeypatch.setattr(environment, "apt_install", lambda packages: asked.append(list(packages)))
    monkeypatch.setattr(environment.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setenv("SYSTEM_PACKAGES", allowed)

    missing = environment.bring_packages(browser=True)

    assert asked == ([[*environment.PANGO, "chromium"]] if allowed == "yes" else [])
    assert [line.split(":")[0] for line in missing] == ["PDFs need Pango", "Browser tests need Chromium"]


def test_without_rights_or_network_the_system_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[list[str]] = []

    def refuse(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        tried.append(command)
        return subprocess.CompletedProcess(command, 100)

    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(environment.subprocess, "run", refuse)

    assert environment.apt_install(["chromium"]) is False
    assert {tuple(command[:2]) for command in tried} == {("sudo", "-n")}


def test_secrets_are_made_once_and_are_ours_alone(tmp_path: Path) -> None:
    folder = tmp_path / "demo"

    first = keys.read_or_make(folder)
    second = keys.read_or_make(folder)

    assert first == second
    assert stat.S_IMODE((folder / "secrets.env").stat().st_mode) == 0o600
    name, _, encoded = first["SAFEGUARD_MASTER_KEYS"].partition(":")
    assert (name, len(base64.b64decode(encoded))) == ("1", 32)
    assert keys.read_or_make(tmp_path / "another") != first
