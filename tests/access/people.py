"""People who sign in for real: by form, with CSRF on, with an authenticator app that counts."""

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from access.models import Membership, User
from audit.models import Entry
from safeguard.scope import school_scope

PASSWORD = "quiet-otter-walks-north"
LOGIN = "/account/login/"


def give_password(user: User, password: str = PASSWORD) -> User:
    """An account that can sign in by password."""
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def enrol_app(user: User) -> str:
    """Give the account an authenticator app and recovery codes; returns the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_now(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or some half minutes away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def forget_used_codes() -> None:
    """As if time had passed since the last code."""
    cache.clear()


def new_client() -> Client:
    """A browser: it has to bring the CSRF token."""
    return Client(enforce_csrf_checks=True)


def post(client: Client, url: str, data: dict[str, str] | None = None, **more: Any) -> Any:
    """Send a form as a browser does, with the token that its page holds."""
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
    if not token:
        client.get(LOGIN)
        token = client.cookies["csrftoken"].value
    return client.post(url, {**(data or {}), "csrfmiddlewaretoken": token}, **more)


def try_password(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    """Fill in the sign-in page."""
    return post(client, LOGIN, {"login": email, "password": password}, **more)


def signed_in(user: User, *, secret: str | None = None) -> Client:
    """A client that went through the sign-in pages; with `secret`, through the second step too."""
    client = new_client()
    assert try_password(client, user.email).status_code == 302
    if secret is not None:
        forget_used_codes()
        assert post(client, reverse("mfa_authenticate"), {"code": code_now(secret)}).status_code == 302
    return client


def is_signed_in(client: Client) -> bool:
    """Asks the server."""
    return client.get(reverse("mfa_index")).status_code == 200


def events_of(member: Membership, *names: str) -> list[Entry]:
    """The member's school's ledger rows with these events, the oldest first."""
    with school_scope(member.school.pk), transaction.atomic():
        return list(Entry.objects.here().filter(event__in=names).order_by("pk"))


def raw_secrets() -> str:
    """All that stands in the authenticators' rows, as text."""
    return " ".join(str(row) for row in Authenticator.objects.values_list("data", flat=True))


def codes_on(page: bytes) -> list[str]:
    """The recovery codes that a page shows."""
    return re.findall(r"<code>(\d{8})</code>", page.decode())
