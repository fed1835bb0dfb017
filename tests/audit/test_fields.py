"""Field-level changes: kept beside the events, with seals and masks in place of values."""

import json
import uuid
from typing import Any

import pytest
from django.db import transaction

from access.models import Membership, School, User
from audit.context import Origin, from_origin
from audit.events import Event
from audit.models import Entry
from audit.record import record
from audit.watch import NotShowable, watch, watched
from concerns.models import Child, ChildStatus, Contact
from safeguard.scope import school_scope
from safeguard.vault.keys import new_subject_key, seal, subject_key
from tests.conftest import World, as_owner
from tests.kernel.test_scope_wall import make_child, own_models

NOT_WATCHED = {
    "audit.Entry": "the ledger itself: append-only in the database",
    "audit.Link": "written by the database",
    "audit.Mention": "written by the database",
    "audit.Verification": "append-only, and an event of its own",
    "vault.SchoolKey": "wrapped keys; rotation is a command",
    "vault.SubjectKey": "wrapped keys; made and destroyed with what they open, which has events",
    "vault.RecordWrap": "wrapped keys",
    "retention.RequestCounter": "a number; the request it numbered has its own entry",
    "vault.SealedFile": "written once; making and downloading have events",
    "jobs.Job": "progress and leases of the machine; starting and cancelling have events",
    "concerns.Category": "reference data, changed by migrations only",
    "concerns.Draft": "what a person hasn't sent yet is theirs alone",
    "concerns.Opening": "an unread mark; the look itself is an event",
    "concerns.ReferenceCounter": "a counter",
    "concerns.ImportRun": "an uploaded list on its way in; each step has an event",
    "retention.PlanRun": "the nightly plan: computed anew from data that is watched",
    "retention.PlanItem": "the nightly plan: computed anew from data that is watched",
}


def diffs(**where: Any) -> list[Entry]:
    return list(Entry.objects.here().filter(event=Event.FIELD_CHANGED, **where).order_by("id"))


def test_each_model_is_watched_or_says_why_not() -> None:
    names = {m._meta.label for m in watched()}
    unknown = [m._meta.label for m in own_models() if m._meta.label not in names | set(NOT_WATCHED)]
    assert unknown == [], "watch it in the app's ledger.py, or say here why its changes need no mark"
    assert names & set(NOT_WATCHED) == set()


def test_a_new_child_leaves_seals_and_no_word(in_oak: World) -> None:
    child = make_child("Wren", "Hollis", year="8", form="8KW")
    (entry,) = diffs(target_uid=child.uid)
    assert entry.changes["forename"] == [None, str(child.forename)]
    assert entry.changes["forename"][1].startswith("[sealed ")
    assert entry.changes["year"] == ["", "8"] or entry.changes["year"] == [None, "8"]
    assert set(entry.changes) & {"id", "uid", "school", "upn_digest", "statuses", "contacts"} == set()
    assert (entry.school_id, entry.subjects) == (in_oak.oak.pk, [child.uid])
    assert entry.object_repr == f"concerns.Child {child.uid}"


def test_a_change_shows_that_sealed_words_changed_and_never_what(in_oak: World) -> None:
    child = make_child("Wren", "Hollis", year="8")
    before = str(child.surname)
    seal(child, subject_key(child.uid), surname="Penhallow")
    child.year = "9"
    child.save()
    entry = diffs(target_uid=child.uid)[-1]
    assert entry.changes == {"surname": [before, str(child.surname)], "year": ["8", "9"]}
    assert before != str(child.surname)


def test_a_change_that_changes_nothing_leaves_nothing(in_oak: World) -> None:
    child = make_child()
    count = Entry.objects.here().count()
    Child.objects.get(pk=child.pk).save()
    assert Entry.objects.here().count() == count


def test_a_deletion_is_kept(in_oak: World) -> None:
    child = make_child()
    contact = Contact(child=child)
    seal(contact, subject_key(child.uid), name="Rosa Hollis", phone="0117 496 0000")
    contact.save()
    uid = contact.uid
    contact.delete()
    made, gone = diffs(target_uid=uid)
    assert (made.action, gone.action) == (0, 2)
    assert gone.subjects == [child.uid]
    assert gone.changes["name"][1] in (None, "None")


