"""Schedule, holds and plans; subject access requests."""

from retention.models.holds import Hold
from retention.models.plans import PlanItem, PlanRun
from retention.models.schedule import Rule

__all__ = ["Hold", "PlanItem", "PlanRun", "Rule"]
