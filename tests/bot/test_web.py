"""The HTTP way in: what Slack didn't sign gets nowhere, and nothing that anybody sends breaks it."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlencode

import aiohttp
import pytest
from freezegun import freeze_time
from sqlalchemy import create_engine, make_url, text
from structlog.testing import capture_logs

from bot.app.run import Bot, assembled, listening
from bot.app.web import gate, server, slack_events
from bot.playground import StandIn, serve
from bot.service.clock import WallClock
from bot.service.config import Config
from rituals import inbox, workspaces
from tests.bot.mishaps import locked
from tests.cast import ANA, scene
from tests.journeys.world import settings

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
COMMAND = urlencode(
    {
        "command": "/mindset",
        "text": "feed <#C0KUDOSFEED|kudos>",
        "user_id": ANA,
        "team_id": "T0HARBOUR",
        "channel_id": "C0SUPPORT00",
        "trigger_id": "1.2.3",
        "response_url": "https://hooks.slack.com/commands/1",
    }
).encode()
EVENT = json.dumps(
    {
        "type": "event_callback",
        "team_id": "T0HARBOUR",
        "event_id": "Ev1",
        "event": {"type": "app_home_opened", "user": ANA, "tab": "home", "channel": "D1", "event_ts": "1.0"},
    }
).encode()

# Slack's own example, from its page on verifying requests.
SECRET_OF_SLACK = "8f742231b10e8888abcd99yyyzzz85a5"
SENT_BY_SLACK = datetime.fromtimestamp(1531420618, UTC)
SIGNED_BY_SLACK = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
BODY_OF_SLACK = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)


@dataclass
class Door:
    """The bot's HTTP address, and a sender who knows (or doesn't know) the secret."""

    slack: StandIn
    config: Config
    bot: Bot
    session: aiohttp.ClientSession

    async def post(self, body: bytes, kind: str, **headers: str) -> tuple[int, str]:
        """Send these bytes as they are."""
        address = f"http://127.0.0.1:{self.config.port}/slack/events"
        headers = {"Content-Type": kind, **headers}
        async with self.session.post(address, data=BytesIO(body), headers=headers) as answer:
            return answer.status, await answer.text()

    async def signed(self, body: bytes, kind: str, late: int = 0, secret: str = "") -> tuple[int, str]:
        """Send it with a signature, made `late` seconds ago."""
        stamp = str(int(WallClock().now().timestamp()) - late)
        return await self.post(
            body, kind, **signature(secret or self.config.slack_signing_secret, stamp, body)
        )

    async def nothing_ran(self) -> bool:
        """Neither was anything saved, nor was Slack asked anything."""
        return not self.slack.calls and await self.bot.house.quietly(workspaces.feed, scene(ANA)) is None

    async def letters(self) -> str:
        """What the bot has written by direct message so far."""
        await self.bot.house.quiet()
        sent = (call.args for call in self.slack.calls if call.method == "chat.postMessage")
        return "\n".join(str(each.get("text")) for each in sent)

    async def get(self, path: str) -> int:
        async with self.session.get(f"http://127.0.0.1:{self.config.port}{path}") as answer:
            return answer.status


def signature(secret: str, stamp: str, body: bytes) -> dict[str, str]:
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@asynccontextmanager
async def a_door(database_url: str, secret: str = "") -> AsyncIterator[Door]:
    slack = StandIn(WallClock(), town="quiet", rate_limits=False)
    async with serve(slack) as url, aiohttp.ClientSession() as session:
        config = settings(slack, url, database_url, "http")
        if secret:
            config = config.model_copy(update={"slack_signing_secret": secret})
        async with assembled(config, WallClock()) as bot, listening(bot, config):
            slack.calls.clear()
            yield Door(slack, config, bot, session)


@pytest.fixture
async def door(sqlite_url: str) -> AsyncIterator[Door]:
    async with a_door(sqlite_url) as door:
        yield door


# --- who isn't Slack

SENSE = ("a command", "an event")
NOW_STAMP = "now"
UNSIGNED = {
    "no signature at all": {},
    "only a timestamp": {"X-Slack-Request-Timestamp": "1531420618"},
    "a signature of nothing": {"X-Slack-Request-Timestamp": NOW_STAMP, "X-Slack-Signature": "v0="},
    "another version": {"X-Slack-Request-Timestamp": NOW_STAMP, "X-Slack-Signature": "v1=" + "0" * 64},
    "a timestamp in words": {"X-Slack-Request-Timestamp": "abc", "X-Slack-Signature": "v0=0"},
    "a timestamp without end": {"X-Slack-Request-Timestamp": "9" * 5000, "X-Slack-Signature": "v0=0"},
    "a negative timestamp": {"X-Slack-Request-Timestamp": "-1", "X-Slack-Signature": "v0=0"},
    "digits of another script": {"X-Slack-Request-Timestamp": "١٥٣١٤٢٠٦١٨", "X-Slack-Signature": "v0=0"},
    "a signature in words": {"X-Slack-Request-Timestamp": NOW_STAMP, "X-Slack-Signature": "é"},
}
BODIES = {
    "a command": (COMMAND, FORM),
    "an event": (EVENT, JSON),
    "nothing": (b"", JSON),
    "half a JSON": (b'{"type": "event_', JSON),
    "a JSON list": (b"[1, 2]", JSON),
    "a JSON word": (b'"hello"', JSON),
    "a JSON null": (b"null", JSON),
    "no JSON": (b"payload=hello", FORM),
    "a payload that is a list": (b"payload=[]", FORM),
    "a payload that is a number": (b"payload=7", FORM),
    "an empty payload": (b"payload=", FORM),
    "brackets without end": (b"[" * 100_000, JSON),
    "not UTF-8": (b"\xff\xfe\x00{", JSON),
    "zero bytes": (b"\x00" * 10, FORM),
    "an event that is a word": (b'{"type": "event_callback", "event": "hello"}', JSON),
    "an event that is nothing": (b'{"type": "event_callback", "event": null}', JSON),
    "authorizations of words": (b'{"type": "event_callback", "authorizations": ["a"], "event": {}}', JSON),
    "an action without actions": (b"payload=" + b'{"type": "block_actions"}', FORM),
    "a form without a view": (b"payload=" + b'{"type": "view_submission"}', FORM),
}


async def test_who_cannot_sign_is_turned_away_and_nothing_runs(door: Door) -> None:
    stamp = str(int(WallClock().now().timestamp()))
    for how, given in UNSIGNED.items():
        headers = {name: stamp if value == NOW_STAMP else value for name, value in given.items()}
        for what in ("a command", "a JSON list", "not UTF-8"):
            body, kind = BODIES[what]
            answered = await door.post(body, kind, **headers)
            assert answered == (401, "not signed by Slack"), (how, what)
    assert await door.nothing_ran()


async def test_a_signature_with_another_secret_is_turned_away(door: Door) -> None:
    assert (await door.signed(COMMAND, FORM, secret="another secret"))[0] == 401
    assert await door.nothing_ran()


async def test_a_signature_of_another_time_is_turned_away(door: Door) -> None:
    for late in (310, -310, 86_400):
        assert (await door.signed(COMMAND, FORM, late=late))[0] == 401, late
    assert await door.nothing_ran()


async def test_a_signature_of_another_body_is_turned_away(door: Door) -> None:
    stamp = str(int(WallClock().now().timestamp()))
    headers = signature(door.config.slack_signing_secret, stamp, COMMAND)
    assert (await door.post(COMMAND + b"&text=help", FORM, **headers))[0] == 401
    assert await door.nothing_ran()


async def test_what_is_too_large_is_not_even_read(door: Door) -> None:
    assert (await door.post(b"x" * (2 * 1024 * 1024), JSON))[0] == 413
    assert (await door.signed(b"x" * (1024 * 1024 + 1), JSON))[0] == 413
    assert await door.nothing_ran()


async def test_slack_s_published_example_passes_at_its_time_and_no_other(sqlite_url: str) -> None:
    headers = {
        "X-Slack-Request-Timestamp": str(int(SENT_BY_SLACK.timestamp())),
        "X-Slack-Signature": SIGNED_BY_SLACK,
    }
    async with a_door(sqlite_url, SECRET_OF_SLACK) as door:
        assert (await door.post(BODY_OF_SLACK, FORM, **headers))[0] == 401
        with freeze_time(SENT_BY_SLACK, real_asyncio=True):
            # Past the door; and then its workspace is none of ours.
            assert await door.post(BODY_OF_SLACK, FORM, **headers) == (200, "")
            assert (await door.post(BODY_OF_SLACK + b"x", FORM, **headers))[0] == 401


# --- who is Slack, or has its secret


async def test_signed_nonsense_is_refused_and_nothing_breaks(door: Door) -> None:
    for what, (body, kind) in BODIES.items():
        if what not in SENSE:
            status, _ = await door.signed(body, kind)
            assert status in (400, 401), what
    assert await door.nothing_ran()


async def test_a_signed_command_is_saved_and_answered(door: Door) -> None:
    status, answer = await door.signed(COMMAND, FORM)
    assert status == 200
    assert "Stories now go to" in json.loads(answer)["text"]
    assert not await door.nothing_ran()


async def test_slack_may_check_the_address_but_nobody_else(door: Door) -> None:
    body = b'{"token": "x", "challenge": "3eZbrw1a", "type": "url_verification"}'
    assert (await door.post(body, JSON))[0] == 401
    status, answer = await door.signed(body, JSON)
    assert status == 200
    assert "3eZbrw1a" in answer


# --- who is slow


async def test_a_body_that_does_not_come_is_not_waited_for(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_events, "WHOLE_WITHIN", 0.1)
    said = await everything_said(
        door, b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 9\r\n\r\nhalf"
    )
    assert said.startswith(b"HTTP/1.1 408")
    assert await door.nothing_ran()


async def test_a_head_that_does_not_come_is_not_waited_for(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_WITHIN", 0.1)
    assert await everything_said(door, b"") == b""
    assert await everything_said(door, b"POST /slack/events HTTP/1.1\r\nHos") == b""
    # A second head on one connection has no longer.
    whole = b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n"
    said = await everything_said(door, whole, b"GET /heal")
    assert said.count(b"HTTP/1.1 200") == 1


async def test_an_idle_connection_is_kept_for_longer_than_balancers_keep_theirs(door: Door) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.config.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n")
    await reader.readuntil(b"ok")
    loop = asyncio.get_running_loop()
    timers = [each for each in loop._scheduled if not each.cancelled()]  # type: ignore[attr-defined]
    # Others of the run may be idle, too.
    last = max(each.when() for each in timers if "keep_alive" in repr(each))
    assert last - loop.time() > 60
    writer.close()


async def everything_said(door: Door, *parts: bytes) -> bytes:
    """What the bot says to somebody who sends these parts and then nothing, until it hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.config.port)
    said = b""
    for part in parts:
        said += await reader.readuntil(b"ok") if said or part is not parts[0] else b""
        writer.write(part)
    async with asyncio.timeout(20):
        said += await reader.read()
    writer.close()
    return said


