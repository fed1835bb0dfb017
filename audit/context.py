"""Who is acting, from where, in which request: set once at the edge, read by every entry."""

import uuid
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Origin:
    """The request or job that entries belong to. The address is the connection's, never a client's header."""

    request_id: uuid.UUID = field(default_factory=uuid.uuid4)
    address: str | None = None
    actor_id: int | None = None
    role: str = ""


_origin: ContextVar[Origin | None] = ContextVar("audit_origin", default=None)


def current_origin() -> Origin:
    """The origin in force, or a fresh one outside of any (commands)."""
    return _origin.get() or Origin()


@contextmanager
def from_origin(origin: Origin) -> Generator[Origin]:
    """Entries written inside share this origin."""
    token = _origin.set(origin)
    try:
        yield origin
    finally:
        _origin.reset(token)


def request_id() -> str:
    """For django-auditlog's correlation id: ours, never a header that a client sends."""
    return str(current_origin().request_id)
