"""Builds what the repository does not hold: the font, cut down to the letters we use.

`python -m safeguard.assets` writes static/build/ (ignored by git, part of a release). Two runs write
the same bytes. Where the font's source or the tools are not installed, one line says so and the system's font
stands in.
"""

import hashlib
import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

try:
    import brotli  # noqa: F401 - woff2 needs it; better to know before the work than after
    import fontpkg_inter
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer
except ImportError:
    fontpkg_inter = None  # only builders have them; a running server never needs them

BUILD = Path(__file__).resolve().parent.parent / "static" / "build"

# Latin, Latin Extended-A, Romanian, Welsh, punctuation, the euro, arrows and the minus sign.
LETTERS = (
    "U+0000-017F,U+0218-021B,U+02C6,U+02DA,U+02DC,U+1E80-1E85,U+1EF2-1EF3,"
    "U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212"
)
FEATURES = "kern,liga,calt,tnum,ss03,cv05,case,ccmp,locl,mark,mkmk"
AXES = {"opsz": 14, "wght": (400, 700)}

FONT_CSS = """/* Built by safeguard/assets.py from recipe {recipe}. */
@font-face {{
  font-family: "Inter App";
  src: url("inter.woff2") format("woff2");
  font-weight: 400 700;
  font-display: swap;
}}
"""


def build_assets(target: Path = BUILD) -> list[Path]:
    """Write the font, its stylesheet and its licence into `target`; return what stands there.

    Does nothing where the same recipe was built before. Returns an empty list where it cannot be built.
    """
    if fontpkg_inter is None:
        _say("Font: its source is not installed here, so pages use the system's font. Nothing else changes.")
        return []
    font, css, licence = target / "inter.woff2", target / "font.css", target / "inter-OFL.txt"
    written = FONT_CSS.format(recipe=_recipe())
    if css.is_file() and font.is_file() and licence.is_file() and css.read_text(encoding="utf-8") == written:
        return [font, css, licence]
    package = Path(fontpkg_inter.__file__).parent
    target.mkdir(parents=True, exist_ok=True)
    _cut_font(next((package / "files").glob("Inter[[]*.ttf")), font)
    licence.write_bytes((package / "LICENSE").read_bytes())
    css.write_text(written, encoding="utf-8")  # last: it says that the rest is complete
    return [font, css, licence]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _recipe() -> str:
    parts = [LETTERS, FEATURES, repr(AXES), version("fontpkg-inter"), version("fonttools"), version("brotli")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _cut_font(source: Path, target: Path) -> None:
    """Fix the optical size, keep the weights, keep our letters. The font's own date is kept, not today's."""
    whole = TTFont(source, recalcTimestamp=False)
    instancer.instantiateVariableFont(whole, AXES, inplace=True)
    between = (
        BytesIO()
    )  # the subsetter wants a font as read from a file: glyphs without variations are gone then
    whole.save(between)
    between.seek(0)
    font = TTFont(between, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES.split(","), flavor="woff2", recalc_timestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS))
    cutter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    for path in build_assets():
        _say(f"{path.name}: {path.stat().st_size:,} bytes")
