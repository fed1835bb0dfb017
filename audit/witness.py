"""Jobs leave marks too: who asked, who cancelled, and what a job did in whose name."""

from contextlib import AbstractContextManager
from typing import Any

from audit.context import Origin, from_origin
from audit.events import Event
from audit.record import record
from safeguard.jobs.models import Job
from safeguard.jobs.witness import Witness


class Ledger(Witness):
    """Writes each job into the ledger. What a job writes carries the job's uid as its request."""

    def asked(self, row: Job, by: Any) -> None:
        """In the transaction that asks."""
        record(Event.JOB_STARTED, by=by, target=row, kind=row.kind, job=str(row.uid))

    def cancelled(self, row: Job, by: Any) -> None:
        """In the transaction that cancels."""
        record(Event.JOB_CANCELLED, by=by, target=row, kind=row.kind, job=str(row.uid))

    def around(self, row: Job, member: Any) -> AbstractContextManager[Any]:
        """The person who asked stands behind what the job does; the address is nobody's."""
        return from_origin(
            Origin(
                request_id=row.uid,
                actor_id=member.user_id if member else None,
                role=str(member.role) if member else "",
            )
        )
