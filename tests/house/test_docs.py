"""The documents say what the project is; each test compares them with the project itself."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
OURS = ("access", "audit", "concerns", "retention", "safeguard")


def test_every_setting_is_in_the_table() -> None:
    found = set(re.findall(r'(?:env|flag)\(\s*"([A-Z_]+)"', (ROOT / "safeguard" / "settings.py").read_text()))
    table = set(re.findall(r"^\| `([A-Z_]+)`", README, re.MULTILINE))
    assert table == found


def test_every_command_is_named() -> None:
    ours = {name for name, app in get_commands().items() if app.split(".")[0] in OURS}
    assert len(ours) > 4
    assert [name for name in sorted(ours) if f"`{name}`" not in README] == []


def test_every_folder_is_on_the_map() -> None:
    folders = {
        p.name
        for p in ROOT.iterdir()
        if p.is_dir() and not p.name.startswith(".") and p.name not in {"var", "__pycache__"}
    }
    assert [name for name in sorted(folders) if f"`{name}/`" not in README] == []


def test_every_make_target_is_named() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert len(targets) > 8
    assert [t for t in targets if f"`{t}`" not in README and f"make {t}" not in README] == []


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "ARCHITECTURE.md"])
def test_every_path_that_is_named_exists(name: str) -> None:
    text = (ROOT / name).read_text()
    paths = set(re.findall(r"`((?:tests|concerns|access|audit|retention|safeguard|docs)/[\w./]+)`", text))
    paths |= set(re.findall(r"\]\(([\w./]+)\)", text))
    assert [p for p in sorted(paths) if not (ROOT / p).exists()] == []


def test_architecture_is_one_page() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text().splitlines()) < 80
