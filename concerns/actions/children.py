"""Adding children, their statuses and contacts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from concerns import upn
from concerns.models import Child, ChildStatus, ChronologyEntry, Contact
from safeguard.vault.keys import digest, new_subject_keys, seal, subject_key


@dataclass(frozen=True)
class NewChild:
    """A child as they come from a form or a file; empty strings mean unknown."""

    forename: str
    surname: str
    preferred_name: str = ""
    dob: date | None = None
    sex: str = ""
    upn: str = ""
    admission_no: str = ""
    address: str = ""
    year: str = ""
    form: str = ""
    upn_warning: str = ""
    left_on: date | None = None


def identity_of(new: NewChild) -> dict[str, str | None]:
    """The sealed columns of a child."""
    return {
        "forename": new.forename,
        "surname": new.surname,
        "preferred_name": new.preferred_name or None,
        "dob": new.dob.isoformat() if new.dob else None,
        "sex": new.sex or None,
        "upn": new.upn or None,
        "admission_no": new.admission_no or None,
        "address": new.address or None,
    }


def add_children(*, by: Membership | None, children: Sequence[NewChild]) -> list[Child]:
    """Add children to the roll, each with a key of their own. `by` is None only for set-up commands."""
    if by is not None:
        require(by, Capability.PUPILS_IMPORT)
    rows = [
        Child(
            year=new.year,
            form=new.form,
            upn_warning=new.upn_warning,
            left_on=new.left_on,
            # Something like "pending" is kept, but finds nobody: two children may well have it.
            upn_digest=digest("upn", new.upn) if upn.is_well_formed(new.upn) else None,
            admission_digest=digest("admission", new.admission_no) if new.admission_no else None,
        )
        for new in children
    ]
    with transaction.atomic():
        keys = new_subject_keys([row.uid for row in rows])
        for row, new in zip(rows, children, strict=True):
            seal(row, keys[row.uid], **identity_of(new))
        made: list[Child] = Child.objects.bulk_create(rows, batch_size=500)
        record(Event.CHILDREN_ADDED, by=by, subjects=[row.uid for row in rows], count=len(rows))
    return made


def record_status(
    *,
    by: Membership,
    child: Child,
    kind: str,
    from_on: date,
    now: datetime,
    to_on: date | None = None,
    evidence: str = "",
) -> ChildStatus:
    """Record a dated status of a child, with its evidence; it enters the chronology."""
    require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        key = subject_key(child.uid)
        row = ChildStatus(child=child, kind=ChildStatus.Kind(kind), from_on=from_on, to_on=to_on)
        seal(row, key, evidence=evidence or None)
        row.save()
        entry = ChronologyEntry(
            child=child,
            kind=ChronologyEntry.Kind.STATUS,
            source_uid=row.uid,
            happened_at=now,
            recorded_at=now,
            significance=ChronologyEntry.Significance.SIGNIFICANT,
            author=by,
        )
        seal(entry, key, summary=f"{row.get_kind_display()} from {from_on:%-d %B %Y}. {evidence}".strip())
        entry.save()
        record(Event.CHILD_STATUS, by=by, subjects=[child.uid], target=row, status=row.kind)
    return row


@dataclass(frozen=True)
class NewContact:
    """Somebody with a part in a child's care; empty strings mean unknown."""

    child: Child
    name: str
    relationship: str = ""
    phone: str = ""
    email: str = ""
    has_responsibility: bool = False
    court_order: bool = False


def add_contact(
    *,
    by: Membership | None,
    child: Child,
    name: str,
    relationship: str = "",
    phone: str = "",
    email: str = "",
    has_responsibility: bool = False,
    court_order: bool = False,
) -> Contact:
    """Add somebody with a part in the child's care. `by` is None only for set-up commands."""
    if by is not None:
        require(by, Capability.CONCERN_ACT)
    new = NewContact(child, name, relationship, phone, email, has_responsibility, court_order)
    with transaction.atomic():
        row = _sealed_contact(new)
        row.save()
        record(Event.CHILD_CHANGED, by=by, subjects=[child.uid], target=row, fields=["contacts"])
    return row


def add_contacts(*, by: Membership | None, contacts: Sequence[NewContact]) -> list[Contact]:
    """Add many at once, with one entry in the ledger. `by` is None only for set-up commands."""
    if by is not None:
        require(by, Capability.CONCERN_ACT)
    with transaction.atomic():
        made: list[Contact] = Contact.objects.bulk_create([_sealed_contact(new) for new in contacts])
        record(Event.CHILD_CHANGED, by=by, subjects=[new.child.uid for new in contacts], fields=["contacts"])
    return made


def _sealed_contact(new: NewContact) -> Contact:
    row = Contact(child=new.child, has_responsibility=new.has_responsibility, court_order=new.court_order)
    seal(
        row,
        subject_key(new.child.uid),
        name=new.name,
        relationship=new.relationship or None,
        phone=new.phone or None,
        email=new.email or None,
    )
    return row
