"""Schools, people, roles, grants, sign-in."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what, where."""

    name = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They connect by being imported, and stand on models, which are loaded only now.
        from access import checks, signals  # noqa: F401, PLC0415
