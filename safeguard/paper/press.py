"""The press: a few worker processes that turn parts into PDFs, in order, a bounded number at a time."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from safeguard.paper import worker
from safeguard.paper.faults import PaperError, PaperUnavailable
from safeguard.paper.render import Rendered

ROOT = Path(__file__).resolve().parents[2]

# Ten minutes for one part: some two hundred times what a part of the usual size takes.
LONGEST = 600.0

# The master key and the database's password have no business in a process that lays out text.
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
)


class Worker:
    """One worker process and its two pipes."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", worker.__name__],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.requests = cast(BinaryIO, self.process.stdin)
        self.answers = cast(BinaryIO, self.process.stdout)

    def lay_out(self, html: str, *, title: str, tagged: bool, longest: float) -> Rendered:
        """Send one part and wait for its PDF; the process is ended when it takes longer than `longest` s."""
        alarm = threading.Timer(longest, self.process.kill)
        alarm.start()
        try:
            worker.send(self.requests, {"html": html, "title": title, "tagged": tagged})
            head = worker.receive(self.answers)
            pdf = self.answers.read(head.get("size", 0)) if head else b""
        except OSError as gone:
            raise PaperError("A process that lays out pages ended before it was done.") from gone
        finally:
            alarm.cancel()
        if head is None or len(pdf) < head.get("size", 0):
            raise PaperError("A process that lays out pages ended before it was done.")
        if head.get("fault") == "unavailable":
            raise PaperUnavailable
        if "fault" in head:
            raise PaperError(f"A part could not be laid out ({head['fault']}).")
        return Rendered(pdf=pdf, pages=head["pages"], anchors=head["anchors"])

    def stop(self) -> None:
        """End the process and wait for it."""
        self.process.kill()
        for pipe in (self.requests, self.answers):
            try:
                pipe.close()
            except OSError:  # a request that was never read is still in the pipe's buffer
                continue
        self.process.wait()


class Press:
    """`workers` processes, started when first needed and ended with the block."""

    def __init__(self, *, workers: int = 2, longest: float = LONGEST) -> None:
        self.workers = workers
        self.longest = longest
        self.idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self.started: list[Worker] = []
        self.threads = ThreadPoolExecutor(workers, thread_name_prefix="press")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self.started:
            one.process.kill()  # first, so that no thread waits for an answer
        self.threads.shutdown(wait=True, cancel_futures=True)
        for one in self.started:
            one.stop()

    def lay_out(self, html: str, *, title: str, tagged: bool = True) -> Rendered:
        """One part, now."""
        free = self._worker()
        made = free.lay_out(html, title=title, tagged=tagged, longest=self.longest)
        self.idle.put(free)
        return made

    def each(self, parts: Iterable[str], *, title: str) -> Iterator[Rendered]:
        """The parts' PDFs in order. `parts` is read in the caller's thread, only a little ahead."""
        coming: deque[Future[Rendered]] = deque()
        for part in parts:
            coming.append(self.threads.submit(self.lay_out, part, title=title))
            while len(coming) > self.workers + 1:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()

    def _worker(self) -> Worker:
        try:
            return self.idle.get_nowait()
        except queue.Empty:
            fresh = Worker()
            self.started.append(fresh)
            return fresh
