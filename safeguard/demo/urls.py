"""Addresses of the demo. They answer 404 everywhere else."""

from django.urls import path

from safeguard.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.personas, name="personas"),
    path("<slug:key>/", views.become, name="become"),
]
