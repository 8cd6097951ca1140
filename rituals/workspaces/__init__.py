"""The tenant: a workspace and its settings."""

from rituals.workspaces.acts import feed, set_feed

__all__ = ["feed", "set_feed"]
