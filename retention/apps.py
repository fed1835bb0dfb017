"""The end of a record, and the right to see it."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """Schedule, holds, plans; subject access requests."""

    name = "retention"
    default_auto_field = "django.db.models.BigAutoField"
