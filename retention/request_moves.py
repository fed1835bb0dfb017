"""How a subject access request moves on: one table of states and moves."""

from retention.models.requests import RequestState as S

LIVE = (S.RECEIVED, S.IDENTITY, S.OPEN, S.CLARIFICATION, S.SEARCHING, S.REVIEW, S.APPROVAL, S.BUILD)

MOVES: dict[tuple[str, str], str] = {
    (S.RECEIVED, "ask_identity"): S.IDENTITY,
    (S.RECEIVED, "confirm_identity"): S.OPEN,
    (S.IDENTITY, "confirm_identity"): S.OPEN,
    (S.OPEN, "ask"): S.CLARIFICATION,
    (S.CLARIFICATION, "answer"): S.OPEN,
    (S.OPEN, "search"): S.OPEN,
    (S.REVIEW, "search"): S.REVIEW,
    (S.OPEN, "gather"): S.SEARCHING,
    (S.REVIEW, "gather"): S.SEARCHING,
    (S.SEARCHING, "gather"): S.SEARCHING,
    (S.SEARCHING, "gathered"): S.REVIEW,
    (S.REVIEW, "review"): S.REVIEW,
    (S.REVIEW, "submit"): S.APPROVAL,
    (S.APPROVAL, "send_back"): S.REVIEW,
    (S.APPROVAL, "approve"): S.BUILD,
    (S.BUILD, "send_back"): S.REVIEW,
    (S.BUILD, "build"): S.BUILD,
    (S.BUILD, "release"): S.RELEASED,
    **{(state, "refuse"): S.REFUSED for state in LIVE},
    **{(state, "withdraw"): S.WITHDRAWN for state in LIVE},
    **{(state, "extend"): state for state in LIVE},
    **{(state, "name_subject"): state for state in (S.RECEIVED, S.IDENTITY, S.OPEN)},
}


class WrongMove(Exception):
    """The request's state doesn't allow this; the message is fit to be shown."""


def move(state: str, name: str) -> str:
    """The state that a move leads to; raises WrongMove."""
    try:
        return MOVES[(state, name)]
    except KeyError:
        label = S(state).label.lower()
        raise WrongMove(f"This can’t be done now: the request stands at “{label}”.") from None


def allows(state: str, name: str) -> bool:
    """Whether a page should offer the move."""
    return (state, name) in MOVES
