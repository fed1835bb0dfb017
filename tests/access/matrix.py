"""Who gets in where: one row for each address of a school, to be read by a headteacher.

A route without a row fails the test beside this file, and the failure prints the row to add, as the view
declares it. Read it before pasting: this table says what *should* be, the code what is.
"""

EVERYBODY = "reporter pastoral deputy_dsl dsl head dpo governor administrator"
TEAM = "deputy_dsl dsl head"
KEEPERS = "dsl head administrator"
SHARED_WITH = "pastoral deputy_dsl dsl head"
IMPORTERS = "dsl administrator"
RETENTION = "deputy_dsl dsl head dpo"
HOLDERS = "dsl head dpo"
OFFICER = "dpo"
JOBS = "deputy_dsl dsl head dpo administrator"

ROWS: dict[str, str] = {
    # Landing, people and roles
    "access:school": EVERYBODY,
    "access:people": KEEPERS,
    "access:people_add": KEEPERS,
    "access:people_end": KEEPERS,
    "access:roles": EVERYBODY,
    # Logging, and one's own
    "concerns:log": EVERYBODY,
    "concerns:find_child": EVERYBODY,
    "concerns:draft": EVERYBODY,
    "concerns:sent": EVERYBODY,
    "concerns:mine": EVERYBODY,
    "concerns:own": EVERYBODY,
    # What was shared by name
    "concerns:shared": SHARED_WITH,
    "concerns:concern": SHARED_WITH,
    # The safeguarding team's work
    "concerns:triage": TEAM,
    "concerns:tasks": TEAM,
    "concerns:assign": TEAM,
    "concerns:search": TEAM,
    "concerns:classify": TEAM,
    "concerns:own_it": TEAM,
    "concerns:add_action": TEAM,
    "concerns:finish": TEAM,
    "concerns:decide": TEAM,
    "concerns:add": TEAM,
    "concerns:feedback": TEAM,
    "concerns:monitor": TEAM,
    "concerns:close": TEAM,
    "concerns:reopen": TEAM,
    "concerns:share": TEAM,
    "concerns:unshare": TEAM,
    # Children and their chronologies
    "concerns:children": TEAM,
    "concerns:child": TEAM,
    "concerns:add_status": TEAM,
    "concerns:chronology": TEAM,
    "concerns:analyse": TEAM,
    "concerns:rate": TEAM,
    "concerns:chronology_export": TEAM,
    "concerns:chronology_pdf": TEAM,
    # Pupils from a file
    "concerns:import": IMPORTERS,
    "concerns:import_run": IMPORTERS,
    "concerns:import_columns": IMPORTERS,
    "concerns:import_preview": IMPORTERS,
    "concerns:import_rejects": IMPORTERS,
    "concerns:import_stop": IMPORTERS,
    # Long-running work
    "jobs:progress": JOBS,
    "jobs:progress_json": JOBS,
    "jobs:cancel": JOBS,
    # Retention
    "retention:home": RETENTION,
    "retention:plan": RETENTION,
    "retention:schedule": RETENTION,
    "retention:holds": RETENTION,
    "retention:hold_place": HOLDERS,
    "retention:hold_find": HOLDERS,
    "retention:hold_lift": HOLDERS,
    # Access audit
    "audit:home": OFFICER,
    "audit:check": OFFICER,
    "audit:find": OFFICER,
    "audit:choose": OFFICER,
    "audit:export": OFFICER,
    "audit:child": OFFICER,
    "audit:person": OFFICER,
    "audit:request": OFFICER,
    # Subject access requests
    "retention:sar_log": EVERYBODY,
    "retention:sar_find": EVERYBODY,
    "retention:sar_logged": EVERYBODY,
    "retention:sar_list": OFFICER,
    "retention:sar": OFFICER,
    "retention:sar_subject": OFFICER,
    "retention:sar_gather": OFFICER,
    "retention:sar_ask_identity": OFFICER,
    "retention:sar_identity": OFFICER,
    "retention:sar_ask": OFFICER,
    "retention:sar_answer": OFFICER,
    "retention:sar_extend": OFFICER,
    "retention:sar_search": OFFICER,
    "retention:sar_approve": OFFICER,
    "retention:sar_release": OFFICER,
    "retention:sar_refuse": OFFICER,
    "retention:sar_withdraw": OFFICER,
    "retention:sar_review": OFFICER,
    "retention:sar_finish": OFFICER,
    "retention:sar_item": OFFICER,
    "retention:sar_remove": OFFICER,
    "retention:sar_decide": OFFICER,
    "retention:sar_preview": OFFICER,
    "retention:sar_put_back": OFFICER,
    "retention:sar_stay": OFFICER,
    "retention:sar_submit": OFFICER,
    "retention:sar_back": OFFICER,
    "retention:sar_build": OFFICER,
    "retention:sar_download": OFFICER,
    "retention:sar_link": OFFICER,
}
