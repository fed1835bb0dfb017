"""The whole address space. A view without a declared permission is refused; a test walks this tree."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("access.account_urls")),
    path("personas/", include("safeguard.demo.urls")),
    path("", include("access.urls")),
    path("", include("concerns.urls")),
    path("", include("audit.urls")),
    path("", include("retention.urls")),
]
