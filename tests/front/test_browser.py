"""What our scripts do, in a real browser under the real content policy."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Route, expect

from safeguard.ui.bodymap import Mark
from tests.front.browser import Site, chromium
from tests.front.test_fields import Words

pytestmark = pytest.mark.e2e

LENA = SimpleNamespace(uid="c9", label="Lena Brennick", sub="5A · age 10", initials="LB")
TOMAS = SimpleNamespace(uid="c1", label="Tomas <b>Brennick</b>", sub="8KW · age 12", initials="TB")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def site(browser: Browser) -> Iterator[Site]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = Site(context.new_page())
    yield made
    context.close()
    assert made.faults == []


# The page itself ------------------------------------------------------------------------------------------


PARTS = """
  {% errors form %}
  <div class="pagehead"><div><h1>Parts</h1><p class="muted">All of them.</p></div></div>
  {% include "ui/danger.html" with lead_name="Ms Whitlock" lead_tel="+441632960114" lead_label="Ext. 114" %}
  <form method="post" class="card" novalidate>{% csrf_token %}{% include "ui/combo.html" with url="/find/" %}
    {{ form }}{% bodymap_input marks %}
    {% include "ui/savebar.html" with send_words="Send" can_discard=True %}</form>
  <p class="row">{% badge "Open" %}{% risk None %}{% risk "immediate" %}{% risk "high" %}{% risk "low" %}</p>
  <div class="note">Note</div><div class="note note--warn">Warn</div><div class="note note--crit">Bad</div>
  {% progress 3 10 "Decided" %}{% include "ui/empty.html" with words="Nothing." clear_url="?" %}
  {% include "ui/person.html" with name="Tomas" sub="8KW" initials="TB" %}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_part_is_accessible_and_nothing_sticks_out(browser: Browser, scheme: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    site = Site(context.new_page())
    marks = [Mark("head-nose", 100, 110, "Bruise")]

    page = site.open(PARTS, form=Words({}), marks=marks, chosen=[LENA], matches=[])
    found = Axe().run(page).response["violations"]

    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert site.faults == []
    context.close()


def test_the_summary_takes_the_focus_and_leads_to_the_field(site: Site) -> None:
    page = site.open("{% errors form %}<h1>Place</h1><form method=post>{{ form }}</form>", form=Words({}))

    expect(page.locator(".errs")).to_be_focused()
    page.click(".errs a >> nth=1")
    expect(page.locator("#id_how_0")).to_be_focused()


def test_hide_screen_by_shift_three_times_and_back(site: Site) -> None:
    page = site.open("<h1>Quiet</h1>")
    for _ in range(3):
        page.keyboard.press("Shift")

    expect(page.locator("#shade")).to_be_visible()
    assert page.title() == "New tab"

    page.keyboard.press("Escape")
    expect(page.locator("#shade")).to_be_hidden()
    assert "A page" in page.title()


def test_a_form_goes_once_however_often_it_is_pressed(site: Site) -> None:
    site.answers["/sent/"] = lambda route: route.fulfill(status=204)
    page = site.open(
        '<h1>Send</h1><form method="post" action="/sent/" data-says-sending>'
        '<button name="go" value="1">Send</button></form>'
    )

    page.evaluate("for (let i = 0; i < 3; i += 1) document.querySelector('main button').click()")

    expect(page.locator("main button")).to_have_attribute("aria-busy", "true")
    expect(page.locator("main button")).to_have_text("Sending")
    assert site.posts == [("/sent/", "go=1")]


# The child finder -----------------------------------------------------------------------------------------


FINDER = (
    '<h1>Who</h1><form method="post">{% csrf_token %}{% include "ui/combo.html" with url="/find/" %}</form>'
)


def answer_with(*matches: Any) -> Any:
    html = render_to_string("ui/combo_options.html", {"matches": matches, "q": "tom"})
    return lambda route: route.fulfill(body=html, content_type="text/html")


def test_children_are_found_chosen_and_taken_off_again_by_keyboard(site: Site) -> None:
    site.answers["/find/"] = answer_with(LENA, TOMAS)
    page = site.open(FINDER, chosen=[], matches=[])

    page.fill("#child", "bren")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert site.posts == [("/find/", "q=bren")]
    assert page.locator("input[name=child]").evaluate_all("all => all.map(one => one.value)") == ["c1"]
    expect(page.locator("[data-combo-one] strong")).to_have_text("Tomas <b>Brennick</b>")
    expect(page.locator("#live")).to_have_text("Tomas <b>Brennick</b> added")

    page.click("[data-combo-drop]")
    expect(page.locator("[data-combo-one]")).to_have_count(0)
    expect(page.locator("#child")).to_be_focused()


def test_the_same_child_is_not_chosen_twice(site: Site) -> None:
    site.answers["/find/"] = answer_with(LENA)
    page = site.open(FINDER, chosen=[LENA], matches=[])

    page.fill("#child", "lena")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")

    expect(page.locator("[data-combo-one]")).to_have_count(1)
    expect(page.locator("#live")).to_have_text("Lena Brennick is already chosen")


def test_a_list_that_cannot_be_searched_says_so(site: Site) -> None:
    site.answers["/find/"] = lambda route: route.fulfill(status=500)
    page = site.open(FINDER, chosen=[], matches=[])

    page.fill("#child", "lena")

    expect(page.locator(".combo__msg")).to_contain_text("cannot be searched just now")
    site.faults.clear()  # the browser's own line about the 500


# Drafts ---------------------------------------------------------------------------------------------------


DRAFT = """<h1>Log</h1><form method="post" action="/sent/" data-draft-url="/draft/" data-ask="Ms Whitlock">
  <input type="hidden" name="csrfmiddlewaretoken" value="old">
  <label for="what">What</label><textarea id="what" name="what"></textarea>
  {% include "ui/savebar.html" with send_words="Send" %}</form>"""

SAVED = "Draft saved at 10:43. Only you can see it."


def save(route: Route) -> None:
    route.fulfill(body=json.dumps({"saved": "10:43"}), content_type="application/json")


def signed_out(route: Route) -> None:
    route.fulfill(status=302, headers={"Location": "/account/login/"})


def test_what_is_written_reaches_the_server_by_itself(site: Site) -> None:
    site.answers["/draft/"] = save
    page = site.open(DRAFT)

    page.fill("#what", "He kept his sleeve down.")

    expect(page.locator("[data-save-words]")).to_have_text(SAVED, timeout=7000)
    assert [path for path, _ in site.posts] == ["/draft/"]
    assert "what=He+kept+his+sleeve+down." in site.posts[0][1]
    assert "sleeve" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def test_after_the_session_ended_nothing_is_sent_and_nothing_is_lost(site: Site) -> None:
    site.answers["/draft/"] = signed_out
    site.answers["/page/"] = lambda route: route.fulfill(body=site.body, content_type="text/html")
    page = site.open(DRAFT)
    site.answers["/page/"] = signed_out
    page.fill("#what", "He kept his sleeve down.")

    page.click("button[name=send]")

    expect(page.locator("[data-save-words]")).to_contain_text(
        "You have been signed out. Open a new tab, sign in"
    )
    assert "/sent/" not in [path for path, _ in site.posts]
    assert page.input_value("#what") == "He kept his sleeve down."


def test_after_signing_in_again_elsewhere_the_page_takes_the_fresh_token_and_sends(site: Site) -> None:
    def refuse_the_old(route: Route) -> None:
        fresh = route.request.headers.get("x-csrftoken") == "new"
        save(route) if fresh else route.fulfill(status=403)

    site.answers["/draft/"] = refuse_the_old
    site.answers["/sent/"] = lambda route: route.fulfill(body="sent")
    page = site.open(DRAFT)
    site.body = site.body.replace('value="old"', 'value="new"')
    page.fill("#what", "He kept his sleeve down.")

    page.click("button[name=send]")

    page.wait_for_url("**/sent/")
    path, body = site.posts[-1]
    assert path == "/sent/"
    assert "csrfmiddlewaretoken=new" in body
    assert "send=1" in body
    site.faults.clear()  # the browser's own line about the 403


def test_a_lost_line_says_whom_to_tell(site: Site) -> None:
    site.answers["/draft/"] = lambda route: route.abort()
    page = site.open(DRAFT)
    page.fill("#what", "He kept his sleeve down.")

    page.click("button[name=send]")

    expect(page.locator("[data-save-words]")).to_contain_text("tell Ms Whitlock in person now")
    expect(page.locator("[data-savebar]")).to_have_class("savebar is-lost")
    site.faults.clear()  # the browser's own line about the lost connection


def test_enter_in_a_line_sends_nothing(site: Site) -> None:
    page = site.open(DRAFT.replace("<textarea", '<input id="place" name="place"><textarea'))
    page.fill("#place", "Hall")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)

    assert site.posts == []


