"""`manage.py import_pupils`: the same steps from the command line, without a name on the screen."""

import io
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from concerns.models import Child, ImportRun
from concerns.queries.imports import existing_children
from safeguard.scope import school_scope
from tests.conftest import World
from tests.samples.pupils import make

SAMPLES = Path(make.__file__).parent
HEAD = "Surname,Forename,DOB,UPN,Adno,Year,Form\n"


def run(*args: Any) -> str:
    out = io.StringIO()
    call_command("import_pupils", *map(str, args), stdout=out)
    return out.getvalue()


def said(*args: Any) -> str:
    with pytest.raises(CommandError) as caught:
        run(*args)
    return str(caught.value)


def names(world: World) -> list[str]:
    with school_scope(world.oak.pk):
        return [child.surname for child in existing_children()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pupils.csv"
    path.write_text(HEAD + "Zebedee,Ann,01/02/2012,,1,7,7K\nZebedee,Bo,soon,,2,7,7K\n")
    return path


def test_yes_writes_and_a_second_time_changes_nothing(world: World) -> None:
    path = SAMPLES / "sims-like.csv"
    out = run("--school", "oakfield", path, "--yes")
    assert "Surname: Legal Surname" in out
    assert "New: 10" in out
    assert "Written: 10 new, 0 changed, 0 left out." in out
    assert "Written: 0 new, 0 changed, 0 left out." in run("--school", "oakfield", path, "--yes")
    assert len(names(world)) == 10


def test_a_dry_run_shows_everything_and_writes_nothing(
    world: World, file: Path, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        out = run("--school", "oakfield", file, "--dry-run")
    assert "1 row: date not understood (DOB). Write it as 31/12/2014. Lines: 3" in out
    assert out.endswith("Nothing was written.\n")
    assert names(world) == []
    assert [path for path in Path(settings.SEALED_ROOT).rglob("*") if path.is_file()] == []
    with school_scope(world.oak.pk):
        assert [row.state for row in ImportRun.objects.all()] == ["failed"]


def test_no_name_is_printed(world: World, file: Path) -> None:
    assert "Zebedee" not in run("--school", "oakfield", file, "--yes")
    assert names(world) == ["Zebedee"]


def test_without_a_terminal_it_asks_for_yes(world: World, file: Path) -> None:
    assert "Say --yes to write" in said("--school", "oakfield", file)
    assert names(world) == []


@pytest.mark.parametrize(("answer", "count"), [("y", 1), ("n", 0), ("", 0)])
def test_at_a_terminal_it_asks(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch, answer: str, count: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda words: answer)
    run("--school", "oakfield", file)
    assert len(names(world)) == count


def test_the_mapping_can_be_corrected(world: World, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("A,B,DOB,Surname\nQuill,Ann,01/02/2012,x\n")
    out = run("--school", "oakfield", path, "--yes", "--mapping", "surname=A", "--mapping", "forename=B")
    assert "Surname: A" in out
    assert names(world) == ["Quill"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--mapping", "surnam=Surname"], "FIELD is one of: surname, forename"),
        (["--mapping", "surname"], "FIELD=HEADER"),
        (["--mapping", "surname=Nachname"], "no such heading. It has: Surname, Forename"),
        (["--mapping", "surname=Forename"], "two fields"),
        (["--mapping", "surname="], "Say which columns hold the surname"),
        (["--yes", "--leave-missing", "5"], "has changed since"),
    ],
)
def test_what_stands_in_the_way_is_said_in_one_line(
    world: World, file: Path, args: list[str], words: str
) -> None:
    assert words in said("--school", "oakfield", file, *args)
    assert names(world) == []
    with school_scope(world.oak.pk):
        assert not ImportRun.objects.filter(state__in=["uploaded", "mapped", "previewed"]).exists()


def test_no_such_school_or_file(world: World, file: Path, tmp_path: Path) -> None:
    assert said("--school", "elsewhere", file) == "There is no school called elsewhere."
    assert "could not be read" in said("--school", "oakfield", tmp_path / "nowhere.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    assert "The file is empty" in said("--school", "oakfield", tmp_path / "empty.csv")


def test_waiting_rows_and_missing_children_can_be_settled(world: World, tmp_path: Path) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(HEAD + "Quill,Ann,01/02/2012,,1,7,7K\nPlum,Bo,02/02/2012,,2,7,7K\n")
    run("--school", "oakfield", path, "--yes")
    path.write_text(HEAD + "Marrow,Ann,01/02/2012,,1,7,7K\n")
    out = run("--school", "oakfield", path, "--dry-run")
    assert (
        "Line 2 waits: The number belongs to a child with another surname. --same-child can confirm it."
        in out
    )
    assert "On the list and not in the file: 1" in out
    run("--school", "oakfield", path, "--yes", "--same-child", 2, "--leave-missing", 1)
    assert names(world) == ["Marrow", "Plum"]
    with school_scope(world.oak.pk):
        assert [child.on_roll for child in Child.objects.order_by("pk")] == [True, False]


def test_rejects_are_written_for_the_asker_alone(world: World, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    run("--school", "oakfield", file, "--dry-run", "--rejects", target)
    assert "date not understood" in target.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "could not be written" in said("--school", "oakfield", file, "--dry-run", "--rejects", tmp_path)


@pytest.mark.django_db(transaction=True)
def test_with_real_commits_nothing_is_left_lying_about(world: World, file: Path, settings: Any) -> None:
    run("--school", "oakfield", file, "--dry-run")
    assert "Written: 1 new" in run("--school", "oakfield", file, "--yes")
    assert "has changed since" in said("--school", "oakfield", file, "--yes", "--leave-missing", "5")
    kept = [path for path in Path(settings.SEALED_ROOT).rglob("*") if path.is_file()]
    with school_scope(world.oak.pk), transaction.atomic():
        assert [child.forename for child in existing_children()] == ["Ann"]
        assert [row.state for row in ImportRun.objects.order_by("pk")] == ["failed", "written", "failed"]
    # Only the row that was left out, sealed, for a week.
    assert len(kept) == 1
