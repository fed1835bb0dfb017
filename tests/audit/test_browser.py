"""The access audit in real Chromium, wide and narrow: axe, console, and no name left in the browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from audit.events import Event
from audit.models import Verification
from audit.record import record
from concerns.models import Child
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.audit.conftest import AUDIT, look
from tests.conftest import World
from tests.front.browser import SITE, chromium
from tests.retention.test_browser import Desk

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for this file."""
    with chromium() as started:
        yield started


@pytest.fixture(params=[1280, 390])
def desk(request: Any, browser: Browser, dpo: Any) -> Iterator[Desk]:
    """The data protection officer's desk, wide and narrow."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    yield Desk(page, dpo)
    page.close()


@pytest.fixture
def some_entries(world: World, wren: Child) -> None:
    amara = world.member("dsl", name="Amara Whitlock")
    look(world, amara, wren)
    look(world, amara, wren, event=Event.CONCERN_OPENED, reference="OAK-26-0418")
    world.client(world.member("reporter", name="Ruth Adeyemi")).get(AUDIT)
    with school_scope(world.oak.pk):
        record(Event.CHILDREN_LISTED, by=amara, subjects=[wren.uid], count=1)


def keep_verdict(world: World, fault: str = "") -> None:
    with school_scope(world.oak.pk):
        Verification.objects.create(
            school_id=world.oak.pk, checked_at=timezone.now(), entries=7, head=bytes(32), fault=fault
        )


def test_who_saw_a_child_from_a_name_to_an_export(
    world: World, desk: Desk, some_entries: None, wren: Child
) -> None:
    page = desk.open(AUDIT)
    page.get_by_role("heading", name="The audit trail has not been checked yet").wait_for()
    desk.check()

    page.get_by_label("Child’s name").press_sequentially("wren h")
    page.get_by_role("option", name="Wren Hollis").wait_for()
    desk.check()
    page.get_by_label("Child’s name").press("ArrowDown")
    page.get_by_label("Child’s name").press("Enter")
    page.get_by_role("button", name="Show who saw them").click()

    page.get_by_role("heading", name="Who saw Wren Hollis").wait_for()
    assert "Wren" not in page.title()
    desk.check()
    page.get_by_role("link", name="Amara Whitlock").first.click()
    page.get_by_role("heading", name="What Amara Whitlock saw and did").wait_for()
    desk.check()
    page.get_by_role("link", name="everything of this request").first.click()
    page.get_by_role("heading", name="Everything of one request").wait_for()
    desk.check()

    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Wren" not in kept
    assert "Hollis" not in kept
    addresses = [entry["name"] for entry in page.evaluate("performance.getEntries().map(e => e.toJSON())")]
    assert [a for a in [*addresses, page.url] if "wren" in a.lower() or "amara" in a.lower()] == []


def test_checking_the_ledger(world: World, desk: Desk, some_entries: None) -> None:
    page = desk.open(AUDIT)
    page.get_by_role("button", name="Check now").click()
    page.get_by_role("heading", name="Waiting to start").wait_for()
    desk.check()
    with school_scope(world.oak.pk):
        Job.objects.update(state="running", progress_done=4000, progress_total=48213, attempt=1)
    page.get_by_text("4,000 of 48,213").wait_for()
    desk.check()
    keep_verdict(world)
    with school_scope(world.oak.pk):
        Job.objects.update(state="done")
    page.get_by_role("link", name="Show the result").click()
    page.get_by_role("heading", name="Audit trail is complete and unaltered").wait_for()
    page.get_by_text("How this is checked").click()
    desk.check()


def test_a_fault_is_loud(world: World, desk: Desk, some_entries: None) -> None:
    keep_verdict(world, "entry 7 (number 7) was changed after it was written")
    page = desk.open(AUDIT)
    alert = page.get_by_role("alert")
    alert.get_by_role("heading", name="The audit trail has been tampered with").wait_for()
    assert "entry 7 (number 7) was changed" in alert.inner_text()
    desk.check()


def test_a_mistake_in_the_filters(desk: Desk, some_entries: None) -> None:
    page = desk.open(f"{AUDIT}?since=2026-07-02&until=2026-07-01")
    page.get_by_role("link", name="The last day is before the first. Change one of them.").wait_for()
    desk.check()
    assert page.url.startswith(SITE)


def test_a_page_for_one_job(world: World, desk: Desk) -> None:
    page = desk.open(AUDIT)
    page.get_by_role("button", name="Check now").click()
    with school_scope(world.oak.pk):
        uid = Job.objects.get().uid
    page = desk.open(f"/s/oakfield/jobs/{uid}/")
    page.get_by_role("heading", name="Background work", exact=True).wait_for()
    desk.check()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("heading", name="Cancelled").wait_for()
    desk.check()
