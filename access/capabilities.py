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
