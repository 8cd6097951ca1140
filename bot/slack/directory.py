"""People and channels, known from our own database: Slack is asked only for what's missing or too old."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.service.house import House
from bot.slack import channels, markup, people
from bot.slack.channels import Channel
from bot.slack.contents import SlackMessage, read_message
from bot.slack.pace import Pace
from bot.slack.people import Person
from rituals import directory, schedules
from rituals.db import keepable
from rituals.directory import About, Known
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.scene import NOBODY, Scene, zone_named

T = TypeVar("T")
Ask: TypeAlias = Callable[[], Awaitable[dict[str, Any] | None]]

log = structlog.get_logger()

# What may have changed without our hearing of it.
NAMES_LAST = timedelta(days=1)
# Who may do what: asked again before it's used.
RIGHTS_LAST = timedelta(minutes=5)
# What Slack says again within that time is believed for that much less, and not written down again.
ALIKE = timedelta(minutes=1)
# In seconds: how long a private answer waits for what it can do without.
PATIENCE = 0.05
# A form may wait longer, but its trigger lasts for three.
FORM_PATIENCE = 1.0
# How long a page that is drawn again and again waits before it asks the same again.
SILENCE = timedelta(minutes=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
MOST_NAMES = 5
UNREACHABLE = (ClientError, SlackApiError, TimeoutError)


class Directory:
    """Answers from the database; asks Slack once, however many want to know, and keeps its answer."""

    def __init__(self, house: House, slack: AsyncWebClient) -> None:
        self.house = house
        self.slack = slack
        self.pace = Pace()
        self.patience, self.form_patience = PATIENCE, FORM_PATIENCE
        self._asked_at: dict[str, datetime] = {}
        self._asking: dict[tuple[str, ...], asyncio.Task[Any]] = {}

    async def person(
        self, workspace: WorkspaceId, who: PersonId, within: timedelta = NAMES_LAST
    ) -> Person | None:
        """What Slack knows of somebody, asked within that time; None if there's nobody of that id."""
        if not who:
            return None
        facts = await self._facts(
            workspace, About.PERSON, who, within, partial(self._ask_person, workspace, who)
        )
        return _person(facts)

    async def channel(
        self, workspace: WorkspaceId, channel: ChannelId, within: timedelta = RIGHTS_LAST
    ) -> Channel:
        """What the bot may know and do in a channel, asked within that time."""
        facts = await self._facts(
            workspace, About.CHANNEL, channel, within, lambda: self._ask_channel(channel)
        )
        return Channel(**facts) if facts else Channel(channel, open=False, reachable=False)

    async def message(self, workspace: WorkspaceId, where: ChannelId, ts: str) -> SlackMessage:
        """A message as it is now. Slack is asked once for all who ask meanwhile. SlackApiError."""
        return await asyncio.shield(
            self._once((workspace, "message", where, ts), lambda: self._ask_message(where, ts))
        )

    async def names(self, workspace: WorkspaceId, people: Iterable[PersonId]) -> dict[PersonId, str]:
        """What people are called, for a page that's drawn again and again: those who are known by then."""
        asks: dict[str, Ask] = {who: partial(self._ask_person, workspace, who) for who in people if who}
        known = await self._at_once(workspace, About.PERSON, asks, NAMES_LAST)
        return {PersonId(who): facts["names"][0] for who, facts in known.items()}

    async def open_among(self, workspace: WorkspaceId, channels: Iterable[ChannelId]) -> dict[ChannelId, str]:
        """Those of the channels that everybody may read, with their names, for such a page too."""
        asks: dict[str, Ask] = {each: partial(self._ask_channel, each) for each in channels}
        known = await self._at_once(workspace, About.CHANNEL, asks, RIGHTS_LAST / 2, expires=RIGHTS_LAST)
        return {ChannelId(each): facts["name"] for each, facts in known.items() if facts["open"]}

    async def is_admin(self, workspace: WorkspaceId, who: PersonId) -> bool:
        """Whether the person is an admin or owner of the workspace, as of a few minutes ago."""
        found = await self.person(workspace, who, RIGHTS_LAST)
        return found is not None and found.admin

    async def is_colleague(self, workspace: WorkspaceId, who: PersonId) -> bool:
        """Whether this is somebody who works here: no app, nobody who has left, no outsider."""
        found = await self.person(workspace, who)
        return found is not None and found.colleague

    async def is_member(self, workspace: WorkspaceId, channel: ChannelId, who: PersonId) -> bool:
        """Whether the person is in the channel, as of a few minutes ago; not where the bot can't look."""
        name = f"{channel}:{who}"
        facts = await self._facts(
            workspace, About.MEMBER, name, RIGHTS_LAST, lambda: self._ask_member(channel, who)
        )
        return bool(facts and facts["inside"])

    async def zone(self, scene: Scene) -> ZoneInfo:
        """The person's zone. Nobody waits for it long: until Slack has said it, it's the workspace's."""
        return await self._zone_within(scene, self.patience)

    async def form_zone(self, scene: Scene) -> ZoneInfo:
        """The same for a form, where somebody may leave it as it stands."""
        return await self.pace.answer(self._zone_within(scene, self.form_patience))

    async def _zone_within(self, scene: Scene, patience: float) -> ZoneInfo:
        known = await self.house.recall(directory.known, scene.workspace, About.PERSON, scene.person)
        facts = known.facts if known else None
        if known is None or not _fresh(known, self.house, NAMES_LAST):
            ask = partial(self._ask_person, scene.workspace, scene.person)
            task = self._asked(scene.workspace, About.PERSON, scene.person, ask)
            done, _ = await asyncio.wait({task}, timeout=0 if known else patience)
            facts = task.result() if done and not task.exception() else facts
        return await self._zone(scene, facts)

    async def own_zone(self, scene: Scene) -> ZoneInfo:
        """The same for what lasts: Slack is waited for."""
        found = await self.person(scene.workspace, scene.person)
        return await self._zone(scene, asdict(found) if found else None)

    async def _zone(self, scene: Scene, facts: dict[str, Any] | None) -> ZoneInfo:
        own = zone_named(facts["zone"]) if facts and facts["zone"] else None
        if own is not None:
            return own
        return await self.house.recall(schedules.usual_zone, scene.as_person(NOBODY))

    async def plain_words(self, workspace: WorkspaceId, text: str) -> str:
        """Slack's own writing (`<@U1>`, `&amp;`, `<https://…|label>`) as the words a person reads.

        A channel is only called one: its name may be that of a private one, which not every reader may know.
        Who can't be asked about now is a teammate.
        """
        names: dict[str, str] = {}
        with suppress(*UNREACHABLE):
            for who in markup.unnamed_people(text)[:MOST_NAMES]:
                found = await self.person(workspace, PersonId(who))
                names |= {who: found.names[0]} if found else {}
            if markup.has_unnamed_group(text):
                names |= await self.pace.answer(people.group_handles(self.slack))
        return keepable(markup.read_mrkdwn(text, names))

    async def own_words(self, workspace: WorkspaceId, text: str) -> str:
        """The same of what a person types to us: a channel has the name that they wrote."""
        names: dict[str, str] = {}
        with suppress(*UNREACHABLE):
            for where, name in markup.channels(text)[:MOST_NAMES]:
                names[where] = name or await self._public_name(workspace, ChannelId(where))
        return await self.plain_words(workspace, markup.with_channels(text, names))

    async def _public_name(self, workspace: WorkspaceId, where: ChannelId) -> str:
        found = await self.channel(workspace, where)
        return found.name if found.open else ""

    async def learn_person(self, workspace: WorkspaceId, found: Person) -> None:
        """Slack has told of a person on its own."""
        await self._learn(workspace, About.PERSON, found.id, asdict(found))

    async def unlearn_channel(self, workspace: WorkspaceId, channel: ChannelId) -> None:
        """Something has changed about a channel: it's asked about when it's needed next."""
        await self.house.quietly(directory.unlearn, workspace, About.CHANNEL, channel)

    async def unlearn_member(self, workspace: WorkspaceId, channel: ChannelId, who: PersonId) -> None:
        """Somebody joined or left a channel."""
        await self.house.quietly(directory.unlearn, workspace, About.MEMBER, f"{channel}:{who}")

    async def _at_once(
        self,
        workspace: WorkspaceId,
        about: About,
        asks: Mapping[str, Ask],
        within: timedelta,
        expires: timedelta = timedelta.max,
    ) -> dict[str, dict[str, Any]]:
        """What is known of several. What's old is asked about beside it, what is unknown is waited for.

        So is what has expired; if Slack doesn't answer in time, it is no longer known.
        The same isn't asked again for a while, whether Slack has an answer or not.
        """
        known = await self.house.read(directory.known_of, workspace, about, asks)
        old = {name for name, each in known.items() if not _fresh(each, self.house, within)}
        unknown = asks.keys() - {name for name, each in known.items() if _fresh(each, self.house, expires)}
        now = self.house.clock.now()
        wanted = [
            name for name in {*unknown, *old} if abs(now - self._asked_at.get(name, LONG_AGO)) > SILENCE
        ]
        self._asked_at.update(dict.fromkeys(wanted, now))
        tasks = {name: self._asked(workspace, about, name, asks[name]) for name in wanted}
        if waited_for := [task for name, task in tasks.items() if name in unknown]:
            await asyncio.wait(waited_for, timeout=self.form_patience)
            known = await self.house.read(directory.known_of, workspace, about, asks)
        return {name: each.facts for name, each in known.items() if _fresh(each, self.house, expires)}

    async def _facts(
        self,
        workspace: WorkspaceId,
        about: About,
        name: str,
        within: timedelta,
        ask: Ask,
    ) -> dict[str, Any] | None:
        known = await self.house.recall(directory.known, workspace, about, name)
        if known is not None and _fresh(known, self.house, within):
            return known.facts
        try:
            return await self.pace.answer(asyncio.shield(self._asked(workspace, about, name, ask)))
        except UNREACHABLE:
            # A name may be a day old; a right may not.
            if known is None or within < NAMES_LAST:
                raise
            return known.facts

    def _asked(
        self,
        workspace: WorkspaceId,
        about: About,
        name: str,
        ask: Ask,
    ) -> asyncio.Task[dict[str, Any] | None]:
        return self._once((workspace, about, name), lambda: self._ask(workspace, about, name, ask))

    def _once(self, about: tuple[str, ...], ask: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """One question at a time about the same: who asks meanwhile gets the same answer."""
        task = self._asking.get(about)
        if task is None:
            task = asyncio.create_task(ask())
            self._asking[about] = task
            task.add_done_callback(lambda _: self._asking.pop(about, None))
            # Whoever asked may have gone by then.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return task

    async def _ask(
        self,
        workspace: WorkspaceId,
        about: About,
        name: str,
        ask: Ask,
    ) -> dict[str, Any] | None:
        facts = await ask()
        if facts is None:
            await self.house.quietly(directory.unlearn, workspace, about, name)
        elif not await self._knows(workspace, about, name, facts):
            await self._learn(workspace, about, name, facts)
        return facts

    async def _knows(self, workspace: WorkspaceId, about: About, name: str, facts: dict[str, Any]) -> bool:
        """Whether the same was learned a moment ago: of what happens a lot, not every answer is kept."""
        known = await self.house.recall(directory.known, workspace, about, name)
        return known is not None and known.facts == facts and _fresh(known, self.house, ALIKE)

    async def _learn(self, workspace: WorkspaceId, about: About, name: str, facts: dict[str, Any]) -> None:
        await self.house.quietly(directory.learn, workspace, about, name, facts, self.house.clock.now())

    async def _ask_person(self, workspace: WorkspaceId, who: PersonId) -> dict[str, Any] | None:
        found = await people.person(self.slack, workspace, who)
        return asdict(found) if found else None

    async def _ask_channel(self, channel: ChannelId) -> dict[str, Any] | None:
        return asdict(await channels.channel(self.slack, channel))

    async def _ask_message(self, where: ChannelId, ts: str) -> SlackMessage:
        answer = await self.slack.reactions_get(channel=where, timestamp=ts, full=True)
        return read_message(answer.get("message") or {})

    async def _ask_member(self, channel: ChannelId, who: PersonId) -> dict[str, Any] | None:
        return {"inside": await people.is_member(self.slack, channel, who)}


def _fresh(known: Known, house: House, within: timedelta) -> bool:
    # Ahead of now is what was learned before somebody put the clock back.
    return timedelta(0) <= house.clock.now() - known.seen_at <= within


def _person(facts: dict[str, Any] | None) -> Person | None:
    return Person(**{**facts, "names": tuple(facts["names"])}) if facts else None
