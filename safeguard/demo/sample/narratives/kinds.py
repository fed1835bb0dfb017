"""What a narrative is: how a member of staff might have written one concern, with its room for chance."""

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """What a concern turns out to be about. Categories, risk and casework follow from it."""

    NEGLECT = "neglect"
    HOME = "home"
    FAMILY = "family"
    DOMESTIC = "domestic"
    ATTENDANCE = "attendance"
    MARK = "mark"
    WELLBEING = "wellbeing"
    SELF_HARM = "self_harm"
    BEREAVEMENT = "bereavement"
    YOUNG_CARER = "young_carer"
    PEER = "peer"
    PEER_BODY = "peer_body"
    ONLINE = "online"
    OLDER_FRIEND = "older_friend"
    POSITIVE = "positive"


@dataclass(frozen=True)
class Narrative:
    """Texts are templates of words.py: `[this|that]` and `{c}` for the child's first name.

    `phases`, `by` and `urgency` list what is possible, separated by spaces; `place` by `|`.
    `peer` is the role of a second child of the same year, whose name is `{peer}`.
    `when` makes it likelier on `monday`, on `friday`, or in `winter`.
    `mark` is (part of the body map, kind, size) where a mark was seen.
    `ages` are the ages it can be about, `hours` the first and last hour in which it can be noticed.
    `tags` (category codes) and `track` (a key of casework.TRACKS) stand where the theme's own don't fit.
    `again` keeps it for a child of whom something was told before. `{since}` is when this part of the year began.
    """

    theme: Theme
    account: str
    words: str = ""
    done: str = ""
    place: str = "classroom"
    known: str = "saw"
    urgency: str = "not_today"
    by: str = "teacher tutor"
    phases: str = "primary secondary"
    peer: str = ""
    when: str = ""
    mark: tuple[str, str, str] | None = None
    ages: tuple[int, int] = (0, 19)
    tags: str = ""
    hours: tuple[int, int] | None = None
    track: str = ""
    again: bool = False

    def fits(self, phase: str, age: int) -> bool:
        return phase in self.phases.split() and self.ages[0] <= age <= self.ages[1]
