"""A Slack that takes everything at once and keeps nothing: a process of its own, on a core beside the bot's.

It answers as fast as it can, so that what is measured is the bot. `python slack.py PORT`.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections import defaultdict
from typing import Any

import uvloop
from aiohttp import web

HARBOUR, BOT = "T0HARBOUR", "U0HEADFIRST"
ME = {"team_id": HARBOUR, "bot_id": "B0HEADFIRST", "user_id": BOT, "url": "https://harbour.slack.com/"}
WORDS = "I stayed on the line until her mother picked up, and then for a while longer."
MESSAGE = {"type": "message", "user": "U0AUTHOR", "text": WORDS, "permalink": "https://harbour.slack.com/p1"}
COUNT = itertools.count(1)


class Posted:
    """How many messages came, when the first came and when the last, in seconds since 1970."""

    def __init__(self) -> None:
        self.count, self.first, self.last = 0, 0.0, 0.0

    def one(self) -> str:
        self.last = time.time()
        self.first = self.first if self.count else self.last
        self.count += 1
        return f"1772441100.{next(COUNT):06}"

    def told(self) -> dict[str, float]:
        told = {"count": self.count, "first": self.first, "last": self.last}
        self.count = 0
        return told


# By the first letters of their channels: replies to what was measured before go out beside what is measured.
POSTED: defaultdict[str, Posted] = defaultdict(Posted)
KIND = 6


async def api(request: web.Request) -> web.Response:
    """Any method of the Web API."""
    body, found = await request.read(), dict[str, Any]()
    match request.match_info["method"]:
        case "chat.postMessage":
            fields = json.loads(body) if body.startswith(b"{") else await request.post()
            channel = str(fields["channel"])
            found = {"channel": channel, "ts": POSTED[channel[:KIND]].one()}
        case "auth.test":
            found = ME
        case "users.info":
            who = str((await request.post()).get("user") or request.query.get("user"))
            found = {"user": {"id": who, "team_id": HARBOUR, "name": who.lower(), "tz": "Europe/Lisbon"}}
        case "conversations.info":
            found = {"channel": {"id": "C0SUPPORT", "name": "support", "is_channel": True, "is_member": True}}
        case "conversations.history" | "conversations.replies":
            # Nothing was sent before.
            found = {"messages": [], "has_more": False}
        case "reactions.get":
            found = {"message": MESSAGE | {"ts": str((await request.post()).get("timestamp"))}}
        case _:
            found = {}
    return web.json_response({"ok": True, **found})


async def hook(request: web.Request) -> web.Response:
    """Where private answers go."""
    await request.read()
    return web.Response(text="ok")


async def told(request: web.Request) -> web.Response:
    """How fast the messages of these channels came since it was asked last."""
    return web.json_response(POSTED[request.query["of"]].told())


def main() -> None:
    app = web.Application()
    app.router.add_route("*", "/api/{method}", api)
    app.router.add_post("/hook", hook)
    app.router.add_get("/posted", told)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, loop=uvloop.new_event_loop())


if __name__ == "__main__":
    main()
