"""Work of the clock."""

from celery import shared_task

from access.sessions import SessionStore


@shared_task(name="access.forget_sessions")
def forget_sessions() -> None:
    """Sessions that are over leave no row behind. They opened nothing since their end in any case."""
    SessionStore.clear_expired()
