"""What is added to a concern after it was submitted. Words are sealed with the concern's record key."""

from django.db import models

from access.models import Membership
from concerns.models.concern import Concern
from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField


class Addendum(TenantModel):
    """Words that stand beside the original, which is never edited."""

    class Kind(models.TextChoices):
        ADDENDUM = "addendum", "Added later"
        CORRECTION = "correction", "Correction"
        NOTE = "note", "Note"
        CONTACT = "contact", "Contact"

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="addenda", db_index=False)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ADDENDUM)
    text = SealedField()
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["school", "concern"], name="concerns_addendum_of")]


class Action(TenantModel):
    """Something to do, by somebody, by a day."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="actions", db_index=False)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = SealedField()
    due_on = models.DateField()
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = SealedField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="concerns_done_has_by",
            )
        ]
        indexes = [
            models.Index(fields=["school", "concern"], name="concerns_action_of"),
            models.Index(
                fields=["school", "owner", "due_on"], condition=models.Q(done_at=None), name="concerns_tasks"
            ),
        ]


class Decision(TenantModel):
    """A decision and why, including the decision not to refer or to do nothing."""

    class Kind(models.TextChoices):
        IN_SCHOOL = "in_school", "Support in school"
        EARLY_HELP = "early_help", "Early or family help"
        REFER = "refer", "Refer to children's social care"
        REFER_POLICE = "refer_police", "Report to the police"
        NOT_REFER = "not_refer", "Not to refer"
        NO_ACTION = "no_action", "No further action"
        OTHER = "other", "Another decision"

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    options = SealedField(null=True)
    rationale = SealedField()
    decided_at = models.DateTimeField()
    review_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["school", "concern"], name="concerns_decision_of")]


class Closure(TenantModel):
    """What a closed concern must say (KCSIE, record keeping): summary, follow-up, outcome."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="closures", db_index=False)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    summary = SealedField()
    follow_up = SealedField()
    outcome = SealedField()
    no_action_reason = SealedField(null=True)
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["school", "concern"], name="concerns_closure_of")]


class Feedback(TenantModel):
    """What the person who logged a concern is told: that it was read, and what may be said."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="feedback", db_index=False)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = SealedField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["school", "concern"], name="concerns_feedback_of")]


class Opening(TenantModel):
    """That a member has opened a concern, for unread marks. Leaves the queue untouched."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="openings", db_index=False)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "concern", "member"], name="concerns_opened_once")
        ]
