"""Runs the processes of Safeguard: starts them, brings back one that dies, stops them in order."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

GRACE = 15.0  # seconds to finish what is in hand before a process is killed
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds before a process that died is started again
CALM = 60.0  # seconds of running after which its earlier deaths are forgotten
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG

Say = Callable[[str], None]


class Child:
    """One process and its log."""

    def __init__(
        self, name: str, command: Sequence[str], *, env: Mapping[str, str], log: Path, cwd: Path
    ) -> None:
        self.name = name
        self.command = list(command)
        self.env = dict(env)
        self.log = log
        self.cwd = cwd
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = 0
        self.since = 0.0
        self.due = 0.0  # when a dead one is to be started again

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C in the terminal reaches only the supervisor."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call: no lock, no import
            )
        self.since = time.monotonic()

    @property
    def running(self) -> bool:
        """Whether it is alive now."""
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        """The process id of its present life."""
        if self.process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self.process.pid

    def ask_to_end(self) -> None:
        """Ask it, once: some servers take a second asking for impatience, and drop what is in hand."""
        if self.process is not None and self.running:
            self.process.terminate()

    def see_out(self, grace: float) -> None:
        """Wait for its end, at most `grace` seconds; then kill it, and whatever it started."""
        if self.process is None:
            return
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            self._kill_group()
            self.process.wait()
        self._kill_group()

    def _kill_group(self) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def last_line(log: Path) -> str:
    """The last thing that was said in a log. A line of progress that rewrites itself counts as many."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4096))
        lines = file.read().decode(errors="replace").replace("\r", "\n").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


class Supervisor:
    """Keeps its children running until told to stop."""

    def __init__(self, children: Sequence[Child], *, say: Say = lambda line: None) -> None:
        self.children = list(children)
        self._say = say
        self._ending = threading.Event()
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def child(self, name: str) -> Child:
        """The child of this name."""
        return next(child for child in self.children if child.name == name)

    def watch(self) -> None:
        """From now on bring back those that die."""
        self._watcher.start()

    def stop(self) -> None:
        """Stop them all, first started first: no new requests, then no new jobs. Safe to repeat."""
        self._ending.set()
        for child in self.children:
            child.ask_to_end()
        deadline = time.monotonic() + GRACE
        for child in self.children:
            child.see_out(max(0.1, deadline - time.monotonic()))
        self._ended.set()
        if self._watcher.is_alive():
            self._watcher.join()

    def _watch(self) -> None:
        while not self._ending.wait(0.2):
            for child in self.children:
                self._look_after(child, time.monotonic())
        # Those it started would take this thread's end for the end of their parent.
        self._ended.wait()

    def _look_after(self, child: Child, now: float) -> None:
        if child.process is None or child.running:
            return
        if not child.due:
            child.deaths = 1 if now - child.since > CALM else child.deaths + 1
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (child.deaths - 1))
            child.due = now + wait
            self._say(f"{child.name} ended ({_how_it_ended(child)}). Starting it again in {wait:.0f} s.")
        elif now >= child.due:
            child.due = 0.0
            child.see_out(0)  # what it left behind
            child.start()


def _how_it_ended(child: Child) -> str:
    code = child.process.returncode if child.process is not None else 0
    if code < 0:
        return signal.Signals(-code).name
    return f"code {code}: {last_line(child.log) or 'it said nothing'}"


def _die_with_parent() -> None:
    """Linux ends the child when the supervisor is killed outright; elsewhere it would go on alone."""
    if sys.platform == "linux":
        _LIBC.prctl(DIE_WITH_PARENT, signal.SIGTERM)


# Loaded here: between fork and exec is no place to look for a library.
_LIBC = ctypes.CDLL(None, use_errno=True)
