"""The site, and a few views that no real site has: for trying what happens when something is forgotten."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import include, path
from django.views import View

from access.models import Membership
from safeguard.guard import requires


def forgotten(request: Any, **kwargs: Any) -> HttpResponse:
    """Nobody declared who this is for."""
    return HttpResponse("secret")


class Forgotten(View):
    """The same as a class."""

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse("secret")

    post = get


def change_something(request: Any) -> None:
    """A write, and a letter that goes out when it is kept."""
    Membership.objects.filter(pk=request.member.pk).update(job_title="Changed")
    transaction.on_commit(lambda: send_mail("s", "b", None, ["a@b.example"]))


@requires("concern.log")
def refuses_late(request: Any, school: str) -> HttpResponse:
    """Finds out only after it wrote something."""
    change_something(request)
    raise PermissionDenied


@requires("concern.log")
def misses_late(request: Any, school: str) -> HttpResponse:
    """The same with a record that isn't there."""
    change_something(request)
    raise Http404


@requires("no.such.capability")
def misspelt(request: Any, school: str) -> HttpResponse:
    """A capability that doesn't exist."""
    return HttpResponse("secret")


urlpatterns = [
    path("forgotten/", forgotten),
    path("s/<slug:school>/forgotten/", forgotten),
    path("s/<slug:school>/forgotten-class/", Forgotten.as_view()),
    path("s/<slug:school>/refuses/", refuses_late, name="refuses_late"),
    path("s/<slug:school>/misses/", misses_late, name="misses_late"),
    path("s/<slug:school>/misspelt/", misspelt),
    path("", include("safeguard.urls")),
]
