"""Only the library's pages that we use; nobody signs themselves up."""

from typing import Any

import pytest
from allauth import urls as library
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from access import account_urls
from access.adapters import AccountAdapter
from access.models import User
from safeguard.guard import guard_of, walk
from tests.conftest import World

# The library's pages that are left out on purpose. A new version that brings another one fails here.
LEFT_OUT = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_signup",
}


def test_every_page_of_the_library_is_used_or_left_out_by_name() -> None:
    theirs = {p.name for p in walk(library.urlpatterns)}
    ours = {p.name for p in account_urls.urlpatterns}

    assert theirs - ours == LEFT_OUT
    assert ours - theirs == set()


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "login/code/", "social/connections/"]
)
def test_what_is_left_out_is_not_there(db: None, path: str) -> None:
    client = Client()

    assert client.get(f"/account/{path}").status_code == 404
    answer = client.post(f"/account/{path}", {"email": "a@b.example", "password1": "quiet-otter-walks"})
    assert answer.status_code == 404
    assert User.objects.count() == 0


def test_registration_is_closed(rf: Any) -> None:
    assert AccountAdapter().is_open_for_signup(rf.get("/")) is False


@pytest.mark.parametrize("pattern", account_urls.SIGNED_IN, ids=lambda p: p.name)
def test_a_page_of_ones_own_asks_for_a_session(db: None, pattern: Any) -> None:
    url = reverse(pattern.name, kwargs=dict.fromkeys(pattern.pattern.converters, 1))
    client = Client()

    assert guard_of(pattern.callback).kind == "signed_in"
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code == 302
        assert answer["Location"] == f"/account/login/?next={url}"


def test_nobody_touches_another_persons_passkey(world: World) -> None:
    from allauth.mfa.models import Authenticator

    theirs = Authenticator.objects.create(
        user=world.member("head").user, type="webauthn", data={"name": "Key", "credential": {}}
    )
    client = world.client(world.member("dsl"))

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        url = reverse(name, args=[theirs.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, {"name": "Mine"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.data["name"] == "Key"


def test_passwords_are_kept_by_argon2_and_are_long() -> None:

    import safeguard.settings as ours

    assert ours.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert {"min_length": 12} in [v.get("OPTIONS") for v in settings.AUTH_PASSWORD_VALIDATORS]


def test_the_library_finds_nothing_wrong_with_its_settings() -> None:
    assert [p for p in run_checks() if p.id and p.id.startswith(("account", "mfa", "access"))] == []
