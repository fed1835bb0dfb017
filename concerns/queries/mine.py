"""What a reporter may know about a concern of theirs."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet

from access.models import Membership
from access.roles import Role
from concerns.models import Addendum, Concern, Feedback, Opening
from concerns.models.concern import State
from concerns.queries.children import children_of

SAFEGUARDING = (Role.DSL, Role.DEPUTY_DSL, Role.HEAD)


def with_answers(rows: QuerySet[Concern]) -> QuerySet[Concern]:
    """Each with the number of answers, and when the team first read it."""
    return rows.annotate(answers=Count("feedback", distinct=True), read_at=Min("openings__first_at"))


def acknowledged(concern: Concern) -> datetime | None:
    """When somebody of the safeguarding team first opened it."""
    rows = Opening.objects.filter(concern=concern, member__role__in=SAFEGUARDING).exclude(
        member_id=concern.reporter_id
    )
    found: datetime | None = rows.aggregate(first=Min("first_at"))["first"]
    return found


def own_page_of(concern: Concern, member: Membership) -> dict[str, Any]:
    """The reporter's own words and additions, and the answers to them."""
    return {
        "who": children_of([concern.pk]).get(concern.pk, []),
        "addenda": list(
            Addendum.objects.filter(concern=concern, author__user_id=member.user_id).order_by("added_at")
        ),
        "answers": list(
            Feedback.objects.filter(concern=concern).select_related("author__user").order_by("at")
        ),
        "is_closed": concern.state == State.CLOSED,
    }
