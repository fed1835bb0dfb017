"""The pages of the import: upload, columns, preview, agreeing, result; who is let in."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.events import Event
from audit.models import Entry
from concerns.models import Child, ImportRun
from concerns.queries.imports import existing_children
from safeguard.jobs.actions import run_now
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from tests.conftest import World
from tests.samples.pupils import make

SAMPLES = Path(make.__file__).parent
HOME = "/s/oakfield/pupils/import/"
HEAD = "Surname,Forename,DOB,UPN,Adno,Year,Form\n"


@pytest.fixture
def office(world: World) -> Client:
    return world.client(world.member("administrator"))


def send(client: Client, data: str | bytes, *, name: str = "pupils.csv", home: str = HOME) -> Any:
    """Upload a file."""
    content = data if isinstance(data, bytes) else data.encode()
    return client.post(home, {"file": SimpleUploadedFile(name, content)})


def run_at(client: Client, data: str | bytes, **more: Any) -> str:
    """Upload a file, and the address of its run."""
    answer = send(client, data, **more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url.removesuffix("columns/"))


def chosen_in(html: str) -> dict[str, str]:
    """What the selects of the page have chosen."""
    found = {}
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', html, re.DOTALL):
        value = re.search(r'value="(\d*)" selected', options)
        found[name] = value[1] if value else ""
    return found


def looked_at(client: Client, data: str | bytes) -> tuple[str, str]:
    """Upload, keep the guess, and open the preview: the run's address and the page."""
    url = run_at(client, data)
    answer = client.post(f"{url}columns/", chosen_in(client.get(f"{url}columns/").content.decode()))
    assert answer.url == f"{url}preview/", answer.content.decode()
    return url, client.get(f"{url}preview/").content.decode()


def finish(world: World, url: str) -> ImportRun:
    """Do the job's work, and the run as it is then."""
    with school_scope(world.oak.pk):
        run = ImportRun.objects.get(uid=uuid.UUID(url.rstrip("/").rsplit("/", 1)[1]))
        run_now(Job.objects.get(uid=run.job))
        run.refresh_from_db()
        return run


def roll(world: World) -> list[tuple[str, str]]:
    with school_scope(world.oak.pk):
        return [(child.forename, child.surname) for child in existing_children()]


@pytest.mark.parametrize("name", sorted(make.FILES))
def test_every_dialect_walks_from_upload_to_roll(world: World, office: Client, name: str) -> None:
    url, html = looked_at(office, (SAMPLES / name).read_bytes())
    assert "<h1>What would change</h1>" in html
    assert "João Figueirinha" in html or "Joãozinho Figueirinha" in html

    assert office.post(f"{url}preview/").url == url
    assert "Waiting to start" in office.get(url).content.decode()
    run = finish(world, url)

    html = office.get(url).content.decode()
    assert "The list was written" in html
    assert (run.new, run.left_out) == (len(roll(world)), 0)
    assert ("Siân", "O’Fennimore") in roll(world)
    assert "Download" not in html


def test_the_columns_page_shows_the_guess_three_values_and_names_to_check(office: Client) -> None:
    url = run_at(office, (SAMPLES / "sims-like.csv").read_bytes())
    html = office.get(f"{url}columns/").content.decode()
    assert "Legal Surname: Abernathy-Quill, O’Fennimore, Figueirinha" in html
    assert "Western European (Windows-1252)" in html
    assert chosen_in(html)["surname"] == "2"
    assert html.index("<li>Siân O’Fennimore</li>") < html.index("<li>Rowan Abernathy-Quill</li>")
    assert '<span class="tag">Enrolment Status</span>' in html


