"""users.info, users.list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.entities import Json
from bot.playground.methods import Method, finding
from bot.playground.payloads import SLACKBOT

if TYPE_CHECKING:
    from bot.playground.standin import StandIn


def info(slack: StandIn, args: Json) -> Json:
    person = SLACKBOT if args["user"] == SLACKBOT.id else finding.user(slack, args["user"])
    return {"user": _shown(slack, slack.payloads.user(person), args)}


def listed(slack: StandIn, args: Json) -> Json:
    everybody = [SLACKBOT, *slack.workspace.users.values()]
    shown, more = finding.page(everybody, args, len(everybody))
    members = [_shown(slack, slack.payloads.user(person), args) for person in shown]
    return {"members": members, "cache_ts": int(slack.clock.now().timestamp()), **more}


def _shown(slack: StandIn, user: Json, args: Json) -> Json:
    return {**user, "locale": "en-GB"} if args.get("include_locale") else user


METHODS = {
    "users.info": Method(info, "t4", ("users:read",), ("user",)),
    "users.list": Method(listed, "t2", ("users:read",)),
}
