"""What can be wrong with a row, what to do about each, and how the page groups them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby


class Repair(StrEnum):
    """What has to be done about a row. One of each is one group on the page."""

    NO_NAME = "no_name"
    NAME_ODD = "name_odd"
    NAME_LOST_LETTERS = "name_lost_letters"
    TOO_LONG = "too_long"
    DATE_NOT_UNDERSTOOD = "date_not_understood"
    DATE_NO_SUCH_DAY = "date_no_such_day"
    DATE_MONTH_FIRST = "date_month_first"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    NO_IDENTITY = "no_identity"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_FEW_CELLS = "too_few_cells"
    BROKEN_QUOTES = "broken_quotes"
    # Below: the child goes in, this one value doesn't.
    SEX_NOT_UNDERSTOOD = "sex_not_understood"
    YEAR_NOT_UNDERSTOOD = "year_not_understood"
    FORM_TOO_LONG = "form_too_long"
    LEFT_NOT_UNDERSTOOD = "left_not_understood"


SENTENCES: dict[Repair, tuple[str, str]] = {
    Repair.NO_NAME: ("the surname or the forename is missing", "Write both names."),
    Repair.NAME_ODD: ("a name holds figures or signs that no name has", "Write the name in letters."),
    Repair.NAME_LOST_LETTERS: (
        "a name has lost letters (� or ?) before it came to us",
        "Export the file again as “CSV UTF-8”, or write the name again.",
    ),
    Repair.TOO_LONG: ("a name or number is too long", "Names have at most 100 letters, numbers at most 30."),
    Repair.DATE_NOT_UNDERSTOOD: ("date not understood", "Write it as 31/12/2014."),
    Repair.DATE_NO_SUCH_DAY: ("there is no such day", "Write the date as 31/12/2014."),
    Repair.DATE_MONTH_FIRST: (
        "the month seems to come first",
        "Write the day first, as 31/12/2014, or the year first, as 2014-12-31.",
    ),
    Repair.DATE_OUT_OF_RANGE: ("the date cannot be a pupil's date of birth", "Check the year."),
    Repair.NO_IDENTITY: (
        "no date of birth, UPN or admission number",
        "Write one of them, so that the child is recognised next time.",
    ),
    Repair.TOO_MANY_CELLS: (
        "more cells than there are headings",
        "A comma inside a name needs quotation marks around the name.",
    ),
    Repair.TOO_FEW_CELLS: (
        "fewer cells than there are headings",
        "Fill the row up, or delete it if it is no pupil.",
    ),
    Repair.BROKEN_QUOTES: ("quotation marks do not match", "Take the quotation mark out, or write two."),
    Repair.SEX_NOT_UNDERSTOOD: ("sex not understood", "Write M or F. The child goes in without it."),
    Repair.YEAR_NOT_UNDERSTOOD: (
        "year group not understood",
        "Write N, R or 1 to 14. The child goes in without it.",
    ),
    Repair.FORM_TOO_LONG: ("form too long", "Write at most 30 letters. The child goes in without it."),
    Repair.LEFT_NOT_UNDERSTOOD: (
        "leaving date not understood",
        "Write it as 31/12/2014. The child goes in as a pupil who has not left.",
    ),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was left out, what to do, and what of it could still be read.

    The last three keep a child whose row can't be read from being counted as missing from the file.
    """

    number: int
    repair: Repair
    header: str
    example: str = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)
    upn: str = field(default="", repr=False)
    admission_no: str = field(default="", repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RowNote:
    """A value that was left out of a row which goes in."""

    number: int
    repair: Repair
    header: str
    example: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """All rows with the same repair in the same column: one line on the page."""

    repair: Repair
    header: str
    count: int
    numbers: tuple[int, ...]
    examples: tuple[str, ...] = field(repr=False)

    @property
    def what(self) -> str:
        """The sentence for the page: "14 rows: date not understood"."""
        return f"{self.count} {'row' if self.count == 1 else 'rows'}: {SENTENCES[self.repair][0]}"

    @property
    def how(self) -> str:
        """What to do about it."""
        return SENTENCES[self.repair][1]


def grouped(items: Iterable[RowProblem | RowNote]) -> list[Group]:
    """Problems by repair and column, the largest group first, with a few lines and examples of each."""

    def key(item: RowProblem | RowNote) -> tuple[str, str]:
        return (item.repair.value, item.header)

    groups = []
    for (repair, header), members in groupby(sorted(items, key=key), key=key):
        found = list(members)
        examples = Counter(item.example for item in found if item.example)
        groups.append(
            Group(
                repair=Repair(repair),
                header=header,
                count=len(found),
                numbers=tuple(sorted(item.number for item in found)[:10]),
                examples=tuple(text for text, _ in examples.most_common(3)),
            )
        )
    return sorted(groups, key=lambda group: (-group.count, group.repair.value, group.header))
