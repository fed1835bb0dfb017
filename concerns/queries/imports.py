"""Reading for the import of pupils: the runs, the uploaded file, and the whole list, opened."""

import uuid
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from access.capabilities import Capability
from access.models import Membership
from concerns.imports.match import ExistingChild
from concerns.models import Child, ImportRun
from safeguard.vault import Shredded
from safeguard.vault.files import open_file
from safeguard.vault.keys import opened, preload
from safeguard.vault.models import SealedFile


def imports_for(member: Membership) -> QuerySet[ImportRun]:
    """Runs that this member may follow, newest first: all of the school, for those who may import."""
    rows: QuerySet[ImportRun] = ImportRun.objects.select_related("by__user", "file", "rejects")
    if not member.can(Capability.PUPILS_IMPORT):
        return rows.none()
    return rows.order_by("-at", "-pk")


def get_import_for(member: Membership, uid: uuid.UUID) -> ImportRun:
    """One run; Http404 when it is absent or not theirs to follow."""
    found = imports_for(member).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def bytes_of(file: SealedFile) -> bytes:
    """A sealed file as a whole. Uploads have at most 25 MB."""
    return b"".join(open_file(file))


def existing_children() -> list[ExistingChild]:
    """Every child of the school, those who left too, with their names open for as long as this is held.

    A child whose key was destroyed has come to the end of their file and can't be matched.
    """
    preload()
    found = []
    for child in Child.objects.order_by("pk").iterator(chunk_size=2000):
        try:
            found.append(_open(child))
        except Shredded:
            continue
    return found


def _open(child: Child) -> ExistingChild:
    born = opened(child.dob)
    return ExistingChild(
        uid=child.uid,
        surname=opened(child.surname),
        forename=opened(child.forename),
        preferred_name=opened(child.preferred_name),
        dob=date.fromisoformat(born) if born else None,
        upn=opened(child.upn),
        admission_no=opened(child.admission_no),
        sex=opened(child.sex),
        year=child.year,
        form=child.form,
        left_on=child.left_on,
        on_roll=child.on_roll,
    )
