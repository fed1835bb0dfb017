"""The second step: sealed, asked for, shown once, and never carried over to somebody else."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from access import second_factor
from access.models import Membership
from tests.access.people import (
    LOGIN,
    PASSWORD,
    code_now,
    codes_on,
    enrol_app,
    events_of,
    forget_used_codes,
    give_password,
    is_signed_in,
    new_client,
    post,
    raw_secrets,
    signed_in,
    try_password,
)
from tests.conftest import World

ENROL = "/account/2fa/totp/activate/"
AUTHENTICATE = "/account/2fa/authenticate/"
PAGE = "/account/second-factor/"


@pytest.fixture
def amara(world: World) -> Membership:
    member = world.member("dsl", name="Amara Whitlock")
    give_password(member.user)
    return member


def enrol_by_page(client: Client) -> str:
    """Set up the app as a person does; returns its secret."""
    page = client.get(ENROL)
    secret: str = page.context["form"].secret
    assert post(client, ENROL, {"code": code_now(secret)}).status_code == 302
    return secret


def has_passed(client: Client) -> bool:
    return bool(client.session.get(second_factor.SESSION_KEY))


@pytest.mark.django_db(transaction=True)
def test_enrolling_keeps_no_secret_in_the_open(amara: Membership) -> None:
    client = signed_in(amara.user)

    secret = enrol_by_page(client)
    codes = codes_on(client.get(reverse("mfa_view_recovery_codes")).content)

    kept = raw_secrets()
    assert len(codes) == 10
    assert Authenticator.objects.count() == 2
    assert secret not in kept
    assert not any(code in kept for code in codes)
    assert kept.count("sg1:") == 2
    assert [m.to for m in mail.outbox] == [[amara.user.email]]
    assert mail.outbox[0].subject.startswith("Safeguard: ")
    assert amara.user.name not in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_a_half_finished_enrolment_keeps_no_secret_in_the_open(amara: Membership) -> None:
    client = signed_in(amara.user)
    secret = client.get(ENROL).context["form"].secret

    kept = " ".join(Session.objects.values_list("session_data", flat=True))
    assert client.session["mfa.totp.secret"] == secret
    assert secret not in kept
    assert amara.user.email not in kept


@pytest.mark.django_db(transaction=True)
def test_enrolling_shows_the_second_step_and_ends_other_sessions(amara: Membership) -> None:
    waiting = signed_in(amara.user)
    client = signed_in(amara.user)

    enrol_by_page(client)

    assert has_passed(client)
    assert is_signed_in(client)
    assert not is_signed_in(waiting)
    changes = events_of(amara, "session.second_factor")
    assert {e.additional_data["change"] for e in changes} == {
        "authenticator app added",
        "recovery codes added",
    }


def test_password_alone_passes_no_second_step(amara: Membership) -> None:
    client = new_client()

    answer = try_password(client, amara.user.email)

    assert answer["Location"] == f"{PAGE}?next=%2F"
    assert is_signed_in(client)
    assert not has_passed(client)


def test_whoever_has_none_is_taken_to_enrolment_and_then_on(amara: Membership) -> None:
    client = new_client()
    token = client.get(LOGIN).cookies["csrftoken"].value

    answer = client.post(
        f"{LOGIN}?next=/s/oakfield/triage/",
        {
            "login": amara.user.email,
            "password": PASSWORD,
            "next": "/s/oakfield/triage/",
            "csrfmiddlewaretoken": token,
        },
    )
    page = client.get(answer["Location"])

    assert answer["Location"] == f"{PAGE}?next=%2Fs%2Foakfield%2Ftriage%2F"
    assert "Set up a second step" in page.content.decode()
    session = client.session
    session[second_factor.SESSION_KEY] = "test"
    session.save()
    assert client.get(PAGE)["Location"] == "/s/oakfield/triage/"


def test_the_app_at_sign_in_passes_it(amara: Membership) -> None:
    secret = enrol_app(amara.user)
    client = new_client()

    first = try_password(client, amara.user.email)
    assert first["Location"] == AUTHENTICATE
    assert not is_signed_in(client)
    second = post(client, AUTHENTICATE, {"code": code_now(secret)})

    assert second["Location"] == "/"
    assert has_passed(client)
    assert events_of(amara, "session.signed_in")[-1].additional_data == {
        "method": "password and authenticator app"
    }


def test_a_code_is_good_once_however_it_is_typed(amara: Membership) -> None:
    secret = enrol_app(amara.user)
    code = code_now(secret)
    signed = new_client()
    try_password(signed, amara.user.email)
    assert post(signed, AUTHENTICATE, {"code": code}).status_code == 302

    thief = new_client()
    try_password(thief, amara.user.email)
    for typed in (code, f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"):
        assert post(thief, AUTHENTICATE, {"code": typed}).status_code == 200

    assert not is_signed_in(thief)


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_taken_half_a_minute_early_or_late(amara: Membership, steps: int, taken: bool) -> None:
    secret = enrol_app(amara.user)
    client = new_client()
    try_password(client, amara.user.email)

    answer = post(client, AUTHENTICATE, {"code": code_now(secret, steps=steps)})

    assert (answer.status_code == 302) is taken


def test_a_recovery_code_passes_it_once(amara: Membership) -> None:
    enrol_app(amara.user)
    row = Authenticator.objects.get(user=amara.user, type="recovery_codes")
    code = row.wrap().get_unused_codes()[0]
    client = new_client()
    try_password(client, amara.user.email)

    assert post(client, AUTHENTICATE, {"code": code}).status_code == 302
    assert has_passed(client)
    again = new_client()
    try_password(again, amara.user.email)
    assert post(again, AUTHENTICATE, {"code": code}).status_code == 200


def test_a_half_finished_sign_in_passes_nothing_to_the_next_person(world: World, amara: Membership) -> None:
    """Amara's account is closed between password and code, on a shared computer; then Ruth signs in."""
    secret = enrol_app(amara.user)
    ruth = world.member("reporter", name="Ruth Adeyemi")
    give_password(ruth.user)
    client = new_client()
    try_password(client, amara.user.email)
    amara.user.is_active = False
    amara.user.save(update_fields=["is_active"])
    post(client, AUTHENTICATE, {"code": code_now(secret)})
    assert not is_signed_in(client)

    try_password(client, ruth.user.email)

    assert is_signed_in(client)
    assert not has_passed(client)


