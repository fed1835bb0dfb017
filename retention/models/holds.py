"""Holds: while one lies on a record, nothing of it is disposed of, whatever its date."""

from django.db import models
from django.db.models import Q

from access.models import Membership
from concerns.models import Child, Concern
from retention.rules import HOLD_NAMES, HoldKind
from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField

# What can't be changed once it is written; lifting adds to the row.
PLACED_COLUMNS = [
    "school_id",
    "uid",
    "child_id",
    "concern_id",
    "kind",
    "why",
    "asked_by",
    "placed_at",
    "placed_by_id",
    "source_uid",
]


class Hold(TenantModel):
    """On one child's file, on one concern, or (with neither) on the whole school.

    `source_uid` is set where another part of the product placed it, such as a subject access request;
    such a hold is lifted by what placed it.
    """

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, null=True, related_name="holds", db_index=False
    )
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, related_name="holds", db_index=False
    )
    kind = models.CharField(max_length=14, choices=[(kind.value, HOLD_NAMES[kind]) for kind in HoldKind])
    why = SealedField()
    asked_by = SealedField(null=True)
    review_on = models.DateField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    source_uid = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    lift_why = SealedField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(child__isnull=True) | Q(concern__isnull=True), name="retention_hold_on_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_why__isnull=True)
                | Q(lifted_at__isnull=False, lift_why__isnull=False),
                name="retention_lifted_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(placed_by__isnull=False) | Q(source_uid__isnull=False),
                name="retention_hold_has_source",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "child"], condition=Q(lifted_at=None), name="retention_held_child"
            ),
            models.Index(
                fields=["school", "concern"], condition=Q(lifted_at=None), name="retention_held_concern"
            ),
        ]

    @property
    def is_live(self) -> bool:
        """True until it is lifted. A review date that has passed changes nothing by itself."""
        return self.lifted_at is None
