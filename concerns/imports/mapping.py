"""Which column holds what: guessed from the headings, shown with how sure we are, corrected by a person.

Headings of SIMS-like and Bromcom-like exports and of one unnamed system were seen; for the others there are
synonyms and, where a heading says nothing, the look of the values.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concerns import upn
from concerns.imports.dates import Span, parse_date
from concerns.imports.table import Table
from concerns.imports.unreadable import Reason, UnreadableFile


class ChildField(StrEnum):
    """What a file can say of a child. The values are the names of the model's fields."""

    SURNAME = "surname"
    FORENAME = "forename"
    PREFERRED_NAME = "preferred_name"
    DOB = "dob"
    UPN = "upn"
    ADMISSION_NO = "admission_no"
    SEX = "sex"
    YEAR = "year"
    FORM = "form"
    LEFT_ON = "left_on"


LABELS: dict[ChildField, str] = {
    ChildField.SURNAME: "Surname",
    ChildField.FORENAME: "Forename",
    ChildField.PREFERRED_NAME: "Preferred name",
    ChildField.DOB: "Date of birth",
    ChildField.UPN: "UPN",
    ChildField.ADMISSION_NO: "Admission number",
    ChildField.SEX: "Sex",
    ChildField.YEAR: "Year group",
    ChildField.FORM: "Form",
    ChildField.LEFT_ON: "Leaving date",
}
NAMES = (ChildField.SURNAME, ChildField.FORENAME)
IDENTITY = (ChildField.UPN, ChildField.ADMISSION_NO, ChildField.DOB)

# Best first: where a file has both "Legal Surname" and "Surname", the legal one is on the record.
SYNONYMS: dict[ChildField, tuple[str, ...]] = {
    ChildField.SURNAME: (
        "legal surname", "legal last name", "surname", "last name", "family name", "pupil surname",
        "student surname", "pupil last name", "student last name", "second name", "cyfenw",
    ),
    ChildField.FORENAME: (
        "legal forename", "legal first name", "forename", "first name", "given name", "forenames",
        "first names", "pupil forename", "student forename", "pupil first name", "student first name",
        "christian name", "enw cyntaf",
    ),
    ChildField.PREFERRED_NAME: (
        "preferred name", "preferred forename", "preferred first name", "chosen name", "chosen forename",
        "known as", "known name", "familiar name", "preferred given name", "nickname",
    ),
    ChildField.DOB: (
        "date of birth", "dob", "d o b", "birth date", "birthdate", "born", "born on", "dyddiad geni",
    ),
    ChildField.UPN: ("upn", "unique pupil number", "current upn", "pupil upn", "upn number", "upn code"),
    ChildField.ADMISSION_NO: (
        "admission no", "admission number", "adno", "adm no", "admno", "adm number", "admission num", "ad no",
        "admissions number", "admissions no", "pupil admission number", "roll number", "rhif derbyn",
    ),
    ChildField.SEX: ("sex", "legal sex", "gender", "legal gender", "m f", "boy girl", "sex gender", "rhyw"),
    ChildField.YEAR: (
        "year group", "nc year", "national curriculum year", "curriculum year", "year", "nc year actual",
        "yr", "ncyear", "yeargroup", "year group code", "actual nc year", "nc year group", "year taught in",
        "school year", "blwyddyn",
    ),
    ChildField.FORM: (
        "reg group", "registration group", "registration form", "form", "form tutor group", "tutor group",
        "tutorgroup", "reg form", "form group", "reg", "class", "class name", "registration",
        "registration class", "tutor set", "reggroup", "dosbarth",
    ),
    ChildField.LEFT_ON: (
        "leaving date", "date of leaving", "left on", "date left", "leave date", "dol", "leaving",
        "date leaving", "leavers date", "school leaving date", "leaver date", "dyddiad gadael",
    ),
}  # fmt: skip

_EXACT: dict[str, tuple[ChildField, int]] = {
    words: (field, rank) for field, all_words in SYNONYMS.items() for rank, words in enumerate(all_words)
}
# Headings that hold a synonym and mean somebody or something else.
_OTHERS = frozenset({
    "former", "previous", "old", "past", "parent", "carer", "contact", "mother", "father", "guardian",
    "sibling", "brother", "sister", "teacher", "tutor", "staff", "adviser", "advisor", "doctor", "head",
    "keyworker", "emergency", "priority", "start", "entry", "middle", "uln", "uci", "exam", "house",
    "changed", "updated", "effective", "expected", "age",
})  # fmt: skip
_OTHERS_MAY_BE = {"tutor group", "form tutor group", "tutorgroup", "tutor set"}
_SAMPLE = 300


