"""Whose changes of this app are kept field by field, and what the access audit calls people and roles."""

from access.models import Membership, School, Trust, User
from access.roles import ROLES
from audit.labels import Person, register_people, register_words
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


def people() -> list[Person]:
    """Everybody who has, or had, a role in the current school: by name, by their latest membership."""
    latest = {}
    for member in Membership.objects.select_related("user").order_by("starts_on", "id"):
        latest[member.user_id] = member
    found = [Person(m.uid, m.user_id, m.display_name, m.job_title or m.role_label) for m in latest.values()]
    return sorted(found, key=lambda person: person.name)


register_people(people)
register_words("role", {role.value: role_spec.label for role, role_spec in ROLES.items()})
