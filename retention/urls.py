"""Addresses of retention. Opaque uids only; names travel by POST."""

from django.urls import URLPattern, URLResolver, include, path

from retention.views import holds, sar, sar_package, sar_review, sar_steps, schedule

app_name = "retention"

KEEPING: list[URLPattern | URLResolver] = [
    path("retention/", schedule.home, name="home"),
    path("retention/plan/", schedule.plan_now, name="plan"),
    path("retention/schedule/", schedule.schedule, name="schedule"),
    path("retention/holds/", holds.holds, name="holds"),
    path("retention/holds/place/", holds.place, name="hold_place"),
    path("retention/holds/find/", holds.find_child, name="hold_find"),
    path("retention/holds/<uuid:uid>/lift/", holds.lift, name="hold_lift"),
]

ONE_REQUEST = [
    path("", sar.sar, name="sar"),
    path("subject/", sar_steps.subject, name="sar_subject"),
    path("gather/", sar_steps.gather, name="sar_gather"),
    *(
        path(f"{name}/", sar_steps.step, {"name": name}, name=f"sar_{name.replace('-', '_')}")
        for name in sar_steps.STEPS
    ),
    path("review/", sar_review.review, name="sar_review"),
    path("review/finish/", sar_review.finish, name="sar_finish"),
    path("review/<uuid:item>/", sar_review.item, name="sar_item"),
    path("review/<uuid:item>/remove/", sar_review.remove, name="sar_remove"),
    path("review/<uuid:item>/decide/", sar_review.decide, name="sar_decide"),
    path("review/<uuid:item>/preview/", sar_review.preview, name="sar_preview"),
    path("removed/<uuid:redaction>/back/", sar_review.put_back, name="sar_put_back"),
    path("removed/<uuid:redaction>/elsewhere/", sar_review.stay, name="sar_stay"),
    *(path(f"{name}/", sar_package.act, {"name": name}, name=f"sar_{name}") for name in sar_package.ACTS),
    path("package/", sar_package.download, name="sar_download"),
    path("package/link/", sar_package.link, name="sar_link"),
]

REQUESTS: list[URLPattern | URLResolver] = [
    path("requests/", sar.requests, name="sar_list"),
    path("data-request/", sar.log, name="sar_log"),
    path("data-request/find/", sar.find, name="sar_find"),
    path("data-request/<uuid:uid>/", sar.logged, name="sar_logged"),
    path("requests/<uuid:uid>/", include(ONE_REQUEST)),
]

urlpatterns = [
    path("s/<slug:school>/", include([*KEEPING, *REQUESTS])),
    # For somebody without an account: it lies outside of what a member of a school can reach.
    path("collect/<slug:of>/<slug:key>/", sar_package.collect, name="sar_collect"),
]
