"""A request from receipt to release, as the runtime role."""

import hashlib
import io
import json
import zipfile
from datetime import date, timedelta

import pikepdf
import pytest
from django.test import Client
from pypdf import PdfReader

from audit.models import Entry
from retention.actions.files import expire_files
from retention.actions.sar import RequestRefused, end_request
from retention.actions.sar_delivery import collect_package, download_package, make_link
from retention.actions.sar_package import approve_review, ask_to_build, build_package, submit_review
from retention.actions.sar_review import Removal, Verdict, decide_item, remove_words
from retention.models import Hold, Package, RequestItem, SubjectRequest
from retention.queries.sar_items import words_of_item
from safeguard.jobs.actions import run_now
from safeguard.vault.files import open_file, path_of
from tests.conftest import World
from tests.sar.make import NOW, SECRET, decide_all, gathered, item_of, nothing, records

pytestmark = pytest.mark.django_db


def reviewed(world: World) -> SubjectRequest:
    """Lena, Gary and Mrs Okafor removed, what the police asked kept back, the rest shared."""
    tomas, _, _ = records(world)
    row, dpo = gathered(world, tomas), world.member("dpo")
    concern = item_of(row, "concern")
    for words in ("Lena", "Gary", "Mrs Okafor next door"):
        concern.refresh_from_db()
        what = Removal("X01", "They have not been asked.", phrase=words, everywhere=True)
        remove_words(by=dpo, request=row, item=concern, version=concern.version, what=what, now=NOW)
    addendum = item_of(row, "addendum")
    verdict = Verdict("withhold", "X08", "The police asked us not to say.")
    decide_item(by=dpo, request=row, item=addendum, version=addendum.version, verdict=verdict, now=NOW)
    decide_all(world, row)
    return row


def approved(world: World) -> SubjectRequest:
    row, dpo = reviewed(world), world.member("dpo")
    submit_review(by=dpo, request=row, now=NOW)
    approve_review(by=dpo, request=row, note="There is no second officer in this school.", now=NOW)
    return row


