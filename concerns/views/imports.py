"""Bringing in a list of pupils: upload, columns, preview, writing, result."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.capabilities import Capability
from audit.events import Event
from audit.record import record
from concerns.actions.imports import (
    ImportRefused,
    Preview,
    ask_to_write,
    choose_mapping,
    preview_import,
    start_import,
    stop_import,
)
from concerns.forms.imports import MappingForm, UploadForm, WriteForm
from concerns.imports.mapping import ChildField, guess_mapping
from concerns.imports.reading import open_table
from concerns.imports.repairs import grouped
from concerns.imports.summary import SHOWN, summarise
from concerns.imports.table import Table
from concerns.imports.unreadable import UnreadableFile
from concerns.models import ImportRun
from concerns.queries.imports import bytes_of, get_import_for, imports_for
from safeguard.guard import requires
from safeguard.jobs.models import Job
from safeguard.scope import carry
from safeguard.vault.files import StoreFull, open_file

RECENT = 10
NO_ROOM = "There is no room to keep the file. Nothing was changed. Tell whoever runs this site."
ENCODINGS = {
    "utf-8-sig": "Unicode (UTF-8)",
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western European (Windows-1252)",
}


@requires(Capability.PUPILS_IMPORT)
@require_http_methods(["GET", "POST"])
def upload(request: Any, school: str) -> HttpResponse:
    """Choose a file; below it, the latest runs."""
    form = UploadForm()
    if request.method == "POST":
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        form = UploadForm(request.POST, request.FILES, body_size=size)
        run = _received(request, form) if form.is_valid() else None
        if run is not None:
            return redirect("concerns:import_columns", school=school, uid=run.uid)
    context = {"form": form, "runs": imports_for(request.member)[:RECENT]}
    return render(request, "concerns/imports/upload.html", context)


def _received(request: Any, form: UploadForm) -> ImportRun | None:
    """Keep the file; None, with the reason on the form, where it can't be read or kept."""
    file = form.cleaned_data["file"]
    try:
        return start_import(by=request.member, data=file.read(), name=file.name, now=timezone.now())
    except UnreadableFile as problem:
        form.add_error("file", problem.sentence)
    except StoreFull:
        form.add_error("file", NO_ROOM)
    return None


