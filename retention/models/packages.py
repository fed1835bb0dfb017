"""A package that was made for a request: one sealed file, and how it may be fetched."""

from django.db import models
from django.db.models import Q

from access.models import Membership
from retention.models.requests import SubjectRequest
from safeguard.scope.models import TenantModel
from safeguard.vault.models import SealedFile


class Package(TenantModel):
    """What passed the leak scan. A later one takes the place of the one before.

    The link's token and its passphrase are kept as digests only: whoever reads the database can't fetch
    anything, and nobody can be told the passphrase a second time.
    """

    request = models.ForeignKey(
        SubjectRequest, on_delete=models.PROTECT, related_name="packages", db_index=False
    )
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    pages = models.PositiveIntegerField()
    shared = models.PositiveIntegerField()
    in_part = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    phrases_checked = models.PositiveIntegerField()
    expires_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    link_digest = models.BinaryField(null=True)
    passphrase_digest = models.CharField(max_length=200, blank=True)
    link_made_at = models.DateTimeField(null=True)
    link_until = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    downloads = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "request"], condition=Q(replaced_at=None), name="retention_one_package"
            ),
            models.CheckConstraint(
                condition=Q(link_digest__isnull=True, link_until=None)
                | Q(link_digest__isnull=False, link_until__isnull=False),
                name="retention_link_has_end",
            ),
        ]
