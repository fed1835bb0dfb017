"""Jobs of retention that a page waits for."""

from datetime import date
from typing import Any

from django.utils import timezone

from access.models import Membership
from retention import sar_jobs as sar_jobs  # registers the jobs of requests
from retention.actions.plans import plan_files
from retention.queries.due import JOB
from safeguard.jobs.actions import Run
from safeguard.jobs.registry import job


@job(JOB, seen_with="retention.read", page="retention:home")
def plan(run: Run, *, day: str) -> None:
    """Plan every file of the school as of a day."""
    asked = run.job.requested_by_id
    by: Any = Membership.objects.filter(pk=asked).first() if asked else None
    made = plan_files(by=by, today=date.fromisoformat(day), now=timezone.now(), report=run.progress)
    run.job.result = {"seen": made.files_seen, "over": made.files_over, "held": made.files_held}
