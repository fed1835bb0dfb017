"""The closed list of events: each is described, each is written somewhere, and none can carry words."""

import ast
import datetime
import string
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from audit import payload
from audit.events import SPECS, Event, Kind
from audit.models import Entry
from audit.record import UnknownPayload, record
from audit.sentences import KINDS, sentence
from retention.schedule_data import SCHEDULE
from safeguard.scope import school_scope
from tests.conftest import World

APPS = ("safeguard", "audit", "access", "concerns", "retention")
FREE_TEXT = {
    "account",
    "address",
    "answer",
    "body",
    "child",
    "comment",
    "description",
    "dob",
    "email",
    "explanation",
    "file",
    "forename",
    "label",
    "message",
    "name",
    "note",
    "outcome_text",
    "phone",
    "q",
    "query",
    "question",
    "rationale",
    "subject",
    "summary",
    "surname",
    "term",
    "terms",
    "text",
    "title",
    "upn",
    "why",
    "words",
}


def events_written() -> dict[str, list[str]]:
    """Each event by name, with the places that use it, found in the code itself."""
    found: dict[str, list[str]] = {}
    for app in APPS:
        for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
            where = str(path.relative_to(settings.BASE_DIR))
            if "/migrations/" in where or where == "audit/events.py":
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name)
                    and node.value.id == "Event"
                ):
                    found.setdefault(node.attr, []).append(where)
    return found


def test_every_event_is_described() -> None:
    assert set(SPECS) == set(Event)
    assert len(Event) > 50


def test_every_event_is_written_somewhere() -> None:
    written = events_written()
    assert sorted({e.name for e in Event} - set(written)) == [], "write it, or take it off the list"
    assert sorted(set(written) - {e.name for e in Event}) == [], "there is no such event"


def test_names_are_a_noun_and_a_verb() -> None:
    for event in Event:
        noun, _, verb = event.value.partition(".")
        assert noun.isidentifier(), event
        assert verb.isidentifier(), event
        assert event.value.islower()
    assert max(len(e.value) for e in Event) <= Entry._meta.get_field("event").max_length


def test_every_sentence_reads_with_its_payload() -> None:
    for event, spec in SPECS.items():
        parts = [name for _, name, _, _ in string.Formatter().parse(spec.sentence) if name]
        assert set(parts) <= spec.payload, f"{event}: its sentence uses a key that its payload lacks"
        assert sentence(event, dict.fromkeys(spec.payload, "x")).count("{") == 0
        assert spec.sentence[0].islower(), "it follows a name"
        assert not spec.sentence.endswith(".")


def test_every_event_belongs_to_a_kind_that_can_be_asked_for() -> None:
    assert set(KINDS) == set(Kind)
    assert {spec.kind for spec in SPECS.values()} == set(Kind)


def test_every_retention_class_is_in_the_schedule() -> None:
    codes = {row.code for row in SCHEDULE}
    assert {spec.retention for spec in SPECS.values()} <= codes


def test_every_payload_key_has_a_kind_of_value() -> None:
    used = {key for spec in SPECS.values() for key in spec.payload}
    assert used - set(payload.KEYS) == set(), "say in audit/payload.py what kind of value it takes"
    assert set(payload.KEYS) - used == set(), "no event carries it any more"


def test_no_payload_key_is_for_words() -> None:
    used = {key for spec in SPECS.values() for key in spec.payload}
    assert used & FREE_TEXT == set()


WORDS = [
    "Wren Hollis",
    "She said the door was locked.",
    "Wren",
    "wren@example.org",
    "0117 496 0000?",
    "a" * 200,
    "line\nbreak",
    "<b>x</b>",
    "\x00",
    "été",
    "12/03/2014;",
]


@pytest.mark.parametrize("key", sorted(payload.KEYS))
def test_no_key_takes_words(key: str) -> None:
    taken = [text for text in WORDS if payload.fits(key, text)]
    assert taken in ([], ["Wren"]) if key == "exemption" else taken == []
    assert not payload.fits(key, ["Wren Hollis"])
    assert not payload.fits(key, {"name": "Wren"})  # type: ignore[arg-type]
    assert not payload.fits(key, True)
    assert not payload.fits(key, -1)


def test_an_unknown_event_raises(in_oak: World) -> None:
    with pytest.raises(KeyError):
        record("child.invented", by=None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="invented"):
        Event("child.invented")


@pytest.mark.parametrize(
    "given",
    [{"name": "x"}, {"count": "many"}, {"count": -1}, {"count": True}, {"count": "Wren Hollis"}],
)
def test_an_unknown_payload_raises_and_prints_no_value(in_oak: World, given: dict[str, Any]) -> None:
    before = Entry.objects.here().count()
    with pytest.raises(UnknownPayload) as problem:
        record(Event.CHILDREN_LISTED, by=None, **given)
    assert "Wren" not in str(problem.value)
    assert Entry.objects.here().count() == before


def test_values_stand_in_the_ledger_as_text_and_numbers(in_oak: World) -> None:
    uid, day = uuid.uuid4(), datetime.date(2026, 11, 23)
    entry = record(Event.CONCERN_SHARED, by=None, reference="OAK-26-0418", member=uid, until=day)
    entry.refresh_from_db()
    assert entry.additional_data == {
        "reference": "OAK-26-0418",
        "member": str(uid),
        "until": "2026-11-23",
    }


def test_what_is_not_known_is_left_out(in_oak: World) -> None:
    entry = record(Event.CONCERN_CLASSIFIED, by=None, reference="OAK-26-0418", risk=None, level=None)
    assert entry.additional_data == {"reference": "OAK-26-0418"}
    assert record(Event.SIGNED_OUT, by=None).additional_data is None


def test_an_event_that_a_later_version_dropped_still_reads() -> None:
    assert "does not know (child.forgotten)" in sentence("child.forgotten", {"count": 1})
    assert sentence(Event.CHILDREN_LISTED, {}) == "saw a list of … children"
    assert sentence(Event.CHILDREN_LISTED, None) == "saw a list of … children"


def test_outside_of_any_school_it_is_the_platforms(db: None) -> None:
    assert record(Event.SIGNED_OUT, by=None).school_id == 0


def test_inside_a_school_it_is_the_schools(world: World) -> None:
    with school_scope(world.brook.pk):
        assert record(Event.SIGNED_OUT, by=None).school_id == world.brook.pk
