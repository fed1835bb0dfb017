"""Sign-in events reach the ledger of each school that the person belongs to."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from access.models import User
from access.queries import schools_of
from audit.context import current_origin
from audit.events import Event
from audit.record import record
from safeguard.scope import school_scope


def record_everywhere(user: User, event: Event, **payload: str) -> None:
    """Write one event in the ledger of each of the person's schools."""
    origin = current_origin()
    origin.actor_id = user.pk
    for school in schools_of(user, today=timezone.localdate()):
        with school_scope(school.pk):
            record(event, by=None, **payload)


@receiver(user_logged_in)
def signed_in(sender: Any, user: User, request: HttpRequest, **kwargs: Any) -> None:
    """A session began."""
    record_everywhere(user, Event.SIGNED_IN, method=str(kwargs.get("backend", "password"))[:40])


@receiver(user_logged_out)
def signed_out(sender: Any, user: User | None, request: HttpRequest, **kwargs: Any) -> None:
    """A session ended by the person's own doing."""
    if user is not None:
        record_everywhere(user, Event.SIGNED_OUT)
