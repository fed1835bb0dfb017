"""Progress is written on a connection of its own, so that it is seen while the job's transaction is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from safeguard.jobs.models import Job


class LeaseLost(Exception):
    """The job was cancelled, or another worker took it over; this one's work is rolled back."""


def lease_length() -> timedelta:
    """How long a worker may say nothing before the job is given to another."""
    return timedelta(seconds=settings.SAFEGUARD_JOB_LEASE_SECONDS)


@contextmanager
def _apart() -> Iterator[Any]:
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


def report_progress(row: Job, done: int, total: int) -> None:
    """Write progress and prolong the lease. Raises LeaseLost when the job isn't this worker's any more."""
    with _apart() as other:
        other.ensure_connection()
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT set_config('app.school_id', %s, true)", [str(row.school_id)])
            cursor.execute(
                "UPDATE jobs_job SET progress_done = %s, progress_total = %s, lease_until = %s"
                " WHERE school_id = %s AND uid = %s AND state = 'running' AND attempt = %s",
                [done, total, timezone.now() + lease_length(), row.school_id, row.uid, row.attempt],
            )
            held = cursor.rowcount == 1
        other.commit()
    if not held:
        raise LeaseLost
