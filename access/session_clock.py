"""When a session ends by itself: after idle time, and after twelve hours whatever happens.

What counts as activity is decided here, on the server: every request but those of a view that is
declared passive (a page that asks how far a job is). A draft that is saved while somebody types counts.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from safeguard.guard import is_passive

BEGAN_KEY = "began"
LONGEST_SECONDS = 12 * 60 * 60


def is_over(session: Any, *, now: float) -> bool:
    """True for a signed-in session that is older than twelve hours, or doesn't say when it began."""
    began = session.get(BEGAN_KEY)
    return not isinstance(began, int) or now - began >= LONGEST_SECONDS


class SessionClockMiddleware:
    """Ends what is over before anything else looks at it; prolongs what is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if request.user.is_authenticated and is_over(request.session, now=time.time()):
            request.session.flush()
            request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        """The view is known only here. No transaction is open yet: the touch stays whatever the view does."""
        if request.user.is_authenticated and not is_passive(view):
            request.session.touch()
