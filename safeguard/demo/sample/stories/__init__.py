"""The stories that were written by hand, so that a chronology can be read as a whole."""

from safeguard.demo.sample.stories import brennick, oakfield, others
from safeguard.demo.sample.stories.stage import LEADS, Stage

__all__ = ["LEADS", "Stage", "tell_stories"]


def tell_stories(stage: Stage) -> None:
    for story in (brennick, oakfield, others):
        story.tell(stage)
