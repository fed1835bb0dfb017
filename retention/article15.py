"""What an answer must say besides the copy (Article 15(1) and (2) UK GDPR), in words a parent can read.

A package is refused while one of these is empty; "none" has to be said.
"""

from __future__ import annotations

STATEMENTS: tuple[tuple[str, str], ...] = (
    (
        "Whether we use this information",
        "Yes. We hold and use the information in this pack.",
    ),
    (
        "What we use it for",
        (
            "To keep children safe: to notice when a child may need help, to decide what to do, "
            "to do it with others where that is needed, and to be able to show later what was "
            "known and done."
        ),
    ),
    (
        "What kinds of information it is",
        (
            "Names and dates of birth, contact details, what staff saw or were told, what was "
            "decided and done, and who has looked at the records. Some of it is about health, "
            "family life or possible offences."
        ),
    ),
    (
        "Who has seen it or may see it",
        (
            "Staff of the school who need it for their work. Where a child needs protecting: the "
            "local authority, the police, health services, and a school that the child moves to. "
            "The list of those who opened these records is part of the pack where it may be "
            "shared."
        ),
    ),
    (
        "How long we keep it",
        (
            "As the school's retention schedule says: a child's safeguarding file is usually kept"
            " until 25 years after their birth and then reviewed, and some records longer."
        ),
    ),
    (
        "Your rights to have it changed",
        (
            "You can ask us to correct what is wrong, to add your own words to a record, to "
            "delete it or to stop using it. We look at each request; where the law needs us to "
            "keep a record, we tell you why."
        ),
    ),
    (
        "Your right to complain",
        "You can complain to us, to the Information Commissioner, or go to court. The letter says how.",
    ),
    (
        "Where it came from",
        (
            "From staff of the school, from the child, from family members, and from other "
            "services that work with the family. Each record says who wrote it."
        ),
    ),
    (
        "Decisions made by a computer",
        "None. People make every decision about a child.",
    ),
    (
        "Sending it to other countries",
        "None. It is kept in the United Kingdom.",
    ),
    (
        "A copy",
        "This pack is the copy.",
    ),
)

# Words that the records use, for readers who don't work in a school.
GLOSSARY: tuple[tuple[str, str], ...] = (
    (
        "Concern",
        "Something that a member of staff saw or was told and wrote down because of worry for a child.",
    ),
    (
        "Designated safeguarding lead",
        "The person in the school who is responsible for keeping children safe.",
    ),
    ("Early help", "Support for a family before things become serious."),
    ("Section 17", "Support by the local authority for a child in need (Children Act 1989)."),
    ("Section 47", "The local authority looking into whether a child is being harmed (Children Act 1989)."),
    ("MASH", "The local authority's team that receives referrals about children."),
    ("EHC plan", "A plan for a child with special educational needs: education, health and care."),
    ("Chronology", "A list of what happened, in order of date."),
)


def complete(statements: tuple[tuple[str, str], ...] = STATEMENTS) -> bool:
    """True when none of the eleven is missing or empty."""
    return len(statements) == 11 and all(heading.strip() and words.strip() for heading, words in statements)
