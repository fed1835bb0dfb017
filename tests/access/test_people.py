"""Who belongs to a school: seen, added and ended by those who may, with a reason and a ledger row."""

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.actions import EndReason, NotAllowed, add_member, end_role, give_role
from access.capabilities import PROSE, Capability
from access.models import Membership, User
from access.roles import GIVES, ROLES, Role, gives
from safeguard.scope import school_scope
from tests.access.people import events_of, is_signed_in
from tests.conftest import World

LIST = "/s/oakfield/people/"
ADD = "/s/oakfield/people/add/"
NEWCOMER = {"email": "new.comer@oakfield.example", "name": "New  Comer", "job_title": "", "role": "reporter"}
MANAGERS = [r for r in Role if Capability.PEOPLE_MANAGE in ROLES[r].capabilities]


def end_url(member: Membership) -> str:
    return f"{LIST}{member.uid}/end/"


def open_roles(world: World) -> list[str]:
    with school_scope(world.oak.pk):
        return sorted(Membership.objects.filter(ends_on=None).values_list("role", flat=True))


# The list ---------------------------------------------------------------------------------------------------


def test_the_list_says_who_as_what_since_when(world: World) -> None:
    world.member("reporter", name="Ruth Adeyemi")
    elsewhere = world.member("reporter", world.brook, name="Idris Vale")

    text = world.client(world.member("head")).get(LIST).content.decode()

    assert "Ruth Adeyemi" in text
    assert ROLES[Role.REPORTER].prose.replace("'", "&#x27;") in text
    assert "Sun 1 Sept 2024" in text or "Sun 1 Sep 2024" in text
    assert elsewhere.display_name not in text


def test_one_role_at_a_time_and_counts_equal_the_lists(world: World) -> None:
    world.member("dsl")
    for name in ("Ann Ash", "Ben Birch"):
        world.member("reporter", name=name)
    client = world.client(world.member("head"))

    page = client.get(LIST)
    for tab in page.context["tabs"]:
        listed = client.get(LIST, {"role": tab["code"]}).context["page"].paginator.count
        assert listed == tab["count"]
    assert page.context["all"] == page.context["page"].paginator.count == 4
    assert client.get(LIST, {"role": "nonsense"}).context["page"].paginator.count == 4


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(world: World, rows: int) -> None:
    client = world.client(world.member("head"))
    for number in range(rows):
        world.member("reporter", name=f"Person {number}")
    client.get(LIST)  # what is read once a process

    with CaptureQueriesContext(connection) as counted:
        client.get(LIST)

    assert len([q for q in counted if re.match(r"SELECT (?!set_config)", q["sql"])]) == 7


def test_somebody_whose_role_ended_is_not_listed(world: World) -> None:
    gone, head = world.member("reporter", name="Long Gone"), world.member("head")
    with school_scope(world.oak.pk):
        end_role(by=head, member=gone, reason=EndReason.LEFT, now=timezone.now())

    assert "Long Gone" not in world.client(head).get(LIST).content.decode()


# Adding -----------------------------------------------------------------------------------------------------


def test_adding_somebody_makes_an_account_without_a_password(world: World) -> None:
    head = world.member("head")

    answer = world.client(head).post(ADD, NEWCOMER, follow=True)

    user = User.objects.get(email="new.comer@oakfield.example")
    assert user.name == "New Comer"
    assert not user.has_usable_password()
    assert "New Comer was added" in answer.content.decode()
    row = events_of(head, "member.added")[-1]
    assert row.actor_id == head.user.pk
    assert row.additional_data["role"] == "reporter"
    assert "New" not in str(row.additional_data)


