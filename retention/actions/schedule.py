"""Giving a school its own copy of the retention schedule."""

from django.db import transaction

from access.models import School
from audit.events import Event
from audit.record import record
from retention.models import Rule
from retention.models.schedule import clocks_to_data
from retention.schedule_data import SCHEDULE, rows_for
from retention.schedule_kinds import ScheduleRow


def seed_schedule(*, school: School) -> int:
    """Add the rules of the school's nation and sector that it doesn't have; returns how many.

    What the school has changed stays as it is. Run when a school is set up, and by the command
    `seed_schedule` when a new version brings new rules.
    """
    with transaction.atomic():
        present = set(Rule.objects.values_list("code", flat=True))
        rows = [
            row for row in rows_for(nation=school.nation, sector=school.sector) if row.code not in present
        ]
        if rows:
            Rule.objects.bulk_create([_rule(row) for row in rows])
            record(Event.SCHEDULE_SEEDED, by=None, count=len(rows))
    return len(rows)


def seed_new_school(school: School) -> int:
    """What happens to a school as it is set up."""
    return seed_schedule(school=school)


def _rule(row: ScheduleRow) -> Rule:
    return Rule(
        code=row.code,
        record_class=row.record_class.value,
        title=row.title,
        clock_data=clocks_to_data(row.clocks),
        authority=row.authority,
        disposition=row.disposition.value,
        review_every_years=row.review_every_years,
        inquiry_hold=row.inquiry_hold,
        confirm=row.confirm,
        note=row.note,
        position=SCHEDULE.index(row),
    )
