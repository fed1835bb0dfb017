"""Files, sealed at rest in chunks, so that a large one is never in memory whole.

On disk: a sequence of (4-byte length, nonce, ciphertext). Each chunk's associated data holds the
file's uid, the chunk's number and whether it is the last: a cut, swapped or lengthened file won't open.
"""

import hashlib
import os
import struct
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from safeguard.scope import current_school_id
from safeguard.vault import envelope
from safeguard.vault.envelope import Key, KeyKind, VaultError, WrongPlace
from safeguard.vault.keys import key_for, seal
from safeguard.vault.models import SealedFile

CHUNK = 256 * 1024
OVERHEAD = envelope.NONCE_BYTES + 16  # nonce and tag


class StoreFull(VaultError):
    """The disk took no more; nothing of the file was kept."""


def path_of(file: SealedFile) -> Path:
    """Where a sealed file lies. Names on disk are uids."""
    return Path(settings.SEALED_ROOT) / str(file.school_id) / f"{file.uid}.sealed"


def _rechunk(parts: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    held = b""
    for part in parts:
        held += part
        while len(held) > CHUNK:
            yield held[:CHUNK], False
            held = held[CHUNK:]
    yield held, True


def _label(file: SealedFile, number: int, last: bool) -> bytes:
    return f"file|{file.school_id}|{file.uid}|{number}|{int(last)}".encode()


def _write(out: BinaryIO, file: SealedFile, secret: bytes, parts: Iterable[bytes]) -> None:
    cipher, seen, size = AESGCM(secret), hashlib.sha256(), 0
    for number, (chunk, last) in enumerate(_rechunk(parts)):
        nonce = os.urandom(envelope.NONCE_BYTES)
        sealed = nonce + cipher.encrypt(nonce, chunk, _label(file, number, last))
        out.write(struct.pack(">I", len(sealed)) + sealed)
        seen.update(chunk)
        size += len(chunk)
    out.flush()
    os.fsync(out.fileno())
    file.size, file.sha256 = size, seen.hexdigest()


def store_file(
    parts: Iterable[bytes], *, key: Key, content_type: str, name: str, expires_at: datetime | None = None
) -> SealedFile:
    """Seal a stream of bytes under SEALED_ROOT. Raises StoreFull when the disk does; nothing stays behind."""
    file = SealedFile(school_id=current_school_id(), content_type=content_type, expires_at=expires_at)
    secret = envelope.new_secret()
    label = f"file|{file.school_id}|{file.uid}"
    file.wrapped = bytes([key.kind]) + key.uid.bytes + envelope.wrap(key.secret, secret, label)
    seal(file, key, name=name)
    target = path_of(file)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            _write(out, file, secret, parts)
        file.save()
    except OSError as problem:
        _forget(target)
        raise StoreFull(f"the file could not be kept: {problem.strerror or 'disk problem'}") from None
    except BaseException:
        _forget(target)
        raise
    return file


def _forget(target: Path) -> None:
    """Take a half-written file away; where even that fails, the first problem is the one to tell."""
    with suppress(OSError):
        target.unlink(missing_ok=True)


def open_file(file: SealedFile) -> Iterator[bytes]:
    """The file's bytes, chunk by chunk; raises WrongPlace when it was altered, cut or moved."""
    if file.removed_at is not None:
        raise VaultError("this file was removed")
    wrapped = bytes(file.wrapped)
    key_uid = uuid.UUID(bytes=wrapped[1:17])
    key = key_for(KeyKind(wrapped[0]), key_uid)
    secret = envelope.unwrap(key.secret, wrapped[17:], f"file|{file.school_id}|{file.uid}")
    cipher = AESGCM(secret)
    try:
        with path_of(file).open("rb") as held:
            for number, (sealed, last) in enumerate(_sealed_chunks(held)):
                nonce, body = sealed[: envelope.NONCE_BYTES], sealed[envelope.NONCE_BYTES :]
                yield cipher.decrypt(nonce, body, _label(file, number, last))
    except FileNotFoundError:
        raise VaultError("the sealed file is not where it belongs") from None
    except InvalidTag:
        raise WrongPlace("sealed file was altered, cut or moved") from None


def _sealed_chunks(held: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each chunk as it lies on disk, and whether it is the last. Even an empty file has one."""
    header = held.read(4)
    while True:
        size = struct.unpack(">I", header)[0] if len(header) == 4 else 0
        sealed = held.read(size) if 0 < size <= CHUNK + OVERHEAD else b""
        if len(sealed) < OVERHEAD or len(sealed) != size:
            raise WrongPlace("sealed file was altered, cut or moved")
        header = held.read(4)
        yield sealed, not header
        if not header:
            return


def remove_file(file: SealedFile, *, now: datetime) -> None:
    """Take the bytes away and keep the row that says they were here."""
    path_of(file).unlink(missing_ok=True)
    file.removed_at = now
    file.save(update_fields=["removed_at"])
