"""Schedule, holds and plans; subject access requests."""

from retention.models.holds import Hold
from retention.models.items import RequestItem, RequestPhrase, RequestRedaction
from retention.models.packages import Package
from retention.models.plans import PlanItem, PlanRun
from retention.models.requests import (
    Clarification,
    RequestCounter,
    RequestState,
    SearchLog,
    SubjectRequest,
)
from retention.models.schedule import Rule

__all__ = [
    "Clarification",
    "Hold",
    "Package",
    "PlanItem",
    "PlanRun",
    "RequestCounter",
    "RequestItem",
    "RequestPhrase",
    "RequestRedaction",
    "RequestState",
    "Rule",
    "SearchLog",
    "SubjectRequest",
]
