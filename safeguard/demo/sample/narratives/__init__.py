"""All the ways in which the staff of the sample write a concern."""

from safeguard.demo.sample.narratives.home import HOME
from safeguard.demo.sample.narratives.kinds import Narrative, Theme
from safeguard.demo.sample.narratives.marks import MARKS
from safeguard.demo.sample.narratives.neglect import NEGLECT
from safeguard.demo.sample.narratives.outside import OUTSIDE
from safeguard.demo.sample.narratives.peers import PEERS
from safeguard.demo.sample.narratives.school_day import SCHOOL_DAY
from safeguard.demo.sample.narratives.special import SPECIAL
from safeguard.demo.sample.narratives.wellbeing import WELLBEING

NARRATIVES: tuple[Narrative, ...] = (
    *NEGLECT,
    *HOME,
    *WELLBEING,
    *PEERS,
    *OUTSIDE,
    *MARKS,
    *SCHOOL_DAY,
    *SPECIAL,
)

__all__ = ["NARRATIVES", "Narrative", "Theme"]
