"""Children and concerns."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """The record."""

    name = "concerns"
    default_auto_field = "django.db.models.BigAutoField"
