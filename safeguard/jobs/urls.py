"""Addresses of jobs."""

from django.urls import path

from safeguard.jobs import views

app_name = "jobs"
urlpatterns = [
    path("s/<slug:school>/jobs/<uuid:uid>/", views.progress, name="progress"),
    path("s/<slug:school>/jobs/<uuid:uid>/cancel/", views.cancel, name="cancel"),
    path("s/<slug:school>/jobs/<uuid:uid>.json", views.progress_json, name="progress_json"),
]
