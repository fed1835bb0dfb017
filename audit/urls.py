"""Addresses of the access audit. Opaque uids and codes only; names travel by POST."""

from django.urls import include, path

from audit import views

app_name = "audit"

AUDIT = [
    path("", views.home, name="home"),
    path("check/", views.check, name="check"),
    path("children/", views.find, name="find"),
    path("choose/", views.choose, name="choose"),
    path("export/", views.export, name="export"),
    path("child/<uuid:uid>/", views.child, name="child"),
    path("person/<uuid:uid>/", views.person, name="person"),
    path("request/<uuid:uid>/", views.whole_request, name="request"),
]

urlpatterns = [path("s/<slug:school>/audit/", include(AUDIT))]
