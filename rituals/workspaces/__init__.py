"""The tenant: a workspace and its settings."""

from rituals.workspaces.acts import blend_of, change_settings, feed, held_feed, set_feed, settings
from rituals.workspaces.rules import Blend, Settings

__all__ = ["Blend", "Settings", "blend_of", "change_settings", "feed", "held_feed", "set_feed", "settings"]
