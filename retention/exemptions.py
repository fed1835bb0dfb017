"""Why something may be left out of an answer to a subject access request, as a table of data.

Each row has the provision (Data Protection Act 2018), the question whose answer is the reviewer's reason, and
the words that the requester reads. Where saying *why* would give away what is withheld, and where even the
fact of withholding would, those words are the common ones (`LAW`), and a record that is withheld whole is
not listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

ADULT = 18

LAW = "The law says that some information may, or must, be left out of an answer."
OTHERS = "It is about another person, and it would not be reasonable to share it without their agreement."


class Requester(StrEnum):
    """Who asks, as far as the law tells them apart."""

    SUBJECT = "subject"
    PARENT = "parent"
    REPRESENTATIVE = "representative"
    OTHER = "other"


REQUESTERS: dict[Requester, str] = {
    Requester.SUBJECT: "The child or young person themself",
    Requester.PARENT: "A parent or carer",
    Requester.REPRESENTATIVE: "Somebody acting for them, such as a solicitor",
    Requester.OTHER: "Somebody else",
}


@dataclass(frozen=True, slots=True)
class Exemption:
    """One provision. `said` is what the requester reads; `quiet` keeps a withheld record out of the index.

    `opinion` asks for the dated opinion of a named professional. `parents_only`: only against somebody with
    parental responsibility, for a child under 18, and not in Scotland.
    """

    code: str
    label: str
    provision: str
    test: str
    said: str = LAW
    quiet: bool = False
    opinion: bool = False
    parents_only: bool = False


CATALOGUE: tuple[Exemption, ...] = (
    Exemption(
        "X01",
        "About another person",
        "Schedule 2, paragraph 16",
        "Has the other person agreed, or is it reasonable to share without? Think of the kind of information,"
        " any duty of confidence, what was done to ask, and whether they refused.",
        OTHERS,
    ),
    Exemption(
        "X03",
        "Serious harm (education records)",
        "Schedule 3, paragraph 19",
        "Who would be likely to come to serious harm, in body or mind, if this were shared, and how?",
        quiet=True,
    ),
    Exemption(
        "X04",
        "Social work records",
        "Schedule 3, part 3",
        "Does it come from the local authority's social work, and what did the authority say?",
    ),
    Exemption(
        "X05",
        "Health records",
        "Schedule 3, part 2",
        "What did the right health professional say, not more than six months ago?",
        opinion=True,
    ),
    Exemption(
        "X06",
        "Child abuse records, not in the child's best interests",
        "Schedule 3, paragraph 21",
        "Why would sharing this with somebody who has parental responsibility not be in the child's best"
        " interests?",
        quiet=True,
        parents_only=True,
    ),
    Exemption(
        "X07",
        "Reports for a court",
        "Schedule 3, paragraph 18",
        "For which proceedings was it supplied, and may the court withhold it?",
    ),
    Exemption(
        "X08",
        "Crime",
        "Schedule 2, paragraph 2",
        "How would sharing it get in the way of preventing or detecting a crime? What did the police say?",
        quiet=True,
    ),
    Exemption(
        "X09",
        "Legal obligation or proceedings",
        "Schedule 2, paragraph 5",
        "Which obligation or which proceedings?",
    ),
    Exemption(
        "X10",
        "Legal advice",
        "Schedule 2, paragraph 19",
        "Who gave the advice to whom, and has it stayed between them?",
        "It is legal advice, which is confidential.",
    ),
    Exemption(
        "X11",
        "Confidential reference",
        "Schedule 2, paragraph 24",
        "For what was the reference given in confidence?",
        "It is a confidential reference.",
    ),
    Exemption(
        "X12",
        "Exam scripts and marks",
        "Schedule 2, paragraph 25",
        "Is it a script, or a mark before results were announced?",
        "It is an exam script, or a mark before results were announced.",
    ),
    Exemption(
        "X13",
        "Management plans or negotiations",
        "Schedule 2, paragraphs 22 and 23",
        "Which plan or negotiation would sharing it harm?",
        "It is about plans or negotiations of the school.",
    ),
    Exemption(
        "X14",
        "Adoption, special educational needs and other protected records",
        "Section 15 and Schedule 4",
        "Which enactment forbids sharing it?",
    ),
    Exemption(
        "X15",
        "Not about the person asked for",
        "Article 4(1) and Article 15",
        "Why is it not personal data of the person asked for?",
        "It is not about the person whose information was asked for.",
    ),
)

BY_CODE: dict[str, Exemption] = {one.code: one for one in CATALOGUE}


def refusal(exemption: Exemption, *, requester: str, nation: str, age: int | None) -> str:
    """Why this exemption can't be used for this request; an empty string when it can."""
    if not exemption.parents_only:
        return ""
    if requester != Requester.PARENT:
        return "It can only be used when somebody with parental responsibility asks."
    if nation == "scotland":
        return "It does not apply in Scotland."
    if age is not None and age >= ADULT:
        return "It can only be used for a child under 18."
    return ""


def usable(*, requester: str, nation: str, age: int | None) -> list[Exemption]:
    """The exemptions that this request leaves open."""
    return [one for one in CATALOGUE if not refusal(one, requester=requester, nation=nation, age=age)]


def letters(codes: Iterable[str]) -> dict[str, str]:
    """For each code used, the letter that stands in the blocks: one for each sentence, from A."""
    used = set(codes)
    sentences = dict.fromkeys(one.said for one in CATALOGUE if one.code in used)
    named = {said: chr(ord("A") + number) for number, said in enumerate(sentences)}
    return {code: named[BY_CODE[code].said] for code in used}


def explained(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Each letter with what the requester reads, in order."""
    return sorted({(letter, BY_CODE[code].said) for code, letter in letters(codes).items()})
