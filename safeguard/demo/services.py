"""PostgreSQL and the broker together: started, stopped, and described by three addresses.

DATABASE_URL (with DATABASE_OWNER_URL) and REDIS_URL in the environment take the place of the embedded ones.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from safeguard.demo import broker, postgres
from safeguard.demo.environment import silent_step
from safeguard.demo.places import DemoError, Place, find_place

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
KEEP = "keep-running"
USERS = "users.lock"
Step = Callable[[str], AbstractContextManager[Callable[[str], None]]]


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


def start(directory: Path, *, durable: bool = True, step: Step = silent_step) -> Services:
    """Bring up what the environment does not name. Safe to repeat; a second caller waits for the first.

    `step` is entered around each service, for a line of progress.
    """
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
            with step("database"):
                pg_bin, fresh = postgres.start(place, durable=durable)
            database, owner = (postgres.url(place.sockets, role) for role in ("sg_app", "sg_owner"))
            started |= {"database"} if fresh else set()
        if not redis_url:
            with step("broker"):
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


def keep(directory: Path, *, running: bool) -> None:
    """Say whether the services of this folder are to go on when the last of their users leaves."""
    marker = find_place(directory).directory / KEEP
    if running:
        marker.touch()
    else:
        marker.unlink(missing_ok=True)


@contextmanager
def running_services(
    directory: Path, *, durable: bool = False, step: Step = silent_step
) -> Iterator[Services]:
    """Services for the length of a block. The last to leave stops them, unless `keep` says otherwise.

    Users hold a shared lock, which the kernel lets go however they end.
    """
    if all(os.environ.get(name) for name in ADDRESSES):
        yield start(directory)
        return
    place = find_place(directory)
    with (place.directory / USERS).open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield start(directory, durable=durable, step=step)
        finally:
            if _alone(users) and not (place.directory / KEEP).exists():
                stop(directory)


def in_use(directory: Path) -> bool:
    """Whether somebody is inside `running_services` for this folder."""
    with (find_place(directory).directory / USERS).open("a") as users:
        return not _alone(users)


def in_database(services: Services, name: str) -> Services:
    """The same services with another database's name in the addresses."""
    database_url, owner_url = (_renamed(url, name) for url in (services.database_url, services.owner_url))
    return replace(services, database_url=database_url, owner_url=owner_url)


def make_database(services: Services, name: str, *, afresh: bool) -> Services:
    """Create the database `name` as the owner (dropping one of that name when `afresh`)."""
    with psycopg.connect(in_database(services, "postgres").owner_url, autocommit=True) as connection:
        if afresh:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER sg_owner").format(sql.Identifier(name)))
    return in_database(services, name)


def drop_database(services: Services, name: str) -> None:
    """Drop it, whoever is still connected."""
    with psycopg.connect(in_database(services, "postgres").owner_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _renamed(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _alone(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _one_at_a_time(directory: Path) -> Iterator[Place]:
    place = find_place(directory)
    with (place.directory / "services.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place
