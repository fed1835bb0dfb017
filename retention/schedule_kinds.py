"""The words of the retention schedule: what a record is, what starts its clock, what happens at the end."""

from dataclasses import dataclass
from enum import StrEnum

from retention.calendar import Nation


class RecordClass(StrEnum):
    """What a record is, for the length of its life. A record may be of several classes at once."""

    CHILD_FILE = "child_file"
    TRANSFERRED_FILE = "transferred_file"
    SEXUAL_ABUSE = "sexual_abuse"
    ALLEGATION = "allegation"
    FALSE_ALLEGATION = "false_allegation"
    LOW_LEVEL = "low_level"
    NO_FURTHER_ACTION = "no_further_action"
    SEND = "send"
    PUPIL_RECORD = "pupil_record"
    LOOKED_AFTER = "looked_after"
    ENCOMPASS = "encompass"
    PREVENT = "prevent"
    IMAGERY = "imagery"
    SAR_CASE = "sar_case"
    SAR_CASE_DISPUTED = "sar_case_disputed"
    SAR_REGISTER = "sar_register"
    COMPLAINT = "complaint"
    BREACH = "breach"
    DISCLOSURE_LOG = "disclosure_log"
    ACCESS_LOG = "access_log"
    CERTIFICATE = "certificate"
    POLICY_DOCUMENT = "policy_document"
    ASSESSMENT = "assessment"
    TRAINING = "training"
    MONITORING_ALERT = "monitoring_alert"
    REJECTED_CONCERN = "rejected_concern"
    SCHOOL_EXIT = "school_exit"


class Trigger(StrEnum):
    """The day that a period is counted from."""

    BORN = "born"
    RECEIPT = "receipt"
    LAST_ENTRY = "last_entry"
    ALLEGED = "alleged"
    PENSION_AGE = "pension_age"
    OUTCOME = "outcome"
    EMPLOYMENT_END = "employment_end"
    DISCOVERED = "discovered"
    ANSWERED = "answered"
    CLOSED = "closed"
    SUBJECT_DISPOSED = "subject_disposed"
    EVENT = "event"
    PROCESSING_ENDED = "processing_ended"
    SUPERSEDED = "superseded"
    ALERTED = "alerted"
    DECIDED = "decided"
    CONTRACT_ENDED = "contract_ended"


TRIGGER_WORDS: dict[Trigger, str] = {
    Trigger.BORN: "the date of birth",
    Trigger.RECEIPT: "the day the new school confirmed that it has the file",
    Trigger.LAST_ENTRY: "the last entry",
    Trigger.ALLEGED: "the day of the allegation",
    Trigger.PENSION_AGE: "the day the adult reaches pension age",
    Trigger.OUTCOME: "the final outcome, appeals included",
    Trigger.EMPLOYMENT_END: "the end of employment",
    Trigger.DISCOVERED: "the day it was found",
    Trigger.ANSWERED: "the day the answer was sent",
    Trigger.CLOSED: "the day it was closed",
    Trigger.SUBJECT_DISPOSED: "the disposal of the record it is about",
    Trigger.EVENT: "the day it happened",
    Trigger.PROCESSING_ENDED: "the day this use of data ended",
    Trigger.SUPERSEDED: "the day a newer version replaced it",
    Trigger.ALERTED: "the day of the alert",
    Trigger.DECIDED: "the day of the decision",
    Trigger.CONTRACT_ENDED: "the end of the contract",
}


class Disposition(StrEnum):
    """What happens when the time is over."""

    REVIEW = "review"
    DISPOSE = "dispose"
    TRANSFER = "transfer"
    KEEP = "keep"
    REFUSE = "refuse"


DISPOSITION_WORDS: dict[Disposition, str] = {
    Disposition.REVIEW: "Two people review it, then it is disposed of or kept longer",
    Disposition.DISPOSE: "Disposed of after approval",
    Disposition.TRANSFER: "Passed to the local authority, or disposed of",
    Disposition.KEEP: "Kept",
    Disposition.REFUSE: "Never stored: uploads are refused",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A trigger and the period that runs from it."""

    trigger: Trigger
    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One rule. With several clocks the latest counts; with none the record is kept for good."""

    code: str
    record_class: RecordClass
    title: str
    clocks: tuple[Clock, ...]
    authority: str
    disposition: Disposition
    nations: frozenset[Nation] | None = None
    sectors: frozenset[str] | None = None
    review_every_years: int | None = None
    inquiry_hold: bool = False
    confirm: bool = False
    note: str = ""
