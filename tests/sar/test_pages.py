"""The officer's pages, by a signed-in client: every step of a request without scripts."""

import hashlib
import html
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry
from retention.actions.sar_review import Removal, remove_words
from retention.models import Package, RequestItem, RequestRedaction, SubjectRequest
from retention.queries.sar import BUILD, GATHER
from retention.queries.sar_items import words_of_item
from safeguard.jobs.actions import run_now
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.concerns.make import child, concern
from tests.conftest import World
from tests.sar.make import NOW, decide_all, gathered, item_of, logged, records

pytestmark = pytest.mark.django_db
LIST = "/s/oakfield/requests/"


def words(answer: Any) -> str:
    """A page that is there."""
    assert answer.status_code == 200
    return str(answer.content.decode())


def run(kind: str) -> Job:
    """What the worker would do."""
    return run_now(Job.objects.filter(kind=kind).latest("pk"))


@pytest.fixture
def row(world: World) -> SubjectRequest:
    """A request in review."""
    with school_scope(world.oak.pk):
        tomas, _, _ = records(world)
        return gathered(world, tomas)


def test_a_request_is_answered_from_the_first_page_to_the_last(world: World, dpo: Client) -> None:
    with school_scope(world.oak.pk):
        tomas = child()
        concern(world.member("reporter"), tomas, account="He said that Gary shouts at night.")
        row = logged(world.member("reporter"), tomas, now=timezone.now())
    url, today = f"{LIST}{row.uid}/", timezone.localdate().isoformat()

    assert "Write down who they are" in words(dpo.get(url))
    given = {"on": today, "how": "I know her.", "authority": "Birth certificate seen."}
    assert "Gather the records" in words(dpo.post(f"{url}identity/", given, follow=True))
    search = {"place": "email", "terms": "Brennick", "found": "0", "left_out": ""}
    assert "Email and messages" in words(dpo.post(f"{url}search/", search, follow=True))
    assert "Waiting to start" in words(dpo.post(f"{url}gather/", follow=True))
    with school_scope(world.oak.pk):
        assert run(GATHER).state == "done"
        item = item_of(row, "concern")

    bench = words(dpo.get(f"{url}review/{item.uid}/"))
    assert "He said that Gary shouts at night." in bench
    gone = {
        "version": item.version,
        "phrase": "Gary",
        "exemption": "X01",
        "reason": "Not asked.",
        "everywhere": "on",
    }
    assert "Removed in 1 place." in words(dpo.post(f"{url}review/{item.uid}/remove/", gone, follow=True))
    assert "removed A" in words(dpo.get(f"{url}review/{item.uid}/preview/"))
    with school_scope(world.oak.pk):
        decide_all(world, row)
    assert "Every record is decided" in words(dpo.get(f"{url}review/", follow=True))
    assert "Check and approve" in words(dpo.post(f"{url}submit/", follow=True))
    assert "You decided these records yourself" in words(dpo.post(f"{url}approve/", {"words": ""}))
    assert "Make the package" in words(
        dpo.post(f"{url}approve/", {"words": "Nobody else here."}, follow=True)
    )
    words(dpo.post(f"{url}build/", follow=True))
    with school_scope(world.oak.pk):
        assert run(BUILD).result["leaks"] == 0
        digest = Package.objects.get().file.sha256

    assert "None was there." in words(dpo.get(url))
    body = b"".join(dpo.get(f"{url}package/").streaming_content)
    assert hashlib.sha256(body).hexdigest() == digest
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = [one["name"] for one in json.loads(archive.read("manifest.json"))["files"]]
        assert sorted([*names, "manifest.json"]) == sorted(archive.namelist())
    link = words(dpo.post(f"{url}package/link/"))
    assert "/collect/oakfield/" in link
    assert "End the link" in words(dpo.get(url))
    assert "Sent" in words(dpo.post(f"{url}release/", {"words": "In person."}, follow=True))
    with school_scope(world.oak.pk):
        assert Entry.objects.here().filter(event="sar.downloaded").count() == 1


def test_the_bench_has_the_text_letter_by_letter(world: World, dpo: Client, row: SubjectRequest) -> None:

    with school_scope(world.oak.pk):
        item = item_of(row, "concern")
        text = words_of_item(item).text

    page = words(dpo.get(f"{LIST}{row.uid}/review/{item.uid}/"))

    found = re.search(r"<pre data-redact=[^>]*>(.*?)</pre>", page, re.DOTALL)
    assert found is not None
    assert html.unescape(re.sub("<[^>]*>", "", found[1])) == text
    assert f'data-length="{len(text)}"' in page
    assert "Dark: removed" in page


def test_a_stale_page_says_so_and_keeps_what_was_typed(
    world: World, dpo: Client, row: SubjectRequest
) -> None:
    with school_scope(world.oak.pk):
        item = item_of(row, "concern")
    url = f"{LIST}{row.uid}/review/{item.uid}/decide/"
    data = {"version": item.version, "choice": "withhold", "exemption": "X03", "reason": "My own words"}

    dpo.post(url, {"version": item.version, "choice": "release"})
    page = words(dpo.post(url, data))

    assert "Somebody else changed this" in page
    assert "My own words" in page
    with school_scope(world.oak.pk):
        item.refresh_from_db()
    assert item.choice == "release"


