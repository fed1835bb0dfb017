"""One line that rewrites itself on a terminal, and now and then a new line in a log."""

import sys
import threading
import time
from typing import TextIO

BETWEEN = 1.0  # seconds between two lines of a log


class Progress:
    """Counts several kinds of things at once; schools are filled side by side, so threads may call it."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._alive = self._out.isatty()
        self._lock = threading.Lock()
        self._totals: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._said = 0.0

    def expect(self, what: str, total: int) -> None:
        """Say beforehand how many there will be."""
        self._totals[what], self._done[what] = total, 0

    def add(self, what: str, count: int = 1) -> None:
        """Count some more; the line is written again at most now and then."""
        with self._lock:
            self._done[what] += count
            now = time.monotonic()
            if now - self._said >= (BETWEEN / 10 if self._alive else BETWEEN):
                self._said = now
                self._write("\r" if self._alive else "", "" if self._alive else "\n")

    def finish(self) -> None:
        """Write the last line."""
        with self._lock:
            self._write("\r" if self._alive else "", "\n")

    def _write(self, before: str, after: str) -> None:
        counts = (f"{what} {self._done[what]:,} of {total:,}" for what, total in self._totals.items())
        self._out.write(f"{before}  {', '.join(counts)}{after}")
        self._out.flush()
