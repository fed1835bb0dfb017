"""Which casework belongs to which theme, and how grave each theme usually turns out to be."""

from dataclasses import dataclass

from safeguard.demo.sample.casework.between import BODY, FRIENDS, ONLINE_HABITS, ONLINE_PEERS, ROUTE
from safeguard.demo.sample.casework.care import CARE, CARER, DOMESTIC
from safeguard.demo.sample.casework.kinds import Casework
from safeguard.demo.sample.casework.peers import ONLINE, OUTSIDE, PEERS
from safeguard.demo.sample.casework.school import ATTENDANCE, GOOD, LOSS, MARK, WELLBEING
from safeguard.demo.sample.casework.tracks import HEALTH, MARK_DOUBT, SPECIAL, UNREACHED, WORRY
from safeguard.demo.sample.narratives.kinds import Narrative, Theme

RISKS = ("low", "medium", "high", "immediate")


@dataclass(frozen=True)
class Profile:
    """How grave in a hundred (low, medium, high, immediate), and what is then done."""

    casework: Casework
    risks: tuple[int, int, int, int]


@dataclass(frozen=True)
class ThemeProfile(Profile):
    """`weight`: how common; `tags`: the codes of its categories."""

    weight: int
    tags: tuple[str, ...]


PROFILES: dict[Theme, ThemeProfile] = {
    Theme.NEGLECT: ThemeProfile(CARE, (48, 42, 10, 0), 14, ("neglect",)),
    Theme.HOME: ThemeProfile(CARE, (40, 44, 16, 0), 8, ("neglect",)),
    Theme.FAMILY: ThemeProfile(CARE, (50, 40, 9, 1), 9, ("observation",)),
    Theme.DOMESTIC: ThemeProfile(DOMESTIC, (8, 52, 36, 4), 8, ("domestic_abuse", "emotional")),
    Theme.ATTENDANCE: ThemeProfile(ATTENDANCE, (50, 44, 6, 0), 9, ("attendance",)),
    Theme.MARK: ThemeProfile(MARK, (80, 20, 0, 0), 6, ("physical",)),
    Theme.WELLBEING: ThemeProfile(WELLBEING, (52, 42, 6, 0), 13, ("mental_health",)),
    Theme.SELF_HARM: ThemeProfile(WELLBEING, (0, 60, 36, 4), 4, ("self_harm", "mental_health")),
    Theme.BEREAVEMENT: ThemeProfile(LOSS, (92, 8, 0, 0), 4, ("bereavement",)),
    Theme.YOUNG_CARER: ThemeProfile(CARER, (64, 36, 0, 0), 5, ("young_carer",)),
    Theme.PEER: ThemeProfile(PEERS, (62, 34, 4, 0), 12, ("child_on_child",)),
    Theme.PEER_BODY: ThemeProfile(PEERS, (16, 58, 26, 0), 4, ("sexual_harassment", "child_on_child")),
    Theme.ONLINE: ThemeProfile(ONLINE, (20, 56, 22, 2), 8, ("online_safety",)),
    Theme.OLDER_FRIEND: ThemeProfile(OUTSIDE, (8, 50, 40, 2), 5, ("cce",)),
    Theme.POSITIVE: ThemeProfile(GOOD, (100, 0, 0, 0), 5, ("observation",)),
}
TRACKS: dict[str, Profile] = {
    "body": Profile(BODY, (10, 60, 30, 0)),
    "care": Profile(CARE, (16, 56, 26, 2)),
    "carer": Profile(CARER, (80, 20, 0, 0)),
    "friends": Profile(FRIENDS, (94, 6, 0, 0)),
    "friends_outside": Profile(ROUTE, (20, 64, 16, 0)),
    "health": Profile(HEALTH, (56, 36, 8, 0)),
    "mark_doubt": Profile(MARK_DOUBT, (0, 30, 62, 8)),
    "news": Profile(WORRY, (70, 30, 0, 0)),
    "online_habits": Profile(ONLINE_HABITS, (58, 42, 0, 0)),
    "online_peers": Profile(ONLINE_PEERS, (36, 54, 10, 0)),
    "special": Profile(SPECIAL, (38, 48, 14, 0)),
    "unreached": Profile(UNREACHED, (20, 50, 30, 0)),
    "wellbeing": Profile(WELLBEING, (60, 40, 0, 0)),
    "worry": Profile(WORRY, (34, 48, 18, 0)),
}


def profile_of(narrative: Narrative) -> Profile:
    """The narrative's own track where it names one, else that of its theme."""
    return TRACKS[narrative.track] if narrative.track else PROFILES[narrative.theme]


__all__ = ["PROFILES", "RISKS", "TRACKS", "Casework", "Profile", "ThemeProfile", "profile_of"]
