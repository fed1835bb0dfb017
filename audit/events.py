"""The closed list of events. An unknown one raises; each has payload, sentence and retention class.

A payload holds uids, codes, counts and dates, never names or words. `sentence` is read after a
person's name ("Amara Whitlock" + "opened a concern"); `{key}` takes a payload value.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the access audit groups events."""

    LOOK = "look"
    WRITE = "write"
    TAKE_OUT = "take_out"
    REFUSAL = "refusal"
    ACCESS = "access"
    SYSTEM = "system"


class Event(StrEnum):
    """Every event there is. Names are `noun.verb`."""

    FIELD_CHANGED = "field.changed"
    SIGNED_IN = "session.signed_in"
    SIGN_IN_FAILED = "session.failed"
    SIGNED_OUT = "session.signed_out"
    SECOND_FACTOR_CHANGED = "session.second_factor"
    REFUSED = "access.refused"
    NOT_FOUND = "access.not_found"
    MEMBER_ADDED = "member.added"
    MEMBER_ENDED = "member.ended"
    SCHOOL_CREATED = "school.created"
    SAMPLE_LOADED = "school.sample_loaded"
    CHILDREN_ADDED = "children.added"
    CHILD_CHANGED = "child.changed"
    CHILDREN_CHANGED = "children.changed"
    CHILDREN_LEFT = "children.left"
    CHILDREN_IMPORTED = "children.imported"
    IMPORT_STARTED = "children.import_started"
    IMPORT_PREVIEWED = "children.import_previewed"
    IMPORT_STOPPED = "children.import_stopped"
    CHILD_STATUS = "child.status"
    CHILDREN_LISTED = "children.listed"
    CHILDREN_SEARCHED = "children.searched"
    CHILD_OPENED = "child.opened"
    CONCERN_RAISED = "concern.raised"
    CONCERN_OPENED = "concern.opened"
    CONCERNS_LISTED = "concern.listed"
    OWN_CONCERN_OPENED = "concern.own_opened"
    CONCERN_CLASSIFIED = "concern.classified"
    CONCERN_OWNED = "concern.owned"
    CONCERN_ADDED_TO = "concern.added_to"
    CONCERN_FEEDBACK = "concern.feedback"
    CONCERN_MONITORED = "concern.monitored"
    CONCERN_CLOSED = "concern.closed"
    CONCERN_CLOSE_REFUSED = "concern.close_refused"
    CONCERN_REOPENED = "concern.reopened"
    CONCERN_SHARED = "concern.shared"
    CONCERN_UNSHARED = "concern.unshared"
    ACTION_ADDED = "action.added"
    ACTION_DONE = "action.done"
    DECISION_MADE = "decision.made"
    EXCLUSION_ADDED = "exclusion.added"
    SEARCHED = "search.run"
    CHRONOLOGY_OPENED = "chronology.opened"
    CHRONOLOGY_CURATED = "chronology.curated"
    CHRONOLOGY_ASKED = "chronology.export_asked"
    CHRONOLOGY_EXPORTED = "chronology.exported"
    FILE_DOWNLOADED = "file.downloaded"
    AUDIT_OPENED = "audit.opened"
    AUDIT_EXPORTED = "audit.exported"
    AUDIT_CHECKED = "audit.checked"
    JOB_STARTED = "job.started"
    JOB_CANCELLED = "job.cancelled"
    SCHEDULE_SEEDED = "schedule.seeded"
    RETENTION_PLANNED = "retention.planned"
    RETENTION_OPENED = "retention.opened"
    SCHEDULE_OPENED = "schedule.opened"
    HOLDS_OPENED = "hold.listed"
    HOLD_PLACED = "hold.placed"
    HOLD_LIFTED = "hold.lifted"
    SAR_LOGGED = "sar.logged"
    SAR_LISTED = "sar.listed"
    SAR_OPENED = "sar.opened"
    SAR_MOVED = "sar.moved"
    SAR_SEARCHED = "sar.searched"
    SAR_GATHERED = "sar.gathered"
    SAR_RECORD_OPENED = "sar.record_opened"
    SAR_REMOVED = "sar.removed"
    SAR_PUT_BACK = "sar.put_back"
    SAR_STAYS = "sar.stays"
    SAR_DECIDED = "sar.decided"
    SAR_APPROVED = "sar.approved"
    SAR_BUILT = "sar.built"
    SAR_BUILD_REFUSED = "sar.build_refused"
    SAR_LINKED = "sar.linked"
    SAR_LINK_ENDED = "sar.link_ended"
    SAR_LINK_REFUSED = "sar.link_refused"
    SAR_DOWNLOADED = "sar.downloaded"


@dataclass(frozen=True)
class EventSpec:
    """`payload` names the keys that an entry of this event may carry; `retention` a class of the schedule."""

    kind: Kind
    sentence: str
    payload: frozenset[str] = frozenset()
    retention: str = "RT19"


def spec(kind: Kind, sentence: str, *payload: str, retention: str = "RT19") -> EventSpec:
    """Shorthand for a row of the table."""
    return EventSpec(kind, sentence, frozenset(payload), retention)


