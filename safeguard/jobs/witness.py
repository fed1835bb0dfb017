"""What stands above the kernel and has to know of jobs: the ledger. Set once, when the apps are loaded."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from safeguard.jobs.models import Job


class Witness:
    """Sees each job asked for, cancelled and run. This one keeps nothing."""

    def asked(self, row: Job, by: Any) -> None:
        """In the transaction that asks: if it can't be written down, nothing was asked."""

    def cancelled(self, row: Job, by: Any) -> None:
        """In the transaction that cancels."""

    def around(self, row: Job, member: Any) -> AbstractContextManager[Any]:
        """Entered while the job runs, so that what it writes is marked as its own."""
        return nullcontext()


_witness = Witness()


def set_witness(witness: Witness) -> None:
    """Called by the ledger."""
    global _witness  # noqa: PLW0603 - there is one ledger
    _witness = witness


def witness() -> Witness:
    """Whoever watches."""
    return _witness
