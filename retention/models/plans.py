"""What the nightly plan found: for each child's file when it falls due, by which rule, and what holds it."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from concerns.models import Child
from retention.rules import Because, HoldKind
from retention.schedule_kinds import Trigger
from safeguard.scope.models import TenantModel

PlanLine = tuple[str, str, str, date | None, tuple[str, ...]]


class PlanRun(TenantModel):
    """One pass over the school's files, one row a day: a second pass on the same day replaces the first."""

    planned_on = models.DateField()
    finished_at = models.DateTimeField()
    schedule_digest = models.BinaryField()
    files_seen = models.PositiveIntegerField(default=0)
    files_over = models.PositiveIntegerField(default=0)
    files_held = models.PositiveIntegerField(default=0)
    files_undated = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "planned_on"], name="retention_one_run_a_day")
        ]


class PlanItem(TenantModel):
    """What the plan says about one child's file.

    `due_on` is the last day of the month in which the period ends, never the day itself: counted back,
    the day would give away a date of birth that is sealed everywhere else. `run` is the pass that last
    changed the line.
    """

    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="items", db_index=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule_code = models.CharField(max_length=10, blank=True)
    because = models.CharField(max_length=16, choices=[(code.value, code.value) for code in Because])
    trigger = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Trigger])
    due_on = models.DateField(null=True)
    held_by = ArrayField(
        models.CharField(max_length=14, choices=[(kind.value, kind.value) for kind in HoldKind]), default=list
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "child"], name="retention_one_plan_a_file")]
        indexes = [
            models.Index(
                fields=["school", "due_on"], condition=Q(due_on__isnull=False), name="retention_due"
            ),
        ]

    @property
    def line(self) -> PlanLine:
        """What the line says, for telling whether it has changed."""
        return (self.rule_code, self.because, self.trigger, self.due_on, tuple(self.held_by))
