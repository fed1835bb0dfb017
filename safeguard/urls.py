"""The whole address space. A view without a declared permission is refused; a test walks this tree."""

from typing import Any

from django.urls import include, path

from safeguard.guard import declare_all, public

ACCOUNT_PAGES: Any = include("allauth.urls")

urlpatterns = [
    path(
        "account/",
        declare_all(ACCOUNT_PAGES, public(reason="sign-in pages; allauth asks for a session where needed")),
    ),
    path("", include("access.urls")),
    path("", include("concerns.urls")),
    path("", include("audit.urls")),
    path("", include("retention.urls")),
]
