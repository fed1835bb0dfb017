"""The check as a job that a page follows."""

from django.utils import timezone

from audit.actions import JOB, check_ledger
from safeguard.jobs.actions import Run
from safeguard.jobs.registry import job


@job(JOB, seen_with="audit.read", page="audit:home")
def verify(run: Run) -> None:
    """Walk the school's chain; the verdict is a row that the access audit shows."""
    found = check_ledger(by=run.member, now=timezone.now(), progress=run.progress)
    run.job.result = {"entries": found.entries, "whole": int(not found.fault)}
