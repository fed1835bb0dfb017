"""The vault's tables."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys and sealed files."""

    name = "safeguard.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
