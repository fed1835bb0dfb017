"""A person at a browser: real Chromium against the real stack, with every page checked on the way."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

ARGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--font-render-hinting=none",
]
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


def find_chromium() -> str | None:
    """The system's browser, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


@contextmanager
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=find_chromium(), args=ARGS)
        try:
            yield running
        finally:
            running.close()
            connections.close_all()  # those that Django kept for Playwright's loop


@dataclass
class Person:
    """Somebody at a browser. `steps` counts clicks, choices and keys that send something."""

    page: Page
    base: str
    steps: int = 0
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page; it has to be there."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        self.look()

    def look(self) -> None:
        """Axe finds nothing, the page isn't wider than the screen, the console is silent."""
        self.page.wait_for_load_state("networkidle")
        found = Axe().run(self.page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url
        assert self.complaints == [], self.page.url

    def click(self, role: str, name: str, *, exact: bool = False, nth: int = 0) -> None:
        """Press a button or follow a link by what it says."""
        self.steps += 1
        self.page.get_by_role(role, name=name, exact=exact).nth(nth).click()  # type: ignore[arg-type]

    def choose(self, name: str) -> None:
        """Choose a radio button or tick by its words."""
        self.steps += 1
        self.page.get_by_label(name, exact=True).first.check(force=True)

    def write(self, label: str, text: str) -> None:
        """Type into a field; going into it counts as one step."""
        self.steps += 1
        self.page.get_by_label(label).first.fill(text)

    def sees(self, text: str) -> None:
        """The page says this."""
        self.page.get_by_text(text).first.wait_for(timeout=20_000)


def person(running: Browser, base: str, persona: str, size: str) -> Person:
    """Sign in as an invented person, in a browser of their own."""
    width, height = SIZES[size]
    context = running.new_context(
        viewport={"width": width, "height": height},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    somebody = Person(page, base)

    def heard(message: Any) -> None:
        if message.type == "error":
            somebody.complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda problem: somebody.complaints.append(str(problem)))
    somebody.go("/personas/")
    page.locator(f"form[action$='/personas/{persona}/'] button").click()
    page.wait_for_url("**/s/**")
    return somebody