# --- a rush


async def test_in_a_rush_who_comes_on_top_hears_at_once_and_who_is_in_is_served(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_AT_ONCE", 2)
    with capture_logs() as logged, locked(door.bot.house.engine):
        asked = [asyncio.create_task(door.signed(event(number), JSON)) for number in range(4)]
        turned_away: set[asyncio.Task[tuple[int, str]]] = set()
        inside = set(asked)
        while len(turned_away) < 2:
            done, inside = await asyncio.wait(inside, return_when=asyncio.FIRST_COMPLETED)
            turned_away |= done
        assert [task.result() for task in turned_away] == [(503, "busy")] * 2
    assert [status for status, _ in await asyncio.gather(*inside)] == [200, 200]
    again = next(number for number, task in enumerate(asked) if task in turned_away)
    assert (await door.signed(event(again), JSON))[0] == 200
    assert await door.bot.house.read(inbox.waiting) == 3
    assert [line["event"] for line in logged] == ["requests.too_many"]


def event(number: int) -> bytes:
    return EVENT.replace(b'"Ev1"', b'"Ev%d"' % number).replace(ANA.encode(), b"U0PERSON%d" % number)


# --- health


async def test_the_bot_is_healthy_and_ready(door: Door) -> None:
    assert (await door.get("/healthz"), await door.get("/readyz")) == (200, 200)


async def test_without_its_database_the_bot_is_healthy_but_not_ready_until_it_is_back(
    postgres_url: str,
) -> None:
    name = make_url(postgres_url).database
    admin = create_engine(make_url(postgres_url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    async with a_door(postgres_url) as door:
        assert await door.get("/readyz") == 200
        with admin.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
            try:
                connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
                    {"name": name},
                )
                assert (await door.get("/healthz"), await door.get("/readyz")) == (200, 503)
            finally:
                connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
        assert await door.get("/readyz") == 200
    admin.dispose()
