"""How a team's own experiments are told from those of the packs. Pure."""

from __future__ import annotations

# No key of a pack has a colon in it.
PREFIX = "team:"


def key_of(suggestion: int) -> str:
    """The key by which a suggestion is drawn and remembered."""
    return f"{PREFIX}{suggestion}"


def id_of(key: str) -> int | None:
    """The suggestion that a key stands for; None for one of a pack."""
    return int(key.removeprefix(PREFIX)) if key.startswith(PREFIX) else None
