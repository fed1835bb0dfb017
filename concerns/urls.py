"""Addresses of the record. Opaque uids only; names travel by POST."""

from django.urls import URLPattern, URLResolver, include, path

from concerns.views import casework, children, chronology, concern, imports, log, mine, triage

app_name = "concerns"

CASE = [
    path("", concern.concern, name="concern"),
    path("classify/", casework.classify, name="classify"),
    path("owner/", casework.own, name="own_it"),
    path("actions/", casework.add_to_do, name="add_action"),
    path("actions/<uuid:action>/done/", casework.finish, name="finish"),
    path("decisions/", casework.decide, name="decide"),
    path("add/", casework.add, name="add"),
    path("feedback/", casework.feedback, name="feedback"),
    path("monitor/", casework.monitor, name="monitor"),
    path("close/", casework.close, name="close"),
    path("reopen/", casework.reopen, name="reopen"),
    path("share/", casework.share, name="share"),
    path("share/<uuid:grant>/end/", casework.unshare, name="unshare"),
]

CHILD: list[URLPattern] = [
    path("", children.child, name="child"),
    path("status/", children.add_status, name="add_status"),
    path("chronology/", chronology.chronology, name="chronology"),
    path("chronology/analysis/", chronology.analyse, name="analyse"),
    path("chronology/pdf/", chronology.export, name="chronology_export"),
    path("chronology/pdf/<uuid:job>/", chronology.download, name="chronology_pdf"),
    path("chronology/<uuid:entry>/rate/", chronology.rate, name="rate"),
]

IMPORT: list[URLPattern] = [
    path("", imports.result, name="import_run"),
    path("columns/", imports.columns, name="import_columns"),
    path("preview/", imports.preview, name="import_preview"),
    path("left-out/", imports.rejects, name="import_rejects"),
    path("stop/", imports.stop, name="import_stop"),
]

SCHOOL: list[URLPattern | URLResolver] = [
    path("pupils/import/", imports.upload, name="import"),
    path("pupils/import/<uuid:uid>/", include(IMPORT)),
    path("children/", children.children, name="children"),
    path("children/<uuid:uid>/", include(CHILD)),
    path("search/", children.search, name="search"),
    path("triage/", triage.triage, name="triage"),
    path("triage/assign/", triage.assign, name="assign"),
    path("tasks/", triage.tasks, name="tasks"),
    path("shared/", triage.shared, name="shared"),
    path("concerns/log/", log.log, name="log"),
    path("concerns/log/find/", log.find_child, name="find_child"),
    path("concerns/log/draft/<uuid:uid>/", log.draft, name="draft"),
    path("concerns/mine/", mine.mine, name="mine"),
    path("concerns/mine/<uuid:uid>/", mine.own, name="own"),
    path("concerns/sent/<uuid:uid>/", log.sent, name="sent"),
    path("concerns/<uuid:uid>/", include(CASE)),
]

urlpatterns = [path("s/<slug:school>/", include(SCHOOL))]
