"""The tenant: a workspace and its settings."""

from rituals.workspaces.acts import feed, held_feed, set_feed

__all__ = ["feed", "held_feed", "set_feed"]
