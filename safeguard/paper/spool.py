"""Finished parts, kept until the book is written: on the disk, nameless, and unreadable to anybody else.

The file is unlinked as soon as it is opened, so a killed process leaves nothing, and each part is sealed
under a key that exists only in this process's memory, so the blocks of the disk say nothing either.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safeguard.paper.faults import NoRoom


class Spool:
    """A list of byte strings, in order."""

    def __init__(self) -> None:
        self.file = tempfile.TemporaryFile(prefix="paper-", buffering=0)  # noqa: SIM115 (held until close)
        self.key = AESGCM(AESGCM.generate_key(bit_length=256))
        self.lengths: list[int] = []

    def add(self, part: bytes) -> None:
        """Keep one more. Raises NoRoom when the disk is full."""
        number = len(self.lengths)
        sealed = self.key.encrypt(_nonce(number), part, None)
        try:
            written = 0
            while written < len(sealed):
                written += self.file.write(memoryview(sealed)[written:])
        except OSError as full:
            if full.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise NoRoom from full
            raise
        self.lengths.append(len(sealed))

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(0)
        for number, length in enumerate(self.lengths):
            yield self.key.decrypt(_nonce(number), self.file.read(length), None)

    def close(self) -> None:
        """Give the space back."""
        self.file.close()


def _nonce(number: int) -> bytes:
    """Never twice under one key: the key lives as long as the list, and the list only grows."""
    return number.to_bytes(12, "big")
