"""The colours: every pair that the screens use is readable, in light and in dark (WCAG 2.2 AA)."""

import re

import pytest
from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")

TEXT = 4.5
EDGE = 3.0

KINDS = ("crit", "high", "med", "low", "new")
TEXT_PAIRS = [
    *[
        (ink, on)
        for ink in ("ink", "ink-2", "ink-3", "link", "brand")
        for on in ("canvas", "surface", "surface-2")
    ],
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-bar", "bar"),
    ("on-bar-2", "bar"),
    ("on-crit", "crit"),
    ("brand", "brand-tint"),
    ("brand-strong", "brand-tint"),
    ("ink", "brand-tint"),
    ("ink-2", "brand-tint"),
    ("ink", "mark"),
    ("quote", "quote-tint"),
    ("ink", "quote-tint"),
    ("ink-2", "quote-tint"),
    ("ink", "crit-tint"),
    ("link", "crit-tint"),
    ("link", "brand-tint"),
    ("ink", "surface-3"),
    *[(kind, f"{kind}-tint") for kind in KINDS],
    *[(kind, "surface") for kind in KINDS],
    *[("ink-2", f"{kind}-tint") for kind in KINDS],
    *[("ink", f"{kind}-tint") for kind in KINDS],
]
EDGE_PAIRS = [
    ("field", "surface"),
    ("field", "canvas"),
    ("focus", "surface"),
    ("focus", "canvas"),
    ("focus", "brand-tint"),
    ("brand", "surface"),
    ("h3", "surface"),
    ("quote", "surface"),
]


def block(start: str) -> dict[str, str]:
    """The colours declared in the block that begins with `start`."""
    inside = TOKENS.split(start, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6})", inside))


LIGHT = block(":root{color-scheme:light;")
DARK = block(":root[data-theme=dark]{")


def brightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "needed"), [(TEXT_PAIRS, TEXT), (EDGE_PAIRS, EDGE)], ids=["text", "edges"])
def test_every_pair_can_be_told_apart(
    theme: dict[str, str], pairs: list[tuple[str, str]], needed: float
) -> None:
    ratios = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in pairs}

    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < needed} == {}


def test_the_devices_dark_and_the_chosen_dark_are_one_and_print_is_light() -> None:
    assert block("@media (prefers-color-scheme:dark){:root:not([data-theme=light]){") == DARK
    assert block("@media print{:root:root:root{") == LIGHT


def test_every_colour_comes_from_the_tokens() -> None:
    """Besides: veils with an alpha, the whites of things that are dark in both themes, and print."""
    allowed = {"#fff", "#ffd166"}
    for sheet in CSS.glob("*.css"):
        if sheet.name in {"tokens.css", "print.css"}:
            continue
        colours = set(re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text(encoding="utf-8")))
        assert {c for c in colours if len(c) in (4, 7)} <= allowed, sheet.name


def test_every_token_that_is_used_exists() -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", TOKENS))
    for sheet in CSS.glob("*.css"):
        used = set(re.findall(r"var\(--([a-z0-9-]+)\)", sheet.read_text(encoding="utf-8")))
        assert used <= known, sheet.name


def test_no_style_sheet_fetches_anything() -> None:
    for sheet in CSS.glob("*.css"):
        assert "url(" not in sheet.read_text(encoding="utf-8"), sheet.name
        assert "@import" not in sheet.read_text(encoding="utf-8"), sheet.name
