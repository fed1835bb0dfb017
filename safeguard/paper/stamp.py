"""What stands on every page: a fixed line and "Page 3 of 120", as artifacts, in an embedded font.

WeasyPrint lays out one sheet with the fixed words and with each sign that a number needs. The sheet's page
becomes a form that all pages share, and numbers are set from its font. So a page costs some forty bytes,
and the total may be known only at the end.
"""

from __future__ import annotations

import re
import zlib
from decimal import Decimal

import pikepdf

from safeguard.paper.copier import Copier
from safeguard.paper.faults import PaperError
from safeguard.paper.writer import Writer

A4_WIDTH = Decimal("595.275591")
SIZE = 8
RIGHT = Decimal("39.69")  # 14 mm, as the text's margin
BASE = Decimal("26")

_GLYPH = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>\s")


class Numbers:
    """The sheet in the book: the object numbers of its form and its font, and how to set a page's number."""

    def __init__(self, sheet: pikepdf.Pdf, writer: Writer) -> None:
        copier = Copier(sheet, writer)
        fixed, signs = sheet.pages[0], sheet.pages[1]
        self.form = copier.number(sheet.make_indirect(fixed.as_form_xobject()))
        font = next(iter(signs.obj.Resources.Font.values()))
        for candidate in signs.obj.Resources.Font.values():
            if set("Page of0123456789") <= set(_glyphs(candidate)):
                font = candidate
        self.glyphs = _glyphs(font)
        self.widths = _widths(font)
        if missing := set("Page of0123456789") - set(self.glyphs):
            raise PaperError(f"The font has no sign for {len(missing)} of those a page number needs.")
        self.font = copier.number(font)
        copier.flush()
        self.before = writer.reserve()
        writer.put_stream(self.before, b"", b"q\n")

    def after(self, number: int, total: int) -> bytes:
        """The compressed content that follows a page's own: the form and this page's number."""
        words = f"Page {number} of {total}"
        width = sum(self.widths.get(self.glyphs[sign], 600) for sign in words) * Decimal(SIZE) / 1000
        codes = "".join(f"{self.glyphs[sign]:04x}" for sign in words)
        content = (
            f"Q\n/Artifact <</Type /Pagination>> BDC\nq /SgStamp Do Q\n"
            f"q BT 0.267 0.329 0.361 rg /SgFont {SIZE} Tf 1 0 0 1 {A4_WIDTH - RIGHT - width:.2f} {BASE} Tm "
            f"<{codes}> Tj ET Q\nEMC\n"
        )
        return zlib.compress(content.encode("ascii"))


def _glyphs(font: pikepdf.Object) -> dict[str, int]:
    """Sign to glyph, from the font's own table for copying text."""
    table = font.ToUnicode.read_bytes()
    return {chr(int(sign, 16)): int(glyph, 16) for glyph, sign in _GLYPH.findall(table)}


def _widths(font: pikepdf.Object) -> dict[int, int]:
    """Glyph to width in thousandths (ISO 32000-1, 9.7.4.3: runs of a first glyph and its neighbours)."""
    widths: dict[int, int] = {}
    first = 0
    for entry in font.DescendantFonts[0].W.as_list():
        if isinstance(entry, pikepdf.Array):
            widths.update({first + step: int(width) for step, width in enumerate(entry.as_list())})
        else:
            first = int(entry)
    return widths
