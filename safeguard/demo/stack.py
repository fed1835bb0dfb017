"""The whole of Safeguard on one machine: services, database, sample, web server, worker and clock.

`make demo` and the browser tests start the very same processes; only folder, port and sample differ.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from safeguard.demo import broker, keys, services
from safeguard.demo.environment import ROOT, silent_step
from safeguard.demo.places import DemoError
from safeguard.demo.postgres import DATABASE
from safeguard.demo.services import Services, Step
from safeguard.demo.supervisor import Child, Say, Supervisor, last_line

HOST = "127.0.0.1"
READY_WITHIN = 180.0  # seconds; a machine busy with tests takes its time
READY_WORDS = {"worker": " ready.", "beat": "beat: Starting"}
SAMPLE_BEGUN = "sample-begun"


@dataclass(frozen=True)
class Stack:
    """A running Safeguard."""

    url: str
    directory: Path
    services: Services
    environment: Mapping[str, str]
    supervisor: Supervisor

    @property
    def worker_pid(self) -> int:
        """The worker's process, which a test may kill."""
        return self.supervisor.child("worker").pid

    def log(self, name: str) -> str:
        """What web, worker, beat or one of the steps wrote."""
        return log_file(self.directory, name).read_text(errors="replace")


@contextmanager
def demo_stack(
    *,
    directory: Path,
    port: int = 0,
    sample: str | None = "small",
    database: str | None = None,
    environment: Mapping[str, str] | None = None,
    durable: bool = False,
    step: Step = silent_step,
    say: Say = lambda line: None,
) -> Iterator[Stack]:
    """Bring everything up, hand it over, and take it down again.

    `database` names one to be made anew and dropped at the end (for tests); None keeps the services' own.
    `sample` None leaves it empty. `environment` overrides what the processes get.
    """
    port = port or free_port()
    check_port(port)
    (directory / "logs").mkdir(parents=True, exist_ok=True)
    with services.running_services(directory / "services", durable=durable, step=step) as found:
        used = _apart(found, database) if database else _whole(directory, found)
        env = {**_environment(directory, used), **(environment or {})}
        try:
            _fill(directory, used, env, sample, step)
            _build(directory, env, step)
            supervisor = Supervisor(_children(directory, env, port), say=say)
            try:
                _start(supervisor, port, step)
                supervisor.watch()
                yield Stack(f"http://localhost:{port}", directory, used, env, supervisor)
            finally:
                supervisor.stop()
        finally:
            if database:
                services.drop_database(found, database)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def check_port(port: int) -> None:
    """Complain in one line when somebody listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise DemoError(f"Port {port} needs root. Choose one above 1023: make demo PORT=8000") from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise DemoError(f"Port {port} is taken. Choose another: make demo PORT={other}") from None


def log_file(directory: Path, name: str) -> Path:
    """Where the process or step of this name writes."""
    return directory / "logs" / f"{name}.log"


def base_environment() -> dict[str, str]:
    """Our environment without the settings of Safeguard: a leftover must not change the demo's keys."""
    kept = {"SAFEGUARD_PG_BIN"}
    return {
        name: value for name, value in os.environ.items() if not name.startswith("SAFEGUARD_") or name in kept
    }


def _environment(directory: Path, used: Services) -> dict[str, str]:
    return {
        **base_environment(),
        **used.environment(),
        **keys.read_or_make(directory),
        "DJANGO_SETTINGS_MODULE": "safeguard.settings",
        "PYTHONUNBUFFERED": "1",
        "SAFEGUARD_DEMO": "1",
        "SAFEGUARD_SEALED_ROOT": str(directory.resolve() / "sealed"),
        "SAFEGUARD_STATIC_ROOT": str(directory.resolve() / "static"),
        "SAFEGUARD_BEAT_FILE": str(directory.resolve() / "beat"),
    }


