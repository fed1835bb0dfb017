"""What stays behind: nothing in the browser, no words in the logs, no name in the database."""

import json
import re
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from safeguard.demo.sample.plan import build_plan
from safeguard.demo.stack import Stack
from tests.journeys.drive import person

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
CODE = ("access", "audit", "concerns", "retention", "safeguard")
KEPT = """async () => JSON.stringify({
  local: {...localStorage}, session: {...sessionStorage},
  databases: (await indexedDB.databases()).map(d => d.name), caches: await caches.keys(),
})"""


def test_a_childs_name_is_in_no_storage_of_the_browser(stack: Stack, chromium: Browser) -> None:
    amara = person(chromium, stack.url, "dsl", "desk")
    amara.go("/s/oakfield/concerns/log/")
    amara.page.get_by_label("Child’s name").press_sequentially("tomas bren", delay=20)
    amara.page.get_by_role("option", name="Tomas Brennick").click()
    amara.write("What you saw or heard", "Brennick stayed behind.")
    amara.page.get_by_text("Draft saved at").wait_for()
    amara.go("/s/oakfield/children/")
    amara.page.locator("a.q__child").first.click()
    amara.page.go_back()
    amara.page.go_back()
    amara.page.go_forward()
    kept = json.loads(amara.page.evaluate(KEPT))
    assert "rennick" not in json.dumps(kept)
    assert (kept["local"], kept["databases"], kept["caches"]) == ({}, [], [])
    assert "rennick" not in amara.page.url
    assert "rennick" not in amara.page.title()


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{6,}", text))


def _only_in_records() -> set[str]:
    """Names of the sample's children and words of its concerns that stand nowhere else.

    Not in our code, nor in the names of staff, schools and forms.
    """
    plan = build_plan(size="small", seed=7, now=timezone.now())
    code = [p for folder in CODE for p in (ROOT / folder).rglob("*.py") if "sample" not in p.parts]
    known = _words("\n".join(p.read_text() for p in code))
    open_words = known | _words(repr((plan.staff, plan.schools, [c.form for c in plan.children])))
    return _words(repr((plan.children, plan.concerns))) - open_words


def test_a_dump_of_the_whole_database_names_nobody(stack: Stack) -> None:
    with psycopg.connect(stack.services.owner_url) as held, held.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        dump = {table: _dumped(cursor, table) for (table,) in cursor.fetchall()}
    wanted, text = _only_in_records(), "\n".join(dump.values())
    assert len(wanted) > 400
    assert "Brennick" in wanted
    assert sorted(wanted & _words(text)) == []
    records = "\n".join(rows for table, rows in dump.items() if table != "access_school")
    assert "01632 960" not in records
    assert "07700 900" not in records


def _dumped(cursor: Any, table: str) -> str:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy).decode("utf-8", "replace")


def test_no_log_holds_a_name(stack: Stack) -> None:
    for name in ("web", "worker", "beat"):
        text = stack.log(name)
        assert "rennick" not in text, name
        assert "Traceback" not in text, name
