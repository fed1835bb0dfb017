"""The sealed form: AES-256-GCM in a versioned envelope, bound to the place where it is kept.

Layout, in bytes: version (1) | kind of key (1) | key uid (16) | nonce (12) | ciphertext and tag (16).
The associated data names school, table, column and row, so that ciphertext can't be moved.
"""

import os
import uuid
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12
HEADER_BYTES = 18


class VaultError(Exception):
    """Something sealed could not be made or opened. Messages never hold what was sealed."""


class Shredded(VaultError):
    """The key was destroyed at the end of the record's life; nobody can open this again."""


class WrongPlace(VaultError):
    """The ciphertext doesn't belong to this school, table, column or row, or was altered."""


class KeyKind(IntEnum):
    """Which chain of keys opens an envelope."""

    SCHOOL = 1
    SUBJECT = 2
    RECORD = 3


@dataclass(frozen=True, repr=False)
class Key:
    """An opened key with its name. Lives in memory only, as long as the scope."""

    kind: KeyKind
    uid: uuid.UUID
    secret: bytes

    def __repr__(self) -> str:
        return f"<Key {self.kind.name.lower()} {self.uid}>"


def place(school_id: int, table: str, column: str, row: uuid.UUID | str) -> bytes:
    """The associated data of a sealed value."""
    return f"sg1|{school_id}|{table}|{column}|{row}".encode()


def close(key: Key, plain: bytes, where: bytes) -> bytes:
    """Seal bytes for one place."""
    nonce = os.urandom(NONCE_BYTES)
    header = bytes([VERSION, key.kind]) + key.uid.bytes
    return header + nonce + AESGCM(key.secret).encrypt(nonce, plain, where + header)


def key_of(token: bytes) -> tuple[KeyKind, uuid.UUID]:
    """Which key opens this envelope."""
    if len(token) < HEADER_BYTES + NONCE_BYTES + 16 or token[0] != VERSION:
        raise VaultError("not an envelope of a version that is known here")
    return KeyKind(token[1]), uuid.UUID(bytes=token[2:HEADER_BYTES])


def open_with(key: Key, token: bytes, where: bytes) -> bytes:
    """Open an envelope; raises WrongPlace when it was moved or altered."""
    header, nonce = token[:HEADER_BYTES], token[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    try:
        return AESGCM(key.secret).decrypt(nonce, token[HEADER_BYTES + NONCE_BYTES :], where + header)
    except InvalidTag:
        raise WrongPlace("sealed value does not belong here, or was altered") from None


def wrap(outer: bytes, inner: bytes, label: str) -> bytes:
    """Wrap one key with another."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(outer).encrypt(nonce, inner, label.encode())


def unwrap(outer: bytes, wrapped: bytes, label: str) -> bytes:
    """Unwrap a key; raises WrongPlace when it isn't the one named by label."""
    try:
        return AESGCM(outer).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], label.encode())
    except InvalidTag:
        raise WrongPlace("wrapped key does not belong here, or was altered") from None


def new_secret() -> bytes:
    """Thirty-two random bytes."""
    return os.urandom(KEY_BYTES)
