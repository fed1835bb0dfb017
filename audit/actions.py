"""Checking the ledger."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from audit.events import Event
from audit.models import Verification, scope_or_platform
from audit.record import Actor, record
from audit.verify import walk_chain


def check_ledger(
    *, by: Actor | None, now: datetime, progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Walk the chain of the current school (or of the platform, outside of any), and keep what was found."""
    school_id = scope_or_platform()
    with transaction.atomic():
        report = walk_chain(school_id, progress=progress)
        found: Verification = Verification.objects.create(
            school_id=school_id,
            checked_at=now,
            entries=report.entries,
            head=report.head,
            fault=report.fault,
        )
        record(
            Event.AUDIT_CHECKED, by=by, outcome="fault" if report.fault else "whole", entries=report.entries
        )
    return found
