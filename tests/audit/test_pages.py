"""The access audit's pages: who saw this child, what did this person see, what was refused."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from audit.context import Origin, from_origin
from audit.events import Event, Kind
from audit.models import Entry
from audit.record import record
from concerns.models import Child
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from safeguard.vault.keys import shred
from tests.audit.conftest import AUDIT, exported, look, opened, text
from tests.conftest import World
from tests.kernel.test_scope_wall import make_child

# What a line says ------------------------------------------------------------------------------------------


def test_a_line_says_who_did_what_to_whom_in_which_role_and_from_where(
    world: World, dpo: Client, wren: Child
) -> None:
    look(world, world.member("dsl", name="Amara Whitlock"), wren)
    page = text(dpo, AUDIT)
    for words in (
        "Amara Whitlock",
        "Designated safeguarding lead",
        "opened a child&#x27;s page",
        "203.0.113.7",
    ):
        assert words in page
    assert f'<a href="{AUDIT}child/{wren.uid}/">Wren Hollis</a>' in page


def test_a_refused_attempt_is_there_and_stands_out(world: World, dpo: Client, wren: Child) -> None:
    teacher = world.client(world.member("reporter", name="Ruth Adeyemi"))
    assert teacher.get(AUDIT).status_code == 403
    page = text(dpo, AUDIT)
    row = next(part for part in page.split("<tr") if "was refused a page" in part)
    assert "Ruth Adeyemi" in row
    assert 'class="is-flag"' in row
    assert "<code>audit:home</code>" in row


def test_somebody_of_another_school_has_no_name_here(world: World, dpo: Client) -> None:
    stranger = world.client(world.member("dsl", world.brook, name="Brook Lead"))
    assert stranger.get(AUDIT).status_code == 404
    page = text(dpo, AUDIT)
    assert "Somebody without a role here" in page
    assert "asked for a record that is not theirs to see" in page
    assert "Brook Lead" not in page


def test_the_role_shown_is_the_one_held_then(world: World, dpo: Client, wren: Child) -> None:
    member = world.member("deputy_dsl", name="Joel Pike")
    look(world, member, wren)
    with school_scope(world.oak.pk):
        member.role = "pastoral"
        member.save()
    assert "Deputy safeguarding lead" in text(dpo, f"{AUDIT}child/{wren.uid}/")


def test_many_children_are_named_in_part_and_counted(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        children = [make_child(f"Child{n}", "Hollis") for n in range(5)]
    look(world, world.member("dsl"), *children, event=Event.CHILDREN_LISTED, count=5)
    page = text(dpo, AUDIT)
    assert "saw a list of 5 children" in page
    assert "and 2 more" in page


def test_a_child_whose_file_has_ended_has_no_name(world: World, dpo: Client, wren: Child) -> None:
    look(world, world.member("dsl"), wren)
    with school_scope(world.oak.pk):
        shred(wren.uid, now=timezone.now())
    page = text(dpo, f"{AUDIT}child/{wren.uid}/")
    assert "A child whose file has ended" in page
    assert "Wren" not in page


def test_what_no_person_did_is_the_systems(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        record(Event.SCHEDULE_SEEDED, by=None, count=40)
    page = text(dpo, AUDIT)
    assert "The system" in page
    assert "Background work" in page


# The two questions -----------------------------------------------------------------------------------------


def test_who_saw_this_child(world: World, dpo: Client, wren: Child) -> None:
    with school_scope(world.oak.pk):
        other = make_child("Idris", "Penhallow")
    amara, joel = world.member("dsl", name="Amara Whitlock"), world.member("head", name="Joel Pike")
    look(world, amara, wren)
    look(world, amara, wren, other, event=Event.CHILDREN_LISTED, count=2)
    look(world, joel, other)
    page = text(dpo, f"{AUDIT}child/{wren.uid}/")
    assert "<h1>Who saw Wren Hollis</h1>" in page
    assert "Amara Whitlock" in page
    assert "Joel Pike</a>" not in page
    seen = page.split("<tbody>")[1].split("</tbody>")[0]
    assert 'data-l="Entries">2<' in seen
    assert "<title>" in page
    assert "Wren" not in page.split("</title>")[0]


def test_what_did_this_person_see(world: World, dpo: Client, wren: Child) -> None:
    amara, joel = world.member("dsl", name="Amara Whitlock"), world.member("head", name="Joel Pike")
    look(world, amara, wren)
    look(world, joel, event=Event.SEARCHED, count=3)
    page = text(dpo, f"{AUDIT}person/{amara.uid}/")
    assert "<h1>What Amara Whitlock saw and did</h1>" in page
    assert "Wren Hollis" in page
    assert "searched the records" not in page
    assert "<dt>Looked</dt><dd>1</dd>" in page


@pytest.mark.parametrize("kind", ["child", "person", "request"])
def test_nobody_and_nothing_is_a_404(world: World, dpo: Client, kind: str) -> None:
    with school_scope(world.brook.pk):
        child = make_child("Idris", "Penhallow")
        record(Event.CHILD_OPENED, by=None, subjects=[child.uid])
        cid = Entry.objects.here().latest("id").cid
    theirs = {"child": child.uid, "person": world.member("dsl", world.brook).uid, "request": cid}[kind]
    for uid in (uuid.uuid4(), theirs):
        assert dpo.get(f"{AUDIT}{kind}/{uid}/").status_code == 404


def test_everything_of_one_request_field_by_field(world: World, dpo: Client, wren: Child) -> None:
    amara = world.member("dsl", name="Amara Whitlock")
    origin = Origin(address="203.0.113.7", actor_id=amara.user_id, role="dsl")
    with school_scope(world.oak.pk), from_origin(origin):
        wren.form = "8JP"
        wren.save()
        record(Event.CHILD_CHANGED, by=amara, subjects=[wren.uid], target=wren, fields=["form"])
    page = text(dpo, f"{AUDIT}request/{origin.request_id}/")
    assert "changed a row (child): form" in page
    assert "<td>8KW</td><td>8JP</td>" in page
    assert "changed a child&#x27;s details" in page


def test_row_numbers_and_words_are_not_shown_in_changes(world: World, dpo: Client) -> None:
    origin = Origin()
    with school_scope(world.oak.pk), from_origin(origin):
        child = make_child("Wrenfield", "Hollisbury")
        record(Event.CHILDREN_ADDED, by=None, subjects=[child.uid], count=1)
    changes = text(dpo, f"{AUDIT}request/{origin.request_id}/").split("<tbody>")[1].split("</tbody>")[0]
    assert "[sealed " in changes
    assert "Wrenfield" not in changes


# Opening it is a look too ----------------------------------------------------------------------------------


def test_each_view_leaves_a_mark_with_the_children_it_showed(world: World, dpo: Client, wren: Child) -> None:
    amara = world.member("dsl")
    look(world, amara, wren)
    text(dpo, AUDIT)
    text(dpo, f"{AUDIT}child/{wren.uid}/")
    text(dpo, f"{AUDIT}person/{amara.uid}/")
    marks = opened(world)
    assert [m.additional_data["view"] for m in marks] == ["home", "child", "person"]
    assert all(m.subjects == [wren.uid] for m in marks)
    assert marks[2].additional_data["member"] == str(amara.uid)
    assert {m.role for m in marks} == {"dpo"}


@pytest.mark.parametrize(
    "role", ["reporter", "pastoral", "deputy_dsl", "dsl", "head", "governor", "administrator"]
)
def test_only_the_data_protection_officer(world: World, no_worker: None, role: str) -> None:
    client = world.client(world.member(role))
    for path in ("", f"child/{uuid.uuid4()}/", f"person/{uuid.uuid4()}/", f"request/{uuid.uuid4()}/"):
        assert client.get(AUDIT + path).status_code == 403
    for path in ("check/", "children/", "choose/", "export/"):
        assert client.post(AUDIT + path, {"q": "wren"}).status_code == 403
    with school_scope(world.oak.pk):
        assert not Entry.objects.here().filter(event__in=[Event.AUDIT_OPENED, Event.AUDIT_EXPORTED]).exists()
        assert not Job.objects.exists()


def test_another_schools_officer_gets_nothing(world: World, wren: Child) -> None:
    client = world.client(world.member("dpo", world.brook))
    assert client.get(AUDIT).status_code == 404
    assert client.get(f"/s/brookside/audit/child/{wren.uid}/").status_code == 404
    assert b"Wren" not in client.post("/s/brookside/audit/children/", {"q": "wren"}).content
    rows = exported(client, f"/s/brookside/audit/export/?child={wren.uid}")
    assert len(rows) == 1


def test_every_kind_can_be_asked_for(world: World, dpo: Client) -> None:
    for kind in Kind:
        assert dpo.get(f"{AUDIT}?kind={kind.value}").status_code == 200
