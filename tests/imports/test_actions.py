"""From upload to roll, as the runtime role, with two schools standing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from access.actions import NotAllowed
from audit.events import Event
from audit.models import Entry
from concerns.actions import imports, roll
from concerns.actions.children import NewChild, add_children
from concerns.actions.imports import (
    ImportRefused,
    ask_to_write,
    choose_mapping,
    expire_imports,
    preview_import,
    start_import,
    stop_import,
    write_import,
)
from concerns.imports.mapping import ChildField
from concerns.imports.unreadable import Reason, UnreadableFile
from concerns.models import Child, ImportRun
from concerns.queries.imports import bytes_of, existing_children, imports_for
from concerns.upn import UpnWarning, check_letter
from safeguard.jobs.actions import run_now
from safeguard.jobs.models import Job
from safeguard.scope import school_scope
from safeguard.vault.files import path_of
from safeguard.vault.keys import digest, opened, shred
from safeguard.vault.models import SealedFile
from tests.conftest import World
from tests.samples.pupils import make
from tests.samples.pupils.people import WESTERN

NOW = datetime(2026, 11, 23, 10, 40, tzinfo=UTC)
HEAD = "Surname,Forename,DOB,UPN,Adno,Year,Form\n"
ONE, TWO = (check_letter(body) + body for body in ("330200017001", "330200017002"))


@pytest.fixture
def by(in_oak: World) -> Any:
    return in_oak.member("administrator")


def prepared(by: Any, text: str | bytes, *, now: datetime = NOW) -> ImportRun:
    """A file that was uploaded, mapped as guessed, and looked at."""
    data = text if isinstance(text, bytes) else text.encode()
    run = start_import(by=by, data=data, name="pupils.csv", now=now)
    mapping = {ChildField(name): place for name, place in run.mapping.items()}
    choose_mapping(by=by, run=run, mapping=mapping, now=now)
    return preview_import(by=by, run=run, now=now).run


def written(by: Any, text: str | bytes, *, now: datetime = NOW, **agreed: Any) -> ImportRun:
    """The same, written by the job."""
    run = prepared(by, text, now=now)
    job = run_now(ask_to_write(by=by, run=run, now=now, **agreed))
    assert job.state == Job.State.DONE, job.error
    return ImportRun.objects.get(pk=run.pk)


def roll_of(*fields: str) -> list[tuple[Any, ...]]:
    """The list, opened."""
    return [tuple(getattr(child, name) for name in fields) for child in existing_children()]


def events(*wanted: Event) -> list[Entry]:
    return list(Entry.objects.filter(event__in=wanted).order_by("pk"))


def test_a_file_comes_onto_the_roll_letter_for_letter(by: Any) -> None:
    run = written(by, make.sims_like())

    fields = ("surname", "forename", "preferred_name", "dob", "upn", "admission_no", "sex", "year", "form")
    assert roll_of(*fields) == [tuple(getattr(person, name) for name in fields) for person in WESTERN]
    assert (run.state, run.new, run.changed, run.left_out) == ("written", 10, 0, 0)
    warned = Child.objects.exclude(upn_warning="")
    assert [child.upn_warning for child in warned] == [UpnWarning.TEMPORARY]


def test_identities_are_sealed_with_each_childs_own_key(by: Any) -> None:
    written(by, HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\n")
    child = Child.objects.get()
    assert opened(child.surname) == "Quill"
    assert child.upn_digest == digest("upn", ONE)
    assert child.admission_digest == digest("admission", "1")
    shred(child.uid, now=NOW)
    assert existing_children() == []


def test_a_second_run_changes_nothing(by: Any) -> None:
    written(by, make.excel())
    before = list(Child.objects.order_by("pk").values())
    run = written(by, make.excel())
    assert (run.new, run.changed, run.counts["same"]) == (0, 0, 14)
    assert list(Child.objects.order_by("pk").values()) == before


def test_what_differs_is_changed_and_the_ledger_says_what_and_whose(by: Any) -> None:
    written(by, HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\nPlum,Bo,02/02/2012,{TWO},2,7,7K\n")
    ann, bo = Child.objects.order_by("pk")
    written(by, HEAD + f"Quill,Anna,01/02/2012,{ONE},1,8,\nPlum,Bo,02/02/2012,{TWO},2,8,7K\n")

    assert roll_of("forename", "year", "form") == [("Anna", "8", "7K"), ("Bo", "8", "7K")]
    ann.refresh_from_db()
    assert ann.version == 2
    assert [(e.subjects, e.additional_data) for e in events(Event.CHILDREN_CHANGED)] == [
        ([ann.uid], {"count": 1, "fields": ["forename", "year"]}),
        ([bo.uid], {"count": 1, "fields": ["year"]}),
    ]
    assert "Anna" not in str([e.additional_data for e in Entry.objects.all()])


def test_every_step_stands_in_the_ledger_with_counts_and_uids_only(by: Any) -> None:
    written(by, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n,Bo,,,,,\n")
    steps = (Event.IMPORT_STARTED, Event.IMPORT_PREVIEWED, Event.CHILDREN_ADDED, Event.CHILDREN_IMPORTED)
    assert [(e.event, e.additional_data, e.actor_id) for e in events(*steps)] == [
        ("children.import_started", {"count": 2}, by.user_id),
        ("children.import_previewed", {"count": 2}, by.user_id),
        ("children.added", {"count": 1}, by.user_id),
        ("children.imported", {"added": 1, "changed": 0, "left_out": 1}, by.user_id),
    ]


def test_a_row_that_waits_is_written_only_when_a_person_says_so(by: Any) -> None:
    written(by, HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\n")
    married = HEAD + f"Marrow,Ann,01/02/2012,{ONE},1,7,7K\n"

    assert written(by, married).left_out == 1
    assert roll_of("surname") == [("Quill",)]
    assert written(by, married, confirmed=[2]).left_out == 0
    assert roll_of("surname") == [("Marrow",)]


def test_a_short_file_marks_nobody_as_left_unless_the_number_is_named(by: Any) -> None:
    written(by, HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\nPlum,Bo,02/02/2012,{TWO},2,7,7K\n")
    short = HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\n"

    assert written(by, short).counts["missing"] == 1
    assert roll_of("on_roll", "left_on") == [(True, None), (True, None)]

    run = prepared(by, short)
    with pytest.raises(ImportRefused):
        ask_to_write(by=by, run=run, missing=2, now=NOW)
    run_now(ask_to_write(by=by, run=run, missing=1, now=NOW))
    assert roll_of("on_roll", "left_on") == [(True, None), (False, date(2026, 11, 23))]
    (left,) = events(Event.CHILDREN_LEFT)
    assert left.additional_data == {"count": 1}
    assert ImportRun.objects.get(pk=run.pk).counts["marked_left"] == 1


def test_leaving_and_coming_back(by: Any) -> None:
    head = "Surname,Forename,DOB,UPN,Leaving Date\n"
    written(by, head + f"Quill,Ann,01/02/2012,{ONE},\n")
    written(by, head + f"Quill,Ann,01/02/2012,{ONE},20/07/2026\n")
    assert roll_of("on_roll", "left_on") == [(False, date(2026, 7, 20))]
    assert written(by, head + f"Quill,Ann,01/02/2012,{ONE},\n").counts["stops"] == 1
    written(by, head + f"Quill,Ann,01/02/2012,{ONE},\n", confirmed=[2])
    assert roll_of("on_roll", "left_on") == [(True, None)]
    fields = [e.additional_data["fields"] for e in events(Event.CHILDREN_CHANGED)]
    assert fields == [["left", "left_on"], ["back on the roll"]]


def test_two_children_may_have_the_same_word_in_place_of_a_upn(by: Any) -> None:
    written(by, HEAD + "Quill,Ann,01/02/2012,pending,1,7,7K\nPlum,Bo,02/02/2012,pending,2,7,7K\n")
    assert [(c.upn_digest, c.upn_warning) for c in Child.objects.all()] == [(None, "shape")] * 2


def test_halfway_failure_leaves_nothing(by: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    written(by, HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\n")
    run = prepared(by, HEAD + f"Quill,Anna,01/02/2012,{ONE},1,8,8K\n" + "".join(
        f"Plum {chr(97 + n)},Bo,02/02/2012,,{n + 10},7,7K\n" for n in range(5)) + ",No,,,,,\n")  # fmt: skip
    before = (list(Child.objects.order_by("pk").values()), Entry.objects.count(), SealedFile.objects.count())
    files = {path.name for path in path_of(run.file).parent.iterdir()}
    monkeypatch.setattr(roll, "PIECE", 2)
    real, calls = roll.add_children, []

    def breaks(**kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise OSError("the wire was cut")
        return real(**kwargs)

    monkeypatch.setattr(roll, "add_children", breaks)
    job = run_now(ask_to_write(by=by, run=run, now=NOW))

    assert len(calls) == 3
    assert (job.state, "Nothing was changed" in job.error) == ("failed", True)
    assert (list(Child.objects.order_by("pk").values()), SealedFile.objects.count()) == (before[0], before[2])
    assert not events(Event.CHILDREN_CHANGED)
    assert {path.name for path in path_of(run.file).parent.iterdir()} == files

    monkeypatch.setattr(roll, "add_children", real)
    assert run_now(ask_to_write(by=by, run=ImportRun.objects.get(pk=run.pk), now=NOW)).state == "done"
    assert len(roll_of("surname")) == 6


def test_a_failure_after_the_rejects_were_stored_takes_them_away(
    by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = prepared(by, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n,Bo,,,,,\n")
    files = {path.name for path in path_of(run.file).parent.iterdir()}

    def breaks(file: Any, now: Any) -> None:
        raise OSError("the wire was cut")

    monkeypatch.setattr(imports, "_remove_on_commit", breaks)
    assert run_now(ask_to_write(by=by, run=run, now=NOW)).state == "failed"
    assert {path.name for path in path_of(run.file).parent.iterdir()} == files
    assert Child.objects.count() == 0


def test_a_list_that_changed_after_the_preview_is_not_written(by: Any) -> None:
    run = prepared(by, HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\n")
    add_children(by=by, children=[NewChild("Ann", "Quill", dob=date(2012, 2, 1), upn=ONE)])
    job = run_now(ask_to_write(by=by, run=run, now=NOW))
    assert (job.state, job.error) == ("failed", imports.STALE)
    assert Child.objects.count() == 1
    preview_import(by=by, run=run, now=NOW)
    assert run_now(ask_to_write(by=by, run=run, now=NOW)).state == "done"


def test_written_twice_is_written_once(by: Any) -> None:
    run = prepared(by, HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\n")
    job = ask_to_write(by=by, run=run, now=NOW)
    with pytest.raises(ImportRefused, match="being written"):
        ask_to_write(by=by, run=run, now=NOW)
    run_now(job)
    with pytest.raises(ImportRefused, match="written or stopped"):
        ask_to_write(by=by, run=run, now=NOW)
    write_import(by=by, run=run, now=NOW)
    assert Child.objects.count() == 1


def test_the_upload_goes_once_it_is_written_and_the_rejects_after_a_week(
    by: Any, django_capture_on_commit_callbacks: Any
) -> None:
    run = prepared(by, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n,Bo,,,,,\n")
    assert path_of(run.file).exists()
    assert b"Quill" not in path_of(run.file).read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        write_import(by=by, run=run, now=NOW)
    run.refresh_from_db()
    assert not path_of(run.file).exists()
    assert run.rejects is not None
    assert b"Bo" in bytes_of(run.rejects)
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_imports(now=NOW + timedelta(days=6)) == 0
        assert expire_imports(now=NOW + timedelta(days=8)) == 1
        assert expire_imports(now=NOW + timedelta(days=8)) == 0
    assert not path_of(run.rejects).exists()


def test_an_abandoned_upload_is_thrown_away_after_two_days(
    by: Any, django_capture_on_commit_callbacks: Any
) -> None:
    run = prepared(by, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n")
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_imports(now=NOW + timedelta(days=1)) == 0
        with pytest.raises(ImportRefused):
            preview_import(by=by, run=run, now=NOW + timedelta(days=3))
        assert expire_imports(now=NOW + timedelta(days=3)) == 1
    run.refresh_from_db()
    assert run.state == "failed"
    assert not path_of(run.file).exists()


def test_stopping_throws_the_file_away_and_writes_nothing(by: Any) -> None:
    run = prepared(by, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n")
    stop_import(by=by, run=run, now=NOW)
    stop_import(by=by, run=run, now=NOW)
    assert len(events(Event.IMPORT_STOPPED)) == 1
    with pytest.raises(ImportRefused):
        ask_to_write(by=by, run=run, now=NOW)
    assert Child.objects.count() == 0


@pytest.mark.parametrize("role", ["reporter", "pastoral", "deputy_dsl", "head", "dpo", "governor"])
def test_who_may_not_import_is_refused_at_every_step_and_nothing_changes(in_oak: World, role: str) -> None:
    run = prepared(in_oak.member("dsl"), HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n")
    them, count = in_oak.member(role), Entry.objects.count()
    steps = [
        lambda: start_import(by=them, data=b"x", name="x", now=NOW),
        lambda: choose_mapping(by=them, run=run, mapping={}, now=NOW),
        lambda: preview_import(by=them, run=run, now=NOW),
        lambda: ask_to_write(by=them, run=run, now=NOW),
        lambda: write_import(by=them, run=run, now=NOW),
        lambda: stop_import(by=them, run=run, now=NOW),
    ]
    for step in steps:
        with pytest.raises(NotAllowed):
            step()
    assert (Child.objects.count(), Entry.objects.count(), ImportRun.objects.count()) == (0, count, 1)
    assert not imports_for(them).exists()


def test_somebody_whose_role_ended_meanwhile_writes_nothing(in_oak: World) -> None:
    by = in_oak.member("administrator")
    job = ask_to_write(by=by, run=prepared(by, HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n"), now=NOW)
    type(by).objects.filter(pk=by.pk).update(suspended_at=NOW)
    assert run_now(job).error == "You can no longer bring in pupils."
    assert Child.objects.count() == 0


def test_another_school_sees_and_matches_nothing_of_it(world: World) -> None:
    text = HEAD + f"Quill,Ann,01/02/2012,{ONE},1,7,7K\n"
    with school_scope(world.oak.pk):
        written(world.member("administrator"), text)
    with school_scope(world.brook.pk):
        there = world.member("administrator", world.brook)
        assert not imports_for(there).exists()
        assert existing_children() == []
        assert written(there, text).new == 1
        assert len(existing_children()) == 1
    with school_scope(world.oak.pk):
        assert len(existing_children()) == 1


def test_a_file_that_cannot_be_read_leaves_no_trace(by: Any) -> None:
    for data, reason in ((b"", Reason.EMPTY), (b"a\x00b", Reason.NULL_BYTES), (b"%PDF-1", Reason.PDF)):
        with pytest.raises(UnreadableFile) as caught:
            start_import(by=by, data=data, name="x.csv", now=NOW)
        assert caught.value.reason is reason
    assert (ImportRun.objects.count(), SealedFile.objects.count()) == (0, 0)
    assert not events(Event.IMPORT_STARTED)


def test_a_mapping_the_file_cannot_bear_is_refused(by: Any) -> None:
    run = start_import(by=by, data=(HEAD + "Quill,Ann,01/02/2012,,1,7,7K\n").encode(), name="x.csv", now=NOW)
    with pytest.raises(ImportRefused):
        choose_mapping(by=by, run=run, mapping={ChildField.SURNAME: 0, ChildField.FORENAME: 99}, now=NOW)
    with pytest.raises(UnreadableFile):
        choose_mapping(by=by, run=run, mapping={ChildField.SURNAME: 0, ChildField.FORENAME: 1}, now=NOW)
    with pytest.raises(ImportRefused, match="which column"):
        preview_import(by=by, run=run, now=NOW)
    with pytest.raises(ImportRefused, match="first"):
        ask_to_write(by=by, run=run, now=NOW)


def test_no_row_of_a_run_holds_a_word_of_the_file(by: Any) -> None:
    run = written(by, "Zebedee Surname,Zebedee Forename,DOB\nZebedee,Ann,01/02/2012\nZebedee,Bo,x\n")
    row = ImportRun.objects.filter(pk=run.pk).values().get()
    assert "Zebedee" not in str(row)
    assert "Zebedee" not in str(Job.objects.values().get())
