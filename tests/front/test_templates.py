"""Every template: nothing inline, nothing missing, nobody's name where a browser keeps it."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from safeguard.navigation import MENU

ROOT = settings.BASE_DIR / "templates"
PAGES = sorted(ROOT.rglob("*.html"))

COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}", re.DOTALL)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
TITLE = re.compile(r"{% block (?:title|head_title) %}(.*?){% endblock", re.DOTALL)
STATIC = re.compile(r"{% static [\"']([^\"']+)[\"'] %}")
INCLUDE = re.compile(r"{% include [\"']([^\"']+)[\"']")
ICON = re.compile(r'{% icon "([^"]+)" %}')
FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", re.DOTALL)

FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an htmx handler": re.compile(r"hx-on"),
    "an htmx expression": re.compile(r"hx-(?:vals|headers|vars)\s*=\s*[\"']js:"),
    "an htmx filter": re.compile(r"hx-trigger\s*=\s*\"[^\"]*\["),
    "another site": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
    "a data: picture": re.compile(r"src\s*=\s*[\"']data:"),
}


def source(page: Path) -> str:
    return COMMENT.sub("", page.read_text(encoding="utf-8"))


def markup(page: Path) -> str:
    """What reaches a browser: without the template's own tags."""
    return re.sub(r"{%.*?%}|{{.*?}}", "", source(page), flags=re.DOTALL)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_there_are_templates_to_look_at() -> None:
    assert len(PAGES) > 60


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=FORBIDDEN.keys())
def test_nothing_is_inline(what: str, pattern: re.Pattern[str]) -> None:
    assert [name_of(page) for page in PAGES if pattern.search(markup(page))] == []


def test_a_script_is_a_file_or_data() -> None:
    wrong = [
        (name_of(page), attributes)
        for page in PAGES
        for attributes, body in SCRIPT.findall(source(page))
        if 'type="application/json"' not in attributes and ("src=" not in attributes or body.strip())
    ]

    assert wrong == []


def test_every_template_compiles_with_all_that_it_extends() -> None:
    assert [get_template(name_of(page)) for page in PAGES] != []


def test_every_static_file_that_is_named_exists() -> None:
    named = {(name_of(page), path) for page in PAGES for path in STATIC.findall(source(page))}

    assert len(named) > 20
    assert [item for item in named if finders.find(item[1]) is None] == []


def test_every_include_that_is_named_exists() -> None:
    named = {name for page in PAGES for name in INCLUDE.findall(source(page))}

    assert [get_template(name) for name in named] != []


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'id="i-([a-z-]+)"', (ROOT / "ui/icons.html").read_text(encoding="utf-8")))
    named = {name for page in PAGES for name in ICON.findall(source(page))}
    menu = {icon for _, _, _, icon in MENU if icon}

    assert (named | menu) - drawn == set()


def test_no_title_holds_a_childs_name() -> None:
    """Titles stay in the browser's history and on the tab: a reference may stand there, a person never."""
    wrong = [
        (name_of(page), found)
        for page in PAGES
        for title in TITLE.findall(source(page))
        if (found := re.findall(r"{{[^}]*(?:child|name|surname|summary|account)[^}]*}}", title))
    ]

    assert wrong == []


def test_a_form_that_posts_carries_its_token() -> None:
    wrong = [
        (name_of(page), form[:100])
        for page in PAGES
        for form in FORM.findall(source(page))
        if "csrf_token" not in form and "{% slot" not in form
    ]

    assert wrong == []


def test_htmx_is_told_to_keep_nothing() -> None:
    found = re.search(r"name=\"htmx-config\"\s+content='([^']+)'", source(ROOT / "base.html"))
    assert found is not None

    config = json.loads(unescape(found[1]))

    assert config == {
        "allowEval": False,
        "includeIndicatorStyles": False,
        "allowScriptTags": False,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "selfRequestsOnly": True,
        "scrollIntoViewOnBoost": False,
    }


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html", "429.html"])
def test_the_pages_for_bad_days_need_nothing(name: str) -> None:
    """Drawn without a request, a person or a database: what they speak of may be what is broken."""
    page = get_template(name).render()

    assert "<h1>" in page
    assert "{{" not in source(ROOT / name)
