"""Which files a member may know of on the retention pages, and what they are called there."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from access.capabilities import Capability
from access.models import Membership
from concerns.models import Child, Concern, Exclusion, Involvement
from concerns.queries.children import find_children
from concerns.queries.visible import visible_children, visible_to
from safeguard.vault import Shredded
from safeguard.vault.keys import preload


def files_for(member: Membership) -> QuerySet[Child]:
    """Children whose file the plan may mention to this member.

    A file with a concern in it that is closed to them is left out whole: the rule it falls under would
    tell what the concern is about.
    """
    hidden = _partly_closed(member)
    if member.can(Capability.CHILD_READ):
        return visible_children(member).exclude(pk__in=hidden)
    rows: QuerySet[Child] = Child.objects.exclude(pk__in=hidden | _shut_out(member)[0])
    return rows


def _partly_closed(member: Membership) -> set[int]:
    """Children with a part in a concern that is closed to this member; nearly always none.

    Worked out apart: nested into the query of a list, the same condition is asked anew for every child.
    """
    every = set(Concern.objects.values_list("pk", flat=True))
    closed = every - set(concerns_for(member).values_list("pk", flat=True))
    if not closed:
        return set()
    rows = Involvement.objects.filter(concern_id__in=closed, child__isnull=False)
    return set(rows.values_list("child_id", flat=True))


def concerns_for(member: Membership) -> QuerySet[Concern]:
    """Concerns that the retention pages may mention to this member, by reference."""
    if member.can(Capability.CONCERN_READ):
        return visible_to(member)
    children, concerns = _shut_out(member)
    involved = Involvement.objects.filter(child_id__in=children).values_list("concern_id", flat=True)
    rows: QuerySet[Concern] = Concern.objects.exclude(pk__in=concerns | set(involved))
    return rows


def _shut_out(member: Membership) -> tuple[set[int], set[int]]:
    """Children and concerns that this member is excluded from by name."""
    rows = list(
        Exclusion.objects.filter(member__user_id=member.user_id, ended_at=None).values_list(
            "child_id", "concern_id"
        )
    )
    return {child for child, _ in rows if child}, {concern for _, concern in rows if concern}


def get_file_for(member: Membership, uid: uuid.UUID) -> Child:
    """One child's file; Http404 when it is absent or not theirs to know of."""
    found = files_for(member).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def find_concern_for(member: Membership, reference: str) -> Concern | None:
    """A concern by the reference that stands on its pages, however it is typed."""
    return concerns_for(member).filter(reference=reference.strip().upper()).first()


def find_files(member: Membership, text: str) -> list[Child]:
    """Files of children by name, leavers included. Misspelt names are found too."""
    return find_children(files_for(member), text)


def file_number(uid: uuid.UUID) -> str:
    """What a file is called to somebody who may not see whose it is."""
    digits = uid.hex[:8].upper()
    return f"File {digits[:4]}-{digits[4:]}"


def file_label(member: Membership, child: Child) -> str:
    """The child's name for those who may open the file, its number for others. Keys are opened on need."""
    if not member.can(Capability.CHILD_READ):
        return file_number(child.uid)
    try:
        return child.name
    except Shredded:
        return "A file that has ended"


def files_by_uid(member: Membership, uids: Iterable[uuid.UUID]) -> list[Child]:
    """Files by uid in the order given; what is absent or not theirs to know of is left out."""
    wanted = list(uids)
    rows = {child.uid: child for child in files_for(member).filter(uid__in=wanted)}
    preload(rows)
    return [rows[uid] for uid in wanted if uid in rows]


def subjects_in(concern: Concern) -> QuerySet[Child]:
    """The children whose files a concern is part of."""
    rows: QuerySet[Child] = Child.objects.filter(involvements__concern=concern)
    return rows
