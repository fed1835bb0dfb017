"""Sessions in the database, sealed: a stolen copy of it opens no session and shows nothing of one.

The row is named by a digest of the session's key, so that the table holds nothing a browser could send;
the contents (a half-finished enrolment's secret, a form that waits for a password) are sealed.
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from access.sealing import open_text, seal_text
from safeguard.vault import VaultError

IDLE_KEY = "idle_seconds"
# An activity is written down once in so many seconds; a session may end that much earlier, never later.
TOUCH_SECONDS = 15


def row_name(session_key: str) -> str:
    """The name of a session's row: a one-way digest of the key in the cookie."""
    return hashlib.sha256(f"safeguard session {session_key}".encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """Django's database sessions with sealed contents. Synchronous only, as the rest of the house."""

    expires_at: datetime | None = None

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal_text(json.dumps(session_dict), purpose="session", place=row_name(self.session_key or ""))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """The contents, or nothing where they can't be opened: the person signs in again."""
        try:
            plain = open_text(str(session_data), purpose="session", place=row_name(self.session_key or ""))
        except VaultError:
            return {}
        contents: dict[str, Any] = json.loads(plain)
        return contents

    def _get_session_from_db(self) -> Any:
        row = self.model.objects.filter(
            session_key=row_name(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if row is None:
            self._session_key = None
            return None
        self.expires_at = row.expire_date
        return row

    def exists(self, session_key: str) -> bool:
        return super().exists(row_name(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.session_key = row_name(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            super().delete(row_name(key))

    def get_session_cookie_age(self) -> int:
        """Seconds without activity after which the session ends: the school's, never more than the site's."""
        return min(settings.SESSION_COOKIE_AGE, int(self.get(IDLE_KEY, settings.SESSION_COOKIE_AGE)))

    def set_idle_minutes(self, minutes: int) -> None:
        """A school's own idle time, from now on in this session."""
        if self.get(IDLE_KEY) != minutes * 60:
            self[IDLE_KEY] = minutes * 60

    def touch(self) -> None:
        """Prolong the session without writing its contents: two requests never overwrite each other."""
        now, idle = timezone.now(), timedelta(seconds=self.get_session_cookie_age())
        if self.session_key is None or self.expires_at is None:
            return
        if now + idle - self.expires_at < timedelta(seconds=TOUCH_SECONDS):
            return
        self.expires_at = now + idle
        self.model.objects.filter(session_key=row_name(self.session_key), expire_date__gt=now).update(
            expire_date=self.expires_at
        )
