"""Codes of an authenticator app, each good for one use.

A code is taken for half a minute before and after its own, since phones and slow typists are late. The
library remembers a used code only for half a minute; here it is remembered as long as it could be used.
"""

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache


def use_once(form: Any, code: str) -> str:
    """The code again; a ValidationError for a code of the app that was used already."""
    if form.authenticator.type != Authenticator.Type.TOTP:
        return code
    # "123 456" and "123-456" are the same code.
    key = f"second-factor-code:{form.user.pk}:{''.join(filter(str.isdigit, code))}"
    usable_seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 2)
    if not cache.add(key, 1, timeout=usable_seconds):
        raise get_adapter().validation_error("incorrect_code")
    return code


class SignInCodeForm(AuthenticateForm):
    """On the way in."""

    def clean_code(self) -> str:
        return use_once(self, super().clean_code())


class CodeAgainForm(ReauthenticateForm):
    """In a session that is open."""

    def clean_code(self) -> str:
        return use_once(self, super().clean_code())
