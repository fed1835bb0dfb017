"""Two questions of whoever runs the servers: is the process alive, and can it serve.

Neither opens a transaction before it looks, neither says anything about schools or people, and the reasons
are codes, so that a probe can act on them and a stranger learns nothing from them.
"""

from threading import Event

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safeguard.celery import app
from safeguard.guard import public
from safeguard.vault.masters import masters

BROKER_PATIENCE = 1.0  # seconds
OK = "ok"
_applied = Event()


@public(reason="a probe has no account; the answer is one word")
@never_cache
@require_safe
@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing of the database: restarting us would not mend that."""
    return JsonResponse({"status": "alive"})


@public(reason="a probe has no account; the answer holds codes only")
@never_cache
@require_safe
@transaction.non_atomic_requests
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, 503 with the reasons when not.

    Without the broker the answer is 200 and "degraded": jobs wait, but a concern can be logged, and taking
    the server out of service would be the greater harm.
    """
    checks = {"database": database(), "master_key": master_key(), "broker": broker()}
    serving = checks["database"] == checks["master_key"] == OK
    status = "unready" if not serving else "ready" if checks["broker"] == OK else "degraded"
    return JsonResponse({"status": status, "checks": checks}, status=200 if serving else 503)


def database() -> str:
    """`ok`, `unreachable`, or `migrations_pending`."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return OK if _all_applied() else "migrations_pending"
    except DatabaseError:
        return "unreachable"


def master_key() -> str:
    """`ok` or `unusable`."""
    try:
        masters()
    except ImproperlyConfigured:
        return "unusable"
    return OK


def broker() -> str:
    """`ok`, `unreachable`, or `in_memory`, where no worker hears of a job: REDIS_URL is not set."""
    if app.conf.broker_url.startswith("memory:"):
        return "in_memory"
    try:
        with app.connection_for_write(connect_timeout=BROKER_PATIENCE) as link:
            link.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_PATIENCE)
    except Exception:  # noqa: BLE001 - each transport fails in its own way, and all mean the same
        return "unreachable"
    return OK


def _all_applied() -> bool:
    """Whether the database is where this code wants it. A yes is remembered: migrations don't come off."""
    if not _applied.is_set():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _applied.set()
    return True
