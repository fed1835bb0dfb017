"""A safeguarding lead with a child at risk and an inbox."""

import re

import pytest
from playwright.sync_api import Browser

from safeguard.demo.stack import Stack
from tests.journeys.drive import Person, person

pytestmark = pytest.mark.e2e
SIZES = pytest.mark.parametrize("size", ["desk", "phone"])


@SIZES
def test_the_lead_triages_decides_and_closes(stack: Stack, chromium: Browser, size: str) -> None:
    amara = person(chromium, stack.url, "dsl", size)
    amara.go("/s/oakfield/triage/?tab=new")
    amara.page.locator("a[data-open]").first.click()
    amara.sees("Locked when sent")
    amara.look()
    case = amara.page.url.removeprefix(stack.url)
    _fill(amara, f"{case}close/", {}, "Close", stays="Classify it")
    amara.go(f"{case}classify/")
    amara.choose("High")
    amara.page.get_by_label("Level of need").select_option("early_help")
    amara.choose("Possible neglect")
    amara.write("Why", "Third time this term")
    amara.click("button", "Save")
    amara.sees("Classified.")
    amara.go(f"{case}owner/")
    amara.click("button", "Save")
    amara.sees("The owner is set.")
    _fill(
        amara, f"{case}actions/", {"What has to be done": "Call home and speak to his mother"}, "Add action"
    )
    amara.go(f"{case}decisions/")
    amara.choose("Not to refer")
    amara.write("Why", "Explained, and the family asked for help")
    amara.click("button", "Record")
    amara.sees("Recorded.")
    _fill(amara, f"{case}feedback/", {"Your answer": "Thank you. Please look out for him."}, "Send answer")
    amara.page.get_by_role("link", name=re.compile("^Done")).first.click()
    amara.write("What came of it", "Spoke to his mother")
    amara.click("button", "Mark as done")
    amara.look()
    words = {
        "Summary": "Quiet and tired",
        "How it was followed up": "Spoke with him",
        "Outcome": "Early help agreed",
    }
    _fill(amara, f"{case}close/", words, "Close")
    amara.sees("Early help agreed")
    amara.look()


def _fill(who: Person, path: str, words: dict[str, str], button: str, *, stays: str = "") -> None:
    who.go(path)
    for label, text in words.items():
        who.write(label, text)
    who.click("button", button, exact=True)
    who.page.wait_for_load_state()
    if stays:
        who.sees(stays)
        who.look()


def test_the_queue_by_keyboard(stack: Stack, chromium: Browser) -> None:
    amara = person(chromium, stack.url, "dsl", "desk")
    amara.go("/s/oakfield/triage/")
    amara.page.locator("a[data-open]").first.focus()
    amara.page.keyboard.press("j")
    amara.page.keyboard.press("x")
    amara.sees("1 concern selected")
    amara.page.keyboard.press("?")
    amara.sees("Keyboard shortcuts")
    amara.page.keyboard.press("Escape")
    amara.page.locator("tr.is-cursor a[data-open]").focus()
    amara.page.keyboard.press("o")
    amara.page.wait_for_url("**/concerns/**")


def test_counts_equal_the_lists(stack: Stack, chromium: Browser) -> None:
    amara = person(chromium, stack.url, "dsl", "desk")
    amara.go("/s/oakfield/triage/")
    for tab in amara.page.locator("nav.tabs a").all():
        shown, url = int(tab.locator("b").inner_text()), str(tab.get_attribute("href"))
        other = amara.page.context.new_page()
        other.goto(f"{stack.url}/s/oakfield/triage/{url}")
        pager = other.locator(".pager").first
        said = re.search(r"of (\d+)", pager.inner_text()) if pager.count() else None
        assert int(said.group(1)) if said else shown == 0
        other.close()


@SIZES
def test_children_chronology_search_and_paper(stack: Stack, chromium: Browser, size: str) -> None:
    amara = person(chromium, stack.url, "dsl", size)
    amara.go("/s/oakfield/children/")
    amara.page.locator("#id_q").fill("brennick")
    amara.click("button", "Find")
    amara.look()
    amara.click("link", "Tomas Brennick", exact=True)
    amara.look()
    amara.page.locator("main").get_by_role("link", name="Chronology").first.click()
    amara.sees("The last 12 months by week")
    amara.look()
    amara.click("link", "Print or save PDF")
    amara.choose("Review by the safeguarding team")
    amara.click("button", "Make the PDF")
    amara.page.get_by_role("link", name="Show the result").first.wait_for(timeout=90_000)
    amara.look()
    with amara.page.expect_download() as download:
        amara.page.get_by_role("link", name="Show the result").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_every_page_of_the_menu(stack: Stack, chromium: Browser) -> None:
    for who in ("dsl", "dpo", "administrator", "head", "pastoral"):
        somebody = person(chromium, stack.url, who, "phone")
        links = somebody.page.locator("nav[aria-label^='Main'] a").all()
        urls = sorted({str(link.get_attribute("href")) for link in links})
        assert len(urls) > 2
        for url in urls:
            if url.startswith("/s/"):
                somebody.go(url)
