"""Holds: placed and lifted with a reason, and stronger than any date."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from access.actions import NotAllowed
from audit.events import Event
from audit.models import Entry
from concerns.models import Child
from retention.actions.holds import HoldRefused, hold_for, lift_hold, place_hold, release_holds
from retention.actions.plans import plan_files
from retention.models import Hold, PlanItem
from retention.queries.holds import BY_HAND, holds_on
from retention.rules import HoldKind
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from safeguard.vault.keys import opened
from tests.concerns import make
from tests.conftest import World, as_owner

NOW = make.NOW
LATER = date(2027, 11, 23)


def place(world: World, **more: Any) -> Hold:
    given = {"by": world.member("dpo"), "kind": HoldKind.LEGAL, "why": "A claim is being prepared"}
    return place_hold(**({**given, "review_on": LATER, "now": NOW} | more))


def planned(now: datetime = NOW) -> None:
    plan_files(by=None, today=now.date(), now=now)


def held_by(child: Child) -> list[str]:
    return list(PlanItem.objects.values_list("held_by", flat=True).get(child=child))


def test_a_hold_on_a_child_is_seen_in_the_plan_at_once(in_oak: World) -> None:
    tomas = make.child()
    planned()

    hold = place(in_oak, child=tomas, asked_by="Ward and Hale, solicitors")

    assert held_by(tomas) == ["legal"]
    assert (opened(hold.why), opened(hold.asked_by)) == (
        "A claim is being prepared",
        "Ward and Hale, solicitors",
    )
    assert list(holds_on(tomas)) == [hold]


def test_a_hold_on_a_concern_keeps_the_file_of_every_child_in_it(in_oak: World) -> None:
    tomas, ana, other = make.child(), make.child("Ana"), make.child("Ravi")
    row = make.concern(in_oak.member("reporter"), tomas, ana)
    planned()

    place(in_oak, concern=row, kind=HoldKind.POLICE)

    assert (held_by(tomas), held_by(ana), held_by(other)) == (["police"], ["police"], [])


def test_a_hold_on_the_school_keeps_everything_after_the_next_pass(in_oak: World) -> None:
    tomas = make.child()
    planned()

    place(in_oak, kind=HoldKind.INQUIRY)

    assert Job.objects.filter(kind="retention.plan", state="queued").count() == 1
    planned()
    assert held_by(tomas) == ["inquiry"]
    assert holds_on(tomas).count() == 1


def test_lifting_frees_the_file_and_keeps_the_row(in_oak: World) -> None:
    tomas, head = make.child(), in_oak.member("head")
    planned()
    hold = place(in_oak, child=tomas)
    place(in_oak, child=tomas, kind=HoldKind.COMPLAINT)

    lift_hold(by=head, hold=hold, why="The claim was withdrawn", now=NOW + timedelta(days=3))

    hold.refresh_from_db()
    assert not hold.is_live
    assert hold.lifted_by == head
    assert opened(hold.lift_why) == "The claim was withdrawn"
    assert held_by(tomas) == ["complaint"]


def test_the_ledger_says_who_and_on_what_but_not_why(in_oak: World) -> None:
    tomas = make.child()
    hold = place(in_oak, child=tomas)
    lift_hold(by=in_oak.member("dsl"), hold=hold, why="Withdrawn", now=NOW)

    placed = Entry.objects.get(event=Event.HOLD_PLACED)
    lifted = Entry.objects.get(event=Event.HOLD_LIFTED)
    assert placed.subjects == lifted.subjects == [tomas.uid]
    assert placed.additional_data == {
        "kind": "legal proceedings",
        "on": "a child's file",
        "hold": str(hold.uid),
    }
    assert (placed.role, lifted.role) == ("dpo", "dsl")


@pytest.mark.parametrize("role", ["reporter", "pastoral", "deputy_dsl", "governor", "administrator"])
def test_who_may_not_hold_changes_nothing(in_oak: World, role: str) -> None:
    tomas, member = make.child(), in_oak.member(role)
    hold = place(in_oak, child=tomas)

    with pytest.raises(NotAllowed):
        place(in_oak, by=member, child=tomas)
    with pytest.raises(NotAllowed):
        lift_hold(by=member, hold=hold, why="Withdrawn", now=NOW)

    assert Hold.objects.filter(lifted_at=None).count() == 1
    assert not Entry.objects.filter(event=Event.HOLD_LIFTED).exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"why": "  "}, "Say why the records have to be kept."),
        ({"review_on": date(2026, 11, 23)}, "Choose a day to come for looking at this hold again."),
        ({"kind": HoldKind.SAR}, "This kind of hold is placed by itself."),
        ({"kind": HoldKind.TRANSFER}, "This kind of hold is placed by itself."),
    ],
)
def test_a_hold_without_sense_is_refused(in_oak: World, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(HoldRefused) as caught:
        place(in_oak, **wrong)

    assert str(caught.value) == words
    assert not Hold.objects.exists()


def test_every_other_kind_can_be_placed_by_hand() -> None:
    assert set(HoldKind) - set(BY_HAND) == {HoldKind.SAR, HoldKind.TRANSFER}


def test_sent_twice_it_is_placed_once(in_oak: World) -> None:
    uid = uuid.uuid4()

    assert place(in_oak, uid=uid).pk == place(in_oak, uid=uid).pk
    assert Entry.objects.filter(event=Event.HOLD_PLACED).count() == 1


def test_it_is_lifted_once_and_not_without_a_reason(in_oak: World) -> None:
    hold, dsl = place(in_oak, child=make.child()), in_oak.member("dsl")

    with pytest.raises(HoldRefused, match="Say why"):
        lift_hold(by=dsl, hold=hold, why=" ", now=NOW)
    lift_hold(by=dsl, hold=hold, why="Withdrawn", now=NOW)
    with pytest.raises(HoldRefused, match="already"):
        lift_hold(by=dsl, hold=hold, why="Withdrawn", now=NOW)


def test_what_another_act_placed_ends_with_that_act(in_oak: World) -> None:
    tomas, source = make.child(), uuid.uuid4()
    planned()
    given: dict[str, Any] = {"kind": HoldKind.SAR, "why": "Subject access request", "source_uid": source}
    given |= {"child": tomas, "review_on": LATER, "now": NOW, "by": in_oak.member("reporter")}

    hold = hold_for(**given)

    assert hold_for(**given).pk == hold.pk
    assert held_by(tomas) == ["sar"]
    with pytest.raises(HoldRefused, match="ends by itself"):
        lift_hold(by=in_oak.member("dpo"), hold=hold, why="Withdrawn", now=NOW)
    assert release_holds(by=None, source_uid=source, why="The request was answered", now=NOW) == 1
    assert release_holds(by=None, source_uid=source, why="The request was answered", now=NOW) == 0
    assert held_by(tomas) == []


def test_what_was_written_when_it_was_placed_is_never_changed(in_oak: World) -> None:
    hold = place(in_oak, child=make.child())

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(kind="claim")


def test_a_lifted_hold_has_its_reason_in_the_database_too(in_oak: World) -> None:
    hold = place(in_oak, child=make.child())

    with pytest.raises(IntegrityError, match="retention_lifted_has_reason"), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(lifted_at=NOW)


def test_another_schools_child_cannot_be_held(world: World) -> None:
    with school_scope(world.brook.pk):
        elsewhere = make.child("Ana")
    with school_scope(world.oak.pk), pytest.raises(Exception, match=r"no key for this subject"):
        place(world, child=elsewhere)


@pytest.mark.django_db(transaction=True)
def test_the_words_of_a_hold_are_nowhere_to_be_read(world: World) -> None:
    with transaction.atomic(), school_scope(world.oak.pk):
        place(world, child=make.child(), why="Heronsgate proceedings", asked_by="Heronsgate Chambers")

    with as_owner() as cursor:
        cursor.execute("SELECT h::text FROM retention_hold h")
        rows = " ".join(text for (text,) in cursor.fetchall())
        cursor.execute("SELECT e::text FROM audit_entry e")
        rows += " ".join(text for (text,) in cursor.fetchall())
    assert rows
    assert "eronsgate" not in rows
    assert b"eronsgate".hex() not in rows
