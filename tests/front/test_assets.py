"""The font is built from a package, twice the same, and pages live without it."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.test import override_settings

from safeguard import assets


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    one = assets.build_assets(tmp_path / "one")
    two = assets.build_assets(tmp_path / "two")

    assert [path.name for path in one] == ["inter.woff2", "font.css", "inter-OFL.txt"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert one[0].stat().st_size < 45_000
    assert "SIL OPEN FONT LICENSE" in one[2].read_text(encoding="utf-8").upper()


def test_what_was_built_is_not_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inter.woff2").write_bytes(b"font")
    (tmp_path / "inter-OFL.txt").write_text("licence")
    (tmp_path / "font.css").write_text(assets.FONT_CSS.format(recipe=assets._recipe()))

    assets.build_assets(tmp_path)

    assert (tmp_path / "inter.woff2").read_bytes() == b"font"


def test_without_the_package_one_line_says_so_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets, "fontpkg_inter", None)

    assert assets.build_assets(tmp_path) == []

    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    assert "system's font" in printed
    assert list(tmp_path.iterdir()) == []


def test_everything_collects_under_hashed_names(tmp_path: Path) -> None:
    """A style sheet that named a file which isn't there would stop a release here, and not at a school."""
    storages = {"staticfiles": {"BACKEND": f"{__name__}.Hashed"}}
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0, ignore=["*-4*", "ext"])

    assert list((tmp_path / "css").glob("base.????????????.css")) != []


class Hashed(ManifestStaticFilesStorage):
    """Hashed names, without the compressed copies: they take time and prove nothing here."""
