"""Addresses of the record. Opaque uids only; names travel by POST."""

from django.urls import include, path

from concerns.views import log, mine

app_name = "concerns"

SCHOOL = [
    path("concerns/log/", log.log, name="log"),
    path("concerns/log/find/", log.find_child, name="find_child"),
    path("concerns/log/draft/<uuid:uid>/", log.draft, name="draft"),
    path("concerns/mine/", mine.mine, name="mine"),
    path("concerns/mine/<uuid:uid>/", mine.own, name="own"),
    path("concerns/sent/<uuid:uid>/", log.sent, name="sent"),
]

urlpatterns = [path("s/<slug:school>/", include(SCHOOL))]
