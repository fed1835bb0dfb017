"""Paper: tagged PDFs, made in parts, joined into one book, with nothing of theirs in clear on a disk.

page = document(body_html, title="Chronology")
with render_book([page], title="Chronology", stamp=Stamp(foot="Confidential")) as book:
    store_file(book.stream(), ...)
"""

from safeguard.paper.book import Book, build_book, render_book
from safeguard.paper.faults import NoRoom, PaperError, PaperUnavailable
from safeguard.paper.press import Press
from safeguard.paper.sheet import Stamp, document, in_chunks

__all__ = [
    "Book",
    "NoRoom",
    "PaperError",
    "PaperUnavailable",
    "Press",
    "Stamp",
    "build_book",
    "document",
    "in_chunks",
    "render_book",
]
