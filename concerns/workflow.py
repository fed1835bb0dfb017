"""The life of a concern as a table: from which state which move leads where. Anything else is refused."""

from concerns.models.concern import State

MOVES: dict[tuple[str, str], str] = {
    (State.SUBMITTED, "classify"): State.TRIAGED,
    (State.TRIAGED, "classify"): State.TRIAGED,
    (State.OPEN, "classify"): State.OPEN,
    (State.MONITORING, "classify"): State.MONITORING,
    (State.SUBMITTED, "own"): State.SUBMITTED,
    (State.TRIAGED, "own"): State.OPEN,
    (State.OPEN, "own"): State.OPEN,
    (State.MONITORING, "own"): State.MONITORING,
    (State.TRIAGED, "work"): State.OPEN,
    (State.SUBMITTED, "work"): State.SUBMITTED,
    (State.OPEN, "work"): State.OPEN,
    (State.MONITORING, "work"): State.MONITORING,
    (State.TRIAGED, "monitor"): State.MONITORING,
    (State.OPEN, "monitor"): State.MONITORING,
    (State.MONITORING, "resume"): State.OPEN,
    (State.TRIAGED, "close"): State.CLOSED,
    (State.OPEN, "close"): State.CLOSED,
    (State.MONITORING, "close"): State.CLOSED,
    (State.CLOSED, "reopen"): State.OPEN,
}
OVER = (State.CLOSED, State.MERGED, State.RETURNED)


class WrongMove(Exception):
    """The concern's state doesn't allow this; the message says what to do instead."""


def move(state: str, name: str) -> str:
    """The state that a move leads to; raises WrongMove."""
    try:
        return MOVES[(state, name)]
    except KeyError:
        label = State(state).label.lower()
        hint = "Reopen it first." if state == State.CLOSED else "Classify it first."
        raise WrongMove(f"This concern is {label}. {hint}") from None


def allows(state: str, name: str) -> bool:
    """Whether a page should offer the move."""
    return (state, name) in MOVES
