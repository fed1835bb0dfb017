"""The whole address space. A view without a declared permission is refused; a test walks this tree."""

from django.urls import include, path

from safeguard import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("account/", include("access.account_urls")),
    path("personas/", include("safeguard.demo.urls")),
    path("", include("access.urls")),
    path("", include("concerns.urls")),
    path("", include("audit.urls")),
    path("", include("safeguard.jobs.urls")),
    path("", include("retention.urls")),
]
