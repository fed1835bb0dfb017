"""What a concern must say before it can be closed (KCSIE Part one, record keeping; K-01)."""

from dataclasses import dataclass

from concerns.models import Action, Concern, Decision


@dataclass(frozen=True)
class ClosingWords:
    """What the closing form asks for."""

    summary: str = ""
    follow_up: str = ""
    outcome: str = ""
    no_action_reason: str = ""


def missing_for_closing(concern: Concern, words: ClosingWords) -> dict[str, str]:
    """What is missing, by code, each in words that say what to do. Empty when it can be closed.

    A summary, how it was followed up and resolved, the action taken (or why none was), a decision with
    its rationale, and the outcome.
    """
    missing: dict[str, str] = {}
    if concern.triaged_at is None:
        missing["classify"] = "Classify it: risk, level of need and category"
    if concern.owner_id is None:
        missing["owner"] = "Give it an owner"
    if not words.summary.strip():
        missing["summary"] = "Write a clear summary of the concern"
    if not words.follow_up.strip():
        missing["follow_up"] = "Write how it was followed up and resolved"
    if not words.outcome.strip():
        missing["outcome"] = "Write the outcome"
    actions = Action.objects.filter(concern=concern)
    if not actions.exists() and not words.no_action_reason.strip():
        missing["action"] = "Add the action that was taken, or write why none was needed"
    if actions.filter(done_at=None).exists():
        missing["open_action"] = "Finish the actions that are still open, or say what came of them"
    if not Decision.objects.filter(concern=concern).exists():
        missing["decision"] = "Record a decision with its reason, even if it is to take no further action"
    return missing
