"""People and channels as Slack knows them, kept so that nobody has to wait for Slack."""

from rituals.directory.acts import (
    About,
    Known,
    closed_names,
    forget,
    forget_channel,
    known,
    known_of,
    learn,
    names,
    purge,
    unlearn,
)

__all__ = [
    "About",
    "Known",
    "closed_names",
    "forget",
    "forget_channel",
    "known",
    "known_of",
    "learn",
    "names",
    "purge",
    "unlearn",
]
