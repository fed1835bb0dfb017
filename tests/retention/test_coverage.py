"""Every model, relation, field with words, table and store ends somewhere, and the map says where."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from concerns.actions.casework import add_action, finish_action, record_decision
from concerns.actions.children import add_contact, record_status
from concerns.actions.raising import add_addendum, save_draft
from concerns.actions.sharing import exclude_member, share_concern
from concerns.actions.triage import give_feedback
from retention.actions.holds import lift_hold, place_hold
from retention.coverage import COVERAGE, STORES, TABLES
from retention.coverage_check import (
    Covered,
    gaps,
    goes,
    kept,
    relations_of,
    sealed_of,
    strangers,
    words_of,
)
from retention.models import Hold
from retention.rules import HoldKind
from retention.schedule_data import SCHEDULE
from retention.schedule_kinds import RecordClass
from safeguard.vault.envelope import KeyKind, key_of
from tests.concerns import make
from tests.conftest import World

NOW = make.NOW


def all_models() -> list[type[models.Model]]:
    """Every model with a table of its own, those of libraries and of many-to-many relations too."""
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def test_every_model_relation_and_field_with_words_is_in_the_map() -> None:
    found = gaps(all_models(), COVERAGE)

    assert found == [], "\n\n".join(["The retention map has gaps:", *found])


def test_the_walk_has_not_lost_the_models() -> None:
    found = all_models()

    assert len(found) >= 40
    assert sum(len(sealed_of(model)) for model in found) >= 35
    assert sum(len(relations_of(model)) for model in found) >= 40
    assert {"concerns.Child", "vault.SubjectKey", "audit.Entry"} <= {m._meta.label for m in found}


@pytest.mark.django_db
def test_every_table_of_the_database_is_a_model_or_in_the_map() -> None:
    known = {model._meta.db_table for model in all_models()} | set(TABLES)

    found = strangers(connection.introspection.table_names(), known, "Table")

    assert found == [], "\n".join(found)


def test_every_store_is_in_the_map() -> None:
    stores = {"SEALED_ROOT", "SESSION_ENGINE", "CELERY_BROKER_URL"}
    stores |= {f"STORAGES.{name}" for name in settings.STORAGES}
    stores |= {f"CACHES.{name}" for name in settings.CACHES}

    assert strangers(stores, STORES, "Store") == []
    assert strangers(STORES, stores, "No such store:") == []


def test_every_class_the_map_uses_has_a_rule() -> None:
    used = {covered.record for covered in COVERAGE.values() if covered.record}

    assert used <= {row.record_class for row in SCHEDULE}


def test_every_reason_is_a_sentence() -> None:
    for covered in COVERAGE.values():
        assert not covered.because or covered.because.endswith(".")


def hold_without(**change: Any) -> dict[str, Covered]:
    said = COVERAGE["retention.Hold"]
    full = {
        "follows": " ".join(said.follows),
        "points": " ".join(said.points),
        "shredded": " ".join(said.shredded),
        "dropped": " ".join(said.dropped),
    }
    return {"retention.Hold": goes(RecordClass.CHILD_FILE, via="child", **(full | change))}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "retention.Hold is not in COVERAGE. Add it with goes("),
        (hold_without(follows="child"), "retention.Hold.concern is a relation the map doesn't know."),
        (hold_without(shredded="why lift_why"), "retention.Hold.asked_by is sealed. Name it in `shredded`"),
        (hold_without(dropped=""), "retention.Hold.source_uid can hold words."),
        (hold_without(dropped="source_uid gone"), "retention.Hold.gone is in the map but not in the model"),
        (hold_without(points="placed_by lifted_by child"), "retention.Hold.child is named twice"),
        ({**hold_without(), "retention.Ghost": kept("Gone.")}, "retention.Ghost is in COVERAGE but is no"),
        ({"retention.Hold": Covered()}, "say either the class its rows belong to or why they are kept"),
    ],
)
def test_a_gap_is_said_with_what_to_do(said: dict[str, Covered], words: str) -> None:
    found = gaps([Hold], said)

    assert any(line.startswith(words) or words in line for line in found)


def test_without_a_gap_nothing_is_said() -> None:
    assert gaps([Hold], hold_without()) == []


def test_closed_choices_are_no_words_and_a_sealed_field_is() -> None:
    assert words_of(Hold) == {"why", "asked_by", "lift_why", "source_uid"}


def test_only_what_the_map_says_is_sealed_with_the_schools_own_key(in_oak: World) -> None:
    write_everything(in_oak)
    rows = [
        (f"{model._meta.label}.{name}", key_of(bytes(token))[0])
        for model in all_models()
        for name in sealed_of(model)
        for token in model._base_manager.filter(**{f"{name}__isnull": False}).values_list(name, flat=True)
    ]
    by_school = {name for name, kind in rows if kind is KeyKind.SCHOOL}
    said = {f"{label}.{name}" for label, covered in COVERAGE.items() for name in covered.school_sealed}

    assert by_school <= said, (
        "sealed with a key that outlives the file: use the file's key, or say so in the map"
    )
    assert len({name for name, _ in rows}) >= 25


def write_everything(world: World) -> None:
    """One of each record, through the actions."""
    dsl, head, reporter = world.member("dsl"), world.member("head"), world.member("reporter")
    tomas = make.child(sex="M", upn="H801200001001", address="4 Weir Lane", admission_no="771")
    record_status(by=dsl, child=tomas, kind="cin", from_on=NOW.date(), evidence="Letter", now=NOW)
    add_contact(by=dsl, child=tomas, name="Ida Brennick", relationship="Aunt", phone="01632 960001")
    row = make.concern(reporter, tomas, child_words="It is fine", place="Gate", done_so_far="Sat with him")
    make.concern(reporter)
    add_addendum(by=reporter, concern=row, text="One more thing", now=NOW)
    row = make.triaged(dsl, row)
    record_decision(by=dsl, concern=row, kind="in_school", rationale="Settling", options="Two", now=NOW)
    action = add_action(by=dsl, concern=row, owner=dsl, title="Ring home", due_on=NOW.date(), now=NOW)
    finish_action(by=dsl, action=action, outcome="Rang", now=NOW)
    give_feedback(by=dsl, concern=row, text="Thank you", now=NOW)
    share_concern(by=dsl, concern=row, member=world.member("pastoral"), reason="Tutor", now=NOW)
    exclude_member(by=dsl, member=world.member("deputy_dsl"), child=tomas, reason="Aunt", now=NOW)
    exclude_member(by=dsl, member=world.member("deputy_dsl"), concern=row, reason="Aunt", now=NOW)
    save_draft(by=reporter, body={"account": "Not yet"}, now=NOW)
    for on in ({"child": tomas}, {"concern": row}):
        hold = place_hold(
            by=head,
            kind=HoldKind.CLAIM,
            why="Claim",
            review_on=date(2099, 1, 1),
            now=NOW,
            asked_by="Court",
            **on,
        )
        lift_hold(by=head, hold=hold, why="Settled", now=NOW)


def test_an_unknown_table_is_named() -> None:
    (line,) = strangers(["django_migrations", "shadow_copy"], TABLES, "Table")

    assert line.startswith("Table shadow_copy is not in the map.")
