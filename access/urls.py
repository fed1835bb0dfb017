"""Addresses of people and access."""

from django.urls import include, path

from access.views import landing, people, session

app_name = "access"

SCHOOL = [
    path("", landing.school_home, name="school"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="people_add"),
    path("people/roles/", people.roles, name="roles"),
    path("people/<uuid:uid>/end/", people.end, name="people_end"),
]

urlpatterns = [
    path("", landing.home, name="home"),
    path("account/second-factor/", session.second_factor_page, name="second_factor"),
    path("account/stay/", session.stay, name="stay"),
    path("s/<slug:school>/", include(SCHOOL)),
]
