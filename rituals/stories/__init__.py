"""Stories: moments with customers, told into a shared feed and cheered."""

from rituals.stories.acts import CARD, Told, cheer, latest, name_nominators, set_feed, tell, told
from rituals.stories.rules import LONGEST, Kind

__all__ = [
    "CARD",
    "LONGEST",
    "Kind",
    "Told",
    "cheer",
    "latest",
    "name_nominators",
    "set_feed",
    "tell",
    "told",
]
