"""Keys of a school, of a subject and of a record; sealing and opening with them.

Opened keys are kept in the scope's memory, never longer: one request or one job.
"""

import hashlib
import hmac
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models

from safeguard.scope import NoScope, current_school_id, current_scope
from safeguard.vault import envelope
from safeguard.vault.envelope import Key, KeyKind, Shredded, VaultError, WrongPlace
from safeguard.vault.masters import masters
from safeguard.vault.models import RecordWrap, SchoolKey, SubjectKey
from safeguard.vault.sealed import Sealed

Cache = dict[tuple[KeyKind, uuid.UUID], Key]


def _memory() -> dict[str, Any]:
    scope = current_scope()
    if scope is None:
        raise NoScope("Sealed values can only be made and opened inside a school scope.")
    return scope.memory


def _cache() -> Cache:
    cache: Cache = _memory().setdefault("keys", {})
    return cache


def _school_row() -> SchoolKey:
    row: SchoolKey | None = SchoolKey.objects.filter(retired_at=None).first()
    if row is None:
        raise VaultError("this school has no key yet")
    return row


def create_school_key() -> SchoolKey:
    """Make the key of the current school (once, when the school is created)."""
    name, master = next(iter(masters().items()))
    row = SchoolKey(school_id=current_school_id(), master=name)
    row.wrapped = envelope.wrap(master, envelope.new_secret(), f"school|{row.school_id}|{row.uid}")
    row.save()
    return row


def _open_school_row(row: SchoolKey) -> Key:
    known = masters()
    if row.master not in known:
        raise VaultError(f"master key {row.master!r} is not configured: add it to SAFEGUARD_MASTER_KEYS")
    secret = envelope.unwrap(known[row.master], bytes(row.wrapped), f"school|{row.school_id}|{row.uid}")
    return Key(KeyKind.SCHOOL, row.uid, secret)


def school_key() -> Key:
    """The current school's own key (drafts, settings, files that belong to no subject)."""
    memory = _memory()
    if "school_key" not in memory:
        key = _open_school_row(_school_row())
        _cache()[(KeyKind.SCHOOL, key.uid)] = memory["school_key"] = key
    found: Key = memory["school_key"]
    return found


def new_subject_key(subject_uid: uuid.UUID) -> Key:
    """Make the key of a new file (a child's or an adult's)."""
    return new_subject_keys([subject_uid])[subject_uid]


def new_subject_keys(subject_uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Key]:
    """Make the keys of many new files at once."""
    school, cache, rows, made = school_key(), _cache(), [], {}
    for uid in subject_uids:
        secret = envelope.new_secret()
        wrapped = envelope.wrap(school.secret, secret, f"subject|{current_school_id()}|{uid}")
        rows.append(SubjectKey(school_id=current_school_id(), subject_uid=uid, wrapped=wrapped))
        made[uid] = cache[(KeyKind.SUBJECT, uid)] = Key(KeyKind.SUBJECT, uid, secret)
    SubjectKey.objects.bulk_create(rows, batch_size=1000)
    return made


def preload(subject_uids: Iterable[uuid.UUID] | None = None) -> None:
    """Open many subjects' keys in one query (None: all of the school), ahead of opening many names."""
    cache, school = _cache(), school_key()
    rows = SubjectKey.objects.filter(destroyed_at=None)
    if subject_uids is not None:
        missing = [u for u in subject_uids if (KeyKind.SUBJECT, u) not in cache]
        if not missing:
            return
        rows = rows.filter(subject_uid__in=missing)
    school_id = current_school_id()
    for uid, wrapped in rows.values_list("subject_uid", "wrapped").iterator(chunk_size=5000):
        secret = envelope.unwrap(school.secret, bytes(wrapped), f"subject|{school_id}|{uid}")
        cache[(KeyKind.SUBJECT, uid)] = Key(KeyKind.SUBJECT, uid, secret)


def subject_key(subject_uid: uuid.UUID) -> Key:
    """The key of a child's or adult's file; raises Shredded after its end."""
    cache = _cache()
    key = cache.get((KeyKind.SUBJECT, subject_uid))
    if key is None:
        preload([subject_uid])
        key = cache.get((KeyKind.SUBJECT, subject_uid))
    if key is None:
        if SubjectKey.objects.filter(subject_uid=subject_uid).exists():
            raise Shredded("the key of this file was destroyed")
        raise VaultError("no key for this subject in this school")
    return key


def _open_wraps(rows: Iterable[RecordWrap]) -> None:
    """Put the data keys of these wraps into the scope's memory, each by the first subject that lives."""
    cache, found = _cache(), list(rows)
    preload([w.subject_uid for w in found if w.subject_uid])
    for row in found:
        if (KeyKind.RECORD, row.record_uid) in cache:
            continue
        outer = cache.get((KeyKind.SUBJECT, row.subject_uid)) if row.subject_uid else school_key()
        if outer is None:
            continue
        label = f"record|{row.school_id}|{row.record_uid}|{row.subject_uid}"
        secret = envelope.unwrap(outer.secret, bytes(row.wrapped), label)
        cache[(KeyKind.RECORD, row.record_uid)] = Key(KeyKind.RECORD, row.record_uid, secret)


