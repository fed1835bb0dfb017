"""When somebody has to have looked at a new concern."""

from datetime import datetime, timedelta

from access.models import School
from concerns.models import Concern


def respond_by(school: School, urgency: str, now: datetime) -> datetime:
    """Time-to-triage by urgency, from the school's settings.

    Needed today: within the urgent minutes. Not sure: twice that. Otherwise: the ordinary hours.
    """
    if urgency == Concern.Urgency.TODAY:
        return now + timedelta(minutes=school.minutes_urgent)
    if urgency == Concern.Urgency.UNSURE:
        return now + timedelta(minutes=2 * school.minutes_urgent)
    return now + timedelta(hours=school.hours_otherwise)