def _apart(found: Services, database: str) -> Services:
    """A database and a queue that nobody else uses."""
    used = services.make_database(found, database, afresh=True)
    return replace(used, redis_url=broker.queue_of_its_own(used.redis_url, database))


def _whole(directory: Path, found: Services) -> Services:
    """The database, made anew when loading the sample was broken off last time: half a trust helps nobody."""
    begun = directory / SAMPLE_BEGUN
    if not begun.exists():
        return found
    if found.pg_bin is None:
        raise DemoError(f"Loading the sample was broken off. Empty your database, then delete {begun}.")
    found = services.make_database(found, DATABASE, afresh=True)
    begun.unlink()
    return found


def _fill(directory: Path, used: Services, env: Mapping[str, str], sample: str | None, step: Step) -> None:
    """Migrate, then load the sample into a database that holds no school."""
    manage = [sys.executable, "manage.py"]
    _run_step(directory, env, step, "migrate", *manage, "migrate", "--database=owner", "--no-input")
    begun = directory / SAMPLE_BEGUN
    command = ROOT / "safeguard" / "demo" / "management" / "commands" / "load_sample.py"
    if sample is None or not command.exists() or _holds_a_school(used):
        return
    begun.touch()
    _run_step(directory, env, step, "sample", *manage, "load_sample", f"--size={sample}")
    begun.unlink()


def _build(directory: Path, env: Mapping[str, str], step: Step) -> None:
    """Assets, gathered under hashed names unless SAFEGUARD_HASHED_STATIC=0 serves them as they are."""
    collect = [] if env.get("SAFEGUARD_HASHED_STATIC") == "0" else ["--collect"]
    _run_step(directory, env, step, "assets", sys.executable, "-m", "safeguard.demo", "assets", *collect)


def _holds_a_school(used: Services) -> bool:
    with psycopg.connect(used.owner_url) as connection:
        return connection.execute("SELECT 1 FROM access_school LIMIT 1").fetchone() is not None


def _run_step(directory: Path, env: Mapping[str, str], step: Step, name: str, *command: str) -> None:
    """Run to the end, with what it says in its log; one line and the log's place when it fails."""
    log = log_file(directory, name)
    with step(name) as note, log.open("wb") as out:
        process = subprocess.Popen(
            command,
            env=env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                note(last_line(log))
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.5)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode != 0:
        raise DemoError(f"The step '{name}' failed: {last_line(log) or 'it said nothing'} (log: {log})")


def _children(directory: Path, env: Mapping[str, str], port: int) -> list[Child]:
    granian = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1"]
    celery = ["celery", "-A", "safeguard"]
    commands: dict[str, Sequence[str]] = {
        "web": [*granian, "--blocking-threads", "2", "--no-ws", "safeguard.wsgi:application"],
        "worker": [*celery, "worker", "-c", "2", "--without-gossip", "--without-mingle", "-l", "INFO"],
        "beat": [*celery, "beat", "-l", "INFO"],
    }
    children = []
    for name, command in commands.items():
        log = log_file(directory, name)
        log.write_bytes(b"")
        children.append(Child(name, [sys.executable, "-m", *command], env=env, log=log, cwd=ROOT))
    return children


def _start(supervisor: Supervisor, port: int, step: Step) -> None:
    for child in supervisor.children:
        child.start()
    for child in supervisor.children:
        with step(child.name):
            _wait_for(child, port)


def _wait_for(child: Child, port: int) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if not child.running:
            raise DemoError(
                f"{child.name} did not start: {last_line(child.log) or 'it said nothing'} (log: {child.log})"
            )
        if (
            _answers(port)
            if child.name == "web"
            else READY_WORDS[child.name] in child.log.read_text(errors="replace")
        ):
            return
        time.sleep(0.1)
    raise DemoError(f"{child.name} was not ready within {READY_WITHIN:.0f} s (log: {child.log})")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code != 503
    except OSError:
        return False
