"""A concern: what was submitted (never changed again), and where it stands."""

from django.db import models

from access.models import Membership
from concerns.models.child import Child
from safeguard.scope.models import GlobalModel, TenantModel
from safeguard.vault.fields import SealedField


class State(models.TextChoices):
    """Where a concern stands. The moves between them are a table in concerns/workflow.py."""

    SUBMITTED = "submitted", "Not triaged"
    TRIAGED = "triaged", "Triaged"
    OPEN = "open", "Open"
    MONITORING = "monitoring", "Monitoring"
    CLOSED = "closed", "Closed"
    RETURNED = "returned", "Returned with advice"
    MERGED = "merged", "Merged"


class Risk(models.TextChoices):
    """Set by the safeguarding lead at triage; until then there is none, which is not the same as low."""

    IMMEDIATE = "immediate", "Immediate"
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Level(models.TextChoices):
    """Canonical levels of need (Children Act 1989; local ladders map to these)."""

    UNIVERSAL = "universal", "Universal"
    EARLY_HELP = "early_help", "Early help"
    FAMILY_HELP = "family_help", "Family help"
    CIN_S17 = "cin_s17", "Child in need (section 17)"
    CP_S47 = "cp_s47", "Child protection (section 47)"
    LAC = "lac", "Looked after"
    CARE_LEAVER = "care_leaver", "Care leaver"


class Concern(TenantModel):
    """Words are sealed with the record's own key, wrapped once for each child it concerns."""

    class HowKnown(models.TextChoices):
        SAW = "saw", "I saw or heard it"
        CHILD_TOLD = "child_told", "The child told me"
        SOMEONE_TOLD = "someone_told", "Someone else told me"

    class Urgency(models.TextChoices):
        TODAY = "today", "Yes"
        NOT_TODAY = "not_today", "No"
        UNSURE = "unsure", "Not sure"

    class Precision(models.TextChoices):
        EXACT = "exact", "At this time"
        ABOUT = "about", "About this time"
        UNKNOWN = "unknown", "Not known"

    class Sensitivity(models.TextChoices):
        STANDARD = "standard", "Standard"
        RESTRICTED = "restricted", "Restricted to named people"
        SEALED = "sealed", "Lead and head only"

    reference = models.CharField(max_length=20)
    reporter = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    occurred_at = models.DateTimeField(null=True)
    occurred_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.ABOUT)
    disclosed_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    how_known = models.CharField(max_length=12, choices=HowKnown.choices)
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    place = SealedField(null=True)
    account = SealedField()
    child_words = SealedField(null=True)
    done_so_far = SealedField(null=True)
    marks = SealedField(null=True)

    state = models.CharField(max_length=12, choices=State.choices, default=State.SUBMITTED)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity.choices, default=Sensitivity.STANDARD)
    owner = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    risk = models.CharField(max_length=10, choices=Risk.choices, null=True)
    level = models.CharField(max_length=12, choices=Level.choices, null=True)
    respond_by = models.DateTimeField()
    triaged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    idempotency_key = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "reference"], name="concerns_one_reference"),
            models.UniqueConstraint(
                fields=["school", "reporter", "idempotency_key"],
                condition=~models.Q(idempotency_key=None),
                name="concerns_sent_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_at__isnull=False),
                name="concerns_closed_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "respond_by"],
                condition=~models.Q(state__in=["closed", "merged", "returned"]),
                name="concerns_inbox",
            ),
            models.Index(fields=["school", "state", "recorded_at"], name="concerns_by_state"),
            models.Index(fields=["school", "reporter", "recorded_at"], name="concerns_by_reporter"),
        ]


SUBMITTED_COLUMNS = [
    "school_id",
    "uid",
    "reference",
    "reporter_id",
    "occurred_at",
    "occurred_precision",
    "disclosed_at",
    "recorded_at",
    "how_known",
    "urgency",
    "place",
    "account",
    "child_words",
    "done_so_far",
    "marks",
    "idempotency_key",
]


class Involvement(TenantModel):
    """A child's part in a concern. A child who isn't on the list is described in (sealed) words."""

    class Role(models.TextChoices):
        SUBJECT = "subject", "Worried about"
        HARMED = "alleged_victim", "May have been harmed"
        MAY_HAVE_HARMED = "alleged_perpetrator", "May have harmed"
        WITNESS = "witness", "Saw or heard it"
        SIBLING = "sibling", "Brother or sister"
        BYSTANDER = "bystander", "Was there"

    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, related_name="involvements", db_index=False
    )
    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, null=True, related_name="involvements", db_index=False
    )
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SUBJECT)
    described = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "concern", "child"], name="concerns_child_once"),
        ]
        indexes = [models.Index(fields=["school", "child"], name="concerns_of_child")]


class ReferenceCounter(TenantModel):
    """Gives out the school's references: one row a year, locked last in the transaction."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "year"], name="concerns_one_counter")]


class Category(GlobalModel):
    """What a concern is about, by edition of the guidance. Set by the lead, not by the reporter."""

    class Disclosure(models.TextChoices):
        PROTECTED = "protected", "Protected"
        DISCLOSABLE = "disclosable", "Disclosable"

    code = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    label = models.CharField(max_length=80)
    group = models.CharField(max_length=20)
    disclosure_default = models.CharField(
        max_length=12, choices=Disclosure.choices, default=Disclosure.PROTECTED
    )
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="concerns_one_category")]

    def __str__(self) -> str:
        return self.label


class ConcernCategory(TenantModel):
    """A category that the lead gave to a concern."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="categories", db_index=False)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "concern", "category"], name="concerns_category_once")
        ]
