"""The retention pages in real Chromium: axe, console, narrow screens, and a hold placed by keyboard."""

from collections.abc import Iterator
from contextvars import copy_context
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, Request, Route

from concerns.models import Child
from retention.models import Hold
from safeguard.scope import school_scope
from tests.conftest import World
from tests.front.browser import SITE, _serve_file, chromium
from tests.retention.make import HOLDS, HOME, PLACE, SCHEDULE

pytestmark = pytest.mark.e2e
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [1280, 390]
KEPT_HEADERS = {"content-type", "content-security-policy", "cache-control"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for this file."""
    with chromium() as started:
        yield started


class Desk:
    """A page whose every request is answered by Django's own test client: same database, no server."""

    def __init__(self, page: Page, client: Client) -> None:
        self.page, self.client, self.context = page, client, copy_context()
        self.faults: list[str] = []
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.route(f"{SITE}/**", self.answer)

    def answer(self, route: Route) -> None:
        """Static files from the finders, everything else from the views."""
        asked = route.request
        parts = urlsplit(asked.url)
        if parts.path.startswith("/static/"):
            _serve_file(route, parts.path.removeprefix("/static/"))
            return
        # The handler runs in a context of its own, where Django would open a second connection.
        got = self.context.run(self.ask, asked, f"{parts.path}?{parts.query}".rstrip("?"))
        headers = {name: value for name, value in got.headers.items() if name.lower() in KEPT_HEADERS}
        route.fulfill(status=got.status_code, body=got.content, headers=headers)

    def ask(self, asked: Request, path: str) -> Any:
        """The view's answer, redirects followed."""
        more: dict[str, Any] = {"HTTP_HX_REQUEST": "true"} if asked.headers.get("hx-request") else {}
        more |= {"follow": True, "HTTP_HOST": "localhost"}
        if asked.method == "GET":
            return self.client.get(path, **more)
        kind = asked.headers.get("content-type", "application/x-www-form-urlencoded")
        return self.client.post(path, asked.post_data or "", content_type=kind, **more)

    def open(self, path: str) -> Page:
        """Go to a page."""
        self.page.goto(SITE + path)
        return self.page

    def check(self) -> None:
        """No accessibility fault, no console error, no sideways scrolling of the page."""
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert found.response["violations"] == [], found.generate_report()
        assert self.faults == []
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.fixture(params=WIDTHS)
def desk(request: Any, browser: Browser, dsl: Client) -> Iterator[Desk]:
    """The lead's desk, wide and narrow."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    yield Desk(page, dsl)
    page.close()


PAGES = [HOME, HOME + "?tab=held", HOME + "?tab=undated", SCHEDULE, HOLDS, HOLDS + "?tab=lifted"]


def test_no_page_has_faults(desk: Desk, files: dict[str, Child]) -> None:
    for path in PAGES:
        desk.open(path)
        desk.check()


def test_a_hold_is_placed_and_lifted_again(world: World, desk: Desk, files: dict[str, Child]) -> None:
    page = desk.open(PLACE)
    page.get_by_role("button", name="Check and go on").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.title().startswith("Error: Place a hold")
    desk.check()

    page.get_by_label("One child’s file").check()
    page.get_by_label("Whose file").press_sequentially("wynn")
    page.get_by_role("option", name="Wynn Pastor").wait_for()
    page.get_by_label("Whose file").press("ArrowDown")
    page.get_by_label("Whose file").press("Enter")
    page.get_by_label("Why is it held?").select_option("police")
    page.get_by_label("The reason in your own words").fill("Asked by the officer in the case")
    page.get_by_role("button", name="Check and go on").click()

    page.get_by_role("heading", name="Check before you place this hold").wait_for()
    desk.check()
    page.get_by_role("button", name="Place the hold").click()
    page.get_by_text("The hold is in place.").wait_for()
    desk.check()

    page.get_by_role("link", name="Lift this hold on Wynn Pastor").click()
    page.get_by_label("Why can the hold be lifted?").fill("Closed by the police")
    desk.check()
    page.get_by_role("button", name="Lift the hold").click()
    page.get_by_text("The hold was lifted.").wait_for()

    with school_scope(world.oak.pk):
        hold = Hold.objects.get(child=files["due"])
    assert (hold.kind, hold.is_live) == ("police", False)
