"""Sealing for what belongs to an account and to no school: enrolment secrets and sessions.

A school's key can't do it, since a person may be in several schools or in none. So one key for each
purpose is derived from each master key. The newest seals, all of them open: that is the rotation.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safeguard.vault import VaultError
from safeguard.vault.envelope import NONCE_BYTES
from safeguard.vault.masters import masters

VERSION = "sg1"
SECRETS = "second factor"


def _derive(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"safeguard account {purpose} {VERSION}".encode()).derive(master)


def seal_text(text: str, *, purpose: str, place: str = "") -> str:
    """Seal a text with the newest master's key for this purpose, bound to `place` (a row's name)."""
    name, master = next(iter(masters().items()))
    nonce, label = os.urandom(NONCE_BYTES), f"{VERSION}|{purpose}|{place}".encode()
    sealed = nonce + AESGCM(_derive(master, purpose)).encrypt(nonce, text.encode(), label)
    return f"{VERSION}:{name}:{base64.b64encode(sealed).decode()}"


def open_text(token: str, *, purpose: str, place: str = "") -> str:
    """Open what seal_text made; raises VaultError when no configured master key does."""
    version, _, rest = token.partition(":")
    name, _, encoded = rest.rpartition(":")
    if version != VERSION:
        raise VaultError("not sealed in a version that is known here")
    try:
        sealed = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise VaultError("sealed value is damaged") from None
    label, known = f"{VERSION}|{purpose}|{place}".encode(), masters()
    # The name only says which key to try first: a key may have been given another name since.
    for candidate in sorted(known, key=lambda n: n != name):
        try:
            plain = AESGCM(_derive(known[candidate], purpose)).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], label
            )
        except (InvalidTag, ValueError):
            continue
        return plain.decode()
    raise VaultError("sealed with a master key that isn't configured, or altered")


def is_current(token: str) -> bool:
    """True when the newest master key sealed it."""
    return token.startswith(f"{VERSION}:{next(iter(masters()))}:")
