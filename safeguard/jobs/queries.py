"""Finding a job for whoever may follow it."""

import uuid
from typing import Protocol

from django.http import Http404
from django.urls import NoReverseMatch, reverse

from safeguard.jobs.models import Job
from safeguard.jobs.registry import JOBS, OWN_UID


class Follower(Protocol):
    """A membership."""

    pk: int

    def can(self, capability: str) -> bool:
        """True only if the role says so."""


def get_job_for(member: Follower, uid: uuid.UUID) -> Job:
    """A job that this member asked for, or one of a kind that their capability lets them follow.

    Raises Http404 for any other, as if it didn't exist.
    """
    row: Job | None = Job.objects.filter(uid=uid).first()
    if row is None:
        raise Http404
    if row.requested_by_id == member.pk:
        return row
    kind = JOBS.get(row.kind)
    if kind is None or not kind.seen_with or not member.can(kind.seen_with):
        raise Http404
    return row


def result_url(row: Job, school: str) -> str:
    """The page that shows what came of a job; empty where its kind names none."""
    kind = JOBS.get(row.kind)
    if kind is None or not kind.page:
        return ""
    known = {**row.payload, OWN_UID: str(row.uid)}
    parts = {part: known[key] for part, key in kind.page_keys.items()}
    try:
        return reverse(kind.page, kwargs={"school": school, **parts})
    except NoReverseMatch:
        return ""
