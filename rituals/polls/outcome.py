"""What is told of a closed poll to whoever adds results up. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rituals.ids import ChannelId


@dataclass(frozen=True, slots=True)
class Result:
    """One closed poll whose result may be shown.

    `kind` is "poll" or "head_check". `framework` is "" where the options are the team's own. `open`:
    everybody in the workspace may read the channel where it stood. `votes` are by mindset, zero included,
    for those that the poll offered; where one may choose several they add up to more than `voters`.
    """

    closed_at: datetime
    kind: str
    framework: str
    channel: ChannelId
    touchpoint: str | None
    open: bool
    voters: int
    votes: Mapping[str, int]
