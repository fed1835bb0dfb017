"""Whose changes of this app are kept field by field, and what the access audit calls people and roles."""

from access.models import Membership, School, Trust, User
from audit.watch import watch

watch(Trust, shown=["slug"])
watch(
    School,
    shown=[
        "trust",
        "slug",
        "code",
        "sector",
        "nation",
        "day_ends_at",
        "minutes_urgent",
        "hours_otherwise",
        "idle_minutes",
        "log_without_second_factor",
    ],
    left_out=["created_at"],
)
# The password shows as a mask: that it changed, not what it was.
watch(User, shown=["is_active", "stamp"], left_out=["last_login", "date_joined"])
watch(Membership, shown=["user", "role", "starts_on", "ends_on", "suspended_at"])
