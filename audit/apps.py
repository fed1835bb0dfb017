"""The ledger."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Entries, chain, verification, and the DPO's access audit."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
