"""Jobs of a subject access request. Whoever asked must still be allowed to when it runs."""

import uuid
from typing import Any

from django.utils import timezone

from access.capabilities import Capability
from retention.actions.sar import RequestRefused
from retention.actions.sar_gather import gather_records
from retention.actions.sar_package import build_package
from retention.models import SubjectRequest
from retention.queries.sar import BUILD, GATHER, requests_for
from retention.request_moves import WrongMove
from safeguard.jobs.actions import JobFailed, Run
from safeguard.jobs.registry import job
from safeguard.paper import PaperError
from safeguard.vault.files import StoreFull

GONE = "You can no longer work on this request."


def _request(run: Run, uid: str) -> tuple[Any, SubjectRequest]:
    """Who asked, and the request, as far as both are still theirs."""
    by = run.member
    if by is None or not by.is_live(timezone.localdate()) or not by.can(Capability.SAR_MANAGE):
        raise JobFailed(GONE)
    found = requests_for(by).filter(uid=uuid.UUID(uid)).first()
    if found is None:
        raise JobFailed(GONE)
    return by, found


@job(GATHER, page="retention:sar", page_keys={"uid": "request"})
def gather(run: Run, *, request: str) -> None:
    """Copy the child's records into the request."""
    by, row = _request(run, request)
    try:
        counts = gather_records(by=by, request=row, now=timezone.now(), report=run.progress)
    except (RequestRefused, WrongMove) as refusal:
        raise JobFailed(str(refusal)) from None
    run.job.result = {"request": request, "all": counts.all, "new": counts.new, "changed": counts.changed}


@job(BUILD, page="retention:sar", page_keys={"uid": "request"})
def build(run: Run, *, request: str) -> None:
    """Make the package; one that still holds a removed word is destroyed, and the result says so."""
    by, row = _request(run, request)
    try:
        built = build_package(by=by, request=row, now=timezone.now(), report=run.progress)
    except (RequestRefused, WrongMove, PaperError, StoreFull) as problem:
        raise JobFailed(str(problem)) from None
    package = str(built.package.uid) if built.package else ""
    run.job.result = {"request": request, "package": package, "leaks": built.leaks}
