"""How far a job is: as a piece of a page, as a page of its own, as JSON."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from safeguard.guard import passive, requires
from safeguard.jobs.actions import cancel_job
from safeguard.jobs.models import Job
from safeguard.jobs.queries import get_job_for, result_url


def show(request: HttpRequest, school: str, row: Job) -> HttpResponse:
    """For htmx the piece alone, which asks again by itself; otherwise a page around it."""
    template = "ui/job.html" if request.headers.get("HX-Request") else "jobs/page.html"
    return render(request, template, {"job": row, "job_link": result_url(row, school)})


@passive
@requires("job.read")
@require_safe
def progress(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """How far it is. Asked every two seconds by an open page, so it keeps nobody's session alive."""
    return show(request, school, get_job_for(request.member, uid))


@requires("job.read")
@require_POST
def cancel(request: Any, school: str, uid: uuid.UUID) -> HttpResponse:
    """Stop a job; only whoever asked for it can."""
    row = get_job_for(request.member, uid)
    if row.requested_by_id != request.member.pk:
        raise Http404
    cancel_job(row=row, by=request.member, now=timezone.now())
    if request.headers.get("HX-Request"):
        return show(request, school, get_job_for(request.member, uid))
    return redirect("jobs:progress", school=school, uid=uid)


class JobAnswer(APIView):
    """The same as JSON, for scripts."""

    def get(self, request: Request, school: str, uid: uuid.UUID) -> Response:
        """State, counts and where the result is; nothing of what the job is about."""
        row = get_job_for(request.member, uid)  # type: ignore[attr-defined]
        return Response(
            {
                "uid": str(row.uid),
                "kind": row.kind,
                "state": row.state,
                "done": row.progress_done,
                "total": row.progress_total,
                "percent": row.percent,
                "error": row.error,
                "created_at": row.created_at,
                "finished_at": row.finished_at,
                "result_url": result_url(row, school) if row.state == Job.State.DONE else "",
            }
        )


progress_json = passive(requires("job.read")(JobAnswer.as_view()))
