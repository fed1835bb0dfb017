"""One HTML document to one tagged PDF, by WeasyPrint.

WeasyPrint is imported late, on purpose: it needs Pango, which no Python package brings, and costs over a
second to load, which neither the web server nor a machine without Pango should pay for.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from safeguard.paper.faults import PaperUnavailable

TAGGED = "pdf/ua-1"

# A control character has no glyph and may end a parser's input early; the mark in its place shows that
# something stood there.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished part: its bytes, its number of pages, and the page (from 0) on which each id begins."""

    pdf: bytes
    pages: int
    anchors: dict[str, int] = field(default_factory=dict)


def render(html: str, *, title: str, tagged: bool = True) -> Rendered:
    """Lay out `html` (a whole document, already escaped) and return it with what is where.

    Nothing is fetched: only `data:` addresses inside the document are read.
    """
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    source = weasyprint.HTML(string=_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", html), url_fetcher=fetcher)
    laid_out = source.render()
    laid_out.metadata.title = title
    anchors = {name: number for number, page in enumerate(laid_out.pages) for name in page.anchors}
    pdf = laid_out.write_pdf(pdf_variant=TAGGED if tagged else None)
    return Rendered(pdf=pdf, pages=len(laid_out.pages), anchors=anchors)


def render_pdf(html: str, *, title: str, out: BinaryIO | Path) -> None:
    """Write `html` as a tagged PDF/UA file. Raises PaperUnavailable where Pango is missing."""
    pdf = render(html, title=title).pdf
    if isinstance(out, Path):
        out.write_bytes(pdf)
    else:
        out.write(pdf)


def _weasyprint() -> Any:
    # Their warnings quote the text they are about, and no log may hold a word of a record.
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return import_module("weasyprint")
    except OSError as missing:  # what its loader raises when a shared library cannot be opened
        raise PaperUnavailable from missing
