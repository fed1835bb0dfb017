"""What a person is in one school, from when until when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.capabilities import Capability
from access.roles import ROLES, Role, may
from safeguard.scope.models import TenantModel


class Membership(TenantModel):
    """A dated role of one person in one school. A person may hold several in different schools."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(r.value, s.label) for r, s in ROLES.items()])
    job_title = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    suspended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "user"], condition=Q(ends_on=None), name="access_one_open_membership"
            ),
            models.UniqueConstraint(
                fields=["school"], condition=Q(role=Role.DSL, ends_on=None), name="access_one_lead_dsl"
            ),
        ]

    def is_live(self, today: date) -> bool:
        """True while the membership gives anything."""
        begun = self.starts_on <= today
        over = self.ends_on is not None and self.ends_on < today
        return begun and not over and self.suspended_at is None

    def can(self, capability: Capability | str) -> bool:
        """True only if the role's table says so."""
        return may(self.role, str(capability))

    @property
    def display_name(self) -> str:
        """The person's name."""
        name: str = self.user.name
        return name

    @property
    def initials(self) -> str:
        """First letters of first and last name."""
        parts = self.display_name.split()
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()

    @property
    def role_label(self) -> str:
        """The role's name as people read it."""
        return ROLES[Role(self.role)].label
