"""The tenant: a workspace and its settings, and what its people have chosen."""

from rituals.workspaces.acts.presses import again, purge_presses, toggle
from rituals.workspaces.acts.settings import (
    address,
    change_settings,
    come_back,
    drop_feed,
    feed,
    forget,
    held_feed,
    leave,
    set_feed,
    settings,
    to_erase,
    want_notes,
    wants_notes,
)
from rituals.workspaces.rules.emoji import emoji_name
from rituals.workspaces.rules.settings import (
    KEPT_AFTER_UNINSTALL,
    MOST_EMOJI,
    MOST_TOUCHPOINTS,
    Blend,
    Settings,
    named_touchpoint,
    slug,
    unnamed,
)

__all__ = [
    "KEPT_AFTER_UNINSTALL",
    "MOST_EMOJI",
    "MOST_TOUCHPOINTS",
    "Blend",
    "Settings",
    "address",
    "again",
    "change_settings",
    "come_back",
    "drop_feed",
    "emoji_name",
    "feed",
    "forget",
    "held_feed",
    "leave",
    "named_touchpoint",
    "purge_presses",
    "set_feed",
    "settings",
    "slug",
    "to_erase",
    "toggle",
    "unnamed",
    "want_notes",
    "wants_notes",
]
