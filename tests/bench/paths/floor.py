"""What can't be had for less: Bolt with an empty listener; the same and one committed row; a bare loop.

`python floor.py bolt PORT SLACK DATABASE` listens: `/slack/events` does nothing, `/slack/insert` commits
a row.
`python floor.py loop SLACK COUNT` posts so many messages and prints how many a second.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import uvicorn
import uvloop
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine, create_engine, event, text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET, ABREAST = "0123456789abcdef0123456789abcdef", 20
TABLE = "CREATE TABLE IF NOT EXISTS floor (id {id}, who TEXT NOT NULL)"
KEYS = {"sqlite": "INTEGER PRIMARY KEY", "postgresql": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"}


def bare_app(slack: str) -> AsyncApp:
    """Bolt as it is quickest, and a listener for everything, which does nothing."""
    me = AuthorizeResult(
        enterprise_id=None,
        team_id="T0HARBOUR",
        bot_id="B0HEADFIRST",
        bot_user_id="U0HEADFIRST",
        bot_token="xoxb-1",
    )

    async def authorize() -> AuthorizeResult:
        return me

    client = AsyncWebClient(base_url=slack)
    app = AsyncApp(client=client, signing_secret=SECRET, authorize=authorize, process_before_response=True)

    async def nothing(ack: Any) -> None:
        await ack()

    async def heard() -> None:
        return None

    app.command("/mindset")(nothing)
    app.action(re.compile("^(vote:|cheer$)"))(nothing)
    app.view("give_answer")(nothing)
    app.event("reaction_added")(heard)
    return app


def database(url: str) -> Engine:
    """As quick as it is safe: nothing that was committed is lost by a power cut."""
    engine = create_engine(url, pool_size=8)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def tune(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")

    with engine.begin() as db:
        db.execute(text(TABLE.format(id=KEYS[engine.dialect.name])))
    return engine


def serve(port: int, slack: str, url: str) -> None:
    handler, engine = AsyncSlackRequestHandler(bare_app(slack)), database(url)
    # SQLite has one writer, and more threads only wait for each other.
    threads = ThreadPoolExecutor(1 if engine.dialect.name == "sqlite" else 8)

    def insert() -> None:
        with engine.begin() as db:
            db.execute(text("INSERT INTO floor (who) VALUES (:who)"), {"who": "U0SOMEBODY"})

    async def empty(request: Request) -> Response:
        return await handler.handle(request)

    async def inserting(request: Request) -> Response:
        answer = await handler.handle(request)
        await asyncio.get_running_loop().run_in_executor(threads, insert)
        return answer

    async def readyz(_: Request) -> Response:
        return Response("ready")

    routes = [Route("/readyz", readyz)]
    routes += [Route("/slack/events", empty, methods=["POST"])]
    routes += [Route("/slack/insert", inserting, methods=["POST"])]
    uvicorn.run(Starlette(routes=routes), port=port, loop="uvloop", access_log=False, log_level="error")


async def loop(slack: str, count: int) -> None:
    async with aiohttp.ClientSession() as session:
        client, numbers = AsyncWebClient(token="xoxb-1", base_url=slack, session=session), iter(range(count))

        async def hand() -> None:
            for number in numbers:
                await client.chat_postMessage(channel=f"C{number}", text="A thought experiment")

        begun = time.perf_counter()
        await asyncio.gather(*(hand() for _ in range(ABREAST)))
        print(count / (time.perf_counter() - begun))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bolt", port, slack, url]:
            serve(int(port), slack, url)
        case ["loop", slack, count]:
            uvloop.run(loop(slack, int(count)))
