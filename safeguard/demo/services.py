"""PostgreSQL and the broker together: started, stopped, and described by three addresses.

DATABASE_URL (with DATABASE_OWNER_URL) and REDIS_URL in the environment take the place of the embedded ones.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from safeguard.demo import broker, postgres
from safeguard.demo.places import DemoError, Place, find_place

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


@dataclass(frozen=True)
class Services:
    """Where the services are. `started` names those that this call brought up."""

    database_url: str  # the runtime role, which owns nothing
    owner_url: str  # the role that migrates
    redis_url: str  # in Celery's form; broker.client_url() turns it into that of redis-py
    pg_bin: Path | None  # pg_dump and its kin; None when the server is somebody else's
    started: frozenset[str] = frozenset()

    def environment(self) -> dict[str, str]:
        """What a process of Safeguard needs to find them."""
        return dict(zip(ADDRESSES, (self.database_url, self.owner_url, self.redis_url), strict=True))


def start(directory: Path, *, durable: bool = True) -> Services:
    """Bring up what the environment does not name. Safe to repeat; a second caller waits for the first."""
    database, owner, redis_url = (os.environ.get(name, "") for name in ADDRESSES)
    if bool(database) is not bool(owner):
        missing = "DATABASE_OWNER_URL" if database else "DATABASE_URL"
        raise DemoError(f"{missing} is not set. Set both database addresses, or neither for an embedded one.")
    if database and redis_url:
        return Services(database, owner, redis_url, None)
    with _one_at_a_time(directory) as place:
        started: set[str] = set()
        pg_bin = None
        if not database:
            pg_bin, fresh = postgres.start(place, durable=durable)
            database, owner = (postgres.url(place.sockets, role) for role in ("sg_app", "sg_owner"))
            started |= {"database"} if fresh else set()
        if not redis_url:
            started |= {"broker"} if broker.start(place) else set()
            redis_url = broker.url(place)
        return Services(database, owner, redis_url, pg_bin, frozenset(started))


def stop(directory: Path) -> list[str]:
    """Stop the embedded services of this folder; return the names of those that ran."""
    with _one_at_a_time(directory) as place:
        stopped = ["broker"] if broker.stop(place) else []
        return [*stopped, "database"] if postgres.stop(place) else stopped


def status(directory: Path) -> dict[str, bool]:
    """Which of the embedded services of this folder run."""
    place = find_place(directory)
    return {"database": postgres.running(place), "broker": broker.running(place)}


@contextmanager
def running_services(directory: Path, *, durable: bool = False) -> Iterator[Services]:
    """Services for the length of a block. What ran before is left running."""
    services = start(directory, durable=durable)
    try:
        yield services
    finally:
        if services.started:
            stop(directory)


@contextmanager
def _one_at_a_time(directory: Path) -> Iterator[Place]:
    place = find_place(directory)
    with (place.directory / "services.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place
