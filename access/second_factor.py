"""Whether this session has shown a second factor. Reading records always needs one."""

from typing import Any

from django.http import HttpRequest

SESSION_KEY = "second_factor"


def passed(request: HttpRequest) -> bool:
    """True when a second factor was shown in this session."""
    return bool(request.session.get(SESSION_KEY))


def mark_passed(request: Any, method: str) -> None:
    """Remember in the session (on the server) which second factor was shown."""
    request.session[SESSION_KEY] = method