SPECS: dict[Event, EventSpec] = {
    Event.FIELD_CHANGED: spec(Kind.WRITE, "changed a record"),
    Event.SIGNED_IN: spec(Kind.ACCESS, "signed in ({method})", "method"),
    Event.SIGN_IN_FAILED: spec(
        Kind.REFUSAL, "was not let in, or somebody using their name was not ({step})", "step"
    ),
    Event.SIGNED_OUT: spec(Kind.ACCESS, "signed out"),
    Event.SECOND_FACTOR_CHANGED: spec(Kind.ACCESS, "changed how they sign in ({change})", "change"),
    Event.REFUSED: spec(Kind.REFUSAL, "was refused a page", "path", "method", "permission"),
    Event.NOT_FOUND: spec(Kind.REFUSAL, "asked for a record that is not theirs to see", "path", "method"),
    Event.MEMBER_ADDED: spec(Kind.ACCESS, "gave somebody the role {role}", "role", "member"),
    Event.MEMBER_ENDED: spec(
        Kind.ACCESS, "ended somebody's role {role} ({reason})", "role", "member", "reason"
    ),
    Event.SCHOOL_CREATED: spec(Kind.SYSTEM, "set up the school"),
    Event.SAMPLE_LOADED: spec(
        Kind.SYSTEM, "filled the school with invented records ({size})", "size", "seed"
    ),
    Event.CHILDREN_ADDED: spec(Kind.WRITE, "added {count} children", "count"),
    Event.CHILD_CHANGED: spec(Kind.WRITE, "changed a child's details", "fields"),
    Event.CHILDREN_CHANGED: spec(Kind.WRITE, "changed {count} children from a file", "count", "fields"),
    Event.CHILDREN_LEFT: spec(
        Kind.WRITE, "marked {count} children as left, because a file lacked them", "count"
    ),
    Event.CHILDREN_IMPORTED: spec(
        Kind.WRITE,
        "brought in a list of pupils: {added} new, {changed} changed, {left_out} left out",
        "added",
        "changed",
        "left_out",
    ),
    Event.IMPORT_STARTED: spec(Kind.WRITE, "uploaded a list of {count} pupils", "count"),
    Event.IMPORT_PREVIEWED: spec(Kind.LOOK, "compared a list of {count} pupils with the roll", "count"),
    Event.IMPORT_STOPPED: spec(Kind.WRITE, "threw an uploaded list of pupils away"),
    Event.CHILD_STATUS: spec(Kind.WRITE, "recorded a status of a child", "status"),
    Event.CHILDREN_LISTED: spec(Kind.LOOK, "saw a list of {count} children", "count"),
    Event.CHILDREN_SEARCHED: spec(Kind.LOOK, "looked for a child by name ({count} found)", "count"),
    Event.CHILD_OPENED: spec(Kind.LOOK, "opened a child's page"),
    Event.CONCERN_RAISED: spec(Kind.WRITE, "logged concern {reference}", "reference", "urgency"),
    Event.CONCERN_OPENED: spec(Kind.LOOK, "opened concern {reference}", "reference"),
    Event.CONCERNS_LISTED: spec(Kind.LOOK, "saw a list of {count} concerns", "count", "tab"),
    Event.OWN_CONCERN_OPENED: spec(Kind.LOOK, "read back their own concern {reference}", "reference"),
    Event.CONCERN_CLASSIFIED: spec(
        Kind.WRITE,
        "classified concern {reference} as risk {risk}",
        "reference",
        "risk",
        "level",
        "categories",
    ),
    Event.CONCERN_OWNED: spec(Kind.WRITE, "made somebody owner of concern {reference}", "reference", "owner"),
    Event.CONCERN_ADDED_TO: spec(Kind.WRITE, "added to concern {reference}", "reference", "kind"),
    Event.CONCERN_FEEDBACK: spec(Kind.WRITE, "answered the person who logged {reference}", "reference"),
    Event.CONCERN_MONITORED: spec(Kind.WRITE, "set concern {reference} to monitoring", "reference"),
    Event.CONCERN_CLOSED: spec(Kind.WRITE, "closed concern {reference}", "reference"),
    Event.CONCERN_CLOSE_REFUSED: spec(
        Kind.REFUSAL, "could not close concern {reference}: something was missing", "reference", "missing"
    ),
    Event.CONCERN_REOPENED: spec(Kind.WRITE, "reopened concern {reference}", "reference"),
    Event.CONCERN_SHARED: spec(Kind.ACCESS, "shared concern {reference}", "reference", "member", "until"),
    Event.CONCERN_UNSHARED: spec(Kind.ACCESS, "ended a share of concern {reference}", "reference", "member"),
    Event.ACTION_ADDED: spec(Kind.WRITE, "added an action to concern {reference}", "reference"),
    Event.ACTION_DONE: spec(Kind.WRITE, "finished an action of concern {reference}", "reference"),
    Event.DECISION_MADE: spec(
        Kind.WRITE, "recorded a decision on concern {reference}", "reference", "decision"
    ),
    Event.EXCLUSION_ADDED: spec(Kind.ACCESS, "excluded somebody from a record", "member"),
    Event.SEARCHED: spec(Kind.LOOK, "searched the records ({count} found)", "count"),
    Event.CHRONOLOGY_OPENED: spec(Kind.LOOK, "opened a chronology"),
    Event.CHRONOLOGY_CURATED: spec(
        Kind.WRITE, "marked an event of a chronology as {significance}", "significance"
    ),
    Event.CHRONOLOGY_ASKED: spec(Kind.TAKE_OUT, "asked for a chronology as PDF", "job"),
    Event.CHRONOLOGY_EXPORTED: spec(
        Kind.TAKE_OUT, "made a chronology PDF of {pages} pages", "pages", "sha256"
    ),
    Event.FILE_DOWNLOADED: spec(Kind.TAKE_OUT, "downloaded a file", "sha256"),
    Event.AUDIT_OPENED: spec(Kind.LOOK, "opened the access audit ({view})", "view", "member"),
    Event.AUDIT_EXPORTED: spec(Kind.TAKE_OUT, "exported {count} rows of the access audit", "count"),
    Event.AUDIT_CHECKED: spec(Kind.SYSTEM, "checked the ledger: {outcome}", "outcome", "entries"),
    Event.JOB_STARTED: spec(Kind.SYSTEM, "asked for background work: {kind}", "kind", "job"),
    Event.JOB_CANCELLED: spec(Kind.SYSTEM, "cancelled background work: {kind}", "kind", "job"),
    Event.SCHEDULE_SEEDED: spec(Kind.SYSTEM, "was given a retention schedule of {count} rules", "count"),
    Event.RETENTION_PLANNED: spec(
        Kind.SYSTEM, "planned retention for {seen} files ({over} past their time)", "seen", "over", "held"
    ),
    Event.RETENTION_OPENED: spec(Kind.LOOK, "saw {count} files of the retention plan", "count", "tab"),
    Event.SCHEDULE_OPENED: spec(Kind.LOOK, "saw the retention schedule"),
    Event.HOLDS_OPENED: spec(Kind.LOOK, "saw {count} holds", "count"),
    Event.HOLD_PLACED: spec(Kind.WRITE, "placed a hold ({kind}) on {on}", "kind", "on", "hold"),
    Event.HOLD_LIFTED: spec(Kind.WRITE, "lifted a hold ({kind}) on {on}", "kind", "on", "hold"),
    Event.SAR_LOGGED: spec(Kind.WRITE, "logged request {reference}", "reference", "backdated"),
    Event.SAR_LISTED: spec(Kind.LOOK, "saw a list of {count} requests", "count", "tab"),
    Event.SAR_OPENED: spec(Kind.LOOK, "opened request {reference}", "reference"),
    Event.SAR_MOVED: spec(Kind.WRITE, "moved request {reference} on ({move})", "reference", "move", "state"),
    Event.SAR_SEARCHED: spec(
        Kind.WRITE,
        "wrote down a search for {reference} ({place}, {count} found)",
        "reference",
        "place",
        "count",
    ),
    Event.SAR_GATHERED: spec(
        Kind.TAKE_OUT, "gathered {count} records for {reference}", "reference", "count", "new", "changed"
    ),
    Event.SAR_RECORD_OPENED: spec(
        Kind.LOOK, "opened record {item} of request {reference}", "reference", "item"
    ),
    Event.SAR_REMOVED: spec(
        Kind.WRITE,
        "removed words in {count} places of {reference} ({exemption})",
        "reference",
        "item",
        "count",
        "exemption",
        "everywhere",
    ),
    Event.SAR_PUT_BACK: spec(
        Kind.WRITE, "put words back in record {item} of {reference}", "reference", "item"
    ),
    Event.SAR_STAYS: spec(Kind.WRITE, "let words stay in {reference}", "reference"),
    Event.SAR_DECIDED: spec(
        Kind.WRITE,
        "decided record {item} of {reference}: {choice}",
        "reference",
        "item",
        "choice",
        "exemption",
    ),
    Event.SAR_APPROVED: spec(
        Kind.WRITE, "approved the answer to {reference} (second person: {second})", "reference", "second"
    ),
    Event.SAR_BUILT: spec(
        Kind.TAKE_OUT,
        "made the package for {reference} ({pages} pages)",
        "reference",
        "pages",
        "sha256",
        "checked",
    ),
    Event.SAR_BUILD_REFUSED: spec(
        Kind.REFUSAL,
        "was refused a package for {reference}: removed words in {count} places",
        "reference",
        "count",
    ),
    Event.SAR_LINKED: spec(Kind.TAKE_OUT, "made a link to the package for {reference}", "reference"),
    Event.SAR_LINK_ENDED: spec(Kind.WRITE, "ended the link to the package for {reference}", "reference"),
    Event.SAR_LINK_REFUSED: spec(
        Kind.REFUSAL, "gave a wrong passphrase for the package for {reference}", "reference"
    ),
    Event.SAR_DOWNLOADED: spec(
        Kind.TAKE_OUT, "fetched the package for {reference} ({how})", "reference", "how", "sha256"
    ),
}
