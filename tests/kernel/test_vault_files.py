"""Sealed files: cut, swapped, lengthened, moved, and a disk that is full."""

import hashlib
import os
import resource
import struct
import tracemalloc
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from safeguard.scope import school_scope
from safeguard.vault import Shredded, VaultError, WrongPlace
from safeguard.vault.files import CHUNK, StoreFull, open_file, path_of, remove_file, store_file
from safeguard.vault.keys import new_subject_key, school_key, shred, subject_key
from safeguard.vault.models import SealedFile
from tests.conftest import World


def parts(size: int) -> Iterator[bytes]:
    """Bytes in pieces that don't fit the chunks."""
    pattern = bytes(range(256)) * 40
    while size > 0:
        piece = pattern[: min(size, 10_007)]
        size -= len(piece)
        yield piece


def whole(size: int) -> bytes:
    return b"".join(parts(size))


def keep(size: int = 3 * CHUNK + 5, **more: Any) -> SealedFile:
    """A file of the school, read back from its row."""
    given = {"key": school_key(), "content_type": "application/pdf", "name": "letter.pdf", **more}
    made = store_file(parts(size), **given)
    return SealedFile.objects.get(pk=made.pk)


def read(file: SealedFile) -> bytes:
    return b"".join(open_file(file))


def pieces(path: Path) -> list[bytes]:
    """The sealed chunks as they lie on disk, each with its length."""
    data, found = path.read_bytes(), []
    while data:
        size = 4 + struct.unpack(">I", data[:4])[0]
        found.append(data[:size])
        data = data[size:]
    return found


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])
def test_what_goes_in_comes_out(in_oak: World, size: int) -> None:
    file = keep(size)
    assert read(file) == whole(size)
    assert (file.size, file.sha256) == (size, hashlib.sha256(whole(size)).hexdigest())
    assert file.name.open() == "letter.pdf"


def test_on_disk_nothing_can_be_read_and_names_are_uids(in_oak: World, settings: Any) -> None:
    file = keep(CHUNK)
    assert path_of(file) == Path(settings.SEALED_ROOT) / str(in_oak.oak.pk) / f"{file.uid}.sealed"
    assert whole(CHUNK)[:64] not in path_of(file).read_bytes()
    assert path_of(file).stat().st_mode & 0o077 == 0
    assert path_of(file).parent.stat().st_mode & 0o077 == 0


def cut_last(found: list[bytes]) -> list[bytes]:
    return found[:-1]


def cut_inside(found: list[bytes]) -> list[bytes]:
    return [*found[:-1], found[-1][:-3]]


def cut_in_a_header(found: list[bytes]) -> list[bytes]:
    return [*found[:-1], found[-1][:2]]


def cut_all(found: list[bytes]) -> list[bytes]:
    return []


def swap(found: list[bytes]) -> list[bytes]:
    return [found[1], found[0], *found[2:]]


def repeat(found: list[bytes]) -> list[bytes]:
    return [found[0], *found]


def repeat_last(found: list[bytes]) -> list[bytes]:
    return [*found, found[-1]]


def lengthen(found: list[bytes]) -> list[bytes]:
    return [*found, b"x"]


def claim_a_huge_chunk(found: list[bytes]) -> list[bytes]:
    return [struct.pack(">I", 2**32 - 1) + found[0][4:], *found[1:]]


def claim_a_tiny_chunk(found: list[bytes]) -> list[bytes]:
    return [struct.pack(">I", 3) + found[0][4:7], *found[1:]]


def flip(found: list[bytes]) -> list[bytes]:
    return [found[0][:-1] + bytes([found[0][-1] ^ 1]), *found[1:]]


ATTACKS = [
    cut_last,
    cut_inside,
    cut_in_a_header,
    cut_all,
    swap,
    repeat,
    repeat_last,
    lengthen,
    claim_a_huge_chunk,
    claim_a_tiny_chunk,
    flip,
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_file_that_was_tampered_with_doesnt_open(in_oak: World, attack: Any) -> None:
    file = keep()
    path = path_of(file)
    path.write_bytes(b"".join(attack(pieces(path))))
    with pytest.raises(WrongPlace):
        read(file)


def test_a_file_put_in_anothers_place_doesnt_open(in_oak: World) -> None:
    one, two = keep(), keep()
    path_of(one).replace(path_of(two))
    with pytest.raises(WrongPlace):
        read(two)
    with pytest.raises(VaultError, match="not where it belongs"):
        read(one)


def test_a_chunk_of_another_file_doesnt_open(in_oak: World) -> None:
    one, two = keep(), keep()
    path_of(one).write_bytes(b"".join([pieces(path_of(two))[0], *pieces(path_of(one))[1:]]))
    with pytest.raises(WrongPlace):
        read(one)


def test_a_row_that_was_given_anothers_key_doesnt_open(in_oak: World) -> None:
    one, two = keep(), keep()
    one.wrapped = two.wrapped
    with pytest.raises(WrongPlace):
        read(one)


def test_a_file_of_a_subject_ends_with_the_subjects_key(in_oak: World) -> None:
    subject = uuid.uuid4()
    file = keep(key=new_subject_key(subject))
    assert read(file) == whole(3 * CHUNK + 5)
    assert subject_key(subject)
    shred(subject, now=timezone.now())
    with school_scope(in_oak.oak.pk), pytest.raises(Shredded):
        read(SealedFile.objects.get(pk=file.pk))


def test_another_school_cant_open_it(world: World) -> None:
    with school_scope(world.oak.pk):
        file = keep()
    with school_scope(world.brook.pk), pytest.raises(VaultError):
        read(file)


def test_a_removed_file_is_gone_and_its_row_says_so(in_oak: World) -> None:
    file = keep()
    remove_file(file, now=timezone.now())
    assert not path_of(file).exists()
    assert SealedFile.objects.get(pk=file.pk).removed_at is not None
    with pytest.raises(VaultError, match="removed"):
        read(file)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """The system refuses to let any file grow past a megabyte, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def left_behind(settings: Any) -> list[str]:
    return [name for _, _, files in os.walk(settings.SEALED_ROOT) for name in files]


def test_a_full_disk_leaves_neither_file_nor_row(in_oak: World, settings: Any, small_disk: None) -> None:
    with pytest.raises(StoreFull, match="could not be kept"):
        keep(4 * 1024 * 1024)
    assert left_behind(settings) == []
    assert SealedFile.objects.count() == 0


def test_a_source_that_breaks_leaves_nothing(in_oak: World, settings: Any) -> None:
    def breaking() -> Iterator[bytes]:
        yield whole(CHUNK)
        raise RuntimeError("the maker failed")

    with pytest.raises(RuntimeError):
        store_file(breaking(), key=school_key(), content_type="application/pdf", name="letter.pdf")
    assert left_behind(settings) == []
    assert SealedFile.objects.count() == 0


def test_a_row_that_cant_be_written_leaves_no_file(in_oak: World, settings: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        keep(10, content_type="x" * 200)
    assert left_behind(settings) == []


def test_a_folder_that_cant_be_made_is_said_in_words(in_oak: World, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    settings.SEALED_ROOT = str(tmp_path / "a-file")
    with pytest.raises(StoreFull, match="could not be kept"):
        keep(10)


def test_a_large_file_is_never_in_memory_whole(in_oak: World) -> None:
    size = 24 * 1024 * 1024
    tracemalloc.start()
    file = keep(size)
    total = sum(len(chunk) for chunk in open_file(file))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == size
    assert peak < 8 * 1024 * 1024
