"""The roles as one table, each with prose that a headteacher can read. Screen and code say the same."""

from dataclasses import dataclass
from enum import StrEnum

from access.capabilities import Capability


class Role(StrEnum):
    """What a membership makes a person in one school."""

    REPORTER = "reporter"
    PASTORAL = "pastoral"
    DEPUTY_DSL = "deputy_dsl"
    DSL = "dsl"
    HEAD = "head"
    DPO = "dpo"
    GOVERNOR = "governor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleSpec:
    """A role's name, what it means in a sentence, and what it may do."""

    label: str
    prose: str
    capabilities: frozenset[Capability]


EVERYBODY = frozenset({Capability.CONCERN_LOG, Capability.CONCERN_OWN, Capability.SAR_LOG})
SAFEGUARDING = EVERYBODY | {
    Capability.CONCERN_SHARED,
    Capability.CONCERN_READ,
    Capability.CONCERN_ACT,
    Capability.TRIAGE_VIEW,
    Capability.CHILD_READ,
    Capability.CHRONOLOGY_READ,
    Capability.CHRONOLOGY_EXPORT,
    Capability.SEARCH_USE,
    Capability.RETENTION_READ,
    Capability.JOB_READ,
}

ROLES: dict[Role, RoleSpec] = {
    Role.REPORTER: RoleSpec(
        "Member of staff",
        "Logs concerns. Sees what they sent themselves, that it was received, and the answer. Can't search.",
        EVERYBODY,
    ),
    Role.PASTORAL: RoleSpec(
        "Pastoral staff",
        "Logs concerns, and sees the records that a safeguarding lead shared with them by name.",
        EVERYBODY | {Capability.CONCERN_SHARED},
    ),
    Role.DEPUTY_DSL: RoleSpec(
        "Deputy safeguarding lead",
        "Sees and works on all safeguarding records of the school, except where they are excluded.",
        SAFEGUARDING,
    ),
    Role.DSL: RoleSpec(
        "Designated safeguarding lead",
        "Accountable for all safeguarding records of the school. Exactly one at a time.",
        SAFEGUARDING
        | {
            Capability.PUPILS_IMPORT,
            Capability.PEOPLE_MANAGE,
            Capability.SETTINGS_MANAGE,
            Capability.HOLD_MANAGE,
        },
    ),
    Role.HEAD: RoleSpec(
        "Headteacher",
        "Sees all safeguarding records of the school and who may see what.",
        SAFEGUARDING | {Capability.PEOPLE_MANAGE, Capability.HOLD_MANAGE},
    ),
    Role.DPO: RoleSpec(
        "Data protection officer",
        "Audits access, answers subject access requests, keeps the retention schedule."
        " Sees the content of records only inside a request.",
        EVERYBODY
        | {
            Capability.AUDIT_READ,
            Capability.SAR_MANAGE,
            Capability.RETENTION_READ,
            Capability.HOLD_MANAGE,
            Capability.JOB_READ,
        },
    ),
    Role.GOVERNOR: RoleSpec(
        "Governor",
        "Sees numbers, never records; small numbers are hidden.",
        EVERYBODY | {Capability.NUMBERS_READ},
    ),
    Role.ADMINISTRATOR: RoleSpec(
        "Administrator",
        "Keeps people, pupils and settings. Sees no records.",
        EVERYBODY
        | {
            Capability.PUPILS_IMPORT,
            Capability.PEOPLE_MANAGE,
            Capability.SETTINGS_MANAGE,
            Capability.JOB_READ,
        },
    ),
}

# Who may give and end which role. An administrator keeps people without ever opening the way to records,
# and the lead doesn't choose who audits them.
NO_RECORDS = frozenset({Role.REPORTER, Role.GOVERNOR, Role.ADMINISTRATOR})
GIVES: dict[Role, frozenset[Role]] = {
    Role.HEAD: frozenset(Role),
    Role.DSL: NO_RECORDS | {Role.PASTORAL, Role.DEPUTY_DSL, Role.DSL},
    Role.ADMINISTRATOR: NO_RECORDS | {Role.PASTORAL},
}


def gives(role: str) -> list[Role]:
    """The roles that somebody with this role may give and end, in the order of the table."""
    allowed = GIVES.get(Role(role), frozenset())
    return [r for r in ROLES if r in allowed]


def may(role: str, capability: str) -> bool:
    """True only if the table says so. Unknown names raise ValueError."""
    return Capability(capability) in ROLES[Role(role)].capabilities
