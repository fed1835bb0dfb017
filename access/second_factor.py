"""Whether this session has shown a second factor. Reading records always needs one.

The mark is set only in a session that is already signed in: one set halfway through a sign-in would
still stand if somebody else finished it in the same browser.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from access.models import User

SESSION_KEY = "second_factor"
ENROLLED = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def passed(request: HttpRequest) -> bool:
    """True when a second factor was shown in this session."""
    return bool(request.session.get(SESSION_KEY))


def mark_passed(request: Any, method: str) -> None:
    """Remember in the session (on the server) which second factor was shown."""
    request.session[SESSION_KEY] = method


def forget(request: Any) -> None:
    """The session has none any more: the person took their last one away."""
    request.session.pop(SESSION_KEY, None)


def enrolled_kinds(user: Any) -> set[str]:
    """What the person has: an app (totp), a passkey (webauthn). Recovery codes alone are none."""
    return set(
        Authenticator.objects.filter(user_id=user.pk, type__in=ENROLLED).values_list("type", flat=True)
    )


def shown_at_sign_in(request: HttpRequest, user: User) -> str:
    """The second factor that was shown on the way in: 'totp', 'webauthn', 'recovery_codes' or nothing."""
    records = get_authentication_records(request, user)
    return next((str(r["type"]) for r in reversed(records) if r.get("method") == "mfa"), "")


def end_other_sessions(request: Any, user: User) -> None:
    """End every session of the person but this one: the others have not seen how they sign in now.

    Without it, somebody who knew only the password could have waited in an open session for the
    owner to enrol, and then added a passkey of their own.
    """
    User.objects.filter(pk=user.pk).update(stamp=F("stamp") + 1)
    user.refresh_from_db(fields=["stamp"])
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)
