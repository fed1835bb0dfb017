"""What was gathered for a request, record by record, with what is removed from each and why.

A removal is a layer over an untouched copy: it is added, and it may be taken back, but its row is never
changed or deleted.
"""

from django.db import models
from django.db.models import Q

from access.models import Membership
from retention.models.requests import SubjectRequest
from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField


class RequestItem(TenantModel):
    """One record as it was when it was gathered. `words` is the snapshot (retention/snapshots.py)."""

    class Source(models.TextChoices):
        DETAILS = "details", "Details held"
        CONCERN = "concern", "Concern"
        ADDENDUM = "addendum", "Added to a concern"
        ACTION = "action", "Action"
        DECISION = "decision", "Decision"
        CLOSURE = "closure", "Closing of a concern"
        FEEDBACK = "feedback", "Answer to the person who logged it"
        CHRONOLOGY = "chronology", "Chronology"
        ACCESS = "access", "Who has opened the records"

    class Choice(models.TextChoices):
        RELEASE = "release", "Share all of it"
        REDACT = "redact", "Share it without the words removed"
        WITHHOLD = "withhold", "Keep all of it back"

    class Disclosure(models.TextChoices):
        PROTECTED = "protected", "Protected"
        DISCLOSABLE = "disclosable", "Disclosable"

    request = models.ForeignKey(
        SubjectRequest, on_delete=models.PROTECT, related_name="items", db_index=False
    )
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=12, choices=Source.choices)
    source_uid = models.UUIDField()
    reference = models.CharField(max_length=20, blank=True)
    happened_at = models.DateTimeField(null=True)
    disclosure = models.CharField(max_length=12, choices=Disclosure.choices, default=Disclosure.PROTECTED)
    words = SealedField()
    gathered_at = models.DateTimeField()
    choice = models.CharField(max_length=10, choices=Choice.choices, null=True)
    exemption = models.CharField(max_length=4, blank=True)
    reason = SealedField(null=True)
    opinion = SealedField(null=True)
    opinion_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "request", "source", "source_uid"], name="retention_gathered_once"
            ),
            models.UniqueConstraint(fields=["school", "request", "number"], name="retention_item_number"),
            models.CheckConstraint(
                condition=Q(choice=None, decided_at=None, decided_by=None)
                | Q(choice__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                name="retention_decided_has_by",
            ),
            models.CheckConstraint(
                condition=~Q(choice="withhold") | (~Q(exemption="") & Q(reason__isnull=False)),
                name="retention_withheld_has_reason",
            ),
        ]


class RequestPhrase(TenantModel):
    """A phrase that somebody decided about for the whole request: gone everywhere, or it may stay."""

    class Choice(models.TextChoices):
        REMOVE = "remove", "Remove it everywhere"
        STAY = "stay", "It may stay"

    request = models.ForeignKey(
        SubjectRequest, on_delete=models.PROTECT, related_name="phrases", db_index=False
    )
    phrase = SealedField()
    choice = models.CharField(max_length=8, choices=Choice.choices)
    exemption = models.CharField(max_length=4, blank=True)
    reason = SealedField(null=True)
    stand_in = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["school", "request"], name="retention_phrases_of")]


class RequestRedaction(TenantModel):
    """Words that are removed from an item: code points `start` up to `stop` of its text, and why."""

    item = models.ForeignKey(RequestItem, on_delete=models.PROTECT, related_name="redactions", db_index=False)
    start = models.PositiveIntegerField()
    stop = models.PositiveIntegerField()
    exemption = models.CharField(max_length=4)
    reason = SealedField()
    stand_in = models.CharField(max_length=20, blank=True)
    phrase = models.ForeignKey(
        RequestPhrase, on_delete=models.PROTECT, null=True, related_name="redactions", db_index=False
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stop__gt=models.F("start")), name="retention_removes_something"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="retention_taken_back_has_by",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "item"], condition=Q(taken_back_at=None), name="retention_redactions_of"
            )
        ]
