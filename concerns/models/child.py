"""A child, their dated statuses, and the people who care for them."""

from datetime import date

from django.db import models

from safeguard.scope.models import TenantModel
from safeguard.vault.fields import SealedField
from safeguard.vault.keys import opened


class Child(TenantModel):
    """Identity is sealed with the child's own key, whose subject uid is this row's uid.

    Year and form stay open: they find a class list, not a child.
    """

    forename = SealedField()
    surname = SealedField()
    preferred_name = SealedField(null=True)
    dob = SealedField(null=True)
    sex = SealedField(null=True)
    upn = SealedField(null=True)
    admission_no = SealedField(null=True)
    address = SealedField(null=True)
    upn_digest = models.BinaryField(null=True)
    admission_digest = models.BinaryField(null=True)
    upn_warning = models.CharField(max_length=40, blank=True)
    year = models.CharField(max_length=4, blank=True)
    form = models.CharField(max_length=30, blank=True)
    on_roll = models.BooleanField(default=True)
    left_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "upn_digest"], condition=~models.Q(upn_digest=None), name="concerns_one_upn"
            ),
            models.UniqueConstraint(
                fields=["school", "admission_digest"],
                condition=~models.Q(admission_digest=None),
                name="concerns_one_admission",
            ),
        ]
        indexes = [models.Index(fields=["school", "on_roll", "year"], name="concerns_roll")]

    @property
    def name(self) -> str:
        """The name people use: preferred (else legal) forename, and surname. Opens the seal."""
        first = opened(self.preferred_name) or opened(self.forename)
        return f"{first} {opened(self.surname)}".strip()

    @property
    def initials(self) -> str:
        """First letters of the name."""
        parts = self.name.split()
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper() if parts else "?"

    @property
    def born(self) -> date | None:
        """Date of birth, where known."""
        text = opened(self.dob)
        return date.fromisoformat(text) if text else None

    def age(self, today: date) -> int | None:
        """Age in whole years on a day."""
        born = self.born
        if born is None:
            return None
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class ChildStatus(TenantModel):
    """A dated status with its evidence: a history, not a flag."""

    class Kind(models.TextChoices):
        CP_PLAN = "cp_plan", "Child protection plan"
        CIN = "cin", "Child in need"
        EARLY_HELP = "early_help", "Early help"
        LAC = "lac", "Looked after"
        EHCP = "ehcp", "EHC plan"
        SEN = "sen", "SEN support"
        YOUNG_CARER = "young_carer", "Young carer"
        SOCIAL_WORKER = "social_worker", "Has a social worker"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="statuses", db_index=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    evidence = SealedField(null=True)

    class Meta:
        indexes = [models.Index(fields=["school", "child"], name="concerns_status_child")]


class Contact(TenantModel):
    """Somebody with a part in the child's care. Everything that identifies them is sealed."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    name = SealedField()
    relationship = SealedField(null=True)
    phone = SealedField(null=True)
    email = SealedField(null=True)
    has_responsibility = models.BooleanField(default=False)
    court_order = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["school", "child"], name="concerns_contact_child")]
