"""Celery's side: one task that runs any job, and the sweeper that beat calls."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from safeguard.jobs.actions import lease, sweep, work
from safeguard.scope import all_schools, school_scope


@shared_task(name="jobs.run", acks_late=True, reject_on_worker_lost=True, ignore_result=True)
def run_job(school_id: int, uid: str) -> None:
    """Run one job inside its school's scope; a job that is held or over is left alone."""
    with school_scope(school_id):
        row = lease(uid, now=timezone.now())
        if row is not None:
            work(row)


@shared_task(name="jobs.sweep", ignore_result=True)
def sweep_jobs() -> None:
    """Each minute: wake waiting jobs and those whose worker died."""
    for _ in all_schools(reason="jobs of every school are woken when their worker died"):
        with transaction.atomic():
            sweep(now=timezone.now())
