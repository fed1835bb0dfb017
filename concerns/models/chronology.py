"""One indexed table of dated entries of each child's file."""

from django.db import models

from access.models import Membership
from concerns.models.child import Child
from concerns.models.concern import Concern
from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField


class ChronologyEntry(TenantModel):
    """An event of a child's file, in words for that child alone, sealed with the child's key."""

    class Kind(models.TextChoices):
        CONCERN = "concern", "Concern"
        ADDED = "added", "Added to"
        ACTION = "action", "Action"
        DECISION = "decision", "Decision"
        STATUS = "status", "Status"
        LEVEL = "level", "Risk or level"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"
        ANALYSIS = "analysis", "Analysis"

    class Significance(models.TextChoices):
        KEY = "key", "Key event"
        SIGNIFICANT = "significant", "Significant"
        ROUTINE = "routine", "Routine"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="chronology", db_index=False)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    significance = models.CharField(max_length=12, choices=Significance.choices, default=Significance.ROUTINE)
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    source_uid = models.UUIDField()
    summary = SealedField()
    author = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "child", "kind", "source_uid"], name="concerns_event_once"
            )
        ]
        indexes = [models.Index(fields=["school", "child", "-happened_at"], name="concerns_chronology")]
