"""Two people bring in the same list in the same moment, with real commits on connections of their own."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from concerns.actions.imports import (
    STALE,
    ImportRefused,
    choose_mapping,
    preview_import,
    start_import,
    write_import,
)
from concerns.imports.mapping import ChildField
from concerns.models import Child, ImportRun
from safeguard.scope import school_scope
from safeguard.vault.files import path_of
from tests.conftest import World, in_thread

NOW = datetime(2026, 11, 23, 10, 40, tzinfo=UTC)
FILE = b"Surname,Forename,DOB,Adno\nQuill,Ann,01/02/2012,1\nPlum,Bo,02/02/2012,2\n,No,,\n"


def previewed(world: World) -> ImportRun:
    with school_scope(world.oak.pk):
        run = start_import(by=None, data=FILE, name="x.csv", now=NOW)
        mapping = {ChildField(name): place for name, place in run.mapping.items()}
        choose_mapping(by=None, run=run, mapping=mapping, now=NOW)
        return preview_import(by=None, run=run, now=NOW).run


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first_and_then_finds_another_list(world: World) -> None:
    first, second = previewed(world), previewed(world)
    seen: list[str] = []

    def write_second() -> None:
        with school_scope(world.oak.pk):
            try:
                write_import(by=None, run=second, now=NOW, confirmed=())
                seen.append("written")
            except ImportRefused as problem:
                seen.append(str(problem))

    def report(done: int, total: int) -> None:
        """In the middle of the first writing the second one begins, and can't get through."""
        if done == 0:
            thread = threading.Thread(target=lambda: in_thread(write_second))
            thread.start()
            thread.join(1.0)
            assert thread.is_alive()
            assert seen == []
            waiting.append(thread)

    waiting: list[Any] = []
    with school_scope(world.oak.pk):
        write_import(by=None, run=first, now=NOW, confirmed=(), report=report)
    waiting[0].join(20)

    assert seen == [STALE]
    with school_scope(world.oak.pk), transaction.atomic():
        assert Child.objects.count() == 2
        states = dict(ImportRun.objects.values_list("uid", "state"))
        assert (states[first.uid], states[second.uid]) == ("written", "previewed")
        # The upload went with the commit; the rejected row is kept for a week.
        written = ImportRun.objects.select_related("file", "rejects").get(uid=first.uid)
        assert not path_of(written.file).exists()
        assert path_of(written.rejects).exists()  # type: ignore[arg-type]
