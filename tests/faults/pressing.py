"""Buttons of a poll pressed by a crowd: Slack's own signed requests, as many at once as there are hands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.service.clock import WallClock
from bot.service.config import Config
from rituals.ids import PersonId, PollId
from tests.cast import HARBOUR, SUPPORT

ABREAST = 120


@dataclass(frozen=True)
class Press:
    """Somebody presses an option of a poll."""

    person: PersonId
    poll: PollId
    option: str

    def body(self, hook: str) -> bytes:
        """What Slack sends, answers going to `hook`."""
        action = {"type": "button", "action_id": f"vote:{self.option}", "value": str(self.poll)}
        action |= {"block_id": f"poll:{self.poll}", "action_ts": "1772441100.000100"}
        payload = {
            "type": "block_actions",
            "team": {"id": HARBOUR, "domain": "harbour"},
            "user": {"id": self.person, "username": "somebody", "team_id": HARBOUR},
            "api_app_id": "A0HEADFIRST",
            "container": {"type": "message", "message_ts": "1772441100.000100", "channel_id": SUPPORT},
            "trigger_id": "1.2.3",
            "channel": {"id": SUPPORT, "name": "support"},
            "response_url": hook,
            "actions": [action],
        }
        return urlencode({"payload": json.dumps(payload)}).encode()


class Crowd:
    """Presses in many places at once; `hook` is where private answers go."""

    def __init__(self, session: aiohttp.ClientSession, config: Config, hook: str) -> None:
        self._session, self._hook = session, hook
        self._signs = SignatureVerifier(config.slack_signing_secret)

    async def press(self, press: Press, port: int) -> int:
        """The status of the answer."""
        return await self.send(press.body(self._hook), port)

    async def send(self, body: bytes, port: int) -> int:
        """Anything that Slack would send; the status of the answer."""
        now = str(int(WallClock().now().timestamp()))
        signature = self._signs.generate_signature(timestamp=now, body=body)
        assert signature is not None
        headers = {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": signature}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        async with self._session.post(
            f"http://127.0.0.1:{port}/slack/events", data=body, headers=headers
        ) as answer:
            return answer.status

    async def press_all(self, presses: Sequence[Press], ports: Sequence[int]) -> list[int]:
        """All of them, in turns to each of the ports; a person's own presses come one after the other."""
        hands = asyncio.Semaphore(ABREAST)

        async def one(number: int, press: Press) -> int:
            async with hands:
                return await self.press(press, ports[number % len(ports)])

        return await asyncio.gather(*(one(number, press) for number, press in enumerate(presses)))


@asynccontextmanager
async def a_crowd(config: Config, hook: str) -> AsyncIterator[Crowd]:
    """As many connections as there are hands."""
    connections = aiohttp.TCPConnector(limit=ABREAST)
    async with aiohttp.ClientSession(connector=connections) as session:
        yield Crowd(session, config, hook)


async def listens(port: int) -> None:
    """Wait until a bot answers at that port."""
    async with asyncio.timeout(40), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)
