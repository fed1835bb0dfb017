"""One click signs in, in the demo and at this machine only; anywhere else there is no such page."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from access import second_factor
from access.actions import create_school, give_role
from access.checks import PUBLIC_DEMO, demo_stays_at_home, is_loopback, refuse_public_demo
from access.models import Membership, User
from access.roles import Role
from safeguard.demo.sample.personas import BY_KEY, PERSONAS
from safeguard.scope import school_scope
from tests.access.people import events_of, is_signed_in
from tests.conftest import World

PAGE = "/personas/"
HOME = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def amara(world: World) -> Membership:
    """A persona whose account is loaded."""
    persona = BY_KEY["dsl"]
    user = User.objects.create_user(email=persona.email, name=persona.name)
    with school_scope(world.oak.pk):
        return give_role(by=None, user=user, role=Role(persona.role), starts_on=date(2024, 9, 1))


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "safeguard.example"]


@pytest.fixture
def client(demo: None) -> Client:
    return Client(**HOME)


def test_the_page_shows_who_is_loaded_by_school_and_what_to_try(client: Client, amara: Membership) -> None:
    page = client.get(PAGE)

    text = page.content.decode()
    assert page.status_code == 200
    assert "Oakfield Academy" in text
    assert "Amara Whitlock" in text
    assert BY_KEY["dsl"].can_try.replace("'", "&#x27;") in text
    assert "Ruth Adeyemi" not in text, "her account is not loaded"
    assert "no-store" in page["Cache-Control"]


def test_before_the_sample_is_loaded_the_page_says_what_to_do(client: Client, db: None) -> None:
    assert "make demo" in client.get(PAGE).content.decode()


def test_one_click_signs_in_with_the_second_step_and_a_row(client: Client, amara: Membership) -> None:
    answer = client.post(f"{PAGE}dsl/")

    assert answer["Location"] == "/s/oakfield/"
    assert client.session[second_factor.SESSION_KEY] == "demo"
    assert client.get("/s/oakfield/people/").status_code == 200
    assert [e.additional_data for e in events_of(amara, "session.signed_in")] == [{"method": "demo"}]


def test_it_takes_a_form_with_its_token_not_a_link(demo: None, amara: Membership) -> None:
    client = Client(enforce_csrf_checks=True, **HOME)

    assert client.get(f"{PAGE}dsl/").status_code == 405
    assert client.post(f"{PAGE}dsl/").status_code == 403
    assert not is_signed_in(client)


def test_becoming_somebody_else_ends_the_first_session(
    world: World, client: Client, amara: Membership
) -> None:
    ruth = BY_KEY["teacher"]
    user = User.objects.create_user(email=ruth.email, name=ruth.name)
    with school_scope(world.oak.pk):
        give_role(by=None, user=user, role=Role.REPORTER, starts_on=date(2024, 9, 1))
    client.post(f"{PAGE}dsl/")
    first = client.session.session_key

    client.post(f"{PAGE}teacher/")

    assert client.session.session_key != first
    assert client.get("/s/oakfield/people/").status_code == 403


@pytest.mark.parametrize(
    ("from_elsewhere", "why"),
    [
        ({"REMOTE_ADDR": "192.0.2.7"}, "another machine"),
        ({"REMOTE_ADDR": ""}, "no address"),
        ({"HTTP_HOST": "safeguard.example"}, "a public name"),
        ({"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, "a proxy"),
        ({"HTTP_FORWARDED": "for=127.0.0.1"}, "a proxy"),
        ({"HTTP_X_REAL_IP": "127.0.0.1"}, "a proxy"),
        ({"HTTP_VIA": "1.1 tunnel"}, "a tunnel"),
    ],
)
def test_from_anywhere_else_there_is_no_such_page(
    demo: None, amara: Membership, from_elsewhere: dict[str, str], why: str
) -> None:
    client = Client(**{**HOME, **from_elsewhere})

    assert client.get(PAGE).status_code == 404, why
    assert client.post(f"{PAGE}dsl/").status_code == 404, why
    assert "sg_session" not in client.cookies
    assert events_of(amara, "session.signed_in") == []


def test_outside_of_the_demo_there_is_no_such_page(settings: Any, amara: Membership) -> None:
    settings.DEMO = False
    client = Client(**HOME)

    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}dsl/").status_code == 404
    assert "sg_session" not in client.cookies
    assert "/personas/" not in client.get("/account/login/").content.decode()


def test_the_sign_in_page_of_the_demo_leads_there(client: Client, db: None) -> None:
    assert 'href="/personas/"' in client.get("/account/login/").content.decode()


@pytest.mark.parametrize("key", ["nobody", "head"])
def test_somebody_who_is_not_there_is_nobody(client: Client, amara: Membership, key: str) -> None:
    assert client.post(f"{PAGE}{key}/").status_code == 404


def test_a_closed_persona_cannot_sign_in(client: Client, amara: Membership) -> None:
    User.objects.filter(pk=amara.user_id).update(is_active=False)

    assert client.post(f"{PAGE}dsl/").status_code == 404


def test_every_role_is_somebody() -> None:
    assert {p.role for p in PERSONAS} == {r.value for r in Role}


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1", True),
        ("127.8.8.8:80", True),
        ("::1", True),
        ("[::1]", True),
        ("[::1]:8000", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:192.0.2.1", False),
        ("0.0.0.0", False),  # noqa: S104 - a name to refuse
        ("*", False),
        (".localhost", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("safeguard.example", False),
        ("192.168.1.4", False),
        ("", False),
    ],
)
def test_what_is_this_machine_itself(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    "hosts", [["*"], ["localhost", "safeguard.example"], ["192.0.2.1"], [".example.org"]]
)
def test_a_demo_that_others_could_reach_does_not_start(settings: Any, hosts: list[str]) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = True, hosts

    assert [p.id for p in demo_stays_at_home(None)] == [PUBLIC_DEMO]
    with pytest.raises(ImproperlyConfigured, match="SAFEGUARD_HOSTS"):
        refuse_public_demo()


def test_the_same_hosts_without_the_demo_start(settings: Any) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = False, ["safeguard.example"]

    assert demo_stays_at_home(None) == []
    refuse_public_demo()


def test_the_check_is_one_that_every_command_runs() -> None:
    from django.core.checks import registry

    assert demo_stays_at_home in registry.registry.get_checks()


def test_two_schools_each_list_their_own(client: Client, amara: Membership) -> None:
    special = create_school(name="Willow Bank School", slug="willow-bank", code="WIL", sector="special")
    persona = BY_KEY["special-dsl"]
    user = User.objects.create_user(email=persona.email, name=persona.name)
    with school_scope(special.pk):
        give_role(by=None, user=user, role=Role.DSL, starts_on=date(2024, 9, 1))

    groups = client.get(PAGE).context["groups"]

    assert [(g.school.slug, [p.key for p, _ in g.people]) for g in groups] == [
        ("oakfield", ["dsl"]),
        ("willow-bank", ["special-dsl"]),
    ]