# The body map ---------------------------------------------------------------------------------------------


def test_marks_are_placed_by_pointer_and_by_list_and_renumbered(site: Site) -> None:
    page = site.open(
        "<h1>Map</h1><form method=post>{% bodymap_input marks %}</form>", marks=[Mark("front-face", 100, 40)]
    )

    page.select_option("#bm-where", "back-left-calf")
    page.click("[data-bm-add]")
    expect(page.locator("#mark-1-type")).to_be_focused()
    page.locator("[data-region=head-nose]").click()
    page.click("[data-bm-remove] >> nth=0")

    fields = page.locator("[data-bm-list] [data-f=region]").evaluate_all(
        "all => all.map(one => [one.name, one.value])"
    )
    assert fields == [["mark-0-region", "back-left-calf"], ["mark-1-region", "head-nose"]]
    expect(page.locator(".bm-pt")).to_have_count(2)
    expect(page.locator("#live")).to_have_text("Mark removed")


# The bench, the queue, the session ------------------------------------------------------------------------


SELECT = """words => {
  const text = document.querySelector('pre').firstChild;
  const at = text.data.indexOf(words);
  const range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

BENCH = """<h1>Bench</h1><pre data-redact="cut" data-length="{{ length }}" tabindex="0">{{ text|exact }}</pre>
  <form method="post" id="cut"><input data-redact-start name="start"><input data-redact-end name="end">
  <input data-redact-phrase name="phrase"><p data-redact-chosen></p></form>"""


@pytest.mark.parametrize(
    "text", ["Lena", "\n\n😀 Lena", "𝒳\r\ntold me that Lena <b>cried", "\r\n\r\nמה Lena"]
)
def test_offsets_are_pythons(site: Site, text: str) -> None:
    page = site.open(BENCH, text=text, length=len(text))

    page.evaluate(SELECT, "Lena")
    expect(page.locator("[data-redact-chosen]")).to_have_text("Chosen: “Lena”")

    start, end = int(page.input_value("[name=start]")), int(page.input_value("[name=end]"))
    assert text[start:end] == "Lena"


def test_a_text_that_is_not_the_stored_one_cannot_be_selected(site: Site) -> None:
    page = site.open(BENCH, text="Lena", length=9)

    page.evaluate(SELECT, "Lena")
    page.wait_for_timeout(100)

    assert page.input_value("[name=start]") == ""
    expect(page.locator("[data-redact-chosen]")).to_contain_text("Type the exact words")


QUEUE = """<h1>Triage</h1><section data-queue><div class="bulk" data-bulk><b data-bulk-n></b></div>
  <input type="search" aria-label="Search"><table class="tbl"><tbody>
  {% for n in rows %}<tr><td><input type="checkbox" aria-label="Select {{ n }}"></td>
    <td><a href="/open/{{ n }}/" data-open>{{ n }}</a></td></tr>{% endfor %}
  </tbody></table></section>{% include "ui/keys.html" %}"""


def test_letters_work_in_the_queue_and_nowhere_else(site: Site) -> None:
    page = site.open(QUEUE, rows=[1, 2, 3])
    expect(page.locator("[data-bulk]")).to_be_hidden()

    page.keyboard.press("j")
    expect(page.locator("tr.is-cursor")).to_have_count(0)

    page.focus("a[href='/open/1/']")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-bulk-n]")).to_have_text("1 concern selected")
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    page.keyboard.type("jx")
    expect(page.locator("[data-bulk-n]")).to_have_text("1 concern selected")

    page.focus("a[href='/open/3/']")
    page.keyboard.press("k")
    page.keyboard.press("o")
    page.wait_for_url("**/open/2/")


def test_a_session_warns_two_minutes_before_and_covers_the_page_after(site: Site) -> None:
    site.answers["/account/stay/"] = lambda route: route.fulfill(status=204)
    site.page.clock.install()
    page = site.open("<h1>Record</h1>")

    page.clock.fast_forward("17:00")
    expect(page.locator("#leaving")).to_be_hidden()
    page.clock.fast_forward("01:10")
    expect(page.locator("#leaving")).to_be_visible()
    page.click("[data-stay]")
    expect(page.locator("#leaving")).to_be_hidden()

    page.clock.fast_forward("20:10")
    expect(page.locator("#left")).to_be_visible()
    assert page.title() == "Signed out"
    page.keyboard.press("Escape")
    expect(page.locator("#left")).to_be_visible()


def test_a_job_asks_until_it_is_over(site: Site) -> None:
    def job(state: str) -> SimpleNamespace:
        return SimpleNamespace(
            uid="j1", state=state, progress_done=1500, progress_total=3020, created_at=None, error=""
        )

    frame = {
        "school": SimpleNamespace(slug="oak"),
        "request": SimpleNamespace(get_full_path=lambda: "/page/"),
    }
    site.answers["/s/oak/jobs/j1/"] = lambda route: route.fulfill(
        body=render_to_string("ui/job.html", {**frame, "job": job("done")}), content_type="text/html"
    )
    page = site.open('<h1>Job</h1>{% include "ui/job.html" %}', job=job("running"))

    expect(page.locator(".job")).to_contain_text("1,500 of 3,020")
    expect(page.locator(".job h2")).to_have_text("Ready", timeout=5000)
    assert page.locator(".job").get_attribute("hx-get") is None