def test_showing_it_again_in_an_open_session_passes_it(amara: Membership) -> None:
    client = signed_in(amara.user)
    secret = enrol_app(amara.user)
    assert not has_passed(client)

    page = client.get(PAGE).content.decode()
    answer = post(
        client, f"/account/2fa/reauthenticate/?next={PAGE}", {"code": code_now(secret), "next": PAGE}
    )

    assert "Show your second step" in page
    assert answer["Location"] == PAGE
    assert has_passed(client)


@pytest.mark.django_db(transaction=True)
def test_taking_the_last_one_off_takes_the_mark_too(amara: Membership) -> None:
    client = signed_in(amara.user)
    enrol_by_page(client)

    answer = post(client, reverse("mfa_deactivate_totp"))

    assert answer.status_code == 302
    assert not Authenticator.objects.exists()
    assert is_signed_in(client)
    assert not has_passed(client)


def test_records_open_only_after_it(world: World, amara: Membership) -> None:
    without, with_it = world.client(amara, second=False), world.client(amara)

    refused = without.get("/s/oakfield/people/")
    fragment = without.get("/s/oakfield/people/", headers={"HX-Request": "true"})

    assert refused["Location"] == f"{PAGE}?next=/s/oakfield/people/"
    assert fragment.status_code == 401
    assert with_it.get("/s/oakfield/people/").status_code == 200


@pytest.mark.parametrize("allowed", [True, False])
def test_a_school_may_let_its_staff_log_without(world: World, allowed: bool) -> None:
    world.oak.log_without_second_factor = allowed
    world.oak.save(update_fields=["log_without_second_factor"])
    client = world.client(world.member("reporter"), second=False)

    log, own, page = (
        client.get("/s/oakfield/concerns/log/"),
        client.get("/s/oakfield/concerns/mine/"),
        client.get(PAGE),
    )

    assert log.status_code == (200 if allowed else 302)
    assert own.status_code == 302
    assert ("Only logging a concern?" in page.content.decode()) is allowed


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "evil.example/",
        "\t//evil.example",
    ],
)
def test_going_on_never_leaves_the_site(world: World, amara: Membership, wanted: str) -> None:
    client = world.client(amara)

    assert client.get(PAGE, {"next": wanted})["Location"] == "/"


def test_going_on_stays_on_the_site(world: World, amara: Membership) -> None:
    answer: Any = world.client(amara).get(PAGE, {"next": "/s/oakfield/people/"})

    assert answer["Location"] == "/s/oakfield/people/"


def test_the_password_is_not_asked_for_again_right_after_signing_in(amara: Membership) -> None:
    client = signed_in(amara.user)

    assert client.get(ENROL).status_code == 200
    forget_used_codes()


def test_the_password_is_asked_for_again_later(amara: Membership) -> None:
    client = signed_in(amara.user)
    session = client.session
    for entry in session["account_authentication_methods"]:
        entry["at"] -= 3600
    session.save()

    refused = client.get(ENROL)
    answer = post(client, refused["Location"], {"password": PASSWORD, "next": ENROL})

    assert refused["Location"] == f"/account/reauthenticate/?next={ENROL.replace('/', '%2F')}"
    assert answer["Location"] == ENROL
    assert client.get(ENROL).status_code == 200
