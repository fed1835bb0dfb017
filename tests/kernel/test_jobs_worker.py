"""A real worker, a real broker: killed in the middle of a job, which then happens exactly once."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from audit.models import Entry
from safeguard.jobs.actions import start_job, sweep
from safeguard.jobs.models import Job
from safeguard.jobs.tasks import run_job
from safeguard.scope import school_scope
from tests.conftest import World
from tests.kernel import jobs_for_tests

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
LEASE_SECONDS = 3


def test_database_url() -> str:
    """The runtime role's address of the test database."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path="/" + connections["default"].settings_dict["NAME"]))


test_database_url.__test__ = False  # type: ignore[attr-defined]


def environment(**more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": test_database_url(),
        "SAFEGUARD_JOB_LEASE_SECONDS": str(LEASE_SECONDS),
        **more,
    }


def wait_for(what: Callable[[], Any], *, seconds: float = 40) -> Any:
    """Ask again and again until it is true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = what()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it didn't happen in time")


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A queue that no other worker listens to; emptied afterwards."""
    if not settings.REDIS_URL:
        pytest.skip("no broker: REDIS_URL is not set")
    name = f"test-{uuid.uuid4().hex[:8]}"
    monkeypatch.setattr(run_job, "queue", name, raising=False)
    monkeypatch.setattr(run_job, "_exec_options", None, raising=False)
    yield name
    with run_job.app.connection_or_acquire() as held:
        client = held.default_channel.client
        client.delete(name)
        # What the killed worker took stays noted as not acknowledged, for an hour.
        for tag, message in client.hgetall("unacked").items():
            if name.encode() in message:
                client.hdel("unacked", tag)
                client.zrem("unacked_index", tag)


@pytest.fixture
def start_worker(queue: str, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers in process groups of their own; ends each that is left."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        options = (
            f"-A safeguard worker -c 1 -l WARNING -Q {queue} -n {queue}-{len(started)}@test"
            f" -I {jobs_for_tests.__name__} --without-gossip --without-mingle --without-heartbeat"
        )
        with (tmp_path / f"worker-{len(started)}.log").open("wb") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "celery", *options.split()],
                env=environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(10)


def row_now(row: Job) -> Job:
    with school_scope(row.school_id), transaction.atomic():
        return Job.objects.get(pk=row.pk)


def sweep_now(row: Job) -> int:
    with school_scope(row.school_id), transaction.atomic():
        return sweep(now=timezone.now())


def test_a_job_whose_worker_is_killed_happens_exactly_once(world: World, start_worker: Any) -> None:
    member = world.member("dsl")
    worker = start_worker()
    with school_scope(world.oak.pk), transaction.atomic():
        payload = {"steps": 40, "pause_ms": 100}
        row = start_job(kind="test.step", by=member, payload=payload, now=timezone.now())

    running = wait_for(lambda: (r := row_now(row)).progress_done >= 5 and r)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(10)
    assert (running.state, running.attempt) == ("running", 1)

    assert sweep_now(row) == 0, "while the lease lasts nobody else gets it"
    start_worker()
    wait_for(lambda: timezone.now() > row_now(row).lease_until, seconds=LEASE_SECONDS + 5)
    assert sweep_now(row) == 1
    done = wait_for(lambda: (r := row_now(row)).is_over and r)

    assert (done.state, done.attempt, done.result) == ("done", 2, {"steps": 40})
    with school_scope(world.oak.pk), transaction.atomic():
        assert Entry.objects.here().filter(cid=str(row.uid)).count() == 1


ASK = """
import django, json, time
django.setup()
from django.db import transaction
from django.utils import timezone
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
import tests.kernel.jobs_for_tests
with school_scope({school}):
    for attempt in ("warm-up", "measured"):
        began = time.monotonic()
        with transaction.atomic():
            row = start_job(kind="test.step", by=None, payload={{}}, now=timezone.now())
        took = time.monotonic() - began
    with transaction.atomic():
        print(json.dumps([Job.objects.get(pk=row.pk).state, took]))
"""


@pytest.mark.parametrize("broker", ["redis://127.0.0.1:1/0", "redis+socket:///nowhere/broker.sock"])
def test_without_a_broker_the_job_stays_queued_and_asking_takes_no_time(world: World, broker: str) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK.format(school=world.oak.pk)],
        env=environment(REDIS_URL=broker, DJANGO_SETTINGS_MODULE="safeguard.settings"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    state, took = json.loads(asked.stdout.splitlines()[-1])
    assert state == "queued"
    assert took < 2
    assert "broker not reached, job waits" in asked.stderr