def test_a_doubtful_guess_says_so_and_can_be_corrected(world: World, office: Client) -> None:
    url = run_at(
        office, "A,B,When,Code\nQuill,Ann,01/02/2012,7\nPlum,Bo,02/02/2012,8\nMarrow,Cy,03/02/2012,9\n"
    )
    html = office.get(f"{url}columns/").content.decode()
    assert "Guessed from what the column holds. Check it." in html
    assert chosen_in(html) | {"dob": "2", "surname": "", "forename": ""} == chosen_in(html)

    html = office.post(f"{url}columns/", {"dob": "2"}).content.decode()
    assert "Choose the column with the surname" in html
    assert "<title>Error: " in html
    html = office.post(f"{url}columns/", {"surname": "0", "forename": "0", "dob": "2"}).content.decode()
    assert "Surname and forename have the same column" in html
    html = office.post(f"{url}columns/", {"surname": "0", "forename": "1"}).content.decode()
    assert "Say which column holds the date of birth" in html
    html = office.post(f"{url}columns/", {"surname": "0", "forename": "99", "dob": "2"}).content.decode()
    assert "Choose a column of this file" in html

    corrected = {"surname": "0", "forename": "1", "dob": "2", "admission_no": "3"}
    assert office.post(f"{url}columns/", corrected).url == f"{url}preview/"
    assert "Ann Quill" in office.get(f"{url}preview/").content.decode()
    assert chosen_in(office.get(f"{url}columns/").content.decode())["admission_no"] == "3"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"Surname\x00,Forename", "null bytes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"Surname,Forename\r\n", "no pupils below them"),
        (b"Quill,Ann,01/02/2012\n", "no headings"),
        (b"\x81\x9d,x\n", "cannot be read without guessing"),
        (b"x" * (25 * 1024 * 1024 + 1), "larger than 25 MB"),
        (b"x" * (27 * 1024 * 1024), "larger than 25 MB"),
    ],
    ids=["empty", "nulls", "xls", "pdf", "headings only", "no headings", "letters", "too big", "far too big"],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    world: World, office: Client, data: bytes, words: str
) -> None:
    html = send(office, data).content.decode()
    assert words in html
    assert "<title>Error: " in html
    with school_scope(world.oak.pk):
        assert ImportRun.objects.count() == 0


