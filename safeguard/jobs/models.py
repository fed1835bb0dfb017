"""A job's row: what was asked, by whom, how far it is, and what came of it."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from safeguard.scope.models import TenantModel

WAITS_LONG = timedelta(seconds=30)


class Job(TenantModel):
    """`payload` and `result` hold uids, codes and counts, never words or names of a record."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Working"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    key = models.CharField(max_length=100, null=True)
    payload = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=200, blank=True)
    requested_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "key"],
                condition=models.Q(state__in=["queued", "running"]),
                name="jobs_one_live_per_key",
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "lease_until"],
                condition=models.Q(state__in=["queued", "running"]),
                name="jobs_live",
            )
        ]

    @property
    def is_over(self) -> bool:
        """True when nothing more will happen."""
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}

    @property
    def percent(self) -> int:
        """Progress from 0 to 100; 100 only when it is done."""
        if self.state == self.State.DONE:
            return 100
        return min(99, self.progress_done * 100 // self.progress_total) if self.progress_total else 0

    @property
    def waits_long(self) -> bool:
        """True when no worker took it for a while: the page then says that the background service is away."""
        return self.state == self.State.QUEUED and timezone.now() - self.created_at > WAITS_LONG
