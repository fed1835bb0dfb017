"""The retention map: for every model, relation and field with words, how it ends. A test walks them all.

You came here because that test failed. For a new model, ask: when a child's file (or another record of the
schedule) is disposed of, do these rows go with it?

- Yes: `goes(RecordClass.X, via="the way from a row to its file", ...)`.
- No: `kept("why", ...)`. "It may be useful" is no reason.

Then every relation: in `follows` if the row goes when what it points to goes, in `points` if that outlives
the row (a colleague, a reference table). Then every field that can hold words: in `shredded` if it is
sealed with the key of a file, in `school_sealed` if with the school's own (it then stays readable in old
backups, so nothing about a child belongs there), in `dropped` if it isn't sealed (it must then say nothing
about a person that the schedule protects).
Disposal reads this map; what it doesn't name, it doesn't end.
"""

from retention.coverage_check import Covered, goes, kept
from retention.schedule_kinds import RecordClass as C

OF_CHILD = "child"
OF_CONCERN = "concern, for each child involved"
ACCOUNT = "An account belongs to a member of staff, and ends when no record names them any more."
LIBRARY = "A table of a library that this product doesn't use."

COVERAGE: dict[str, Covered] = {
    # The record
    "concerns.Child": goes(
        C.CHILD_FILE,
        via="itself",
        shredded="forename surname preferred_name dob sex upn admission_no address",
        dropped="upn_digest admission_digest upn_warning year form",
    ),
    "concerns.ChildStatus": goes(C.CHILD_FILE, via=OF_CHILD, follows="child", shredded="evidence"),
    "concerns.Contact": goes(
        C.CHILD_FILE, via=OF_CHILD, follows="child", shredded="name relationship phone email"
    ),
    "concerns.ChronologyEntry": goes(
        C.CHILD_FILE,
        via=OF_CHILD,
        follows="child",
        points="concern author",
        shredded="summary",
        dropped="source_uid",
    ),
    "concerns.Concern": goes(
        C.CHILD_FILE,
        via=OF_CONCERN,
        points="reporter owner",
        shredded="place account child_words done_so_far marks",
        dropped="reference idempotency_key",
    ),
    "concerns.Involvement": goes(C.CHILD_FILE, via=OF_CHILD, follows="child concern", shredded="described"),
    "concerns.ConcernCategory": goes(C.CHILD_FILE, via=OF_CONCERN, follows="concern", points="category"),
    "concerns.Addendum": goes(
        C.CHILD_FILE, via=OF_CONCERN, follows="concern", points="author", shredded="text"
    ),
    "concerns.Action": goes(
        C.CHILD_FILE,
        via=OF_CONCERN,
        follows="concern",
        points="owner added_by done_by",
        shredded="title outcome",
    ),
    "concerns.Decision": goes(
        C.CHILD_FILE,
        via=OF_CONCERN,
        follows="concern",
        points="decided_by",
        shredded="options rationale",
    ),
    "concerns.Closure": goes(
        C.CHILD_FILE,
        via=OF_CONCERN,
        follows="concern",
        points="by",
        shredded="summary follow_up outcome no_action_reason",
    ),
    "concerns.Feedback": goes(
        C.CHILD_FILE, via=OF_CONCERN, follows="concern", points="author", shredded="text"
    ),
    "concerns.Opening": goes(C.CHILD_FILE, via=OF_CONCERN, follows="concern", points="member"),
    "concerns.ConcernGrant": goes(
        C.CHILD_FILE,
        via=OF_CONCERN,
        follows="content_object",
        points="user permission given_by",
        shredded="reason",
    ),
    "concerns.Exclusion": goes(
        C.CHILD_FILE,
        via="child or concern",
        follows="child concern",
        points="member added_by",
        shredded="reason",
    ),
    "concerns.Draft": kept(
        "It ends by itself two weeks after it was last saved, and at once when it is sent.",
        points="member",
        school_sealed="body",
    ),
    "concerns.ImportRun": kept(
        "Counts and line numbers: it names nobody. Its two files go within two and seven days.",
        points="by file rejects",
        dropped="mapping counts confirmed job",
    ),
    "concerns.Category": kept(
        "Reference data from guidance: it names nobody.", dropped="code edition label group"
    ),
    "concerns.ReferenceCounter": kept("A count of references given out: it names nobody."),
    # Retention
    "retention.Hold": goes(
        C.CHILD_FILE,
        via="child or concern; one on the whole school ends with the school",
        follows="child concern",
        points="placed_by lifted_by",
        shredded="why asked_by lift_why",
        dropped="source_uid",
    ),
    "retention.PlanItem": goes(
        C.CHILD_FILE, via=OF_CHILD, follows="child", points="run", dropped="rule_code held_by"
    ),
    "retention.PlanRun": kept(
        "Counts of a pass over the school: it names nobody.", dropped="schedule_digest"
    ),
    "retention.Rule": kept(
        "The school’s schedule: it names nobody.",
        dropped="code title clock_data authority note",
    ),
    # Subject access requests
    "retention.SubjectRequest": goes(
        C.SAR_CASE,
        via="itself; it can't be read once the file of the child it is about has ended",
        follows="subject",
        points="logged_by submitted_by approved_by ended_by",
        shredded="requester relation contact described asked_for backdated_why identity_how authority"
        " extended_why approved_note ended_why",
        dropped="reference key_sent",
    ),
    "retention.Clarification": goes(
        C.SAR_CASE, via="request", follows="request", points="asked_by", shredded="question answer"
    ),
    "retention.SearchLog": goes(
        C.SAR_CASE, via="request", follows="request", points="searched_by", shredded="terms left_out"
    ),
    "retention.RequestItem": goes(
        C.SAR_CASE,
        via="request",
        follows="request",
        points="decided_by",
        shredded="words reason opinion",
        dropped="source_uid reference exemption",
    ),
    "retention.RequestPhrase": goes(
        C.SAR_CASE,
        via="request",
        follows="request",
        points="decided_by",
        shredded="phrase reason",
        dropped="exemption stand_in",
    ),
    "retention.RequestRedaction": goes(
        C.SAR_CASE,
        via="item",
        follows="item phrase",
        points="made_by taken_back_by",
        shredded="reason",
        dropped="exemption stand_in",
    ),
    "retention.Package": goes(
        C.SAR_CASE,
        via="request",
        follows="request file",
        points="made_by",
        dropped="link_digest passphrase_digest",
    ),
    "retention.RequestCounter": kept("A count of references given out: it names nobody."),
    # Keys and files
    "vault.SubjectKey": goes(
        C.CHILD_FILE,
        via="subject_uid",
        dropped="subject_uid wrapped",
    ),
    "vault.RecordWrap": goes(C.CHILD_FILE, via="subject_uid", dropped="record_uid subject_uid wrapped"),
    "vault.SchoolKey": goes(C.SCHOOL_EXIT, via="school", dropped="wrapped master"),
    "vault.SealedFile": goes(
        C.CHILD_FILE,
        via="the key it is sealed with: a file’s, or the school’s for an upload that goes once it was read",
        shredded="name",
        dropped="content_type sha256 wrapped",
    ),
    # Ledger
    "audit.Entry": goes(
        C.ACCESS_LOG,
        via="subjects",
        points="actor content_type",
        dropped="event role subjects target_uid object_pk object_repr serialized_data changes_text changes"
        " additional_data cid remote_addr actor_email",
    ),
    "audit.Link": goes(C.ACCESS_LOG, via="entry_id", dropped="digest hash"),
    "audit.Mention": goes(C.ACCESS_LOG, via="subject_uid", follows="entry", dropped="subject_uid"),
    "audit.Verification": goes(C.ACCESS_LOG, via="school", dropped="head fault"),
    "jobs.Job": kept(
        "It holds uids and counts, and goes with what it made.",
        dropped="kind key payload result error",
    ),
    # People and schools
    "access.School": goes(
        C.SCHOOL_EXIT,
        via="itself",
        points="trust",
        dropped="name slug code duty_name duty_phone duty_extension support_phone",
    ),
    "access.Trust": kept("A group of schools: it names nobody.", dropped="name slug"),
    "access.Membership": kept(ACCOUNT, points="user", dropped="job_title"),
    "access.User": kept(ACCOUNT, dropped="email name password"),
    # Libraries
    "account.EmailAddress": kept(ACCOUNT, follows="user", dropped="email"),
    "account.EmailConfirmation": kept(LIBRARY, follows="email_address", dropped="key"),
    "mfa.Authenticator": kept(ACCOUNT, follows="user", dropped="data"),
    "sessions.Session": kept("It ends minutes after the last request.", dropped="session_data"),
    "contenttypes.ContentType": kept("Names of tables.", dropped="app_label model"),
    "auth.Permission": kept("Names of rights.", points="content_type", dropped="name codename"),
    "auth.Group": kept(LIBRARY, points="permissions", dropped="name"),
    "auth.Group_permissions": kept(LIBRARY, follows="group permission"),
    "guardian.UserObjectPermission": kept(
        LIBRARY, follows="user", points="permission content_type", dropped="object_pk"
    ),
    "guardian.GroupObjectPermission": kept(
        LIBRARY, follows="group", points="permission content_type", dropped="object_pk"
    ),
}

# Tables that no model stands for.
TABLES: dict[str, str] = {
    "django_migrations": "Names of migrations.",
    "safeguard_cache": "Ends by itself; holds counters against guessing passwords, never a record.",
}

# Everywhere else that something may lie, by the setting that says where.
STORES: dict[str, str] = {
    "SEALED_ROOT": "Sealed files: removed with the record, and unreadable once its key is destroyed.",
    "STORAGES.default": "Nothing is written there: every file goes through the vault.",
    "STORAGES.staticfiles": "Style sheets and pictures of the product.",
    "CACHES.default": "In the database, as safeguard_cache.",
    "SESSION_ENGINE": "In the database, as sessions.Session.",
    "CELERY_BROKER_URL": "Names and uids of waiting jobs; gone when they start.",
}
