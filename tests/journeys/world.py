"""The steps of journeys: people at their screens, the bot at work, and the clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import randbelow
from socket import socket
from typing import Any

import aiohttp
from sqlalchemy.exc import DatabaseError

from bot.app.run import Bot, assembled, listening
from bot.playground import StandIn, serve
from bot.playground.entities import Json, Message, User, View
from bot.playground.gestures import Answered, Hands
from bot.service import manifest
from bot.service.clock import MovableClock
from bot.service.config import Config
from rituals import links
from rituals.db import trouble_of
from rituals.links import LinkKind
from tests.cast import NOW
from tests.databases import ENGINES


class PatientHands(Hands):
    """People who wait for what follows an answer before they do the next thing."""

    def __init__(self, slack: StandIn, bot: Bot) -> None:
        super().__init__(slack)
        self.bot = bot

    async def command(self, *about: Any, **more: Any) -> Answered:
        return await self._and_wait(super().command(*about, **more))

    async def press(self, *about: Any, **more: Any) -> Answered:
        return await self._and_wait(super().press(*about, **more))

    async def shortcut(self, *about: Any, **more: Any) -> Answered:
        return await self._and_wait(super().shortcut(*about, **more))

    async def submit(self, *about: Any, **more: Any) -> Answered:
        return await self._and_wait(super().submit(*about, **more))

    async def close(self, *about: Any, **more: Any) -> Answered:
        return await self._and_wait(super().close(*about, **more))

    async def open_home(self, person: str | User, tab: str = "home") -> View | None:
        await super().open_home(person, tab)
        await at_rest(self.bot)
        return self._slack.workspace.homes.get(self._slack.workspace.find_user(person).id)

    async def uninstall(self) -> None:
        await super().uninstall()
        await self._slack.delivery.settled()
        await at_rest(self.bot)

    async def _and_wait(self, gesture: Coroutine[Any, Any, Answered]) -> Answered:
        # They have seen what happened before.
        await self._slack.delivery.settled(retries=False)
        await at_rest(self.bot)
        answered = await gesture
        await at_rest(self.bot)
        return answered


async def at_rest(bot: Bot) -> None:
    """The bot has done what it put off until after its answers."""
    await bot.house.quiet()
    try:
        while await bot.door.finish_kept():
            await bot.house.quiet()
    except DatabaseError as error:
        # Where nothing can be saved, nothing was kept either; any other error is a fault of ours.
        if trouble_of(error) is None:
            raise
    await bot.house.quiet()


@dataclass
class World:
    """One workspace, the real bot in it, and everybody's hands. Nothing is sent before `beat`."""

    slack: StandIn
    bot: Bot
    clock: MovableClock

    async def beat(self) -> None:
        """The bot has heard everything, does what is due, and has sent all it wanted to send."""
        await self.slack.settled(retries=False)
        await at_rest(self.bot)
        await self.bot.heartbeat.beat()
        await self.bot.courier.deliver()
        # Who the admins are is asked beside the beat; a database in trouble is seen, and said, by the beat.
        if self.bot.house.health.trouble is None:
            await self.bot.admin_notes.hand_out()
        await self.bot.courier.deliver()
        await self.slack.settled(retries=False)

    async def at(self, moment: datetime) -> None:
        """The clock moves to `moment`, and the bot beats."""
        self.clock.move_to(moment)
        await self.beat()

    async def later(self, by: timedelta) -> None:
        self.clock.advance(by)
        await self.beat()

    async def types(self, person: str, channel: str, line: str) -> str:
        """Somebody types a command; the words of the private answer."""
        answered = await self.slack.hands.command(person, channel, line)
        assert answered.error is None, answered
        return words(answered.body)

    async def presses(
        self, person: str, where: Message | View | str, action: str, value: str | None = None
    ) -> None:
        answered = await self.slack.hands.press(person, where, action, value)
        assert answered.ok, answered

    async def chooses(self, person: str, where: Message | View | str, entry: str, menu: str) -> None:
        """Somebody opens a menu of three dots and takes the entry with that value."""
        answered = await self.slack.hands.press(person, where, menu, selected=entry)
        assert answered.ok, answered

    async def sends(self, person: str, **answers: object) -> Answered:
        """Somebody fills in the form on their screen and sends it."""
        return await self.slack.hands.submit(person, dict(answers))

    async def sends_twice(self, person: str, **answers: object) -> None:
        """Somebody sends the same form twice before the first answer has come."""
        await asyncio.gather(self.sends(person, **answers), self.sends(person, **answers))

    async def home(self, person: str, page: str = "today") -> View:
        """Somebody opens App Home and turns to that page; what they see."""
        await self.slack.hands.open_home(person)
        if page != "today":
            await self.presses(person, "home", f"home:page:{page}")
        home = self.slack.workspace.home_of(person)
        assert home is not None, f"{person} has no App Home"
        return home

    def form(self, person: str) -> View:
        """The form on somebody's screen."""
        view = self.slack.workspace.modal_of(person)
        assert view is not None, f"{person} has no form open"
        return view

    def posts(self, channel: str) -> list[Message]:
        """What the bot has posted for everybody in a channel."""
        return [m for m in self.slack.workspace.messages(channel) if m.bot and not m.ephemeral]

    def whispers(self, person: str, channel: str) -> list[Message]:
        """What the bot has shown to one person alone in a channel."""
        user = self.slack.workspace.find_user(person)
        return [m for m in self.slack.workspace.messages(channel) if m.seen_by == user.id]

    def letters(self, person: str) -> list[Message]:
        """The bot's direct messages to a person."""
        user = self.slack.workspace.find_user(person)
        place = self.slack.workspace.direct(user.id, self.slack.app.bot_user)
        return [m for m in place.messages if m.bot]

    async def reads(self, path: str, **headers: str) -> tuple[int, str, Mapping[str, str]]:
        """Somebody without Slack opens a page of the bot's: its status, what's in it, and its headers."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.bot.house.public_url}{path}", headers=headers) as answer,
        ):
            return answer.status, await answer.text(), answer.headers

    async def outside(self) -> str:
        """All words that people without Slack can read: on the wall and in the feed."""
        pages = [await self._page(kind) for kind in (LinkKind.WALL, LinkKind.FEED)]
        return "\n".join(pages)

    async def _page(self, kind: LinkKind) -> str:
        secret = kind.value.ljust(43, "x")
        await self.bot.house.act(links.make, self.bot.house.scene(self.bot.pages.workspace), kind, secret)
        status, text, _ = await self.reads(f"/{kind}/{secret}")
        assert status == 200
        return text

    def everything_in(self, channel: str) -> str:
        """All words that the bot shows in a channel, private answers included."""
        return "\n".join(words(m) for m in self.slack.workspace.messages(channel) if m.bot)


def words(shown: Message | View | Json) -> str:
    """All words that a card, a view or an answer has, in their order: its `text` and what its blocks show."""
    if isinstance(shown, Message):
        return "\n".join(_texts([{"text": shown.text}, shown.blocks or []]))
    return "\n".join(_texts([{"text": shown.get("text")}, shown.get("blocks") or []]))


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [
            text for each in part.values() if isinstance(each, dict | list) for text in _texts(each)
        ]
    return []


@asynccontextmanager
async def a_world(
    database_url: str,
    way_in: str = "socket",
    town: str = "quiet",
    ack_limit: float = 30.0,
    retry_delays: Sequence[float] = (0, 0.2, 0.5),
    wire_log: Path | None = None,
    packs: Path | None = None,
    pace: float = 0,
) -> AsyncIterator[World]:
    """The stand-in with the real bot, which hears by Socket Mode or over signed HTTP.

    `packs` is the folder with packs of the team's own. With a `pace`, Slack has its rate limits, and the bot
    keeps to that many seconds between messages.
    """
    clock = MovableClock(NOW)
    more: dict[str, Any] = {"retry_delays": retry_delays, "ack_limit": ack_limit, "wire_log": wire_log}
    standin = StandIn(clock, town=town, rate_limits=bool(pace), **more)
    standin.configure(manifest.manifest())
    async with serve(standin) as url:
        config = settings(standin, url, database_url, way_in, packs)
        async with assembled(config, clock, pace, ENGINES.to) as bot, listening(bot, config):
            if way_in == "http":
                standin.over_http(f"http://127.0.0.1:{config.port}/slack/events")
            else:
                await standin.connected()
            # However busy the machine: an answer that comes late is another test's.
            directory = bot.door.parser.directory
            bot.door.patience = directory.patience = directory.form_patience = 60
            # Whoever looks at a page sees it as it is now.
            bot.pages.lasts = 0
            standin.hands = PatientHands(standin, bot)
            yield World(standin, bot, clock)


def settings(
    standin: StandIn, url: str, database_url: str, way_in: str = "socket", packs: Path | None = None
) -> Config:
    """What a host would set, to reach the stand-in instead of Slack."""
    port = free_port()
    return Config(
        slack_bot_token=standin.bot_token,
        slack_app_token=standin.app_token if way_in == "socket" else "",
        slack_signing_secret=standin.signing_secret,
        slack_api_url=f"{url}/api/",
        database_url=database_url,
        packs_dir=str(packs or ""),
        host="127.0.0.1",
        port=port,
        public_url=f"http://127.0.0.1:{port}",
    )


def free_port() -> int:
    """A port that nobody listens on, and that no connection going out gets for its own end meanwhile."""
    while True:
        port = 16_000 + randbelow(16_000)
        with suppress(OSError), socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
