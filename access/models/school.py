"""The tenant, and the group it may belong to."""

from datetime import time

from django.db import models

from safeguard.scope.models import GlobalModel


class Trust(GlobalModel):
    """A group of schools."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class School(GlobalModel):
    """The tenant: a school, college, charity or club. A converted academy is a new row that names the old."""

    class Sector(models.TextChoices):
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        SPECIAL = "special", "Special"
        COLLEGE = "college", "College"
        CHARITY = "charity", "Charity or club"

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, null=True, related_name="schools")
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    code = models.CharField(
        max_length=6, help_text="Starts the school's references, such as OAK in OAK-26-0418"
    )
    sector = models.CharField(max_length=12, choices=Sector.choices)
    nation = models.CharField(max_length=20, choices=Nation.choices, default=Nation.ENGLAND)
    duty_name = models.CharField(
        max_length=120, blank=True, help_text="Who to find when a child is in danger"
    )
    duty_phone = models.CharField(max_length=30, blank=True)
    duty_extension = models.CharField(max_length=10, blank=True)
    support_phone = models.CharField(max_length=30, blank=True, help_text="Support line for staff")
    day_ends_at = models.TimeField(default=time(15, 30))
    minutes_urgent = models.PositiveSmallIntegerField(default=60)
    hours_otherwise = models.PositiveSmallIntegerField(default=24)
    idle_minutes = models.PositiveSmallIntegerField(default=20)
    log_without_second_factor = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def duty_label(self) -> str:
        """What the button that calls the safeguarding lead says."""
        return (
            f"Safeguarding lead, ext. {self.duty_extension}" if self.duty_extension else "Safeguarding lead"
        )
