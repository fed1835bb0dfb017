"""A list of pupils on its way into the school: uploaded, mapped, previewed, written."""

from django.db import models

from access.models import Membership
from safeguard.scope.models import TenantModel
from safeguard.vault.models import SealedFile


class ImportRun(TenantModel):
    """No word of the file stands here: the file itself is sealed, and is removed once it was written.

    `mapping` says which column (by number, from 0) holds which field; `confirmed` are lines of the file of
    which a person said that they are the same child; `missing` is the number of children a person agreed to
    mark as left, or null; `counts` are what the last preview showed, and what the writing must find again.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Columns not confirmed"
        MAPPED = "mapped", "Not yet looked at"
        PREVIEWED = "previewed", "Not yet written"
        WRITTEN = "written", "Written"
        FAILED = "failed", "Stopped"

    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )  # null: a set-up command
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+", db_index=False)
    rejects = models.ForeignKey(
        SealedFile, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    confirmed = models.JSONField(default=list)
    missing = models.PositiveIntegerField(null=True)
    job = models.UUIDField(null=True)
    written_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="written", written_at__isnull=False)
                | models.Q(~models.Q(state="written"), written_at__isnull=True),
                name="concerns_import_written_when",
            )
        ]
        indexes = [models.Index(fields=["school", "at"], name="concerns_imports")]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody to go on with it."""
        return self.state in {self.State.UPLOADED, self.State.MAPPED, self.State.PREVIEWED}

    @property
    def new(self) -> int | None:
        """How many children it adds, as far as that is known."""
        return self.counts.get("new")

    @property
    def changed(self) -> int | None:
        """How many children it changes, as far as that is known."""
        return self.counts.get("changed")

    @property
    def left_out(self) -> int | None:
        """How many rows stay out: those that can't be read, and those that wait for a person."""
        return self.counts["problems"] + self.counts["stops"] if self.counts else None
