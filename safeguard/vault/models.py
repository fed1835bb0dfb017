"""Wrapped keys, and the register of sealed files. No key stands here in the clear."""

from django.db import models

from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField


class SchoolKey(TenantModel):
    """A school's key, wrapped by the master key that `master` names."""

    wrapped = models.BinaryField()
    master = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(retired_at=None), name="vault_one_live_school_key"
            )
        ]


class SubjectKey(TenantModel):
    """The key of one child's or adult's file, wrapped by the school's. Destroying it ends the file."""

    subject_uid = models.UUIDField()
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "subject_uid"], name="vault_one_key_per_subject"),
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | models.Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="vault_destroyed_means_gone",
            ),
        ]


class RecordWrap(TenantModel):
    """A record's own data key, wrapped once for each subject whose file it is part of.

    `subject_uid` is null where the record concerns nobody known; then the school's key wraps it.
    """

    record_uid = models.UUIDField()
    subject_uid = models.UUIDField(null=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "record_uid", "subject_uid"],
                nulls_distinct=False,
                name="vault_one_wrap_per_subject",
            )
        ]


class SealedFile(TenantModel):
    """A file that is sealed at rest under SEALED_ROOT; the name a person gave it is sealed too."""

    name = SealedField()
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