class Confidence(StrEnum):
    """How sure the guess is. Anything but SURE is pointed out on the page."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """One field, the heading that was guessed for it (or None), how sure, and why in words."""

    field: ChildField
    header: str | None
    confidence: Confidence
    why: str


def plain(header: str) -> str:
    """A heading as lower-case words: "Form/Tutor_Group" becomes "form tutor group"."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.findall(r"[^\W_]+", split.casefold()))


def is_headings(cells: Sequence[str]) -> bool:
    """Whether a row is the headings: two fields at least are called by a name we know."""
    return len({_EXACT[words][0] for words in map(plain, cells) if words in _EXACT}) >= 2


def guess_mapping(table: Table, *, today: date) -> dict[ChildField, Choice]:
    """The best heading for every field; each heading is given once."""
    words = {header: plain(_without_count(header, table)) for header in table.headers}
    choices: dict[ChildField, Choice] = {}
    taken: set[str] = set()
    for look in (_by_name, _by_part):
        for field in ChildField:
            if field not in choices and (choice := look(field, words, taken, table)):
                choices[field] = choice
                taken.add(choice.header or "")
    for field in (ChildField.UPN, ChildField.DOB):
        if field not in choices and (choice := _by_values(field, taken, table, today)):
            choices[field] = choice
            taken.add(choice.header or "")
    return {field: choices.get(field, Choice(field, None, Confidence.NONE, "")) for field in ChildField}


def chosen(choices: Mapping[ChildField, Choice]) -> dict[ChildField, str]:
    """The guess as it is kept and corrected: field to heading, without the fields that have none."""
    return {field: choice.header for field, choice in choices.items() if choice.header is not None}


def check_mapping(mapping: Mapping[ChildField, str], headers: Iterable[str]) -> None:
    """Raise UnreadableFile unless the mapping names the child and can recognise it again.

    Raises KeyError for a heading that the file doesn't have, ValueError for one that is used twice.
    """
    known = set(headers)
    for header in mapping.values():
        if header not in known:
            raise KeyError(header)
    if len(set(mapping.values())) != len(mapping):
        raise ValueError("One column was chosen for two fields.")
    if any(field not in mapping for field in NAMES):
        raise UnreadableFile(Reason.NO_NAMES)
    if not any(field in mapping for field in IDENTITY):
        raise UnreadableFile(Reason.NO_IDENTITY)


def _without_count(header: str, table: Table) -> str:
    """ "UPN (2)" is a second "UPN"; "UPN (current)" is what the file says."""
    return re.sub(r" \(\d+\)$", "", header) if header in table.duplicates else header


def _by_name(field: ChildField, words: dict[str, str], taken: set[str], table: Table) -> Choice | None:
    ranked = [
        (rank, header)
        for header, text in words.items()
        if header not in taken and (found := _EXACT.get(text)) and found[0] is field
        for rank in (found[1],)
    ]
    if not ranked:
        return None
    _, header = min(ranked, key=lambda pair: pair[0])
    if header in table.duplicates:
        return Choice(
            field,
            header,
            Confidence.LIKELY,
            "This heading stands twice in the file. Check that it is this one.",
        )
    return Choice(field, header, Confidence.SURE, "")


def _by_part(field: ChildField, words: dict[str, str], taken: set[str], table: Table) -> Choice | None:
    for header, text in words.items():
        if header in taken or text in _EXACT:
            continue
        parts = set(text.split())
        if parts & _OTHERS and not any(words in text for words in _OTHERS_MAY_BE):
            continue
        if any(f" {synonym} " in f" {text} " for synonym in SYNONYMS[field] if len(synonym) > 2):
            return Choice(field, header, Confidence.LIKELY, "Guessed from a part of the heading.")
    return None


def _by_values(field: ChildField, taken: set[str], table: Table, today: date) -> Choice | None:
    span = Span(date(today.year - 20, 1, 1), today, table.day_zero)

    def fits(value: str) -> bool:
        if field is ChildField.UPN:
            return upn.is_well_formed(upn.tidy(value))
        return not value.isdigit() and isinstance(parse_date(value, span), date)

    found = []
    for header in table.headers:
        if header in taken or set(plain(header).split()) & _OTHERS:
            continue
        values = table.column(header, limit=_SAMPLE)
        if len(values) >= 3 and sum(map(fits, values)) >= 0.8 * len(values):
            found.append(header)
    # Two such columns (birth and entry, say) would be a toss-up, and a toss-up is for a person.
    if len(found) != 1:
        return None
    return Choice(field, found[0], Confidence.LIKELY, "Guessed from what the column holds.")
