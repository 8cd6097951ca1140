"""Voting on the story of the month."""

from __future__ import annotations

from bot.slack.replies import Replies, say
from bot.slack.requests import Press
from rituals import ballots
from rituals.ids import BallotId, StoryId


async def voted(press: Press) -> Replies:
    """*Vote* on a story: one vote a person, and the last one counts."""
    ballot, _, story = press.value.partition(":")
    await press.act(ballots.vote, BallotId(int(ballot)), StoryId(int(story)))
    return say("Your vote is in. Until the vote closes, you can press another one instead.")
