"""Commands for whoever runs the site."""

import base64
import re
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from access.models import School, Trust
from safeguard.scope import school_scope
from safeguard.vault.keys import school_key
from safeguard.vault.models import SchoolKey
from tests.access.people import code_now, enrol_app, events_of, give_password, post, try_password
from tests.conftest import World

SCHOOL = {"name": "Elm Park School", "slug": "elm-park", "code": "elm"}
LEAD = {"email": "Lead@Elm.example", "name": "Lena Lead", "role": "dsl", "school": "elm-park"}


def run(command: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_a_school_is_set_up_with_its_own_key(db: None) -> None:
    said = run("create_school", **SCHOOL, sector="primary", trust="green-trust")

    school = School.objects.get(slug="elm-park")
    assert (school.code, school.sector, school.trust) == (
        "ELM",
        "primary",
        Trust.objects.get(name="Green Trust"),
    )
    assert "create_member --school elm-park" in said
    with school_scope(school.pk):
        assert len(school_key().secret) == 32


def test_a_slug_that_is_taken_or_impossible_is_refused_in_one_line(db: None) -> None:
    run("create_school", **SCHOOL)

    with pytest.raises(CommandError, match="elm-park already"):
        run("create_school", **SCHOOL)
    with pytest.raises(CommandError):
        call_command("create_school", "--name", "X", "--slug", "not a slug", "--code", "X")
    assert School.objects.count() == 1


def test_the_first_person_gets_a_link_that_sets_a_password_once(db: None) -> None:
    run("create_school", **SCHOOL)

    said = run("create_member", **LEAD, address="https://safeguard.example/")
    link = re.search(r"https://safeguard\.example(/account/password/reset/key/\S+)", said)
    assert link is not None
    client = Client()
    form = client.get(link[1])
    new = "seven-lanterns-over-water"
    client.post(form["Location"], {"password1": new, "password2": new})

    assert try_password(Client(), "lead@elm.example", new).status_code == 302
    assert Client().get(link[1]).status_code == 200, "used: it says so, and leads no further"
    assert re.search(new, said) is None


def test_a_person_with_a_password_gets_no_link(world: World) -> None:
    user = give_password(world.member("head").user)

    said = run("create_member", email=user.email, name="X", role="dpo", school="brookside")

    assert "/password/" not in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"school": "nowhere"}, "no school called nowhere"), ({}, "is there already, as: Designated")],
)
def test_what_stands_in_the_way_is_said_in_one_line(db: None, changed: dict[str, str], words: str) -> None:
    run("create_school", **SCHOOL)
    run("create_member", **LEAD)

    with pytest.raises(CommandError, match=words):
        run("create_member", **{**LEAD, **changed})
    with pytest.raises(CommandError, match="designated lead already"):
        run("create_member", **{**LEAD, "email": "second@elm.example"})


def test_a_lost_second_step_is_taken_off_with_a_row(world: World) -> None:
    member = world.member("dsl")
    enrol_app(give_password(member.user))
    open_session = world.client(member)

    said = run("reset_second_factor", email=member.user.email.upper())

    assert said.startswith("2 taken off")
    assert not Authenticator.objects.exists()
    assert open_session.get("/account/2fa/").status_code == 302
    assert [e.additional_data for e in events_of(member, "session.second_factor")] == [
        {"change": "taken off by whoever runs the site"}
    ]
    with pytest.raises(CommandError, match="no account"):
        run("reset_second_factor", email="nobody@oakfield.example")


def test_a_new_master_key_takes_over_and_the_old_one_can_go(world: World, settings: Any) -> None:
    member = world.member("dsl")
    secret = enrol_app(give_password(member.user))
    old, new = settings.SAFEGUARD_MASTER_KEYS, "2027:" + base64.b64encode(b"n" * 32).decode()
    settings.SAFEGUARD_MASTER_KEYS = f"{new},{old}"

    first, second = run("rotate_master_key"), run("rotate_master_key")
    settings.SAFEGUARD_MASTER_KEYS = new

    assert "2 keys of 2 schools and 2 enrolment secrets" in first
    assert "0 keys of 2 schools and 0 enrolment secrets" in second
    for school in (world.oak, world.brook):
        with school_scope(school.pk):
            assert SchoolKey.objects.get().master == "2027"
            assert len(school_key().secret) == 32
    client = Client()
    try_password(client, member.user.email)
    assert post(client, "/account/2fa/authenticate/", {"code": code_now(secret)}).status_code == 302
