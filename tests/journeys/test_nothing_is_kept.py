"""What stays behind: nothing in the browser, no words in the logs, no name in the database."""

import json
import re
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser

from safeguard.demo.sample import names
from safeguard.demo.stack import Stack
from tests.journeys.drive import person

pytestmark = pytest.mark.e2e
KEPT = """async () => JSON.stringify({
  local: {...localStorage}, session: {...sessionStorage},
  databases: (await indexedDB.databases()).map(d => d.name), caches: await caches.keys(),
})"""


def test_a_childs_name_is_in_no_storage_of_the_browser(stack: Stack, chromium: Browser) -> None:
    amara = person(chromium, stack.url, "dsl", "desk")
    amara.go("/s/oakfield/children/")
    amara.page.locator("#id_q").fill("brennick")
    amara.click("button", "Find")
    amara.click("link", "Tomas Brennick", exact=True)
    amara.page.go_back()
    amara.page.go_forward()
    amara.sees("Tomas Brennick")
    kept = json.loads(amara.page.evaluate(KEPT))
    assert "rennick" not in json.dumps(kept)
    assert (kept["local"], kept["databases"], kept["caches"]) == ({}, [], [])
    assert "rennick" not in amara.page.url
    assert "rennick" not in amara.page.title()


def _names_and_words(cursor: Any) -> set[str]:
    """What must not be found: taken from the sample's own content, not from the database."""
    found: set[str] = set()
    for value in vars(names).values():
        if isinstance(value, (tuple, list, set, frozenset)):
            found |= {v for v in value if isinstance(v, str) and len(v) > 4}
    return found


def test_a_dump_of_the_whole_database_names_nobody(stack: Stack) -> None:
    owner = stack.services.owner_url
    with psycopg.connect(owner) as held, held.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [t for (t,) in cursor.fetchall()]
        cursor.execute("SELECT name FROM access_user")
        staff = {part for (name,) in cursor.fetchall() for part in name.split()}
        dump = {table: _dumped(cursor, table) for table in tables if table not in {"access_user"}}
        wanted = _names_and_words(cursor) - staff
    assert len(wanted) > 100
    text = "\n".join(dump.values())
    words = set(re.findall(r"[\w’'-]+", text))
    assert sorted(wanted & words) == []
    assert "Brennick" not in text
    assert "01632 960" not in re.sub(r"^.*duty_phone.*$", "", _without_schools(dump))
    assert "07700 900" not in text


def _without_schools(dump: dict[str, str]) -> str:
    return "\n".join(rows for table, rows in dump.items() if table != "access_school")


def _dumped(cursor: Any, table: str) -> str:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy).decode("utf-8", "replace")


def test_no_log_holds_a_name(stack: Stack) -> None:
    for name in ("web", "worker", "beat"):
        text = stack.log(name)
        assert "rennick" not in text, name
        assert "Traceback" not in text, name
