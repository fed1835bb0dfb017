"""The retention schedule that a new school starts with, as data: who says so stands on every row.

A school may change its own copy. Where no law fixes a period (for child protection files none does)
the authority says whose advice it is; `confirm` marks the rows that a data protection officer should
look at before relying on them. Guidance is named by its parts, never by paragraph numbers, which
move every year.
"""

from collections.abc import Iterator

from retention.calendar import Nation
from retention.schedule_kinds import Clock, Disposition, RecordClass, ScheduleRow, Trigger

IRMS = "Information and Records Management Society: toolkit for schools"
KCSIE_PART_FOUR = "Keeping Children Safe in Education, Part four"
POLICY = "School policy"
GB_WITHOUT_ENGLAND = frozenset({Nation.WALES, Nation.SCOTLAND})
UP_TO_ADULT = frozenset({"secondary", "special", "college"})
EDUCATION = UP_TO_ADULT | {"primary"}

SCHEDULE: tuple[ScheduleRow, ...] = (
    ScheduleRow(
        "RT01",
        RecordClass.CHILD_FILE,
        "Child protection and safeguarding file, at the last school",
        (Clock(Trigger.BORN, years=25),),
        IRMS,
        Disposition.REVIEW,
        nations=frozenset({Nation.ENGLAND}),
    ),
    ScheduleRow(
        "RT02",
        RecordClass.TRANSFERRED_FILE,
        "Child protection file that was passed on and its receipt confirmed",
        (Clock(Trigger.RECEIPT),),
        "Local safeguarding partnerships: the last school holds the file",
        Disposition.DISPOSE,
        note="What was sent, when and to whom stays in the transfer list. A school may keep the"
        " content for up to 12 months.",
    ),
    ScheduleRow(
        "RT03",
        RecordClass.SEXUAL_ABUSE,
        "Any record of child sexual abuse or exploitation",
        (Clock(Trigger.LAST_ENTRY, years=75),),
        "Independent Inquiry into Child Sexual Abuse, recommendation 17 (advice, not law)",
        Disposition.REVIEW,
        review_every_years=10,
        inquiry_hold=True,
        note="On hold while a public inquiry may ask for it.",
    ),
    ScheduleRow(
        "RT04",
        RecordClass.ALLEGATION,
        "Allegation about an adult: substantiated, unsubstantiated or unfounded",
        (Clock(Trigger.ALLEGED, years=10), Clock(Trigger.PENSION_AGE)),
        KCSIE_PART_FOUR,
        Disposition.REVIEW,
        note="To pension age or for ten years, whichever is longer.",
    ),
    ScheduleRow(
        "RT05",
        RecordClass.FALSE_ALLEGATION,
        "Allegation about an adult: malicious or false",
        (Clock(Trigger.OUTCOME, years=1),),
        KCSIE_PART_FOUR,
        Disposition.DISPOSE,
        confirm=True,
        note="Taken off the personnel file at once; a short note that it was looked into stays a year.",
    ),
    ScheduleRow(
        "RT06",
        RecordClass.LOW_LEVEL,
        "Low-level concern about an adult",
        (Clock(Trigger.EMPLOYMENT_END, years=6),),
        f"{KCSIE_PART_FOUR} (at least until the person leaves), and school policy",
        Disposition.REVIEW,
    ),
    ScheduleRow(
        "RT07",
        RecordClass.NO_FURTHER_ACTION,
        "Concern without further action, where the child has nothing else on file",
        (Clock(Trigger.BORN, years=25),),
        "As for the safeguarding file, which is passed on whole",
        Disposition.REVIEW,
    ),
    ScheduleRow(
        "RT08",
        RecordClass.SEND,
        "Special educational needs file, education, health and care plan",
        (Clock(Trigger.BORN, years=31),),
        f"{IRMS} (a plan runs to 25, and six years for claims)",
        Disposition.REVIEW,
        sectors=EDUCATION,
        confirm=True,
    ),
    ScheduleRow(
        "RT09",
        RecordClass.PUPIL_RECORD,
        "Pupil's main record, at the last school",
        (Clock(Trigger.BORN, years=25),),
        f"{IRMS}; Limitation Act 1980",
        Disposition.DISPOSE,
        sectors=UP_TO_ADULT,
    ),
    ScheduleRow(
        "RT10",
        RecordClass.LOOKED_AFTER,
        "Looked-after child's record, personal education plan",
        (Clock(Trigger.BORN, years=25),),
        "Local authorities keep theirs for 75 years",
        Disposition.TRANSFER,
        confirm=True,
    ),
    ScheduleRow(
        "RT11",
        RecordClass.ENCOMPASS,
        "Operation Encompass notice",
        (Clock(Trigger.BORN, years=25),),
        "With the child protection file",
        Disposition.REVIEW,
    ),
    ScheduleRow(
        "RT12",
        RecordClass.PREVENT,
        "Prevent and Channel record",
        (Clock(Trigger.BORN, years=25),),
        "With the child protection file",
        Disposition.REVIEW,
    ),
    ScheduleRow(
        "RT13",
        RecordClass.IMAGERY,
        "Nude or semi-nude image of a child",
        (Clock(Trigger.DISCOVERED),),
        "UK Council for Internet Safety: sharing nudes and semi-nudes",
        Disposition.REFUSE,
    ),
    ScheduleRow(
        "RT14",
        RecordClass.SAR_CASE,
        "Subject access request: working papers, unredacted set, redaction list",
        (Clock(Trigger.ANSWERED, years=3),),
        POLICY,
        Disposition.DISPOSE,
        confirm=True,
    ),
    ScheduleRow(
        "RT14C",
        RecordClass.SAR_CASE_DISPUTED,
        "Subject access request that led to a complaint or a claim",
        (Clock(Trigger.ANSWERED, years=6),),
        f"{POLICY}; Limitation Act 1980",
        Disposition.DISPOSE,
        confirm=True,
    ),
    ScheduleRow(
        "RT15",
        RecordClass.SAR_REGISTER,
        "Entry in the list of subject access requests",
        (Clock(Trigger.CLOSED, years=6),),
        POLICY,
        Disposition.DISPOSE,
    ),
    ScheduleRow(
        "RT16",
        RecordClass.COMPLAINT,
        "Data protection complaint",
        (Clock(Trigger.CLOSED, years=6),),
        POLICY,
        Disposition.DISPOSE,
    ),
    ScheduleRow(
        "RT17",
        RecordClass.BREACH,
        "Entry in the list of data breaches",
        (Clock(Trigger.CLOSED, years=6),),
        POLICY,
        Disposition.DISPOSE,
    ),
    ScheduleRow(
        "RT18",
        RecordClass.DISCLOSURE_LOG,
        "List of what was shared with whom",
        (Clock(Trigger.SUBJECT_DISPOSED, years=6),),
        "UK GDPR Article 5(2), accountability",
        Disposition.DISPOSE,
    ),
    ScheduleRow(
        "RT19",
        RecordClass.ACCESS_LOG,
        "Ledger of who saw and did what",
        (Clock(Trigger.EVENT, years=6), Clock(Trigger.SUBJECT_DISPOSED)),
        "UK GDPR Article 5(1)(f) and 5(2)",
        Disposition.DISPOSE,
        note="As long as the record it is about, and six years at least.",
    ),
    ScheduleRow(
        "RT20",
        RecordClass.CERTIFICATE,
        "Certificate of disposal (holds no content)",
        (),
        "Code of practice under section 46, Freedom of Information Act 2000",
        Disposition.KEEP,
    ),
    ScheduleRow(
        "RT21",
        RecordClass.POLICY_DOCUMENT,
        "Appropriate policy document",
        (Clock(Trigger.PROCESSING_ENDED, months=6),),
        "Data Protection Act 2018, Schedule 1, Part 4",
        Disposition.KEEP,
        note="Six months is the least the law asks for.",
    ),
    ScheduleRow(
        "RT22",
        RecordClass.ASSESSMENT,
        "Older version of an impact assessment or of the record of processing",
        (Clock(Trigger.SUPERSEDED, years=6),),
        POLICY,
        Disposition.DISPOSE,
    ),
    ScheduleRow(
        "RT23",
        RecordClass.TRAINING,
        "Staff training and yearly acknowledgements",
        (Clock(Trigger.EMPLOYMENT_END, years=6),),
        POLICY,
        Disposition.DISPOSE,
    ),
    ScheduleRow(
        "RT24",
        RecordClass.MONITORING_ALERT,
        "Filtering or monitoring alert that led to nothing",
        (Clock(Trigger.ALERTED, months=12),),
        POLICY,
        Disposition.DISPOSE,
    ),
    ScheduleRow(
        "RT25",
        RecordClass.REJECTED_CONCERN,
        "Concern that was a duplicate or logged in the wrong place",
        (Clock(Trigger.DECIDED, months=12),),
        POLICY,
        Disposition.REVIEW,
        confirm=True,
        note="If it says anything about a child, that child's file decides.",
    ),
    ScheduleRow(
        "RT26",
        RecordClass.SCHOOL_EXIT,
        "Everything of a school that leaves, once it has its copy",
        (Clock(Trigger.CONTRACT_ENDED, days=30),),
        "UK GDPR Article 28",
        Disposition.DISPOSE,
        note="The certificate is kept.",
    ),
    ScheduleRow(
        "RT27",
        RecordClass.CHILD_FILE,
        "Child protection file (Northern Ireland)",
        (Clock(Trigger.BORN, years=30),),
        "Department of Education circular 2016/20",
        Disposition.REVIEW,
        nations=frozenset({Nation.NORTHERN_IRELAND}),
        confirm=True,
    ),
    ScheduleRow(
        "RT28",
        RecordClass.CHILD_FILE,
        "Child protection file (Wales and Scotland)",
        (Clock(Trigger.BORN, years=25),),
        "Set by the local authority",
        Disposition.REVIEW,
        nations=GB_WITHOUT_ENGLAND,
        confirm=True,
    ),
)


def rows_for(*, nation: Nation | str, sector: str) -> Iterator[ScheduleRow]:
    """The rows that a school of this nation and sector starts with."""
    where = Nation(nation)
    for row in SCHEDULE:
        if row.nations is not None and where not in row.nations:
            continue
        if row.sectors is None or sector in row.sectors:
            yield row