def test_values_that_arent_named_as_shown_are_masked(in_oak: World) -> None:
    member = in_oak.member("dsl")
    member.job_title = "Assistant head"
    member.save()
    user = member.user
    user.name = "Somebody Else"
    user.set_password("a long enough phrase")
    user.save()
    of_member, of_user = diffs()[-2:]
    old, new = of_member.changes["job_title"]
    assert old.startswith("[masked ")
    assert new.startswith("[masked ")
    assert old != new
    assert set(of_user.changes) == {"name", "password"}
    assert "Somebody" not in json.dumps(of_user.changes)
    assert "argon2" not in json.dumps(of_user.changes)
    assert of_user.school_id == in_oak.oak.pk


def test_a_masked_value_stays_the_same_and_tells_no_part(in_oak: World) -> None:
    from audit.masks import mask

    assert mask("Wren Hollis") == mask("Wren Hollis") != mask("Wren Holli")
    assert "Hollis" not in mask("Wren Hollis")


def test_actor_role_request_and_address_are_those_of_the_request(in_oak: World) -> None:
    member = in_oak.member("deputy_dsl")
    origin = Origin(address="203.0.113.7", actor_id=member.user_id, role="deputy_dsl")
    with from_origin(origin):
        child = make_child()
        record(Event.CHILDREN_ADDED, by=member, subjects=[child.uid], count=1)
    rows = list(Entry.objects.here().filter(cid=str(origin.request_id)).order_by("id"))
    assert [r.event for r in rows] == ["field.changed", "children.added"]
    assert {(r.actor_id, r.role, r.remote_addr) for r in rows} == {
        (member.user_id, "deputy_dsl", "203.0.113.7")
    }


def test_a_change_of_the_school_itself_is_in_its_own_ledger(in_oak: World) -> None:
    in_oak.oak.hours_otherwise = 12
    in_oak.oak.duty_phone = "0117 496 0001"
    in_oak.oak.save()
    entry = diffs()[-1]
    assert entry.changes["hours_otherwise"] == [24, 12]
    assert entry.changes["duty_phone"][1].startswith("[masked ")


def test_nothing_of_it_can_be_read_in_the_tables(world: World) -> None:
    words = ["Wren", "Hollis", "Rosa", "0117 496", "2012-03-04", "Larch Lane"]
    with school_scope(world.oak.pk):
        child = Child(form="8KW")
        seal(
            child,
            new_subject_key(child.uid),
            forename="Wren",
            surname="Hollis",
            dob="2012-03-04",
            address="3 Larch Lane",
        )
        child.save()
        contact = Contact(child=child)
        seal(contact, subject_key(child.uid), name="Rosa Hollis", phone="0117 496 0000")
        contact.save()
        status = ChildStatus(child=child, kind="cin", from_on="2026-01-05")
        seal(status, subject_key(child.uid), evidence="Letter about Wren Hollis")
        status.save()
        text = " ".join(
            json.dumps(
                [e.changes, e.object_repr, e.additional_data, e.serialized_data, e.changes_text], default=str
            )
            for e in Entry.objects.here()
        )
    assert "[sealed " in text
    assert [w for w in words if w in text] == []


def test_what_could_hold_words_cant_be_shown() -> None:
    for model, name in ((User, "email"), (Child, "nothing"), (School, "id")):
        with pytest.raises(NotShowable):
            watch(model, shown=[name])


@pytest.mark.django_db(transaction=True)
def test_field_changes_are_links_of_the_same_chain(world: World) -> None:
    with school_scope(world.oak.pk), transaction.atomic():
        child = make_child()
    with as_owner() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_entry e JOIN audit_link l ON l.entry_id = e.id"
            " JOIN audit_mention m ON m.entry_id = e.id WHERE e.target_uid = %s AND m.subject_uid = %s",
            [child.uid, child.uid],
        )
        assert cursor.fetchone() == (1,)


def test_a_mark_of_a_change_fails_with_the_change(in_oak: World) -> None:
    member = in_oak.member("dsl")
    try:
        with transaction.atomic():
            member.job_title = "Other"
            member.save()
            raise RuntimeError
    except RuntimeError:
        pass
    assert Membership.objects.get(pk=member.pk).job_title == "Teacher"
    assert not Entry.objects.here().filter(target_uid=member.uid, action=1, event="field.changed").exists()


def test_subjects_are_kept_once_and_sorted(in_oak: World) -> None:
    one, two = sorted([uuid.uuid4(), uuid.uuid4()])
    entry = record(Event.CHILDREN_LISTED, by=None, subjects=[two, one, two], count=2)
    assert entry.subjects == [one, two]
