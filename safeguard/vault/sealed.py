"""What code holds instead of words: a value that must be opened on purpose."""

import hashlib

from safeguard.vault.envelope import VaultError


class Sealed:
    """A sealed value and the place it belongs to. Printing it shows a short digest of the ciphertext.

    The digest lets a diff or a log show *that* something changed and never *what*.
    """

    __slots__ = ("token", "where")

    def __init__(self, token: bytes, where: bytes | None) -> None:
        self.token, self.where = token, where

    def open(self) -> str:
        """The words. Needs the scope of the value's school; raises Shredded, WrongPlace or VaultError."""
        from safeguard.vault.keys import open_token  # noqa: PLC0415 - keys stands on models, which stand on this module

        if self.where is None:
            raise VaultError("sealed value without its place: read it from its row, not from values()")
        return open_token(self.token, self.where)

    @property
    def mark(self) -> str:
        """Six hexadecimal digits that differ when the sealed value does."""
        return hashlib.sha256(self.token).hexdigest()[:6]

    def __str__(self) -> str:
        return f"[sealed {self.mark}]"

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __bool__(self) -> bool:
        return True
