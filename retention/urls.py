"""Addresses of retention. Opaque uids only; names travel by POST."""

from django.urls import include, path

from retention.views import holds, schedule

app_name = "retention"

KEEPING = [
    path("retention/", schedule.home, name="home"),
    path("retention/plan/", schedule.plan_now, name="plan"),
    path("retention/schedule/", schedule.schedule, name="schedule"),
    path("retention/holds/", holds.holds, name="holds"),
    path("retention/holds/place/", holds.place, name="hold_place"),
    path("retention/holds/find/", holds.find_child, name="hold_find"),
    path("retention/holds/<uuid:uid>/lift/", holds.lift, name="hold_lift"),
]

urlpatterns = [path("s/<slug:school>/", include(KEEPING))]