@requires(Capability.PUPILS_IMPORT)
@require_http_methods(["GET", "POST"])
def columns(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Confirm or correct which column holds what."""
    run = _open_or_result(request, uid)
    if not isinstance(run, ImportRun):
        return run
    table = open_table(bytes_of(run.file))
    choices = guess_mapping(table, today=timezone.localdate())
    form = MappingForm(request.POST or None, table=table, choices=choices, kept=run.mapping)
    if request.method == "POST" and form.is_valid():
        try:
            choose_mapping(by=request.member, run=run, mapping=form.mapping(), now=timezone.now())
            return redirect("concerns:import_preview", school=school, uid=uid)
        except (UnreadableFile, ImportRefused) as problem:
            form.add_error(None, getattr(problem, "sentence", str(problem)))
    return render(request, "concerns/imports/columns.html", _columns_shown(form, run, table))


def _columns_shown(form: MappingForm, run: ImportRun, table: Table) -> dict[str, Any]:
    return {
        "form": form,
        "run": run,
        "table": table,
        "encoding": ENCODINGS.get(table.encoding, ""),
        "names": _telling_names(table, run),
        "unread": [h for i, h in enumerate(table.headers) if i not in run.mapping.values()],
    }


def _open_or_result(request: Any, uid: uuid.UUID) -> ImportRun | HttpResponse:
    """The run while it is open; the way to its result once it is over."""
    run = get_import_for(request.member, uid)
    if run.is_open and run.expires_at > timezone.now():
        return run
    return redirect("concerns:import_run", school=request.school.slug, uid=uid)


def _telling_names(table: Table, run: ImportRun) -> list[str]:
    """Six names to check the letters by: those with accents first, for they go wrong first."""
    places = [run.mapping.get(name.value) for name in (ChildField.FORENAME, ChildField.SURNAME)]
    rows = (
        [row.cells[p] if p is not None and p < len(row.cells) else "" for p in places] for row in table.rows
    )
    names = dict.fromkeys(" ".join(parts).strip() for parts in rows)
    return sorted((name for name in names if name), key=str.isascii)[:6]


@requires(Capability.PUPILS_IMPORT)
@require_http_methods(["GET", "POST"])
def preview(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """What would be written; by POST, write it."""
    run = _open_or_result(request, uid)
    if not isinstance(run, ImportRun):
        return run
    if request.method == "POST":
        return _write(request, run)
    try:
        seen = preview_import(by=request.member, run=run, now=timezone.now())
    except (UnreadableFile, ImportRefused) as problem:
        messages.error(request, getattr(problem, "sentence", str(problem)))
        after = "concerns:import_run" if run.job else "concerns:import_columns"
        return redirect(after, school=school, uid=uid)
    return render(request, "concerns/imports/preview.html", _shown(seen))


def _shown(seen: Preview) -> dict[str, Any]:
    summary = summarise(seen.plan, seen.existing)
    return {
        "run": seen.run,
        "counts": seen.counts(),
        "summary": summary,
        "problems": grouped(seen.rows.problems),
        "notes": grouped(seen.rows.notes),
        "notices": [*seen.table.notices, *seen.rows.notices],
        "nothing": not (seen.plan.new or seen.plan.changed),
        "shown": SHOWN,
    }


def _write(request: Any, run: ImportRun) -> HttpResponse:
    """Start the writing; where children are to be marked as left, ask once more and name the number."""
    form, school = WriteForm(request.POST), request.school.slug
    form.is_valid()
    missing = run.counts.get("missing", 0) if form.cleaned_data.get("leave") else None
    if missing and form.cleaned_data.get("agreed") != missing:
        context = {"run": run, "missing": missing, "confirmed": form.confirmed(), "counts": run.counts}
        return render(request, "concerns/imports/leavers.html", context)
    try:
        ask_to_write(
            by=request.member,
            run=run,
            confirmed=form.confirmed(),
            missing=missing or None,
            now=timezone.now(),
        )
    except ImportRefused as problem:
        messages.error(request, str(problem))
        return redirect("concerns:import_preview", school=school, uid=run.uid)
    return redirect("concerns:import_run", school=school, uid=run.uid)


@requires(Capability.PUPILS_IMPORT)
@require_safe
def result(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """How far the writing is, and what came of it."""
    run = get_import_for(request.member, uid)
    job = Job.objects.filter(uid=run.job).first() if run.job else None
    rejects = run.rejects if run.rejects and run.rejects.removed_at is None else None
    return render(request, "concerns/imports/result.html", {"run": run, "job": job, "rejects": rejects})


@requires(Capability.PUPILS_IMPORT)
@require_safe
def rejects(request: Any, school: str, uid: uuid.UUID) -> StreamingHttpResponse:
    """The rows that were left out, with reasons, for seven days."""
    run = get_import_for(request.member, uid)
    file = run.rejects
    if file is None or file.removed_at is not None or (file.expires_at and file.expires_at < timezone.now()):
        raise Http404
    record(Event.FILE_DOWNLOADED, by=request.member, target=run, sha256=file.sha256)
    answer = StreamingHttpResponse(carry(open_file(file)), content_type=file.content_type)
    answer["Content-Disposition"] = 'attachment; filename="rows-left-out.csv"'
    answer["Content-Length"] = str(file.size)
    return answer


@requires(Capability.PUPILS_IMPORT)
@require_POST
def stop(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Throw the file away; nothing of it was written."""
    run = get_import_for(request.member, uid)
    try:
        stop_import(by=request.member, run=run, now=timezone.now())
    except ImportRefused as problem:
        messages.error(request, str(problem))
        return redirect("concerns:import_run", school=school, uid=uid)
    messages.success(request, "The file was thrown away. Nothing was written.")
    return redirect("concerns:import", school=school)
