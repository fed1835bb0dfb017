"""The end of a record, and the right to see it."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """Schedule, holds, plans; subject access requests."""

    name = "retention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every new school gets its retention schedule."""
        from access.actions import ON_NEW_SCHOOL  # noqa: PLC0415 - models can be imported only now
        from retention.actions.schedule import seed_new_school  # noqa: PLC0415

        ON_NEW_SCHOOL.append(seed_new_school)
