"""What the safeguarding team does with a concern: texts for each step, by what the concern is about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Something to do and what came of it; `days` from the decision until it is due."""

    title: str
    outcome: str
    days: int = 3


@dataclass(frozen=True)
class Choice:
    """A decision: what was weighed, and why this was chosen.

    `when` is "first" or "again" where it only fits a child's first concern, or a later one.
    """

    options: str
    why: str
    when: str = ""


@dataclass(frozen=True)
class Ending:
    """What closing asks for: a summary, what was followed up, how it ended.

    `after` lists the kinds of decision that it can follow; empty for all.
    """

    summary: str
    follow_up: str
    outcome: str
    after: str = ""


@dataclass(frozen=True)
class Casework:
    """Templates of words.py. `decisions` is keyed by the code of the decision.

    The first of `contacts` is how it begins, the others come later.
    """

    decisions: dict[str, tuple[Choice, ...]]
    tasks: tuple[Task, ...]
    contacts: tuple[str, ...]
    notes: tuple[str, ...]
    feedback: tuple[str, ...]
    endings: tuple[Ending, ...]

    def endings_after(self, decision: str) -> list[Ending]:
        """The endings that fit a decision."""
        fitting = [ending for ending in self.endings if not ending.after or decision in ending.after.split()]
        return fitting or list(self.endings)
