"""The embedded PostgreSQL and broker: found, started twice without loss, and never at the machine's cost."""

import os
import socket
import stat
from pathlib import Path

import psycopg
import pytest
import redis

from safeguard.demo import broker, places, postgres, services, stack
from safeguard.demo.cli import main
from safeguard.demo.places import DemoError

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the servers to another account")


def permissions(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid


@pytest.mark.services
def test_services_start_twice_without_loss(bare: Path) -> None:
    with services.running_services(bare) as first:
        with psycopg.connect(first.owner_url) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('still here')")
        redis.Redis.from_url(broker.client_url(first.redis_url)).lpush("queue", "a job")
        assert first.started == {"database", "broker"}
    assert services.status(bare) == {"database": False, "broker": False}

    with services.running_services(bare) as second:
        with psycopg.connect(second.owner_url) as connection:
            assert connection.execute("SELECT word FROM kept").fetchall() == [("still here",)]
        assert redis.Redis.from_url(broker.client_url(second.redis_url)).llen("queue") == 1
        assert second.database_url == first.database_url


@pytest.mark.services
def test_the_roles_are_those_of_the_design(bare: Path) -> None:
    with services.running_services(bare) as found, psycopg.connect(found.owner_url) as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolinherit, rolcanlogin, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'sg_%' ORDER BY rolname"
        ).fetchall()
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        ).fetchone()

        assert roles == [
            ("sg_app", False, False, False, True, False),
            ("sg_owner", False, False, True, True, True),
            ("sg_trust", False, False, False, False, False),
        ]
        assert owner == ("sg_owner",)
        with psycopg.connect(found.database_url) as runtime:
            runtime.execute("SET LOCAL ROLE sg_trust")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                runtime.execute("SET LOCAL ROLE sg_owner")


@pytest.mark.services
def test_the_last_to_leave_stops_them(bare: Path) -> None:
    with services.running_services(bare):
        with services.running_services(bare) as joined:
            assert joined.started == frozenset()
            assert services.in_use(bare)
        assert all(services.status(bare).values())
    assert not any(services.status(bare).values())
    assert not services.in_use(bare)


@pytest.mark.services
def test_those_started_by_command_stay_until_told(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", "start", "--quick", "--dir", str(bare)]) == 0
    exports = capsys.readouterr().out
    with services.running_services(bare):
        assert main(["services", "status", "--dir", str(bare)]) == 0
    assert main(["services", "status", "--dir", str(bare)]) == 0
    assert main(["services", "stop", "--dir", str(bare)]) == 0

    assert [line.split("=")[0] for line in exports.splitlines()] == [
        f"export {n}" for n in services.ADDRESSES
    ]
    assert main(["services", "status", "--dir", str(bare)]) == 1


@only_root
@pytest.mark.services
def test_root_opens_no_folder_above(bare: Path, folder: Path) -> None:
    """A checkout that only root may enter stays so; the servers live somewhere else."""
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    inside = closed / "checkout" / "var"
    inside.mkdir(parents=True)
    above = [folder, closed, closed / "checkout", inside]
    before = [permissions(path) for path in above]
    directory = inside / "services"
    try:
        with services.running_services(directory):
            place = places.find_place(directory)
            assert not place.home.is_relative_to(folder)
            assert permissions(place.home)[:2] == (0o700, places.servant().uid)  # type: ignore[union-attr]
            assert places.find_place(directory) == place, "a second run finds it again"
        assert [permissions(path) for path in above] == before
    finally:
        places.forget(directory)
    assert not place.home.exists()
    assert inside.exists()


@only_root
def test_root_takes_unreachable_programs_along(bare: Path, folder: Path) -> None:
    """Programs in an environment that only root may enter are copied, with the libraries beside them."""
    closed = folder / "closed"
    (closed / "bin").mkdir(parents=True)
    (closed / "lib").mkdir()
    program = closed / "bin" / "postgres"
    program.write_text("#!/bin/sh\ncat $(dirname $0)/../lib/words\n")
    program.chmod(0o700)
    (closed / "lib" / "words").write_text("PostgreSQL")
    closed.chmod(0o700)
    place = places.find_place(bare)

    found = places.runnable(place, program, root=closed, parts=["bin", "lib"])

    assert found.is_relative_to(place.home)
    assert places.run_as(place.account, [str(found)], cwd=place.home).stdout == "PostgreSQL"
    assert permissions(closed)[0] == 0o700


def test_addresses_in_the_environment_take_their_place(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in services.ADDRESSES:
        monkeypatch.setenv(name, f"somewhere://{name.lower()}")

    with services.running_services(bare) as found:
        assert found.environment() == {name: f"somewhere://{name.lower()}" for name in services.ADDRESSES}
        assert found.started == frozenset()
    assert not bare.exists()


def test_half_an_address_is_refused_by_name(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://sg_app@somewhere/safeguard")

    with pytest.raises(DemoError, match="DATABASE_OWNER_URL is not set"):
        services.start(bare)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        (postgres, "No PostgreSQL 15 or newer was found. Run `make setup`"),
        (broker, "No valkey-server or redis-server was found. Run `make setup`"),
    ],
)
@pytest.mark.services
def test_a_missing_program_is_one_line(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], module: object, line: str
) -> None:
    monkeypatch.setattr(module, "candidates", lambda: iter(()))

    assert main(["services", "start", "--quick", "--dir", str(bare)]) == 2
    assert capsys.readouterr().err.startswith(f"safeguard: {line}")


def test_a_folder_without_the_programs_is_named(
    bare: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("SAFEGUARD_PG_BIN", str(folder))

    with pytest.raises(DemoError, match=r"SAFEGUARD_PG_BIN=.* holds no initdb, pg_ctl and postgres"):
        services.start(bare)


def test_data_of_a_version_that_is_gone_is_left_alone(bare: Path) -> None:
    data = postgres.data_folder(places.find_place(bare))
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(DemoError, match="made by PostgreSQL 9, which is gone"):
        services.start(bare)
    assert (data / "PG_VERSION").exists()
    (data / "PG_VERSION").unlink()


def test_a_folder_with_other_files_is_never_taken_nor_deleted(folder: Path) -> None:
    (folder / "homework.txt").write_text("mine")

    with pytest.raises(DemoError, match="holds other files"):
        places.find_place(folder)
    places.forget(folder)
    assert (folder / "homework.txt").read_text() == "mine"


def test_a_long_path_gets_a_short_socket(bare: Path) -> None:
    deep = bare.parent / ("a" * 60) / ("b" * 60)

    place = places.find_place(deep)

    assert len(os.fsencode(broker.socket(place))) < 100
    places.forget(deep)
    assert not place.sockets.exists()


def test_a_taken_port_is_one_line_with_a_way_out(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(
            DemoError, match=f"Port {port} is taken. Choose another: make demo PORT={port + 1}"
        ):
            stack.check_port(port)


def test_the_broker_has_one_address_in_two_forms() -> None:
    assert broker.client_url("redis+socket:///run/b.sock?virtual_host=3") == "unix:///run/b.sock?db=3"
    assert broker.client_url("redis://:word@host:6379/0") == "redis://:word@host:6379/0"
