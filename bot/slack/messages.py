"""Messages of people and apps in Slack, read as plain words with what decides how they may be used."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from slack_sdk.errors import SlackApiError

from bot.slack.channels import Channel
from bot.slack.contents import SlackMessage
from bot.slack.directory import Directory
from bot.slack.refusals import HIDDEN, MISSING, code_of
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.nominations import SeenMessage

# As it is at this moment: whether it has been opened or closed decides who may read the words.
NOW = timedelta(0)


class Unseen(Enum):
    """Why a message can't be seen, or is nobody's words.

    DELETED: it left a stone. MISSING: it was deleted, or is older than the workspace's plan shows.
    HIDDEN: the bot may not look there. UNSAID: Slack itself wrote it, as when somebody joins.
    """

    DELETED = "deleted"
    MISSING = "missing"
    HIDDEN = "hidden"
    UNSAID = "unsaid"


async def message(
    directory: Directory, workspace: WorkspaceId, where: ChannelId, ts: str
) -> SeenMessage | Unseen:
    """The words at that place, as plain text, with what decides how they may be used."""
    try:
        found = await directory.message(workspace, where, ts)
    except SlackApiError as error:
        code = code_of(error)
        if code in MISSING:
            return Unseen.MISSING
        if code in HIDDEN:
            return Unseen.HIDDEN
        raise
    place = await directory.channel(workspace, where, NOW)
    return await as_message(directory, workspace, place, found)


async def as_message(
    directory: Directory, workspace: WorkspaceId, where: Channel, found: SlackMessage
) -> SeenMessage | Unseen:
    """A message with what decides how it may be used. What an app wrote has no author."""
    if not found.said:
        return Unseen.DELETED if found.stone else Unseen.UNSAID
    author = await directory.person(workspace, found.author)
    by_app = found.by_app or author is None or author.bot
    return SeenMessage(
        author=PersonId("") if by_app or author is None else author.id,
        words=await directory.plain_words(workspace, found.of_app if by_app else found.of_person),
        link=found.link or None,
        open=where.open,
        # Somebody of another organisation is written to only where the bot shares a channel with them.
        reachable=author is not None and not author.gone and (where.member or not author.outsider),
        name=author.names[0] if author is not None and author.outsider else None,
        gone=author is not None and author.gone and not by_app,
    )
