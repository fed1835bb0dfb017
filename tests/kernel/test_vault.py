"""Sealed values, tried as somebody would who holds the database or a log file."""

import base64
import os
import uuid
from typing import Any

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from concerns.models import Child, Contact, Draft
from safeguard.scope import NoScope, current_scope, school_scope
from safeguard.vault import Sealed, Shredded, VaultError, WrongPlace
from safeguard.vault.envelope import Key, KeyKind, close, key_of, place
from safeguard.vault.keys import (
    create_school_key,
    digest,
    key_for,
    new_subject_key,
    preload,
    preload_records,
    record_key,
    rotate_master,
    school_key,
    seal,
    shred,
    subject_key,
)
from safeguard.vault.masters import parse_masters
from safeguard.vault.models import RecordWrap, SchoolKey, SubjectKey
from tests.conftest import World
from tests.kernel.test_scope_wall import make_child

WORDS = "She said the door was locked — ‘again’. 🙂"


def again(row: Any) -> Any:
    """The row as the database has it."""
    return type(row).objects.get(pk=row.pk)


def raw(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert cursor.rowcount == 1


# What can be seen ------------------------------------------------------------------------------------------


def test_a_sealed_value_opens_to_the_same_words_and_prints_none(in_oak: World) -> None:
    child = make_child(WORDS, "Hollis")
    child = again(child)
    assert child.forename.open() == WORDS
    for shown in (
        str(child.forename),
        repr(child.forename),
        f"{child.forename}",
        repr(child),
        repr(vars(child)),
    ):
        assert "locked" not in shown
        assert "Hollis" not in shown
    assert str(child.forename) == f"[sealed {child.forename.mark}]"
    assert not hasattr(child.forename, "__dict__"), "nothing to print beside the token"


def test_the_same_words_seal_differently_each_time(in_oak: World) -> None:
    one, two = make_child("Wren", "Hollis"), make_child("Wren", "Hollis")
    assert bytes(one.forename.token) != bytes(two.forename.token)
    assert one.forename.mark != two.forename.mark


def test_the_database_holds_no_word(world: World) -> None:
    with school_scope(world.oak.pk):
        child = make_child("Wrenfield", "Hollisbury")
        with connection.cursor() as cursor:
            cursor.execute("SELECT forename FROM concerns_child WHERE id = %s", [child.pk])
            stored = bytes(cursor.fetchone()[0])
    assert b"Wrenfield" not in stored
    assert key_of(stored) == (KeyKind.SUBJECT, child.uid)


def test_a_key_prints_its_name_and_not_its_secret(in_oak: World) -> None:
    key = school_key()
    assert repr(key) == f"<Key school {key.uid}>"
    assert str(key.secret) not in f"{key} {[key]}"


def test_plain_words_are_refused(in_oak: World) -> None:
    child = make_child()
    with pytest.raises(TypeError, match="forename is sealed"):
        child.forename = "Wren"
    with pytest.raises(TypeError):
        Child(forename="Wren")


def test_words_cant_be_searched_in_the_database(in_oak: World) -> None:
    make_child()
    for lookup in ("forename", "forename__contains", "forename__icontains", "forename__startswith"):
        with pytest.raises((FieldError, TypeError)):
            list(Child.objects.filter(**{lookup: b"W"}))
    assert Child.objects.filter(forename__isnull=False, dob__isnull=True).count() == 1


def test_nothing_is_sealed_as_nothing(in_oak: World) -> None:
    child = make_child()
    seal(child, subject_key(child.uid), dob=None, address="")
    child.save()
    assert again(child).dob is None
    assert again(child).address.open() == ""


def test_a_value_without_its_row_doesnt_open(in_oak: World) -> None:
    child = make_child()
    token = Child.objects.values_list("forename", flat=True).get(pk=child.pk)
    with pytest.raises(VaultError, match="without its place"):
        Sealed(bytes(token), None).open()


# What was moved or altered ---------------------------------------------------------------------------------


def test_ciphertext_moved_to_another_column_doesnt_open(in_oak: World) -> None:
    child = make_child("Wren", "Hollis")
    raw("UPDATE concerns_child SET surname = forename WHERE id = %s", child.pk)
    assert again(child).forename.open() == "Wren"
    with pytest.raises(WrongPlace):
        again(child).surname.open()


def test_ciphertext_moved_to_another_row_doesnt_open(in_oak: World) -> None:
    one, two = make_child("Wren", "Hollis"), make_child("Idris", "Penhallow")
    raw(
        "UPDATE concerns_child SET forename = (SELECT forename FROM concerns_child WHERE id = %s)"
        " WHERE id = %s",
        one.pk,
        two.pk,
    )
    with pytest.raises(WrongPlace):
        again(two).forename.open()


def test_ciphertext_moved_to_another_table_doesnt_open(in_oak: World) -> None:
    child = make_child("Wren", "Hollis")
    contact = Contact(child=child, uid=child.uid)
    seal(contact, subject_key(child.uid), name="Rosa Hollis")
    contact.save()
    raw(
        "UPDATE concerns_contact SET name = (SELECT forename FROM concerns_child WHERE id = %s)"
        " WHERE id = %s",
        child.pk,
        contact.pk,
    )
    with pytest.raises(WrongPlace):
        again(contact).name.open()


def test_ciphertext_moved_to_another_school_doesnt_open(world: World) -> None:
    with school_scope(world.oak.pk):
        ours = make_child("Wren", "Hollis")
    uid = ours.uid
    with school_scope(world.brook.pk):
        theirs = Child(uid=uid)
        seal(theirs, new_subject_key(uid), forename="x", surname="x")
        theirs.__dict__["forename"] = bytes(ours.forename.token)
        theirs.save()
        with pytest.raises(WrongPlace):
            again(theirs).forename.open()


def test_a_value_read_in_one_school_doesnt_open_in_another(world: World) -> None:
    with school_scope(world.oak.pk):
        ours = again(make_child("Wren", "Hollis"))
    with school_scope(world.brook.pk), pytest.raises(WrongPlace):
        ours.forename.open()
    with school_scope(world.brook.pk), pytest.raises(WrongPlace):
        seal(ours, school_key(), forename="Wren")


def test_any_altered_byte_is_noticed(in_oak: World) -> None:
    child = make_child("Wren", "Hollis")
    token, where = child.forename.token, child.forename.where
    for position in range(len(token)):
        altered = bytearray(token)
        altered[position] ^= 1
        with pytest.raises((VaultError, ValueError)):
            Sealed(bytes(altered), where).open()
    for cut in (token[:-1], token[:17], b"", token + b"x"):
        with pytest.raises(VaultError):
            Sealed(cut, where).open()


def test_a_wrapped_key_given_to_another_subject_doesnt_open(in_oak: World) -> None:
    one, two = make_child("Wren", "Hollis"), make_child("Idris", "Penhallow")
    raw(
        "UPDATE vault_subjectkey SET wrapped = (SELECT wrapped FROM vault_subjectkey WHERE subject_uid = %s)"
        " WHERE subject_uid = %s",
        one.uid,
        two.uid,
    )
    with school_scope(in_oak.oak.pk), pytest.raises(WrongPlace):
        again(two).forename.open()


def test_an_envelope_that_names_an_unknown_key_doesnt_open(in_oak: World) -> None:
    child = make_child()
    stranger = Key(KeyKind.SCHOOL, uuid.uuid4(), os.urandom(32))
    where = place(in_oak.oak.pk, "concerns_child", "forename", child.uid)
    with pytest.raises(WrongPlace, match="another school, or of none"):
        Sealed(close(stranger, b"forged", where), where).open()
    with pytest.raises(VaultError, match="no key for this subject"):
        key_for(KeyKind.SUBJECT, uuid.uuid4())
    with pytest.raises(VaultError, match="no key for this record"):
        key_for(KeyKind.RECORD, uuid.uuid4())


# How long keys live ----------------------------------------------------------------------------------------


def test_opened_keys_are_gone_when_the_scope_ends(world: World) -> None:
    with school_scope(world.oak.pk) as scope:
        child = again(make_child("Wren", "Hollis"))
        assert child.forename.open() == "Wren"
        assert scope.memory["keys"]
        assert "secret" not in repr(scope)
        assert scope.memory["keys"][(KeyKind.SUBJECT, child.uid)].secret.hex() not in repr(scope)
    with pytest.raises(NoScope):
        child.forename.open()
    with school_scope(world.oak.pk) as fresh:
        assert fresh.memory == {}
        assert child.forename.open() == "Wren"
    with pytest.raises(NoScope):
        school_key()


def test_a_scope_inside_another_has_keys_of_its_own(world: World) -> None:
    with school_scope(world.oak.pk) as outer:
        ours = school_key()
        with school_scope(world.brook.pk) as inner:
            assert inner.memory == {}
            assert school_key().secret != ours.secret
        assert current_scope() is outer
        assert school_key() is ours


def test_opening_many_names_asks_once(in_oak: World, django_assert_num_queries: Any) -> None:
    for number in range(5):
        make_child(f"Wren{number}", "Hollis")
    with school_scope(in_oak.oak.pk), django_assert_num_queries(3):
        # The school's key, the subjects' keys, the children.
        preload()
        assert [c.name for c in Child.objects.order_by("id")] == [f"Wren{n} Hollis" for n in range(5)]


# The end of a file -----------------------------------------------------------------------------------------


def test_after_shredding_nothing_of_the_subject_opens(in_oak: World) -> None:
    child, other = make_child("Wren", "Hollis"), make_child("Idris", "Penhallow")
    assert shred(child.uid, now=timezone.now())
    with pytest.raises(Shredded):
        again(child).forename.open()
    with pytest.raises(Shredded):
        subject_key(child.uid)
    assert again(other).forename.open() == "Idris"
    assert not shred(child.uid, now=timezone.now())
    assert SubjectKey.objects.get(subject_uid=child.uid).wrapped is None


def test_a_shredded_subject_cant_get_a_new_key(in_oak: World) -> None:
    child = make_child()
    shred(child.uid, now=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        new_subject_key(child.uid)


def draft_of(key: Key, world: World) -> Draft:
    """Some row with words, sealed with a record's key."""
    row = Draft(member=world.member("dsl"), saved_at=timezone.now(), expires_at=timezone.now())
    seal(row, key, body=WORDS)
    row.save()
    return row


def test_a_record_stays_readable_while_one_of_its_subjects_lives(in_oak: World) -> None:
    one, two, record = make_child("Wren", "A"), make_child("Idris", "B"), uuid.uuid4()
    row = draft_of(record_key(record, subjects=[one.uid, two.uid]), in_oak)
    shred(one.uid, now=timezone.now())
    with school_scope(in_oak.oak.pk):
        assert again(row).body.open() == WORDS
        shred(two.uid, now=timezone.now())
    with school_scope(in_oak.oak.pk), pytest.raises(Shredded):
        again(row).body.open()
    with school_scope(in_oak.oak.pk), pytest.raises(Shredded):
        record_key(record, subjects=[make_child().uid])


def test_a_subject_that_is_added_later_opens_it_too(in_oak: World) -> None:
    one, two, record = make_child("Wren", "A"), make_child("Idris", "B"), uuid.uuid4()
    row = draft_of(record_key(record, subjects=[one.uid]), in_oak)
    record_key(record, subjects=[one.uid, two.uid])
    assert RecordWrap.objects.filter(record_uid=record).count() == 2
    shred(one.uid, now=timezone.now())
    with school_scope(in_oak.oak.pk):
        preload_records()
        assert again(row).body.open() == WORDS


def test_a_record_about_nobody_known_is_the_schools_until_somebody_is_known(in_oak: World) -> None:
    record = uuid.uuid4()
    row = draft_of(record_key(record, subjects=[]), in_oak)
    with school_scope(in_oak.oak.pk):
        assert again(row).body.open() == WORDS
        child = make_child()
        record_key(record, subjects=[child.uid])
        assert [w.subject_uid for w in RecordWrap.objects.filter(record_uid=record)] == [child.uid]
        shred(child.uid, now=timezone.now())
    with school_scope(in_oak.oak.pk), pytest.raises(Shredded):
        again(row).body.open()


# Digests ---------------------------------------------------------------------------------------------------


def test_a_digest_matches_inside_one_school_for_one_purpose(world: World) -> None:
    with school_scope(world.oak.pk):
        ours = digest("upn", "A820200010001")
        assert ours == digest("upn", " a820200010001 ")
        assert ours != digest("upn", "A820200010002")
        assert ours != digest("email", "A820200010001")
    with school_scope(world.oak.pk):
        assert digest("upn", "A820200010001") == ours
    with school_scope(world.brook.pk):
        assert digest("upn", "A820200010001") != ours
    with pytest.raises(NoScope):
        digest("upn", "A820200010001")


# Master keys -----------------------------------------------------------------------------------------------


def master(name: str) -> str:
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


def test_the_master_is_rotated_and_the_old_one_can_go(world: World, settings: Any) -> None:
    old, new = settings.SAFEGUARD_MASTER_KEYS, master("new")
    with school_scope(world.oak.pk):
        child = make_child("Wren", "Hollis")
        before = bytes(SchoolKey.objects.get().wrapped)
    settings.SAFEGUARD_MASTER_KEYS = f"{new},{old}"
    with school_scope(world.oak.pk):
        assert again(child).forename.open() == "Wren"
        assert rotate_master() == 1
        assert rotate_master() == 0
        assert bytes(SchoolKey.objects.get().wrapped) != before
    settings.SAFEGUARD_MASTER_KEYS = new
    with school_scope(world.oak.pk):
        assert again(child).forename.open() == "Wren"
    settings.SAFEGUARD_MASTER_KEYS = old
    with school_scope(world.oak.pk), pytest.raises(VaultError, match="master key 'new' is not configured"):
        again(child).forename.open()


def test_a_wrong_master_under_the_right_name_opens_nothing(world: World, settings: Any) -> None:
    with school_scope(world.oak.pk):
        child, name = make_child(), SchoolKey.objects.get().master
    settings.SAFEGUARD_MASTER_KEYS = master(name)
    with school_scope(world.oak.pk), pytest.raises(WrongPlace):
        again(child).forename.open()


@pytest.mark.parametrize("text", ["", " \n", "1:short", ":x", "1:" + "A" * 43, "1:!!!!", "AAAA"])
def test_a_malformed_master_is_refused_without_printing_it(text: str) -> None:
    with pytest.raises(ImproperlyConfigured) as problem:
        parse_masters(text)
    assert "SAFEGUARD_MASTER_KEYS" in str(problem.value)
    assert "A" * 40 not in str(problem.value)


def test_a_school_has_one_key(world: World) -> None:
    with school_scope(world.oak.pk), pytest.raises(DatabaseError), transaction.atomic():
        create_school_key()


def test_another_schools_keys_are_not_there(world: World) -> None:
    with school_scope(world.oak.pk):
        make_child()
    with school_scope(world.brook.pk):
        assert SubjectKey._base_manager.count() == 0
        assert SchoolKey._base_manager.count() == 1
