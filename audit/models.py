"""The ledger's tables. Entries hold ids and codes, never names or words; labels are resolved when shown."""

from typing import Any, ClassVar

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from audit.context import current_origin
from audit.events import Event
from audit.watch import subjects_of
from safeguard.scope import NoScope, current_school_id, current_scope

PLATFORM = 0


def scope_or_platform() -> int:
    """The school that an entry belongs to; 0 outside of any school (sign-in pages)."""
    scope = current_scope()
    try:
        return current_school_id() if scope else PLATFORM
    except NoScope:
        return PLATFORM


class EntryManager(LogEntryManager):
    """Fills in school, actor and request for django-auditlog's field diffs: rows like our own events."""

    def log_create(self, instance: Any, force_log: bool = False, **kwargs: Any) -> Any:
        """A row that belongs to no school (an account) is noted where the change was made."""
        origin = current_origin()
        kwargs.setdefault("school_id", getattr(instance, "school_id", None) or scope_or_platform())
        kwargs.setdefault("timestamp", timezone.now())
        kwargs.setdefault("event", Event.FIELD_CHANGED)
        kwargs.setdefault("subjects", subjects_of(instance))
        kwargs.setdefault("actor_id", origin.actor_id)
        kwargs.setdefault("role", origin.role)
        kwargs.setdefault("remote_addr", origin.address)
        if getattr(instance, "uid", None) is not None:
            kwargs.setdefault("target_uid", instance.uid)
        return super().log_create(instance, force_log=force_log, **kwargs)

    def here(self) -> models.QuerySet[Any]:
        """Entries of the current school; raises NoScope outside of one."""
        return self.get_queryset().filter(school_id=current_school_id())


class Entry(AbstractLogEntry):
    """One thing that happened, or one field-level change. Written once; the database refuses anything else.

    `school_id` is a plain number, 0 for what belongs to no school. Actor and content type can't be
    deleted from under it.
    """

    id = models.BigAutoField(primary_key=True)
    school_id = models.BigIntegerField()
    event = models.CharField(max_length=60)
    role = models.CharField(max_length=30, blank=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    target_uid = models.UUIDField(null=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    content_type = models.ForeignKey(
        "contenttypes.ContentType", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    object_pk = models.CharField(max_length=255)
    object_id = models.BigIntegerField(null=True)
    action = models.PositiveSmallIntegerField()
    cid = models.CharField(max_length=255, null=True)
    timestamp = models.DateTimeField()

    objects: ClassVar[Any] = EntryManager()

    class Meta:
        indexes = [
            models.Index(fields=["school_id", "timestamp"], name="audit_by_time"),
            models.Index(fields=["school_id", "actor", "timestamp"], name="audit_by_actor"),
            models.Index(fields=["school_id", "target_uid"], name="audit_by_target"),
            models.Index(fields=["school_id", "cid"], name="audit_by_request"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"


class Link(models.Model):
    """One link of a school's chain, written by the database at commit and by nothing else."""

    pk = models.CompositePrimaryKey("school_id", "seq")
    school_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    entry_id = models.BigIntegerField(unique=True)
    digest = models.BinaryField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"link {self.school_id}/{self.seq}"


class Mention(models.Model):
    """That an entry names a child or adult: the index behind "who saw this child".

    The database writes it with the entry and the verifier compares the two. The array on the entry can't
    be searched through row-level security: its operators aren't leakproof, so every question would read
    the whole school.
    """

    pk = models.CompositePrimaryKey("school_id", "subject_uid", "at", "entry_id")
    school_id = models.BigIntegerField()
    subject_uid = models.UUIDField()
    at = models.DateTimeField()
    entry = models.ForeignKey(
        Entry, on_delete=models.DO_NOTHING, related_name="mentions", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return f"mention {self.entry_id}"


class Verification(models.Model):
    """What a check of a school's chain found, so that pages can say when it was last whole."""

    id = models.BigAutoField(primary_key=True)
    school_id = models.BigIntegerField()
    checked_at = models.DateTimeField()
    entries = models.BigIntegerField()
    head = models.BinaryField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school_id", "-checked_at"], name="audit_last_check")]

    def __str__(self) -> str:
        return f"verification {self.school_id} {self.checked_at:%Y-%m-%d %H:%M}"
