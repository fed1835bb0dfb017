"""Sign-in events reach the ledger of each school that the person belongs to.

They are the library's signals; what they set off here is only the mark in the session and the ledger.
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from access import second_factor
from access.actions import record_everywhere
from access.models import User
from access.session_clock import BEGAN_KEY
from audit.events import Event

WORDS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@receiver(user_logged_in)
def signed_in(sender: Any, user: User, request: Any, **kwargs: Any) -> None:
    """A session began: note when, which second factor was shown on the way in, and that it happened."""
    request.session[BEGAN_KEY] = int(time.time())
    shown = second_factor.shown_at_sign_in(request, user)
    if shown:
        second_factor.mark_passed(request, shown)
    method = getattr(request, "sign_in_method", None) or _method(request, user, shown)
    record_everywhere(user, Event.SIGNED_IN, method=method)


def _method(request: Any, user: User, shown: str) -> str:
    """'password', 'password and authenticator app', 'passkey' ..."""
    records = second_factor.get_authentication_records(request, user)
    if any(r.get("passwordless") for r in records):
        return "passkey"
    return f"password and {WORDS[Authenticator.Type(shown)]}" if shown else "password"


@receiver(user_logged_out)
def signed_out(sender: Any, user: User | None, request: Any, **kwargs: Any) -> None:
    """A session ended by the person's own doing."""
    if user is not None:
        record_everywhere(user, Event.SIGNED_OUT)


@receiver(authentication_failed)
def code_refused(sender: Any, user: User, **kwargs: Any) -> None:
    """A wrong code. The library stops asking after a few for each account, so these rows can't flood."""
    record_everywhere(user, Event.SIGN_IN_FAILED, step="code")


@receiver(authenticator_used)
def second_factor_shown(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """Shown again in a session that is open already. On the way in, `signed_in` marks it."""
    if kwargs.get("reauthenticated") and request.user.is_authenticated and request.user.pk == user.pk:
        second_factor.mark_passed(request, str(kwargs["authenticator"].type))


@receiver(authenticator_added)
def enrolled(sender: Any, request: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """A new authenticator: it was shown in the same breath, and other sessions haven't seen it."""
    record_everywhere(user, Event.SECOND_FACTOR_CHANGED, change=f"{WORDS[_kind(authenticator)]} added")
    if authenticator.type in second_factor.ENROLLED:
        second_factor.end_other_sessions(request, user)
        second_factor.mark_passed(request, str(authenticator.type))


@receiver(authenticator_removed)
def removed(sender: Any, request: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """An authenticator went; with the last one the session loses its mark too."""
    record_everywhere(user, Event.SECOND_FACTOR_CHANGED, change=f"{WORDS[_kind(authenticator)]} removed")
    second_factor.end_other_sessions(request, user)
    if not second_factor.enrolled_kinds(user):
        second_factor.forget(request)


@receiver(authenticator_reset)
def codes_renewed(sender: Any, user: User, **kwargs: Any) -> None:
    """New recovery codes; the old ones open nothing any more."""
    record_everywhere(user, Event.SECOND_FACTOR_CHANGED, change="recovery codes renewed")


@receiver([password_changed, password_set])
def password_is_new(sender: Any, user: User, **kwargs: Any) -> None:
    """A new password, by somebody who was signed in. Their other sessions end by its hash."""
    record_everywhere(user, Event.SECOND_FACTOR_CHANGED, change="password changed")


@receiver(password_reset)
def password_was_reset(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """A new password, by a link sent to the account's address. All sessions end by its hash."""
    # The library clears what the wrong tries had used up only for addresses of a list that we don't keep.
    get_adapter()._delete_login_attempts_cached_email(request, email=user.email)
    record_everywhere(user, Event.SECOND_FACTOR_CHANGED, change="password reset by e-mail")


def _kind(authenticator: Authenticator) -> Authenticator.Type:
    return Authenticator.Type(authenticator.type)
