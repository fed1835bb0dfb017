"""Where master keys come from. One small provider; the environment or a file today, a KMS later.

Format of SAFEGUARD_MASTER_KEYS (or of the file that SAFEGUARD_MASTER_KEYS_FILE names):
`name:base64`, several separated by commas or new lines. The first wraps new keys, the others still open.
"""

import base64
import binascii

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from safeguard.vault.envelope import KEY_BYTES


def parse_masters(text: str) -> dict[str, bytes]:
    """Master keys by name, the newest first. Raises ImproperlyConfigured, never printing a key."""
    masters: dict[str, bytes] = {}
    for part in text.replace("\n", ",").split(","):
        if not part.strip():
            continue
        name, _, encoded = part.strip().partition(":")
        try:
            secret = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            secret = b""
        if not name or len(secret) != KEY_BYTES:
            raise ImproperlyConfigured(
                "SAFEGUARD_MASTER_KEYS: each key is name:base64 of 32 bytes."
                " Make one with: python -c"
                " \"import os,base64;print('1:'+base64.b64encode(os.urandom(32)).decode())\""
            )
        masters[name] = secret
    if not masters:
        raise ImproperlyConfigured(
            "SAFEGUARD_MASTER_KEYS is empty: without it nothing can be sealed or opened."
        )
    return masters


def masters() -> dict[str, bytes]:
    """The configured master keys, the newest first."""
    return parse_masters(settings.SAFEGUARD_MASTER_KEYS)
