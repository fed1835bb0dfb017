"""What somebody is writing and hasn't sent. Theirs alone, sealed, and it expires."""

from django.db import models

from access.models import Membership
from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField


class Draft(TenantModel):
    """A form's fields as JSON, sealed with the school's key."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = SealedField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["school", "member"], name="concerns_drafts")]
