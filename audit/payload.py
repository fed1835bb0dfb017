"""What an entry may carry: for each key a closed kind of value, so that words of a record can't get in.

A code is lower case and short, as this project's codes and fixed phrases are; a name that somebody passes
by mistake has capitals and is refused.
"""

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime

Plain = str | int | list[str] | None
Given = Plain | uuid.UUID | date | datetime | tuple[str, ...]


def _matching(pattern: str) -> Callable[[object], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def is_count(value: object) -> bool:
    """A number that counts something."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


is_code = _matching(r"|[a-z0-9][a-z0-9 _.:,+/()'-]{0,79}")
is_uid = _matching(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
is_reference = _matching(r"[A-Z0-9]+(-[A-Z0-9]+)+")
is_digest = _matching(r"[0-9a-f]{64}")
is_moment = _matching(r"|\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
is_method = _matching(r"[A-Z]{0,10}")
is_exemption = _matching(r"|[A-Za-z0-9][A-Za-z0-9_.:-]{0,30}")


def is_codes(value: object) -> bool:
    """Several codes."""
    return isinstance(value, list) and all(is_code(one) for one in value)


KEYS: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(
        [
            "added",
            "changed",
            "checked",
            "count",
            "entries",
            "everywhere",
            "held",
            "item",
            "left_out",
            "new",
            "over",
            "pages",
            "seed",
            "seen",
        ],
        is_count,
    ),
    **dict.fromkeys(["job", "member", "owner", "hold"], is_uid),
    **dict.fromkeys(["categories", "fields", "missing"], is_codes),
    "reference": is_reference,
    "on": lambda value: is_code(value) or is_reference(value),
    "sha256": is_digest,
    "until": is_moment,
    "exemption": is_exemption,
    "method": lambda value: is_method(value) or is_code(value),
    **dict.fromkeys(
        [
            "backdated",
            "change",
            "choice",
            "decision",
            "how",
            "kind",
            "level",
            "move",
            "outcome",
            "path",
            "permission",
            "place",
            "reason",
            "risk",
            "role",
            "second",
            "significance",
            "size",
            "state",
            "status",
            "step",
            "tab",
            "urgency",
            "view",
        ],
        is_code,
    ),
}


def plain(value: Given) -> Plain:
    """The value as it stands in the ledger: uids and dates as text."""
    if isinstance(value, uuid.UUID | date):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def fits(key: str, value: Plain) -> bool:
    """Whether the value is of the key's kind; a key that isn't listed yet takes counts and codes only."""
    if value is None:
        return True
    if key in KEYS:
        return KEYS[key](value)
    return is_count(value) or is_code(value) or is_codes(value)
