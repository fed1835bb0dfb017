"""A request in real Chromium, wide and narrow: logged by a teacher, reviewed with pointer and keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from retention.models import RequestItem, SubjectRequest
from retention.queries.sar import GATHER
from retention.queries.sar_items import live_redactions, words_of_item
from safeguard.jobs.actions import run_now
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.conftest import World
from tests.front.browser import chromium
from tests.retention.test_browser import Desk
from tests.sar.make import decide_all, gathered, item_of, logged, records

pytestmark = pytest.mark.e2e
LIST = "/s/oakfield/requests/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for this file."""
    with chromium() as started:
        yield started


@pytest.fixture(params=[1280, 390])
def page(request: Any, browser: Browser) -> Iterator[Page]:
    """A page, wide and narrow."""
    made = browser.new_page(viewport={"width": request.param, "height": 900})
    yield made
    made.close()


def test_a_teacher_logs_a_request(world: World, page: Page) -> None:
    with school_scope(world.oak.pk):
        records(world)
    desk = Desk(page, world.client(world.member("reporter")))
    desk.open("/s/oakfield/concerns/log/")
    if not page.get_by_role("link", name="Log a request for data").first.is_visible():
        page.get_by_text("Menu").first.click()
    page.get_by_role("link", name="Log a request for data").locator("visible=true").first.click()
    page.get_by_role("heading", name="Log a request for data").wait_for()
    desk.check()

    page.get_by_role("button", name="Send to the data protection officer").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    desk.check()
    page.get_by_label("Whose information is asked for").press_sequentially("tomas")
    page.get_by_role("option", name="Tomas Brennick").wait_for()
    page.get_by_label("Whose information is asked for").press("ArrowDown")
    page.get_by_label("Whose information is asked for").press("Enter")
    page.get_by_label("A parent or carer").check(force=True)
    page.get_by_label("Their full name").fill("Karin Brennick")
    page.get_by_label("What they asked for, in their words").fill("What do you have about my son?")
    page.get_by_label("In person or by phone").check(force=True)
    page.get_by_role("button", name="Send to the data protection officer").click()
    page.get_by_text("The request was logged").wait_for()
    desk.check()

    with school_scope(world.oak.pk):
        assert SubjectRequest.objects.get().requester.open() == "Karin Brennick"


def test_words_are_selected_and_removed(world: World, page: Page) -> None:
    with school_scope(world.oak.pk):
        tomas, _, _ = records(world)
        row = gathered(world, tomas)
        item = item_of(row, "concern")
        text = words_of_item(item).text
    desk = Desk(page, world.client(world.member("dpo")))
    desk.open(f"{LIST}{row.uid}/review/{item.uid}/")
    desk.check()

    start = text.index("Mrs Okafor next door")
    select = """([start, end]) => {
        const walker = document.createTreeWalker(document.querySelector("pre"), NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        let seen = 0;
        while (walker.nextNode()) {
            const here = walker.currentNode;
            if (start >= seen && start <= seen + here.length) range.setStart(here, start - seen);
            if (end >= seen && end <= seen + here.length) range.setEnd(here, end - seen);
            seen += here.length;
        }
        document.getSelection().removeAllRanges();
        document.getSelection().addRange(range);
    }"""
    page.evaluate(select, [start, start + len("Mrs Okafor next door")])
    page.get_by_text("Chosen: “Mrs Okafor next door”").wait_for()
    page.locator("#remove_exemption").select_option("X01")
    page.locator("#remove_reason").fill("She has not been asked.")
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_text("Removed in 1 place.").wait_for()
    desk.check()

    page.get_by_label("Words to remove").fill("Lena")
    page.locator("#remove_exemption").select_option("X01")
    page.locator("#remove_reason").fill("Another child.")
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_text("Removed in 2 places.").wait_for()
    with school_scope(world.oak.pk):
        rows = live_redactions([item])[item.pk]
        assert sorted(text[one.start : one.stop] for one in rows) == ["Lena", "Lena", "Mrs Okafor next door"]

    page.get_by_label("Share it without the words removed").check(force=True)
    page.get_by_role("button", name="Save and go to next").click()
    page.get_by_role("heading", name="Added to a concern").wait_for()
    desk.check()
    with school_scope(world.oak.pk):
        assert RequestItem.objects.get(pk=item.pk).choice == "redact"


def test_no_page_of_a_request_has_faults(world: World, page: Page) -> None:
    with school_scope(world.oak.pk):
        tomas, _, _ = records(world)
        logged(world.member("reporter"), tomas, now=timezone.now())
        row = gathered(world, tomas)
        item = item_of(row, "concern")
    desk = Desk(page, world.client(world.member("dpo")))
    url = f"{LIST}{row.uid}/"

    for path in (LIST, f"{LIST}?tab=over", url, f"{url}search/", f"{url}refuse/", f"{url}review/finish/"):
        desk.open(path)
        desk.check()
    desk.open(f"{url}review/{item.uid}/preview/")
    desk.check()
    with school_scope(world.oak.pk):
        decide_all(world, row)
    desk.open(f"{url}review/finish/")
    page.get_by_role("button", name="Send for the second check").click()
    page.get_by_role("link", name="Check and approve").click()
    desk.check()
    page.get_by_label("What you checked").fill("There is no other officer.")
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Make the package").wait_for()
    desk.check()


def test_gathering_shows_its_progress_and_then_the_review(world: World, page: Page) -> None:
    with school_scope(world.oak.pk):
        tomas, _, _ = records(world)
        row = logged(world.member("reporter"), tomas, now=timezone.now())
    desk = Desk(page, world.client(world.member("dpo")))
    desk.open(f"{LIST}{row.uid}/")
    page.get_by_role("link", name="Write down who they are").click()
    page.get_by_label("How you know who they are").fill("I have known her for years.")
    page.get_by_label("By what right they ask").fill("She has parental responsibility.")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Gather the records").click()
    page.get_by_text("Waiting to start").first.wait_for()
    desk.check()

    with school_scope(world.oak.pk):
        assert run_now(Job.objects.get(kind=GATHER)).state == "done"
    desk.open(f"{LIST}{row.uid}/")
    page.get_by_role("link", name="Go on with the review").click()
    page.get_by_role("heading", name="1. Details held").wait_for()


def test_the_page_of_a_link_has_no_faults(world: World, page: Page, client: Any) -> None:
    desk = Desk(page, client)

    desk.open("/collect/oakfield/anything/")
    desk.check()
    page.get_by_label("Passphrase").fill("ABCD-EFGH-JKLM")
    page.get_by_role("button", name="Fetch the file").click()
    page.get_by_text("This did not open.").first.wait_for()
    desk.check()
