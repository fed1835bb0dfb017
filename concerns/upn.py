"""The unique pupil number: its check letter, and what may be odd about one.

Nothing here refuses a number. A child whose number was mistyped years ago is still a child in the
school, so every oddity is a warning that stays on the child for somebody to look into.

Source: STATUTORY N-01 (DfE data standard for the unique pupil number, release 2.0).
"""

import re
from enum import StrEnum

# The alphabet of the check letter leaves out I, O and S, which are misread as 1, 0 and 5.
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SHAPE = re.compile(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]")
_JUNK = re.compile(r"[\s\u200b\ufeff.\-]+")


def _span(text: str) -> frozenset[str]:
    """Codes from "201-213 420" as three-figure strings."""
    codes: set[str] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        codes.update(f"{code:03d}" for code in range(int(first), int(last or first) + 1))
    return frozenset(codes)


# Local authorities of England and Wales whose schools give out numbers, with those that were merged
# or divided (820, 835 to 837, 875, 909, 928): their numbers live as long as the pupils who hold them.
AUTHORITIES = _span(
    "201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 "
    "800-803 805-808 810-813 815-816 820-823 825-826 830-831 835-841 845-846 850-852 855-857 860-861 "
    "865-896 908-909 916 919 921 925-926 928-929 931 933 935-938 940-943 "
    "660-681"
)


class UpnWarning(StrEnum):
    """What is odd about a number. More than one may be true."""

    SHAPE = "shape"
    CHECK_LETTER = "check_letter"
    AUTHORITY = "authority"
    TEMPORARY = "temporary"


SENTENCES: dict[UpnWarning, str] = {
    UpnWarning.SHAPE: "This is not the shape of a UPN: a letter and 12 figures.",
    UpnWarning.CHECK_LETTER: "The first letter does not fit the figures, so one of them may be mistyped.",
    UpnWarning.AUTHORITY: "The local authority in this UPN is not one we know.",
    UpnWarning.TEMPORARY: "This is a temporary UPN. Replace it when the child's own UPN is known.",
}


def tidy(upn: str) -> str:
    """The number as it is kept: capitals, without spaces, dots and dashes."""
    return _JUNK.sub("", upn).upper()


def check_letter(body: str) -> str:
    """The letter for the last 12 characters of a number: 12 figures, or 11 and a letter if temporary.

    Raises ValueError if the body has another shape.
    """
    if not _SHAPE.fullmatch("A" + body):
        raise ValueError("The body of a UPN is 12 figures, or 11 figures and a letter.")
    values = (LETTERS.index(char) if char in LETTERS else int(char) for char in body)
    return LETTERS[sum(position * value for position, value in enumerate(values, start=2)) % 23]


def is_well_formed(upn: str) -> bool:
    """Whether a tidy number has the shape of a UPN. Only such a number can say who a child is."""
    return _SHAPE.fullmatch(upn) is not None


def is_temporary(upn: str) -> bool:
    """Whether a tidy number is one that a school gave out until the child's own is known."""
    return is_well_formed(upn) and upn[-1] in LETTERS


def worth(upn: str) -> int:
    """How much a tidy number says: 2 for a child's own, 1 for a temporary one, 0 for anything else."""
    return is_well_formed(upn) + (is_well_formed(upn) and not is_temporary(upn))


def stored_warnings(upn: str) -> str:
    """What is odd about a tidy number, as the record keeps it; empty if nothing is."""
    return ",".join(found.value for found in warnings(upn))


def read_warnings(stored: str) -> list[str]:
    """What the record keeps, as sentences for a page."""
    return [SENTENCES[UpnWarning(code)] for code in stored.split(",") if code]


def warnings(upn: str) -> tuple[UpnWarning, ...]:
    """What is odd about a tidy number; empty if nothing is, or if there is no number."""
    if not upn:
        return ()
    if not is_well_formed(upn):
        return (UpnWarning.SHAPE,)
    found = []
    if check_letter(upn[1:]) != upn[0]:
        found.append(UpnWarning.CHECK_LETTER)
    if upn[1:4] not in AUTHORITIES:
        found.append(UpnWarning.AUTHORITY)
    if is_temporary(upn):
        found.append(UpnWarning.TEMPORARY)
    return tuple(found)
