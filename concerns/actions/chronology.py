"""Curating a chronology, and asking for it on paper."""

from datetime import datetime

from django.db import transaction

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns.models import Child, ChronologyEntry
from safeguard.jobs.actions import start_job
from safeguard.jobs.models import Job
from safeguard.vault.keys import seal, subject_key


def rate_entry(
    *, by: Membership, entry: ChronologyEntry, significance: str, now: datetime
) -> ChronologyEntry:
    """Say how much an entry matters: key, significant, routine."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row: ChronologyEntry = ChronologyEntry.objects.select_for_update().get(pk=entry.pk)
        row.significance = ChronologyEntry.Significance(significance)
        row.save(update_fields=["significance"])
        record(
            Event.CHRONOLOGY_CURATED,
            by=by,
            subjects=[row.child.uid],
            target=row,
            significance=row.significance,
        )
    return row


def add_analysis(*, by: Membership, child: Child, text: str, now: datetime) -> ChronologyEntry:
    """A dated analysis: what the events mean together."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        row = ChronologyEntry(
            child=child,
            kind=ChronologyEntry.Kind.ANALYSIS,
            significance=ChronologyEntry.Significance.SIGNIFICANT,
            happened_at=now,
            recorded_at=now,
            author=by,
        )
        row.source_uid = row.uid
        seal(row, subject_key(child.uid), summary=text)
        row.save()
        record(Event.CHRONOLOGY_CURATED, by=by, subjects=[child.uid], target=row, significance="analysis")
    return row


def ask_for_chronology(*, by: Membership, child: Child, show: str, reason: str, now: datetime) -> Job:
    """Start the job that makes the PDF. The reason is one of a list, so that the ledger can hold it."""
    require(by, Capability.CHRONOLOGY_EXPORT)
    with transaction.atomic():
        payload = {"child": str(child.uid), "show": show, "member": str(by.uid), "reason": reason}
        job = start_job(kind="chronology.pdf", by=by, payload=payload, now=now)
        record(Event.CHRONOLOGY_ASKED, by=by, subjects=[child.uid], target=child, job=str(job.uid))
    return job
