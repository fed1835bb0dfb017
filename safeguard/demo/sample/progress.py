"""One line a step that rewrites itself on a terminal, and now and then a new line in a log."""

import sys
import time
from typing import TextIO

EVERY = 1.0  # seconds between two lines of a log


class Progress:
    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._alive = self._out.isatty()
        self._label = ""
        self._begun = self._said = 0.0

    def step(self, label: str) -> None:
        """Begin a step."""
        self._label, self._begun, self._said = label, time.monotonic(), 0.0

    def at(self, done: int, total: int) -> None:
        """Say how far the step is; the last call of a step has `done` equal to `total`."""
        now, last = time.monotonic(), done >= total
        if not last and now - self._said < (0.1 if self._alive else EVERY):
            return
        self._said = now
        text = f"  {self._label}: {done:,} of {total:,}"
        if last:
            text += f" ({now - self._begun:.1f} s)"
        ending = "\n" if last or not self._alive else ""
        self._out.write(f"\r{text}{ending}" if self._alive else f"{text}\n")
        self._out.flush()
