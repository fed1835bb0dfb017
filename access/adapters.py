"""What django-allauth asks us: nobody signs themselves up; second-factor secrets are sealed."""

import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from access import second_factor
from access.actions import record_everywhere
from access.middleware import client_address
from access.models import User
from access.sealing import SECRETS, open_text, seal_text
from audit.events import Event

log = logging.getLogger("safeguard.access")

# What to do, not only what is wrong.
SIGN_IN_WORDS = {
    "email_password_mismatch": "This address and this password do not belong together. Check both.",
    "enter_current_password": "This is not your present password. Type it again.",
    "incorrect_password": "This is not your password. Type it again.",
    "invalid_password_reset": "This link was used already or is too old. Ask for a new one.",
    "too_many_login_attempts": "Too many tries for this account. Wait five minutes, then try again.",
}
CODE_WORDS = {
    "incorrect_code": "This code does not fit or was used already. Wait for the next one, and type that.",
    "cannot_generate_recovery_codes": "Set up a passkey or an app first. Recovery codes come with it.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Closed registration: accounts are made by invitation."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SIGN_IN_WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """For rate limits: the address that can't be forged, never the first of X-Forwarded-For."""
        return client_address(request) or "unknown"

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Whoever has no second factor yet is taken to enrolment, and from there to where they were going."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if second_factor.passed(request):
            return response
        return redirect(f"{reverse('access:second_factor')}?{urlencode({'next': response['Location']})}")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password. Only reached while the account's own rate limit allows, so it can't flood."""
        user = User.objects.filter(email=str(credentials.get("email", "")).strip().lower()).first()
        if user is not None:
            record_everywhere(user, Event.SIGN_IN_FAILED, step="password")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        record_everywhere(user, Event.SIGN_IN_FAILED, step="closed account")
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of signing in: whoever has just typed the password isn't asked for it again."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def reauthenticate(self, user: User, password: str) -> bool:
        """By the address on the account itself; we keep no other list of addresses."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """News about the account itself. A mail server that is down must not undo what was done."""
        try:
            super().send_notification_mail(template_prefix, user, context, email or user.email)
        except OSError as problem:
            log.error("notice %s not sent: %s", template_prefix, type(problem).__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Enrolment secrets never stand in the database in the clear."""

    error_messages = {**DefaultMFAAdapter.error_messages, **CODE_WORDS}

    def encrypt(self, text: str) -> str:
        return seal_text(text, purpose=SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(encrypted_text, purpose=SECRETS)

    def _get_site_name(self) -> str:
        return "Safeguard"

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """The name that the device shows is the person's, not our `user 7`."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}
