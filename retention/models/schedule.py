"""A school's own copy of the retention schedule."""

from typing import Any

from django.db import models

from retention.schedule_kinds import DISPOSITION_WORDS, Clock, Disposition, RecordClass, Trigger
from safeguard.scope.models import TenantModel


def clocks_to_data(clocks: tuple[Clock, ...]) -> list[dict[str, Any]]:
    """Clocks as they stand in the database."""
    return [
        {"trigger": clock.trigger.value, "years": clock.years, "months": clock.months, "days": clock.days}
        for clock in clocks
    ]


def clocks_from_data(rows: list[dict[str, Any]]) -> tuple[Clock, ...]:
    """Clocks from the database; an unknown trigger raises ValueError, and nothing is planned by it."""
    return tuple(
        Clock(Trigger(row["trigger"]), int(row["years"]), int(row["months"]), int(row["days"]))
        for row in rows
    )


class Rule(TenantModel):
    """One row of the schedule. It satisfies the `Rule` that retention/rules.py asks for.

    `clock_data` holds a trigger and a period each; an empty list keeps the record for good.
    """

    code = models.CharField(max_length=10)
    record_class = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in RecordClass])
    title = models.CharField(max_length=120)
    clock_data = models.JSONField(default=list)
    authority = models.CharField(max_length=200)
    disposition = models.CharField(
        max_length=10, choices=[(kind.value, DISPOSITION_WORDS[kind]) for kind in Disposition]
    )
    review_every_years = models.PositiveSmallIntegerField(null=True)
    inquiry_hold = models.BooleanField(default=False)
    confirm = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="retention_one_rule"),
            models.CheckConstraint(condition=~models.Q(authority=""), name="retention_rule_has_authority"),
        ]

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Trigger and period, as the engine reads them."""
        return clocks_from_data(self.clock_data)
