"""Who sees a record besides (or in spite of) their role."""

from typing import Any, ClassVar

from django.db import models
from guardian.models import UserObjectPermissionBase

from access.models import Membership
from concerns.models.child import Child
from concerns.models.concern import Concern
from safeguard.scope.models import TenantManager, TenantModel
from safeguard.vault.fields import SealedField


class ConcernGrant(UserObjectPermissionBase, TenantModel):
    """A share of one concern with one person (django-guardian, direct foreign key, with our columns)."""

    content_object = models.ForeignKey(
        Concern, on_delete=models.CASCADE, related_name="grants", db_index=False
    )
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = SealedField()

    objects: ClassVar[Any] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "user", "content_object", "permission"],
                condition=models.Q(ended_at=None),
                name="concerns_one_grant",
            )
        ]
        indexes = [models.Index(fields=["school", "content_object"], name="concerns_grants_of")]

    def __str__(self) -> str:
        return f"grant {self.uid}"


class Exclusion(TenantModel):
    """A member who must not see a child's file or a concern, nor that it exists. Beats every role."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = SealedField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(child__isnull=True) ^ models.Q(concern__isnull=True),
                name="concerns_excluded_from_one",
            )
        ]
        indexes = [models.Index(fields=["school", "member"], name="concerns_exclusions")]
