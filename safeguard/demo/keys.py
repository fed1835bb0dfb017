"""The secrets of a demo or a development checkout: made once, kept in its folder, readable by its owner only.

Production gives its own; these never leave the machine they were made on.
"""

import base64
import os
import secrets
from pathlib import Path

NAMES = ("SAFEGUARD_MASTER_KEYS", "SAFEGUARD_SECRET_KEY")


def read_or_make(folder: Path) -> dict[str, str]:
    """The secrets kept in `folder`, made on first use. Losing the file loses every sealed word under it."""
    file = folder / "secrets.env"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.writelines(f"{name}={value}\n" for name, value in zip(NAMES, _new(), strict=True))
        unfinished.rename(file)
    return dict(line.split("=", 1) for line in file.read_text().splitlines())


def _new() -> tuple[str, str]:
    return f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}", secrets.token_urlsafe(48)
