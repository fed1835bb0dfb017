"""Schools, people, roles, grants, sign-in."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what, where."""

    name = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from access import signals  # noqa: F401 - connects sign-in events once the apps are loaded