def test_a_full_disk_says_so_and_keeps_nothing(
    world: World, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("safeguard.vault.files.os.fsync", full)
    assert (
        "There is no room to keep the file"
        in send(office, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n").content.decode()
    )
    with school_scope(world.oak.pk):
        assert ImportRun.objects.count() == 0


def test_no_file_at_all_is_asked_for(office: Client) -> None:
    assert "Choose the file with the pupils" in office.post(HOME).content.decode()


def test_problems_stand_in_groups_and_come_back_as_a_file(world: World, office: Client) -> None:
    bad = "".join(f"Quill,Ann {chr(97 + n)},soon,,{n},7,7K\n" for n in range(14))
    url, html = looked_at(office, HEAD + bad + "Plum,Bo,01/02/2012,,99,KS9,7K\n")
    assert "<b>14 rows: date not understood</b>" in html
    assert "Write it as 31/12/2014." in html
    assert "<b>1 row: year group not understood</b>" in html
    office.post(f"{url}preview/")
    run = finish(world, url)
    assert (run.new, run.left_out, roll(world)) == (1, 14, [("Bo", "Plum")])

    assert "Download the rows left out" in office.get(url).content.decode()
    answer = office.get(f"{url}left-out/")
    data = b"".join(answer)  # type: ignore[arg-type]
    assert answer["Content-Disposition"] == 'attachment; filename="rows-left-out.csv"'
    assert data.decode("utf-8-sig").count("date not understood") == 14
    with school_scope(world.oak.pk):
        assert Entry.objects.filter(event=Event.FILE_DOWNLOADED).count() == 1


def test_a_waiting_row_shows_both_sides_and_a_tick_writes_it(world: World, office: Client) -> None:
    number = "B801200005001"
    url, _ = looked_at(office, HEAD + f"Quill,Ann,01/02/2012,{number},1,7,7K\n")
    office.post(f"{url}preview/")
    finish(world, url)

    url, html = looked_at(office, HEAD + f"Marrow,Ann,01/02/2012,{number},1,7,7K\n")
    assert "The number belongs to a child with another surname." in html
    assert "Surname <b>Quill</b>" in html
    assert "Surname <b>Marrow</b>" in html
    assert "The same in both: Forename, Date of birth, UPN, Admission number" in html
    assert '<input type="checkbox" name="same" value="2">' in html
    office.post(f"{url}preview/", {"same": ["2", "x", "999999999999"]})
    assert finish(world, url).changed == 1
    assert roll(world) == [("Ann", "Marrow")]


def test_marking_missing_children_as_left_asks_again_and_names_the_number(
    world: World, office: Client
) -> None:
    everyone = HEAD + "".join(f"Quill {chr(97 + n)},Ann,01/02/2012,,{n},7,7K\n" for n in range(4))
    url, _ = looked_at(office, everyone)
    office.post(f"{url}preview/")
    finish(world, url)

    url, html = looked_at(office, HEAD + "Quill a,Ann,01/02/2012,,0,7,7K\n")
    assert "Not in this file: 3 children" in html
    html = office.post(f"{url}preview/", {"leave": "on"}).content.decode()
    assert "<h1>Mark 3 children as left?</h1>" in html
    assert "Write, and mark 3 as left" in html
    # A number that isn't the counted one asks again instead of writing.
    assert "Mark 3 children" in office.post(f"{url}preview/", {"leave": "on", "agreed": "2"}).content.decode()
    with school_scope(world.oak.pk):
        assert Child.objects.filter(on_roll=True).count() == 4
    assert office.post(f"{url}preview/", {"leave": "on", "agreed": "3"}).url == url
    finish(world, url)
    with school_scope(world.oak.pk):
        assert Child.objects.filter(on_roll=True).count() == 1
    assert "<dt>Marked as left</dt><dd>3</dd>" in office.get(url).content.decode()


def test_nothing_to_write_says_so(world: World, office: Client) -> None:
    text = HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n"
    url, _ = looked_at(office, text)
    office.post(f"{url}preview/")
    finish(world, url)
    _, html = looked_at(office, text)
    assert "There is nothing to write" in html
    assert "Write to the list" not in html


def test_a_list_that_changed_meanwhile_is_looked_at_again(world: World, office: Client) -> None:
    text = HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n"
    first, _ = looked_at(office, text)
    second, _ = looked_at(office, text)
    for url in (first, second):
        office.post(f"{url}preview/")
        finish(world, url)
    html = office.get(second).content.decode()
    assert "Nothing was written" in html
    assert "Look at it again before you write it" in html
    assert "There is nothing to write" in office.get(f"{second}preview/").content.decode()


def test_a_file_can_be_thrown_away_and_leads_nowhere_afterwards(world: World, office: Client) -> None:
    url, _ = looked_at(office, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n")
    assert office.post(f"{url}stop/").url == HOME
    assert "This list was not written" in office.get(url).content.decode()
    for tail in ("columns/", "preview/"):
        assert office.get(url + tail).url == url
        assert office.post(url + tail).url == url
    assert office.get(f"{url}left-out/").status_code == 404
    assert "Stopped" in office.get(HOME).content.decode()
    assert roll(world) == []


def test_the_list_of_runs_costs_the_same_at_one_and_at_three(
    office: Client, django_assert_max_num_queries: Any
) -> None:
    text = HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n"
    run_at(office, text)
    with django_assert_max_num_queries(40) as one:
        office.get(HOME)
    for _ in range(2):
        run_at(office, text)
    with django_assert_max_num_queries(40) as three:
        office.get(HOME)
    assert len(one) == len(three)


ADDRESSES = [
    ("", "get"),
    ("columns/", "get"),
    ("columns/", "post"),
    ("preview/", "get"),
    ("preview/", "post"),
    ("left-out/", "get"),
    ("stop/", "post"),
]


def test_without_the_capability_every_page_is_refused_and_nothing_changes(
    world: World, office: Client
) -> None:
    url, _ = looked_at(office, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n")
    for role in ("reporter", "pastoral", "deputy_dsl", "head", "dpo", "governor"):
        client = world.client(world.member(role))
        assert client.get(HOME).status_code == 403
        assert send(client, HEAD).status_code == 403
        for tail, method in ADDRESSES:
            assert getattr(client, method)(url + tail).status_code == 403, (role, tail)
    with school_scope(world.oak.pk):
        assert ImportRun.objects.get().state == "previewed"
        assert Entry.objects.filter(event=Event.REFUSED).count() == 6 * (2 + len(ADDRESSES))
    # The same pages let the lead in, so the refusals are not for another reason.
    assert world.client(world.member("dsl")).get(f"{url}preview/").status_code == 200


def test_the_other_school_is_told_that_there_is_nothing(world: World, office: Client) -> None:
    url, _ = looked_at(office, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n")
    there = world.client(world.member("administrator", world.brook))
    foreign = url.replace("oakfield", "brookside")
    for tail, method in ADDRESSES:
        # Their own slug with our run's uid, and our slug.
        assert getattr(there, method)(foreign + tail).status_code == 404, tail
        assert getattr(there, method)(url + tail).status_code == 404, tail
    assert there.get(HOME).status_code == 404
    assert send(there, HEAD).status_code == 404
    with school_scope(world.oak.pk):
        assert ImportRun.objects.get().state == "previewed"


def test_somebody_who_is_not_signed_in_sees_nothing(world: World, office: Client) -> None:
    url, _ = looked_at(office, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n")
    for tail, method in ADDRESSES:
        answer = getattr(Client(), method)(url + tail)
        assert answer.status_code in (302, 404), tail
        assert url not in answer.headers.get("Location", "x").split("?")[0]


def test_no_address_title_or_ledger_row_holds_a_name(world: World, office: Client) -> None:
    _, html = looked_at(office, HEAD + "Zebedee,Ann,01/02/2012,,1,7,7K\n")
    assert "Zebedee" in html
    assert "Zebedee" not in re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]  # type: ignore[index]
    assert not re.search(r'href="[^"]*Zebedee', html)
    with school_scope(world.oak.pk):
        assert "Zebedee" not in str(list(Entry.objects.values()))
