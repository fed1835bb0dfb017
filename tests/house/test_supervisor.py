"""Processes are brought back when they die, and leave nothing behind when they are stopped."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from safeguard.demo import supervisor
from safeguard.demo.supervisor import Child, Supervisor, last_line

PATIENT = 90.0  # seconds; a busy machine takes its time


def until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENT
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text() if Path("/proc").exists() else True


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Supervisor]]:
    monkeypatch.setattr(supervisor, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(supervisor, "GRACE", 1.0)
    made: list[Supervisor] = []

    def start(code: str, said: list[str] | None = None) -> Supervisor:
        log = tmp_path / "child.log"
        child = Child("worker", [sys.executable, "-c", code], env=dict(os.environ), log=log, cwd=tmp_path)
        found = Supervisor([child], say=(said if said is not None else []).append)
        made.append(found)
        child.start()
        found.watch()
        return found

    yield start
    for found in made:
        found.stop()


def test_one_that_is_killed_is_started_again(run: Callable[..., Supervisor]) -> None:
    said: list[str] = []
    child = run("import time; time.sleep(600)", said).child("worker")
    first = child.pid

    os.kill(first, 9)

    assert until(lambda: child.pid != first and child.running)
    assert said == ["worker ended (SIGKILL). Starting it again in 0 s."]


def test_one_that_keeps_dying_waits_longer_each_time(run: Callable[..., Supervisor]) -> None:
    said: list[str] = []
    child = run("import sys; sys.exit('no key')", said).child("worker")

    assert until(lambda: child.deaths >= 3)
    assert said[0] == "worker ended (code 1: no key). Starting it again in 0 s."
    assert child.due == 0 or child.due > time.monotonic() - PATIENT


def test_stopping_is_asked_once_and_waited_for(run: Callable[..., Supervisor], tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    found = run(
        "import pathlib, signal, sys, time\n"
        f"mark = pathlib.Path({str(asked)!r})\n"
        "def end(*_):\n"
        "    mark.write_text(mark.read_text() + 'x'); time.sleep(0.3); sys.exit(0)\n"
        "mark.write_text(''); signal.signal(signal.SIGTERM, end); time.sleep(600)\n"
    )
    assert until(asked.exists)

    found.stop()
    found.stop()

    assert asked.read_text() == "x"


def test_one_that_will_not_stop_is_killed_with_all_it_started(
    run: Callable[..., Supervisor], tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    found = run(
        "import os, pathlib, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{other.pid}}'); time.sleep(600)\n"
    )
    assert until(lambda: pids.exists() and len(pids.read_text().split()) == 2)

    found.stop()

    assert until(lambda: not any(alive(int(pid)) for pid in pids.read_text().split()))


def test_the_last_line_is_found_behind_a_line_of_progress(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("first\nloading 1 of 3\rloading 2 of 3\rloading 3 of 3\n\n")

    assert last_line(log) == "loading 3 of 3"
    assert last_line(tmp_path / "none") == ""
