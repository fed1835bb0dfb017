"""Categories as data, by edition of the guidance. A new edition is new rows; old ones stay on old records.

Codes follow KCSIE's four categories of abuse and its list of specific issues (Part one, Annex B).
The disclosure default only pre-fills what a person decides in a subject access request.
"""

from collections.abc import Callable
from typing import Any

EDITION = "2025"

ABUSE = [
    ("physical", "Possible physical abuse"),
    ("emotional", "Possible emotional abuse"),
    ("sexual", "Possible sexual abuse"),
    ("neglect", "Possible neglect"),
]
ISSUES = [
    ("attendance", "Missing or absent from education"),
    ("bereavement", "Bereavement and loss"),
    ("cce", "Criminal exploitation and county lines"),
    ("cse", "Sexual exploitation"),
    ("domestic_abuse", "Domestic abuse at home"),
    ("drugs_alcohol", "Drugs and alcohol"),
    ("family_prison", "Family member in prison"),
    ("fgm", "Female genital mutilation"),
    ("forced_marriage", "Forced marriage or honour-based abuse"),
    ("homelessness", "Homelessness and housing"),
    ("imagery", "Nude or semi-nude images"),
    ("mental_health", "Mental health"),
    ("online_safety", "Online safety"),
    ("prevent", "Radicalisation"),
    ("private_fostering", "Private fostering or kinship care"),
    ("self_harm", "Self-harm"),
    ("serious_violence", "Serious violence"),
    ("sexual_harassment", "Sexual harassment or violence between children"),
    ("young_carer", "Young carer"),
]
OPEN_BY_DEFAULT = [
    ("child_on_child", "Behaviour between children, bullying"),
    ("parent_conversation", "Conversation with a parent"),
    ("observation", "Observation, welfare"),
]


def rows() -> list[tuple[str, str, str, str, str]]:
    """(code, edition, label, group, disclosure default) of every category."""
    made = [(code, EDITION, label, "abuse", "protected") for code, label in ABUSE]
    made += [(code, EDITION, label, "issue", "protected") for code, label in ISSUES]
    return made + [(code, EDITION, label, "other", "disclosable") for code, label in OPEN_BY_DEFAULT]


def insert_categories(execute: Callable[..., Any]) -> None:
    """Put the categories in; doing it twice changes nothing."""
    for row in rows():
        execute(
            'INSERT INTO concerns_category (code, edition, label, "group", disclosure_default)'
            " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (code, edition) DO UPDATE SET label = EXCLUDED.label",
            row,
        )
