"""Everything that anybody can be allowed to do, in one list."""

from enum import StrEnum


class Capability(StrEnum):
    """A capability is held through a role; a record can still be narrower than the role."""

    CONCERN_LOG = "concern.log"
    CONCERN_OWN = "concern.own"
    CONCERN_SHARED = "concern.shared"
    CONCERN_READ = "concern.read"
    CONCERN_ACT = "concern.act"
    TRIAGE_VIEW = "triage.view"
    CHILD_READ = "child.read"
    CHRONOLOGY_READ = "chronology.read"
    CHRONOLOGY_EXPORT = "chronology.export"
    SEARCH_USE = "search.use"
    PUPILS_IMPORT = "pupils.import"
    PEOPLE_MANAGE = "people.manage"
    SETTINGS_MANAGE = "settings.manage"
    AUDIT_READ = "audit.read"
    SAR_LOG = "sar.log"
    SAR_MANAGE = "sar.manage"
    RETENTION_READ = "retention.read"
    HOLD_MANAGE = "hold.manage"
    JOB_READ = "job.read"
    NUMBERS_READ = "numbers.read"


# What each lets a person do, in words for the page that lists the roles.
PROSE: dict[Capability, str] = {
    Capability.CONCERN_LOG: "Log a concern",
    Capability.CONCERN_OWN: "Read back what they sent, and the answer",
    Capability.CONCERN_SHARED: "Read what was shared with them by name",
    Capability.CONCERN_READ: "Read the school's concerns",
    Capability.CONCERN_ACT: "Work on concerns: classify, act, decide, close, share",
    Capability.TRIAGE_VIEW: "See the queue of new concerns",
    Capability.CHILD_READ: "Open children's pages",
    Capability.CHRONOLOGY_READ: "Read chronologies",
    Capability.CHRONOLOGY_EXPORT: "Take out a chronology as a PDF",
    Capability.SEARCH_USE: "Search the records",
    Capability.PUPILS_IMPORT: "Bring in lists of pupils",
    Capability.PEOPLE_MANAGE: "Add people and end their roles",
    Capability.SETTINGS_MANAGE: "Change the school's settings",
    Capability.AUDIT_READ: "See who looked at what",
    Capability.SAR_LOG: "Log a request for data that reached them",
    Capability.SAR_MANAGE: "Answer requests for data",
    Capability.RETENTION_READ: "See what falls due for disposal",
    Capability.HOLD_MANAGE: "Place and lift legal holds",
    Capability.JOB_READ: "Follow long-running work they asked for",
    Capability.NUMBERS_READ: "See numbers, with small ones hidden",
}
