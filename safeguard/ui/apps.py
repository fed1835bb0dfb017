from django.apps import AppConfig


class UiConfig(AppConfig):
    """Template tags only; no models."""

    name = "safeguard.ui"
    label = "ui"
    verbose_name = "Screens"