def built(world: World) -> tuple[SubjectRequest, Package, dict[str, bytes]]:
    row = approved(world)
    made = build_package(by=world.member("dpo"), request=row, now=NOW, report=nothing)
    assert made.package is not None, f"{made.leaks} leaks"
    with zipfile.ZipFile(io.BytesIO(b"".join(open_file(made.package.file)))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return row, made.package, files


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_package_holds_what_is_shared_and_nothing_of_what_was_removed(in_oak: World) -> None:
    _, package, files = built(in_oak)

    words = text_of(files["3-records.pdf"])
    assert "had been crying in the night" in words
    assert "He just shouts and shouts." in words
    assert "█████ [removed:" in words
    everything = b"".join(files.values())
    for name, body in files.items():
        said = text_of(body) if name.endswith(".pdf") else body.decode()
        for gone in ("Lena", "Gary", "Okafor", "Police", "14 October"):
            assert gone not in said, (name, gone)
            assert gone.encode() not in everything
    for name in ("1-letter.pdf", "2-index.pdf", "3-records.pdf"):
        with pikepdf.open(io.BytesIO(files[name])) as pdf:
            strings = b"".join(
                one.read_bytes() if isinstance(one, pikepdf.Stream) else one.unparse(resolved=True)
                for one in pdf.objects
            )
        assert b"Lena" not in strings
        assert "Lena".encode("utf-16-be").hex().encode() not in strings.lower()
    assert package.phrases_checked > 3


def test_the_manifest_tells_the_truth(in_oak: World) -> None:
    _, package, files = built(in_oak)

    listed = json.loads(files["manifest.json"])["files"]

    assert sorted(one["name"] for one in listed) == ["1-letter.pdf", "2-index.pdf", "3-records.pdf"]
    for one in listed:
        assert one["sha256"] == hashlib.sha256(files[one["name"]]).hexdigest()
        assert one["bytes"] == len(files[one["name"]])
        assert one["pages"] == len(PdfReader(io.BytesIO(files[one["name"]])).pages)
    assert package.pages == sum(one["pages"] for one in listed)


def test_a_record_withheld_for_a_quiet_reason_is_not_even_listed(in_oak: World) -> None:
    _, _, files = built(in_oak)

    index = text_of(files["2-index.pdf"])

    assert "Concern OAK-26-0001" in index
    assert "Added to a concern" not in index
    assert "Kept back" not in index


def test_the_letter_says_what_the_law_wants_said(in_oak: World) -> None:
    row, _, files = built(in_oak)

    letter = " ".join(text_of(files["1-letter.pdf"]).split())

    for words in (
        row.reference,
        "Karin Brennick",
        "Information Commissioner",
        "Safeguard",
        "How long we keep it",
        "neither confirm nor deny",
        "It is about another person",
    ):
        assert words in letter
    assert "All records that name this child" not in letter, "the search log stays inside"


def test_every_page_bears_the_reference_and_its_number(in_oak: World) -> None:
    row, _, files = built(in_oak)

    pages = PdfReader(io.BytesIO(files["3-records.pdf"])).pages

    for number, page in enumerate(pages, start=1):
        assert f"{row.reference}, for Karin Brennick" in page.extract_text()
        assert f"Page {number} of {len(pages)}" in page.extract_text()


def test_every_step_is_in_the_ledger_without_a_word(in_oak: World) -> None:
    row, package, _ = built(in_oak)
    list(download_package(by=in_oak.member("dpo"), package=package, now=NOW))

    entries = list(Entry.objects.here().filter(target_uid=row.uid).order_by("pk"))

    events = [entry.event for entry in entries if entry.event.startswith("sar.")]
    assert events[:3] == ["sar.logged", "sar.moved", "sar.gathered"]
    assert events[-4:] == ["sar.moved", "sar.approved", "sar.built", "sar.downloaded"]
    assert {"sar.removed", "sar.decided"} <= set(events)
    said = json.dumps([entry.additional_data for entry in entries])
    for word in ("Lena", "Gary", "Brennick", "Karin", SECRET[:20]):
        assert word not in said


def test_nothing_is_skipped(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row = gathered(in_oak, tomas)

    with pytest.raises(RequestRefused, match="not decided yet"):
        submit_review(by=in_oak.member("dpo"), request=row, now=NOW)


def test_words_removed_in_one_place_and_left_in_another_stop_the_review(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row, dpo = gathered(in_oak, tomas), in_oak.member("dpo")
    item = item_of(row, "concern")
    start = words_of_item(item).text.index("Lena")
    what = Removal("X01", "Not asked.", start=start, stop=start + 4)
    remove_words(by=dpo, request=row, item=item, version=item.version, what=what, now=NOW)
    decide_all(in_oak, row)

    with pytest.raises(RequestRefused, match="still stand in record"):
        submit_review(by=dpo, request=row, now=NOW)


def test_whoever_decided_approves_alone_only_with_a_reason(in_oak: World) -> None:
    row, dpo = reviewed(in_oak), in_oak.member("dpo")
    submit_review(by=dpo, request=row, now=NOW)

    with pytest.raises(RequestRefused, match="nobody else"):
        approve_review(by=dpo, request=row, note=" ", now=NOW)
    approve_review(by=in_oak.member("dpo", name="Another Officer"), request=row, note="", now=NOW)

    entry = Entry.objects.here().filter(event="sar.approved").get()
    assert entry.additional_data["second"] == "yes"


def test_the_file_is_held_from_receipt_to_release(in_oak: World) -> None:
    row, _, _ = built(in_oak)
    assert Hold.objects.get(source_uid=row.uid, lifted_at=None).child == row.subject

    end_request(by=in_oak.member("dpo"), request=row, how="release", why="Handed over in person.", now=NOW)

    assert not Hold.objects.filter(source_uid=row.uid, lifted_at=None).exists()
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("released", date(2026, 11, 25))


def test_the_job_makes_the_package(in_oak: World) -> None:
    row = approved(in_oak)

    job = run_now(ask_to_build(by=in_oak.member("dpo"), request=row, now=NOW))

    assert (job.state, job.error) == ("done", "")
    assert job.result["leaks"] == 0
    assert Package.objects.get(request=row, replaced_at=None).file.size > 10_000


def test_a_second_package_takes_the_place_of_the_first(in_oak: World) -> None:
    row, first, _ = built(in_oak)

    build_package(by=in_oak.member("dpo"), request=row, now=NOW, report=nothing)

    first.refresh_from_db()
    assert first.replaced_at is not None
    assert first.file.removed_at is not None
    assert Package.objects.filter(request=row, replaced_at=None).count() == 1


def test_a_link_opens_with_its_passphrase_and_with_nothing_else(in_oak: World) -> None:
    _, package, _ = built(in_oak)
    link = make_link(by=in_oak.member("dpo"), package=package, now=NOW)

    def fetch(token: str, passphrase: str, later: timedelta = timedelta()) -> object:
        return collect_package(token=token, passphrase=passphrase, now=NOW + later)

    assert fetch(link.token, "WRONG") is None
    assert fetch(link.token + "x", link.passphrase) is None
    assert fetch(link.token, link.passphrase, timedelta(days=15)) is None
    given = collect_package(token=link.token, passphrase=f" {link.passphrase.lower()} ", now=NOW)
    assert given is not None
    assert hashlib.sha256(b"".join(given[1])).hexdigest() == package.file.sha256
    for _ in range(9):
        fetch(link.token, "WRONG")
    assert fetch(link.token, link.passphrase) is None, "ten wrong tries end it"


def test_the_link_works_for_somebody_without_an_account(in_oak: World, client: Client) -> None:
    _, package, _ = built(in_oak)
    link = make_link(by=in_oak.member("dpo"), package=package, now=NOW)
    from django.utils import timezone

    Package.objects.filter(pk=package.pk).update(
        link_until=timezone.now() + timedelta(days=1), expires_at=timezone.now() + timedelta(days=1)
    )
    url = f"/collect/oakfield/{link.token}/"

    page = client.get(url).content.decode()
    wrong = client.post(url, {"passphrase": "nope"})
    answer = client.post(url, {"passphrase": link.passphrase})
    other = client.post(f"/collect/brookside/{link.token}/", {"passphrase": link.passphrase})

    assert "Brennick" not in page
    assert "did not open" in wrong.content.decode()
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == package.file.sha256
    assert "did not open" in other.content.decode()


def test_a_package_goes_when_its_time_is_over(in_oak: World) -> None:
    _, package, _ = built(in_oak)

    assert expire_files(now=NOW + timedelta(days=89)) == 0
    assert expire_files(now=NOW + timedelta(days=91)) == 1
    assert expire_files(now=NOW + timedelta(days=91)) == 0

    package.refresh_from_db()
    assert not path_of(package.file).exists()
    with pytest.raises(RequestRefused, match="no longer there"):
        download_package(by=in_oak.member("dpo"), package=package, now=NOW)


def test_items_are_numbered_without_gaps(in_oak: World) -> None:
    tomas, _, _ = records(in_oak)
    row = gathered(in_oak, tomas)

    numbers = list(
        RequestItem.objects.filter(request=row).order_by("number").values_list("number", flat=True)
    )

    assert numbers == list(range(1, len(numbers) + 1))
