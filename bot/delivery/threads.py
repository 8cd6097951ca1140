"""Looks who has replied in the thread of a card that nobody answered by its button, once its day is over."""

from __future__ import annotations

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.service.house import House
from bot.slack.refusals import NOT_THERE, UNREADABLE, code_of
from rituals import experiments
from rituals.errors import Gone
from rituals.experiments import Thread
from rituals.ids import PersonId
from rituals.scene import Scene

log = structlog.get_logger()
# Slack allows some fifty reads a minute for a workspace; people's own clicks need some of them too.
AT_ONCE = 3
# One reply is enough, and an app that isn't listed may read no more than fifteen messages at once.
PAGE = 15
# The optional history scope was declined, the bot isn't in the channel, or the card is gone.
NEVER = UNREADABLE | NOT_THERE | {"thread_not_found"}


class Threads:
    """Reads each of these threads once. Of a reply it takes who wrote it, and leaves the words alone."""

    def __init__(self, house: House, slack: AsyncWebClient) -> None:
        self.house = house
        self.slack = slack

    async def read(self) -> None:
        """Read the threads that are due. One that can't be read now comes again later."""
        now = self.house.clock.now()
        for thread in await self.house.quietly(experiments.threads_to_read, now, AT_ONCE):
            try:
                replied = await self._replied(thread)
                scene = Scene(thread.workspace, self.house.clock.now())
                await self.house.act(experiments.thread_read, scene, thread.draw, replied)
            except Gone:  # its card was discarded meanwhile
                continue
            except Exception as error:
                # Whatever it is, the others are read all the same.
                name = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
                log.warning("threads.cannot_read", draw=thread.draw, error=name)

    async def _replied(self, thread: Thread) -> list[PersonId]:
        """The people who have replied there; nobody where the bot may not look."""
        try:
            page = await self.slack.conversations_replies(channel=thread.channel, ts=thread.ts, limit=PAGE)
        except SlackApiError as error:
            if code_of(error) in NEVER:
                return []
            raise
        people = [each for each in page["messages"] if each.get("user") and not each.get("bot_id")]
        return [PersonId(user) for user in dict.fromkeys(str(each["user"]) for each in people)]