def test_an_account_from_another_school_is_used_and_keeps_its_own_name(world: World) -> None:
    other = world.member("dsl", world.brook, name="Siobhan Tunstall")
    head = world.member("head")

    world.client(head).post(ADD, {**NEWCOMER, "email": other.user.email.upper(), "name": "Somebody Else"})

    other.user.refresh_from_db()
    assert other.user.name == "Siobhan Tunstall"
    assert User.objects.filter(email__iexact=other.user.email).count() == 1
    assert open_roles(world) == ["head", "reporter"]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"email": ""}, "email", "Enter their work e-mail address"),
        ({"email": "no address"}, "email", "Enter an e-mail address like"),
        ({"email": "a\0b@oakfield.example"}, "email", "Null characters"),
        ({"name": "  "}, "name", "Enter their full name"),
        ({"name": "x" * 121}, "name", "120"),
        ({"role": ""}, "role", "Choose a role"),
        ({"role": "emperor"}, "role", "not one of the available choices"),
        ({"email": "dsl.oakfield@oakfield.example"}, "email", "here already, as: Designated"),
        ({"role": "dsl"}, "role", "is a designated safeguarding lead already"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    world: World, wrong: dict[str, str], field: str, words: str
) -> None:
    head = world.member("head")
    world.member("dsl")

    answer = world.client(head).post(ADD, {**NEWCOMER, **wrong})

    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors[field])
    assert open_roles(world) == ["dsl", "head"]
    assert not User.objects.filter(name="New Comer").exists()


def test_a_closed_account_is_not_opened_in_passing(world: World) -> None:
    head = world.member("head")
    closed = world.member("reporter", world.brook)
    get_user_model().objects.filter(pk=closed.user.pk).update(is_active=False)

    answer = world.client(head).post(ADD, {**NEWCOMER, "email": closed.user.email})

    assert "is closed" in " ".join(answer.context["form"].errors["email"])
    assert open_roles(world) == ["head"]


def test_there_is_a_new_lead_once_the_old_ones_role_ended(world: World) -> None:
    head, lead = world.member("head"), world.member("dsl")
    client = world.client(head)

    client.post(end_url(lead), {"reason": "changed"})
    client.post(ADD, {**NEWCOMER, "role": "dsl"})

    assert open_roles(world) == ["dsl", "head"]


@pytest.mark.parametrize("giver", MANAGERS)
@pytest.mark.parametrize("role", list(Role))
def test_only_the_roles_of_the_table_can_be_given(world: World, giver: Role, role: Role) -> None:
    by = world.member(giver)
    answer = world.client(by).post(ADD, {**NEWCOMER, "role": role})

    taken = role is Role.DSL and giver is Role.DSL
    assert (answer.status_code == 302) is (role in gives(giver) and not taken)
    if role not in gives(giver):
        with school_scope(world.oak.pk), pytest.raises(NotAllowed):
            add_member(by=by, email="a@b.example", name="A", role=role, now=timezone.now())


def test_an_administrator_opens_no_way_to_records() -> None:
    readers = {Capability.CONCERN_READ, Capability.CHILD_READ, Capability.SAR_MANAGE, Capability.AUDIT_READ}

    given = {c for r in gives(Role.ADMINISTRATOR) for c in ROLES[r].capabilities}

    assert given & readers == set()
    assert Role.DPO not in gives(Role.DSL), "the lead doesn't choose who audits them"
    assert {r for r, some in GIVES.items() if some} == set(MANAGERS)
    assert [r for r in Role if r not in MANAGERS and gives(r)] == []


@pytest.mark.parametrize("role", [r for r in Role if r not in MANAGERS])
def test_nobody_else_adds_anybody(world: World, role: Role) -> None:
    by = world.member(role)

    refused = world.client(by).post(ADD, NEWCOMER)
    with school_scope(world.oak.pk), pytest.raises(NotAllowed):
        give_role(by=by, user=by.user, role=Role.REPORTER, starts_on=date(2025, 1, 1))

    assert refused.status_code == 403
    assert open_roles(world) == [role]


# Ending -----------------------------------------------------------------------------------------------------


