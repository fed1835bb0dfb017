"""What the Makefile's targets do, once the arguments are read."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from safeguard.demo import keys, services
from safeguard.demo.environment import ROOT, bring_packages, step
from safeguard.demo.places import MARKER, DemoError, forget
from safeguard.demo.sample.personas import PERSONAS
from safeguard.demo.stack import base_environment, check_port, demo_stack

DEMO = ROOT / "var" / "demo"
DEV = ROOT / "var" / "dev"
TEST = ROOT / "var" / "test"


def up(*, port: int, sample: str, directory: Path = DEMO) -> int:
    """`make demo`: bring it all up and wait for Ctrl-C."""
    ending = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        # Before all is up, a signal breaks off; afterwards it ends the wait. A second one changes nothing.
        if not serving.is_set() and not ending.is_set():
            ending.set()
            raise KeyboardInterrupt
        ending.set()

    serving = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    check_port(port)
    print("Safeguard, with invented people only.", flush=True)
    for missing in bring_packages(browser=False):
        print(f"  {missing}", flush=True)
    try:
        with demo_stack(
            directory=directory,
            port=port,
            sample=None if sample == "none" else sample,
            durable=True,
            step=step,
            say=lambda line: print(f"  {line}"),
        ) as stack:
            serving.set()
            print(_welcome(stack.url, directory), flush=True)
            ending.wait()
            print("\nStopping ...", flush=True)
    except KeyboardInterrupt:
        print("\nBroken off.", flush=True)
        return 130
    print("Stopped. Nothing is lost: `make demo` goes on where this ended.", flush=True)
    return 0


def reset(directory: Path = DEMO) -> int:
    """`make demo-reset`: stop the demo's services and delete its folder, and nothing else."""
    kept = directory / "services"
    if (kept / MARKER).exists():
        if services.in_use(kept):
            raise DemoError("The demo is running. Stop it with Ctrl-C where it runs, then try again.")
        services.stop(kept)
        forget(kept)
    if os.environ.get("DATABASE_URL"):
        print("The database in DATABASE_URL is yours and stays as it is; so do the keys that open it.")
        return 0
    shutil.rmtree(directory, ignore_errors=True)
    print("The demo's data is gone. `make demo` starts afresh.")
    return 0


def test(arguments: Sequence[str]) -> int:
    """`make test`: pytest, with services and secrets of its own. Ends with pytest's own last lines."""
    build_assets(collect=False)
    with services.running_services(TEST / "services") as found:
        env = {
            **base_environment(),
            **found.environment(),
            **keys.read_or_make(TEST),
            "DJANGO_SETTINGS_MODULE": "safeguard.settings",
            "SAFEGUARD_SEALED_ROOT": str(TEST / "sealed"),
            # Django's test client speaks plain HTTP and reads static files where they lie.
            "SAFEGUARD_INSECURE_COOKIES": "1",
            "SAFEGUARD_HASHED_STATIC": "0",
        }
        if found.pg_bin is not None:
            env["SAFEGUARD_PG_BIN"] = str(found.pg_bin)
        # Ctrl-C reaches pytest by itself; we stay to stop the services after its summary.
        signal.signal(signal.SIGINT, lambda number, frame: None)
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments], env=env, cwd=ROOT, check=False
        ).returncode


def manage(arguments: Sequence[str]) -> int:
    """Django's commands on the development database, as `python -m safeguard.demo manage ...`."""
    found = services.start(DEV)
    services.keep(DEV, running=True)
    env = {
        **base_environment(),
        **found.environment(),
        **keys.read_or_make(DEV),
        "DJANGO_SETTINGS_MODULE": "safeguard.settings",
        "SAFEGUARD_DEBUG": "1",
        "SAFEGUARD_SEALED_ROOT": str(DEV / "sealed"),
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], env=env, cwd=ROOT, check=False
    ).returncode


def bench() -> int:
    """`make bench`: nothing is timed yet."""
    print("No benchmarks yet: none of the hot paths is timed.")
    return 0


def packages(*, browser: bool) -> int:
    """Bring what only the system can bring. What cannot be had is said, and stops nothing."""
    for missing in bring_packages(browser=browser):
        print(f"  {missing}", flush=True)
    return 0


def build_assets(*, collect: bool) -> int:
    """Build what the pages need from its sources; with `collect`, gather all of it under hashed names."""
    subprocess.run([sys.executable, "-m", "safeguard.assets"], cwd=ROOT, check=True)
    if collect:
        if not os.environ.get("SAFEGUARD_STATIC_ROOT"):
            raise DemoError("Say in SAFEGUARD_STATIC_ROOT where the files are to be gathered.")
        collected = Path(os.environ["SAFEGUARD_STATIC_ROOT"]) / "collected.txt"
        present = _static_fingerprint()
        if collected.exists() and collected.read_text() == present:
            return 0
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity=0"]
        # Pages of libraries that are never shown here.
        subprocess.run([*command, "--ignore=rest_framework", "--ignore=guardian"], cwd=ROOT, check=True)
        collected.write_text(present)
    return 0


def _static_fingerprint() -> str:
    """Changes whenever a static file or a library does. Packing them takes seconds, so it is done once."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    seen = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    pins = (ROOT / "requirements" / "prod.txt").read_bytes()
    return hashlib.sha256("\n".join(seen).encode() + pins).hexdigest()


def _welcome(url: str, directory: Path) -> str:
    people = [f"    {person.name:<18} {person.job_title}: {person.can_try}" for person in PERSONAS]
    logs = f"  Logs: {os.path.relpath(directory / 'logs')}    Stop: Ctrl-C"
    return "\n".join(
        [
            "",
            f"  Safeguard is at {url}",
            "",
            f"  Sign in with one click at {url}/personas/ as",
            *people,
            "",
            logs,
            "",
        ]
    )