@pytest.mark.parametrize(
    ("page", "data", "said"),
    [
        ("remove", {"version": "1"}, "Select the words in the record"),
        ("remove", {"version": "1", "phrase": "Lena"}, "Choose the reason."),
        (
            "remove",
            {"version": "1", "phrase": "Lena", "exemption": "X01", "reason": ""},
            "Say why these words",
        ),
        (
            "remove",
            {"version": "1", "phrase": "L", "exemption": "X01", "reason": "x", "stand_in": "her"},
            "Child B",
        ),
        ("decide", {"version": "1"}, "Decide what happens"),
        ("decide", {"version": "1", "choice": "withhold"}, "Choose the reason in law."),
    ],
)
def test_what_is_missing_is_said(
    world: World, dpo: Client, row: SubjectRequest, page: str, data: dict[str, str], said: str
) -> None:
    with school_scope(world.oak.pk):
        item = item_of(row, "concern")

    answer = words(dpo.post(f"{LIST}{row.uid}/review/{item.uid}/{page}/", data))

    assert "There is a problem" in answer
    assert said in answer


def test_what_the_category_suggests_is_chosen_and_not_saved(
    world: World, dpo: Client, row: SubjectRequest
) -> None:
    with school_scope(world.oak.pk):
        protected, open_one = item_of(row, "concern"), item_of(row, "details")

    for item, choice in ((protected, "withhold"), (open_one, "release")):
        page = words(dpo.get(f"{LIST}{row.uid}/review/{item.uid}/"))
        start = page.index(f'value="{choice}"')
        assert "checked" in page[start : page.index(">", start)]
    with school_scope(world.oak.pk):
        assert not RequestItem.objects.exclude(choice=None).exists()


def test_words_left_about_are_decided_on_the_last_page(
    world: World, dpo: Client, row: SubjectRequest
) -> None:

    with school_scope(world.oak.pk):
        item = item_of(row, "concern")
        start = words_of_item(item).text.index("Lena")
        what = Removal("X01", "Not asked.", start=start, stop=start + 4)
        remove_words(by=world.member("dpo"), request=row, item=item, version=item.version, what=what, now=NOW)
        decide_all(world, row)
        redaction = RequestRedaction.objects.get()
    url = f"{LIST}{row.uid}/"

    assert "Words that still stand elsewhere" in words(dpo.get(f"{url}review/finish/"))
    unreasoned = dpo.post(f"{url}removed/{redaction.uid}/elsewhere/", {"do": "stay"}, follow=True)
    assert "Say why these words may stay." in words(unreasoned)
    dpo.post(f"{url}removed/{redaction.uid}/elsewhere/", {"do": "remove"})

    assert "Not decided yet" in words(dpo.get(f"{url}review/finish/"))
    with school_scope(world.oak.pk):
        assert RequestRedaction.objects.filter(taken_back_at=None).count() == 2


def test_another_requests_record_is_not_there(world: World, dpo: Client, row: SubjectRequest) -> None:
    with school_scope(world.oak.pk):
        other = logged(world.member("reporter"), child("Wren", "Hollis", upn=""))
        item = item_of(row, "concern")
    stranger = world.client(world.member("dpo", world.brook))

    assert dpo.get(f"{LIST}{other.uid}/review/{item.uid}/").status_code == 404
    for path in (
        "",
        "review/",
        f"review/{item.uid}/",
        f"review/{item.uid}/preview/",
        "package/",
        "review/finish/",
    ):
        assert stranger.get(f"/s/oakfield/requests/{row.uid}/{path}").status_code == 404
        assert stranger.get(f"/s/brookside/requests/{row.uid}/{path}").status_code == 404


def test_opening_a_request_and_a_record_is_in_the_ledger(
    world: World, dpo: Client, row: SubjectRequest
) -> None:
    with school_scope(world.oak.pk):
        item = item_of(row, "concern")

    dpo.get(f"{LIST}{row.uid}/")
    dpo.get(f"{LIST}{row.uid}/review/{item.uid}/")

    with school_scope(world.oak.pk):
        events = list(
            Entry.objects.here().filter(target_uid=row.uid).order_by("pk").values_list("event", flat=True)
        )
        assert events[-2:] == ["sar.opened", "sar.record_opened"]
        assert Entry.objects.here().filter(event="sar.record_opened").get().subjects == [row.subject.uid]


@pytest.mark.parametrize("step", ["extend", "refuse", "withdraw", "search"])
def test_each_small_step_has_a_page(world: World, dpo: Client, row: SubjectRequest, step: str) -> None:
    page = words(dpo.get(f"{LIST}{row.uid}/{step}/"))

    assert "<form" in page
    assert "There is a problem" in words(dpo.post(f"{LIST}{row.uid}/{step}/", {"words": ""}))


def test_a_step_out_of_turn_leads_back(world: World, dpo: Client, row: SubjectRequest) -> None:
    answer = dpo.get(f"{LIST}{row.uid}/approve/", follow=True)

    assert "That can’t be done now." in words(answer)
    assert answer.redirect_chain[-1][0] == f"{LIST}{row.uid}/"


def test_the_list_asks_the_database_as_often_for_one_as_for_three(world: World, dpo: Client) -> None:
    def count() -> int:

        with CaptureQueriesContext(connection) as seen:
            words(dpo.get(LIST))
        return len(seen)

    with school_scope(world.oak.pk):
        logged(world.member("reporter"), child())
    count()
    one = count()
    with school_scope(world.oak.pk):
        for name in ("Wren", "Sol"):
            logged(world.member("reporter"), child(name, "Hollis", upn=""))

    assert count() == one