def preload_records(record_uids: Iterable[uuid.UUID] | None = None) -> None:
    """Open many records' data keys in two queries (None: all of the school)."""
    rows = RecordWrap.objects.all()
    if record_uids is not None:
        cache = _cache()
        missing = [u for u in record_uids if (KeyKind.RECORD, u) not in cache]
        if not missing:
            return
        rows = rows.filter(record_uid__in=missing)
    _open_wraps(rows)


def record_key(record_uid: uuid.UUID, subjects: Iterable[uuid.UUID] | None = None) -> Key:
    """The data key of a record. With `subjects`, it is made or extended so that each of them opens it."""
    cache = _cache()
    opened_before = cache.get((KeyKind.RECORD, record_uid))
    if opened_before is not None and subjects is None:
        return opened_before
    existing = list(RecordWrap.objects.filter(record_uid=record_uid))
    _open_wraps(existing)
    key = cache.get((KeyKind.RECORD, record_uid))
    if key is None and existing:
        raise Shredded("every key that opened this record was destroyed")
    if key is None and subjects is None:
        raise VaultError("no key for this record in this school")
    if key is None:
        key = cache[(KeyKind.RECORD, record_uid)] = Key(KeyKind.RECORD, record_uid, envelope.new_secret())
    if subjects is not None:
        _wrap_for(key, list(subjects), {w.subject_uid for w in existing})
    return key


def _wrap_for(key: Key, subjects: list[uuid.UUID], have: set[uuid.UUID | None]) -> None:
    wanted: list[uuid.UUID | None] = [*subjects] if subjects or have else [None]
    school_id, rows = current_school_id(), []
    for uid in dict.fromkeys(wanted):
        if uid in have:
            continue
        outer = subject_key(uid) if uid else school_key()
        wrapped = envelope.wrap(outer.secret, key.secret, f"record|{school_id}|{key.uid}|{uid}")
        rows.append(RecordWrap(school_id=school_id, record_uid=key.uid, subject_uid=uid, wrapped=wrapped))
    RecordWrap.objects.bulk_create(rows)
    if subjects and None in have:
        # Once a child is known, the school's own wrap would outlive the child's file: it goes.
        RecordWrap.objects.filter(record_uid=key.uid, subject_uid=None).delete()


def key_for(kind: KeyKind, uid: uuid.UUID) -> Key:
    """The key that an envelope or a file names; raises Shredded, WrongPlace or VaultError."""
    cached = _cache().get((kind, uid))
    if cached is not None:
        return cached
    if kind is KeyKind.SUBJECT:
        return subject_key(uid)
    if kind is KeyKind.RECORD:
        return record_key(uid)
    row = SchoolKey.objects.filter(uid=uid).first()
    if row is None:
        raise WrongPlace("sealed with a key of another school, or of none")
    key = _open_school_row(row)
    _cache()[(kind, uid)] = key
    return key


def open_token(token: bytes, where: bytes) -> str:
    """Open an envelope that stands at `where`."""
    if not where.startswith(f"sg1|{current_school_id()}|".encode()):
        raise WrongPlace("sealed value of another school")
    return envelope.open_with(key_for(*envelope.key_of(token)), token, where).decode()


def seal(row: models.Model, key: Key, **words: str | None) -> None:
    """Set sealed columns of a row (not saved). The row's school and uid are part of the seal."""
    school_id, uid = row.school_id, row.uid  # type: ignore[attr-defined]
    if school_id != current_school_id():
        raise WrongPlace("row of another school")
    for name, plain in words.items():
        if plain is None:
            setattr(row, name, None)
            continue
        column = str(row._meta.get_field(name).column)  # type: ignore[union-attr]
        where = envelope.place(school_id, row._meta.db_table, column, uid)
        setattr(row, name, Sealed(envelope.close(key, plain.encode(), where), where))


def opened(value: Sealed | None) -> str:
    """The words, or an empty string where there are none."""
    return value.open() if value is not None else ""


def digest(purpose: str, value: str) -> bytes:
    """A keyed digest for exact matching inside one school; says nothing without the school's key."""
    scope = current_scope()
    derived: dict[str, bytes] = scope.memory.setdefault("digest_keys", {}) if scope else {}
    if purpose not in derived:
        info = f"safeguard digest {purpose}".encode()
        derived[purpose] = HKDF(SHA256(), 32, None, info).derive(school_key().secret)
    return hmac.new(derived[purpose], value.strip().casefold().encode(), hashlib.sha256).digest()


def shred(subject_uid: uuid.UUID, *, now: datetime) -> bool:
    """Destroy a subject's key. True if it lived until now; doing it twice changes nothing."""
    changed = SubjectKey.objects.filter(subject_uid=subject_uid, destroyed_at=None).update(
        wrapped=None, destroyed_at=now
    )
    cache: dict[Any, Any] = _cache()
    cache.clear()
    return bool(changed)


def rotate_master() -> int:
    """Rewrap the current school's keys with the newest master key; returns how many were rewrapped."""
    name, master = next(iter(masters().items()))
    count = 0
    for row in SchoolKey.objects.exclude(master=name).select_for_update():
        secret = _open_school_row(row).secret
        row.wrapped = envelope.wrap(master, secret, f"school|{row.school_id}|{row.uid}")
        row.master = name
        row.save(update_fields=["wrapped", "master"])
        count += 1
    return count
