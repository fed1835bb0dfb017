"""The school office brings in September's list: looks, corrects, writes, and takes out what was left out."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from safeguard.demo.stack import Stack
from tests.journeys.drive import Person, person

pytestmark = pytest.mark.e2e
SIZES = pytest.mark.parametrize("size", ["desk", "phone"])
HEAD = "Surname,Forename,When,UPN,Adno,Year,Form,House\n"
# One who is new, one whose date can't be read, one whose year group can't.
FIRST = HEAD + (
    "Quill{n},Siân,31/12/2014,,{no}01,7,7KW,Red\n"
    "Quill{n},João,soon,,{no}02,7,7KW,Red\n"
    "Marrow{n},Zoë,01/02/2013,,{no}03,KS3,8BT,Red\n"
)
# The same child with another surname, and a change of form.
SECOND = HEAD + ("Plum{n},Siân,31/12/2014,,{no}01,7,7KW,Red\nMarrow{n},Zoë,01/02/2013,,{no}03,8,9RD,Red\n")


def upload(office: Person, folder: Path, text: str) -> None:
    """Choose a file, send it, and say which column holds the birthdays."""
    file = folder / "pupils.csv"
    file.write_text(text, encoding="cp1252")
    office.go("/s/oakfield/pupils/import/")
    office.page.get_by_label("List of pupils").set_input_files(file)
    office.click("button", "Upload")
    office.page.wait_for_url("**/columns/")
    office.look()
    office.page.get_by_label("Date of birth").select_option(index=3)
    office.click("button", "Show what would change")
    office.sees("Nothing has been written yet")
    office.look()


def written(office: Person) -> None:
    """Send the list, and wait for the worker to have written it."""
    office.click("button", "Write to the list")
    office.click("link", "Show the result")
    office.sees("The list was written")


@SIZES
def test_a_list_is_looked_at_written_and_answered_for(
    stack: Stack, chromium: Browser, tmp_path: Path, size: str
) -> None:
    office = person(chromium, stack.url, "administrator", size)
    # Each screen size has children of its own, for both write to one school.
    own = {"desk": {"n": "feather", "no": 71}, "phone": {"n": "worth", "no": 72}}[size]

    upload(office, tmp_path, FIRST.format(**own))
    office.sees("1 row: date not understood")
    office.sees("1 row: year group not understood")
    written(office)
    office.look()
    with office.page.expect_download() as taken:
        office.click("link", "Download the rows left out")
    assert "João" in Path(taken.value.path()).read_text(encoding="utf-8-sig")

    upload(office, tmp_path, SECOND.format(**own))
    office.sees("The number belongs to a child with another surname.")
    office.choose("Same child: line 2")
    office.page.get_by_label("Mark them as left").check()
    office.click("button", "Write to the list")
    office.sees("are on your list and not in this file")
    office.look()
    office.click("link", "Go back")
    office.choose("Same child: line 2")
    written(office)
    office.go("/s/oakfield/pupils/import/")
    office.sees("Written")