def test_ending_a_role_asks_why_and_then_it_is_over(world: World) -> None:
    head, ruth = world.member("head"), world.member("reporter", name="Ruth Adeyemi")
    theirs, client = world.client(ruth), world.client(head)

    page = client.get(end_url(ruth)).content.decode()
    empty = client.post(end_url(ruth), {})
    still_open = open_roles(world)
    answer = client.post(end_url(ruth), {"reason": "left"}, follow=True)

    assert "End the role of Ruth Adeyemi?" in page
    assert "Choose why the role ends" in empty.content.decode()
    assert still_open == ["head", "reporter"]
    assert "Ruth Adeyemi has no role here any more" in answer.content.decode()
    assert open_roles(world) == ["head"]
    assert not is_signed_in(theirs)
    row = events_of(head, "member.ended")[0]
    assert row.additional_data == {
        "role": "reporter",
        "member": str(ruth.uid),
        "reason": "left the school",
    }


def test_ending_it_twice_changes_nothing(world: World) -> None:
    head, ruth = world.member("head"), world.member("reporter")
    with school_scope(world.oak.pk):
        for _ in range(2):
            end_role(by=head, member=ruth, reason=EndReason.LEFT, now=timezone.now())

    assert len(events_of(head, "member.ended")) == 1
    assert world.client(head).get(end_url(ruth)).status_code == 404


def test_nobody_ends_their_own_role(world: World) -> None:
    head = world.member("head")

    answer = world.client(head).post(end_url(head), {"reason": "left"})

    assert answer.status_code == 404
    with school_scope(world.oak.pk), pytest.raises(NotAllowed):
        end_role(by=head, member=head, reason=EndReason.LEFT, now=timezone.now())
    assert open_roles(world) == ["head"]


def test_an_administrator_does_not_end_the_leads_role(world: World) -> None:
    admin, lead = world.member("administrator"), world.member("dsl")
    client = world.client(admin)

    refused = client.post(end_url(lead), {"reason": "left"})

    assert refused.status_code == 403
    assert end_url(lead) not in client.get(LIST).content.decode()
    assert open_roles(world) == ["administrator", "dsl"]
    assert [e.event for e in events_of(admin, "access.refused", "member.ended")] == ["access.refused"]


def test_somebody_of_another_school_is_not_there(world: World) -> None:
    head, theirs = world.member("head"), world.member("reporter", world.brook)

    answer = world.client(head).post(end_url(theirs), {"reason": "left"})

    assert answer.status_code == 404
    with school_scope(world.brook.pk):
        assert Membership.objects.get(pk=theirs.pk).ends_on is None


# Roles ------------------------------------------------------------------------------------------------------


def test_the_page_of_roles_says_what_the_code_asks(world: World) -> None:
    page: Any = world.client(world.member("reporter")).get(f"{LIST}roles/")

    shown = {row["role"].label: set(row["can"]) for row in page.context["table"]}
    assert shown == {s.label: {PROSE[c] for c in s.capabilities} for s in ROLES.values()}
    assert [row["role"].label for row in page.context["table"] if row["mine"]] == ["Member of staff"]


def test_every_capability_has_words() -> None:
    assert set(PROSE) == set(Capability)
    assert len(set(PROSE.values())) == len(PROSE)


# Landing ----------------------------------------------------------------------------------------------------


def test_one_school_is_gone_to_several_are_chosen_from_none_is_said(world: World) -> None:
    one = world.member("head")
    nobody = User.objects.create_user(email="nobody@oakfield.example", name="No Body")
    with school_scope(world.brook.pk):
        give_role(by=None, user=world.member("dpo").user, role=Role.DPO, starts_on=date(2025, 1, 1))

    straight = world.client(one).get("/")
    choice = world.client(world.member("dpo")).get("/").content.decode()
    stranger = world.client(Membership(user=nobody, school=world.oak)).get("/").content.decode()

    assert straight["Location"] == "/s/oakfield/"
    assert "Oakfield Academy" in choice
    assert "Brookside Primary" in choice
    assert "You have no role in a school yet" in stranger
    assert "Oakfield" not in stranger.replace("oakfield.example", "")
