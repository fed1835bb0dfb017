"""The record: children, concerns, and all that hangs on them."""

from concerns.models.child import Child, ChildStatus, Contact
from concerns.models.chronology import ChronologyEntry
from concerns.models.concern import Category, Concern, ConcernCategory, Involvement, ReferenceCounter
from concerns.models.draft import Draft
from concerns.models.imports import ImportRun
from concerns.models.share import ConcernGrant, Exclusion
from concerns.models.work import Action, Addendum, Closure, Decision, Feedback, Opening

__all__ = [
    "Action",
    "Addendum",
    "Category",
    "Child",
    "ChildStatus",
    "ChronologyEntry",
    "Closure",
    "Concern",
    "ConcernCategory",
    "ConcernGrant",
    "Contact",
    "Decision",
    "Draft",
    "Exclusion",
    "Feedback",
    "ImportRun",
    "Involvement",
    "Opening",
    "ReferenceCounter",
]
