"""A browser on pages made of our own parts: real Chromium, our policy, our files, no server, no database."""

import mimetypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from csp.utils import build_policy
from django.contrib.staticfiles import finders
from django.db import connections
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright

from access.models import School, Trust
from safeguard.demo.environment import find_browser

SITE = "http://localhost"
Answer = Callable[[Route], None]


def find_chromium() -> str:
    """The system's browser, or a skip that says why; where CI demands one, a failure."""
    found = find_browser()
    if found is not None:
        return found
    reason = "no Chromium on this machine: apt-get install chromium"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Started once for all tests of a module."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
        # While Playwright's loop runs, Django keeps connections of its own for it; here is the last chance.
        connections.close_all()


class Site:
    """A site of one page: `body` is a template that extends base.html; `answers` are its other addresses."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.posts: list[tuple[str, str]] = []
        self.answers: dict[str, Answer] = {}
        self.body = ""
        page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.route(f"{SITE}/**", self._serve)

    def open(self, template: str, path: str = "/page/", **context: Any) -> Page:
        """Draw the page and go to it."""
        self.body = draw_page(template, **context)
        self.page.goto(SITE + path)
        return self.page

    def _serve(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            self.posts.append((path, route.request.post_data or ""))
        if path.startswith("/static/"):
            _serve_file(route, path.removeprefix("/static/"))
        elif path in self.answers:
            self.answers[path](route)
        else:
            policy = {"Content-Security-Policy": build_policy()}
            route.fulfill(body=self.body, content_type="text/html; charset=utf-8", headers=policy)


def _serve_file(route: Route, name: str) -> None:
    found = finders.find(name)
    if not found:
        route.fulfill(status=404)
        return
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    route.fulfill(body=Path(str(found)).read_bytes(), content_type=kind)


def draw_page(template: str, **context: Any) -> str:
    """A page of a signed-in DSL at an invented school."""
    request = RequestFactory().get("/page/")
    request.user = SimpleNamespace(pk=7, is_authenticated=True)  # type: ignore[assignment]
    frame = {
        "school": School(name="Oakfield Academy", slug="oak", trust=Trust(name="Meadow Trust")),
        "member": SimpleNamespace(
            display_name="Amara Whitlock", initials="AW", role_label="Safeguarding lead"
        ),
        "nav": [
            {
                "url": "/page/",
                "label": "Triage",
                "icon": "inbox",
                "count": 4,
                "crit": True,
                "what": "not triaged",
            },
            {"head": "School"},
            {"url": "/people/", "label": "Staff and access", "icon": "lock", "current": True},
        ],
        "idle_minutes": 20,
        "demo": True,
    }
    whole = '{% extends "base.html" %}{% load ui %}{% block title %}A page{% endblock %}{% block main %}'
    return (
        engines["django"]
        .from_string(f"{whole}{template}{{% endblock %}}")
        .render({**frame, **context}, request)
    )
