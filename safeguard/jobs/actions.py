"""Start, lease, run, finish, sweep.

A job is leased by one UPDATE … RETURNING, so that two workers never hold it at once. Its work and
its being done are committed together: killed at any moment, it either hasn't happened or is done.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from safeguard.jobs.models import Job
from safeguard.jobs.registry import function_of
from safeguard.scope import current_school_id, current_scope, school_scope

log = logging.getLogger("safeguard.jobs")
LEASE = timedelta(minutes=3)
ATTEMPTS = 5


class Requester(Protocol):
    """Whoever asked for the job: a membership."""

    id: int


class JobFailed(Exception):
    """Raised by a job for a failure a person can act on; its text is shown, so it holds no words of a record."""


@dataclass
class Run:
    """What a running job gets: its row, and a way to say how far it is."""

    job: Job
    _last: float = field(default=0.0, repr=False)

    def progress(self, done: int, total: int) -> None:
        """Show progress, and prolong the lease. Written apart from the job's own transaction."""
        report_progress(self.job, done, total)


def start_job(
    *, kind: str, by: Requester | None, payload: dict[str, Any], now: datetime, key: str | None = None
) -> Job:
    """Ask for a job; it is woken when the transaction commits. A live job with the same key is returned instead.

    When the broker can't be reached the row waits, and the sweeper wakes it later.
    """
    function_of(kind)
    if key is not None:
        live = Job.objects.filter(kind=kind, key=key, state__in=["queued", "running"]).first()
        if live is not None:
            return live
    row = Job.objects.create(
        kind=kind, key=key, payload=payload, requested_by_id=by.id if by else None, created_at=now
    )
    transaction.on_commit(partial(wake, row.school_id, str(row.uid)))
    return row


def wake(school_id: int, uid: str) -> bool:
    """Tell a worker. False when the broker can't be reached; the row stays queued and nothing is lost."""
    from safeguard.jobs.tasks import run_job  # the task stands on this module

    try:
        run_job.apply_async((school_id, uid), retry=False)
    except Exception as problem:  # noqa: BLE001 - any broker trouble means the same: the sweeper will wake it
        log.warning("broker not reached, job waits: %s", type(problem).__name__)
        return False
    return True


def lease(uid: str, *, now: datetime) -> Job | None:
    """Take the job for this worker, or None when somebody else has it or it is over."""
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    with transaction.atomic():
        taken = Job.objects.filter(free, uid=uid, attempt__lt=ATTEMPTS).update(
            state=Job.State.RUNNING, lease_until=now + LEASE, attempt=F("attempt") + 1, started_at=now
        )
        return Job.objects.get(uid=uid) if taken else None


@contextmanager
def _apart() -> Iterator[Any]:
    """A second connection, so that progress is seen while the job's own transaction is open."""
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


def report_progress(row: Job, done: int, total: int) -> None:
    """Write progress on a connection of its own; skipped inside tests' single transaction."""
    row.progress_done, row.progress_total = done, total
    scope = current_scope()
    if scope is None:
        return
    with _apart() as other:
        other.ensure_connection()
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT set_config('app.school_id', %s, true)", [str(row.school_id)])
            cursor.execute(
                "UPDATE jobs_job SET progress_done = %s, progress_total = %s, lease_until = %s"
                " WHERE school_id = %s AND uid = %s AND state = 'running'",
                [done, total, timezone.now() + LEASE, row.school_id, row.uid],
            )
        other.commit()


def work(row: Job) -> None:
    """Run a leased job: its work and its end in one transaction; a failure is written after rollback."""
    try:
        with transaction.atomic():
            function_of(row.kind)(Run(row), **row.payload)
            held = Job.objects.select_for_update().get(pk=row.pk)
            if held.state != Job.State.RUNNING or held.attempt != row.attempt:
                raise LeaseLost
            row.state, row.finished_at, row.lease_until = Job.State.DONE, timezone.now(), None
            row.save(update_fields=["state", "finished_at", "lease_until", "result"])
    except LeaseLost:
        log.warning("job %s %s: lease lost, its work is rolled back", row.kind, row.uid)
    except JobFailed as problem:
        fail(row, str(problem))
    except SoftTimeLimitExceeded:
        fail(row, "It took longer than a job may take. Try with less at once.")
    except Exception as problem:
        log.error(
            "job %s %s failed: %s", row.kind, row.uid, type(problem).__name__, exc_info=log.isEnabledFor(10)
        )
        fail(row, f"It stopped with an unexpected problem ({type(problem).__name__}). Nothing was changed.")


class LeaseLost(Exception):
    """Another worker took the job over; this one's work is rolled back."""


def fail(row: Job, why: str) -> None:
    """Write a job's failure, with what a person reads."""
    row.state, row.error, row.finished_at = Job.State.FAILED, why[:200], timezone.now()
    Job.objects.filter(pk=row.pk, state=Job.State.RUNNING, attempt=row.attempt).update(
        state=row.state, error=row.error, finished_at=row.finished_at, lease_until=None
    )


def run_now(row: Job) -> Job:
    """Run a job in this process (tests, commands): the same lease, the same work."""
    with school_scope(row.school_id):
        leased = lease(str(row.uid), now=timezone.now())
        if leased is not None:
            work(leased)
        return Job.objects.get(pk=row.pk)


def sweep(*, now: datetime) -> int:
    """Wake what waits and what a dead worker left; give up after five attempts. Returns how many were woken."""
    current_school_id()
    dead = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now, attempt__gte=ATTEMPTS)
    dead.update(state=Job.State.FAILED, finished_at=now, error="It was tried five times and didn't finish.")
    waiting = Q(state=Job.State.QUEUED, created_at__lt=now - timedelta(seconds=20))
    lost = Q(state=Job.State.RUNNING, lease_until__lt=now)
    rows = list(Job.objects.filter(waiting | lost).values_list("school_id", "uid")[:500])
    return sum(wake(school_id, str(uid)) for school_id, uid in rows)
