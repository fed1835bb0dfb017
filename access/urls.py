"""Addresses of people and access."""

from django.urls import path

from access import views

app_name = "access"
urlpatterns = [
    path("", views.home, name="home"),
    path("account/second-factor/", views.second_factor_page, name="second_factor"),
    path("s/<slug:school>/", views.school_home, name="school"),
]
