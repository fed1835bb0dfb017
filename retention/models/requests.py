"""A subject access request: who asks for whose information, its clock, its searches."""

from django.db import models
from django.db.models import Q

from access.models import Membership
from concerns.models import Child
from retention.exemptions import REQUESTERS
from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField


class RequestState(models.TextChoices):
    """Where a request stands. The moves between them are a table in retention/request_moves.py."""

    RECEIVED = "received", "Received"
    IDENTITY = "identity", "Checking identity"
    OPEN = "open", "Ready to search"
    CLARIFICATION = "clarification", "Waiting for an answer"
    SEARCHING = "searching", "Searching"
    REVIEW = "review", "Review"
    APPROVAL = "approval", "Second check"
    BUILD = "build", "Making the package"
    RELEASED = "released", "Sent"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class SubjectRequest(TenantModel):
    """Words are sealed with the request's own key, which opens while the child's file lives.

    A request about somebody who isn't on the school's list is described in words until the data protection
    officer finds the file.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "By email"
        LETTER = "letter", "By letter"
        SPOKEN = "spoken", "In person or by phone"
        OTHER = "other", "Another way"

    reference = models.CharField(max_length=20)
    subject = models.ForeignKey(
        Child, on_delete=models.PROTECT, null=True, related_name="requests", db_index=False
    )
    requester_kind = models.CharField(
        max_length=16, choices=[(kind.value, label) for kind, label in REQUESTERS.items()]
    )
    requester = SealedField()
    relation = SealedField(null=True)
    contact = SealedField(null=True)
    described = SealedField(null=True)
    asked_for = SealedField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    received_on = models.DateField()
    backdated_why = SealedField(null=True)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    key_sent = models.UUIDField()

    state = models.CharField(max_length=14, choices=RequestState.choices, default=RequestState.RECEIVED)
    identity_asked_on = models.DateField(null=True)
    identity_confirmed_on = models.DateField(null=True)
    identity_how = SealedField(null=True)
    authority = SealedField(null=True)
    extended_on = models.DateField(null=True)
    extended_why = SealedField(null=True)
    submitted_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True)
    approved_note = SealedField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_why = SealedField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "reference"], name="retention_one_request_ref"),
            models.UniqueConstraint(fields=["school", "logged_by", "key_sent"], name="retention_logged_once"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="retention_approved_has_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "refused", "withdrawn"])
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="retention_ended_has_by",
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None) | Q(extended_why__isnull=False),
                name="retention_extended_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "received_on"], name="retention_requests"),
            models.Index(fields=["school", "subject"], name="retention_request_of"),
        ]

    @property
    def is_over(self) -> bool:
        """True when its clock has stopped for good."""
        return self.state in {RequestState.RELEASED, RequestState.REFUSED, RequestState.WITHDRAWN}


class Clarification(TenantModel):
    """A question that the search depends on; the days until the answer don't count."""

    request = models.ForeignKey(
        SubjectRequest, on_delete=models.PROTECT, related_name="clarifications", db_index=False
    )
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    question = SealedField()
    answered_on = models.DateField(null=True)
    answer = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "request"], condition=Q(answered_on=None), name="retention_one_question"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("asked_on")),
                name="retention_answer_after_question",
            ),
        ]


class SearchLog(TenantModel):
    """Where somebody looked, for what, and what was left out and why. Written once."""

    class Place(models.TextChoices):
        SAFEGUARD = "safeguard", "Safeguard"
        EMAIL = "email", "Email and messages"
        PUPILS = "pupils", "Pupil records system"
        PAPER = "paper", "Paper files"
        OTHER = "other", "Somewhere else"

    request = models.ForeignKey(
        SubjectRequest, on_delete=models.PROTECT, related_name="searches", db_index=False
    )
    place = models.CharField(max_length=12, choices=Place.choices)
    terms = SealedField()
    left_out = SealedField(null=True)
    found = models.PositiveIntegerField()
    searched_at = models.DateTimeField()
    searched_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["school", "request"], name="retention_searches_of")]


class RequestCounter(TenantModel):
    """Gives out the references of requests: one row a year, locked last in the transaction."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="retention_one_request_counter")
        ]
