"""Start, lease, run, finish, sweep.

A job is leased by one UPDATE … RETURNING, so that two workers never hold it at once. Its work and
its being done are committed together: killed at any moment, it either hasn't happened or is done.
"""

import logging
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Any, Protocol

from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from safeguard.jobs.models import Job
from safeguard.jobs.progress import LeaseLost, lease_length, report_progress
from safeguard.jobs.registry import function_of
from safeguard.jobs.witness import witness
from safeguard.scope import current_school_id, school_scope

log = logging.getLogger("safeguard.jobs")
ATTEMPTS = 5
# Between two writings of progress; a page asks every two seconds.
SECONDS_BETWEEN = 0.5
LIVE = [Job.State.QUEUED, Job.State.RUNNING]


class Requester(Protocol):
    """Whoever asked for the job: a membership."""

    id: int


class JobFailed(Exception):
    """A failure that a person can act on. Its text is shown, so it holds no words of a record."""


@dataclass
class Run:
    """What a running job gets: its row, who asked, and a way to say how far it is.

    `apart` is false where the job runs inside somebody else's transaction (tests): then nobody could see
    progress before the end, and it is only kept on the row in memory.
    """

    job: Job
    apart: bool = True
    _last: float = field(default=float("-inf"), repr=False)

    @cached_property
    def member(self) -> Any:
        """The membership of whoever asked, or None for what the platform asked for."""
        members = apps.get_model(settings.MEMBER_MODEL)._default_manager
        return members.select_related("user", "school").filter(pk=self.job.requested_by_id).first()

    def progress(self, done: int, total: int) -> None:
        """Show progress, and prolong the lease. Raises LeaseLost when the job was cancelled meanwhile."""
        self.job.progress_done, self.job.progress_total = done, total
        now = time.monotonic()
        if self.apart and (now - self._last >= SECONDS_BETWEEN or done >= total):
            self._last = now
            report_progress(self.job, done, total)


def start_job(
    *, kind: str, by: Requester | None, payload: dict[str, Any], now: datetime, key: str | None = None
) -> Job:
    """Ask for a job; it is woken at commit. A live job with the same key is returned instead.

    When the broker can't be reached the row waits, and the sweeper wakes it later.
    """
    function_of(kind)
    row, made = _one_live(kind, key, payload=payload, requested_by_id=by.id if by else None, created_at=now)
    if made:
        witness().asked(row, by)
        transaction.on_commit(partial(wake, current_school_id(), str(row.uid)))
    return row


def _one_live(kind: str, key: str | None, **values: Any) -> tuple[Job, bool]:
    """The live job with this key, or a new one. Two who ask at once get the same one."""
    rows = Job.objects.filter(kind=kind, key=key, state__in=LIVE)
    live: Job | None = rows.first() if key is not None else None
    if live is not None:
        return live, False
    try:
        with transaction.atomic():
            made: Job = Job.objects.create(kind=kind, key=key, **values)
            return made, True
    except IntegrityError:
        live = rows.first()
        if live is None:
            raise
        return live, False


def wake(school_id: int, uid: str) -> bool:
    """Tell a worker. False when the broker can't be reached; the row stays queued and nothing is lost."""
    from safeguard.jobs.tasks import run_job  # noqa: PLC0415 - the task stands on this module

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
            state=Job.State.RUNNING,
            lease_until=now + lease_length(),
            attempt=F("attempt") + 1,
            started_at=now,
        )
        return Job.objects.get(uid=uid) if taken else None


def work(row: Job) -> None:
    """Run a leased job: its work and its end in one transaction; a failure is written after rollback."""
    run = Run(row, apart=not connection.in_atomic_block)
    try:
        with transaction.atomic():
            with witness().around(row, run.member):
                function_of(row.kind)(run, **row.payload)
            held = Job.objects.select_for_update().get(pk=row.pk)
            if held.state != Job.State.RUNNING or held.attempt != row.attempt:
                raise LeaseLost
            row.state, row.finished_at, row.lease_until = Job.State.DONE, timezone.now(), None
            row.save(update_fields=["state", "finished_at", "lease_until", "result"])
    except LeaseLost:
        log.warning("job %s %s: cancelled or taken over, its work is rolled back", row.kind, row.uid)
    except JobFailed as problem:
        fail(row, str(problem))
    except SoftTimeLimitExceeded:
        fail(row, "It took longer than a job may take. Try with less at once.")
    except Exception as problem:
        log.error(
            "job %s %s failed: %s", row.kind, row.uid, type(problem).__name__, exc_info=log.isEnabledFor(10)
        )
        fail(row, f"It stopped with an unexpected problem ({type(problem).__name__}). Nothing was changed.")


def cancel_job(*, row: Job, by: Requester, now: datetime) -> bool:
    """Stop a job that isn't over. False when it was over already.

    A worker that has it notices at its next word of progress, or at the end, and rolls its work back.
    """
    with transaction.atomic():
        stopped = Job.objects.filter(pk=row.pk, state__in=LIVE).update(
            state=Job.State.CANCELLED, finished_at=now, lease_until=None
        )
        if stopped:
            witness().cancelled(row, by)
    return bool(stopped)


def fail(row: Job, why: str) -> None:
    """Write a job's failure, with what a person reads."""
    row.state, row.error, row.finished_at = Job.State.FAILED, why[:200], timezone.now()
    # In a transaction, because only there the school is pinned: without one no row would be found.
    with transaction.atomic():
        Job.objects.filter(pk=row.pk, state=Job.State.RUNNING, attempt=row.attempt).update(
            state=row.state, error=row.error, finished_at=row.finished_at, lease_until=None
        )


def run_now(row: Job) -> Job:
    """Run a job in this process (tests, commands): the same lease, the same work."""
    with school_scope(row.school_id):  # type: ignore[arg-type]
        leased = lease(str(row.uid), now=timezone.now())
        if leased is not None:
            work(leased)
        with transaction.atomic():
            after: Job = Job.objects.get(pk=row.pk)
        return after


def sweep(*, now: datetime) -> int:
    """Wake what waits and what a dead worker left; give up after five attempts. Says how many were woken."""
    current_school_id()
    dead = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now, attempt__gte=ATTEMPTS)
    dead.update(state=Job.State.FAILED, finished_at=now, error="It was tried five times and didn't finish.")
    waiting = Q(state=Job.State.QUEUED, created_at__lt=now - timedelta(seconds=20))
    lost = Q(state=Job.State.RUNNING, lease_until__lt=now)
    rows = list(Job.objects.filter(waiting | lost).values_list("school_id", "uid")[:500])
    return sum(wake(school_id, str(uid)) for school_id, uid in rows)
