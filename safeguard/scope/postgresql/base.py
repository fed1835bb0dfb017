"""Django's PostgreSQL backend, with the scope pinned to each transaction as it opens.

Middleware can't do this: ATOMIC_REQUESTS opens the transaction after it ran, and a setting that is
local to a transaction is gone before. Here it also works behind a transaction pooler.
"""

from django.db.backends.postgresql import base

from safeguard.scope.current import current_scope, pin


class DatabaseWrapper(base.DatabaseWrapper):
    """Pins `app.school_id` (and its companions) whenever a transaction begins."""

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        scope = current_scope()
        if not autocommit and scope is not None and self.alias == "default":
            with self.wrap_database_errors:
                pin(self.connection.cursor(), scope)
