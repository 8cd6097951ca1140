"""Looks again at messages that are shown elsewhere: words that their author has deleted stay nowhere."""

from __future__ import annotations

import structlog
from slack_sdk.errors import SlackApiError

from bot.service.house import House
from bot.slack.directory import Directory
from bot.slack.messages import Unseen, message
from bot.slack.refusals import code_of
from rituals import nominations, polls, posts
from rituals.errors import Gone
from rituals.nominations import SeenMessage
from rituals.scene import Scene

log = structlog.get_logger()
# Slack allows some fifty reads a minute for a workspace; people's own clicks need some of them too.
AT_ONCE = 3


class Lookout:
    """Reads the few messages whose turn it is. The more time has gone by, the more rarely it is theirs."""

    def __init__(self, house: House, directory: Directory) -> None:
        self.house = house
        self.directory = directory

    async def look(self) -> None:
        """Look at what is due. What can't be seen now is looked at again later."""
        now = self.house.clock.now()
        nominated = await self.house.quietly(nominations.to_look_at, now, AT_ONCE)
        quoted = await self.house.quietly(polls.to_look_at, now, AT_ONCE - len(nominated))
        due: list[nominations.Look | polls.QuoteLook] = [*nominated, *quoted]
        for each in due:
            try:
                await self._look(each)
            except Exception as error:
                # Whatever it is, the others are looked at all the same.
                name = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
                log.warning("lookout.cannot_see", message=each.id, error=name)

    async def _look(self, each: nominations.Look | polls.QuoteLook) -> None:
        seen = await message(self.directory, each.workspace, each.channel, each.ts)
        if seen in (Unseen.HIDDEN, Unseen.UNSAID):
            return
        older = seen is Unseen.MISSING and await self._older_is_there(each)
        try:
            if isinstance(each, nominations.Look):
                await self._nominated(each, seen, older)
            else:
                await self._quoted(each, seen, older)
        except Gone:  # forgotten meanwhile
            return

    async def _nominated(self, each: nominations.Look, seen: SeenMessage | Unseen, older: bool) -> None:
        scene = Scene(each.workspace, self.house.clock.now())
        if seen is Unseen.MISSING:
            await self.house.act(nominations.missed, scene, each.id, older)
            return
        await self.house.act(nominations.looked, scene, each.id, None if isinstance(seen, Unseen) else seen)

    async def _quoted(self, each: polls.QuoteLook, seen: SeenMessage | Unseen, older: bool) -> None:
        scene = Scene(each.workspace, self.house.clock.now())
        if seen is Unseen.MISSING:
            await self.house.act(polls.missed, scene, each.id, older)
        elif seen is Unseen.DELETED:
            await self.house.act(polls.unquote, scene, each.id)
        else:
            await self.house.quietly(polls.found, scene, each.id)

    async def _older_is_there(self, each: nominations.Look | polls.QuoteLook) -> bool:
        """Whether a message from before it can be found: then no plan or retention rule hides this one."""
        known = [
            await self.house.read(before, each.workspace, each.channel, each.ts)
            for before in (nominations.seen_before, posts.shown_before)
        ]
        others = [await message(self.directory, each.workspace, each.channel, ts) for ts in known if ts]
        return any(not isinstance(other, Unseen) for other in others)
