"""users.info, users.list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.entities import Json, User
from bot.playground.methods import Method, finding
from bot.playground.payloads import SLACKBOT

if TYPE_CHECKING:
    from bot.playground.standin import StandIn


def info(slack: StandIn, args: Json) -> Json:
    person = SLACKBOT if args["user"] == SLACKBOT.id else finding.user(slack, args["user"])
    return {"user": _shown(slack, person, args)}


def listed(slack: StandIn, args: Json) -> Json:
    # People who have left are still listed; people of other organisations never are.
    everybody = [SLACKBOT, *(user for user in slack.workspace.users.values() if not user.stranger)]
    shown, more = finding.page(everybody, args, len(everybody))
    members = [_shown(slack, person, args) for person in shown]
    return {"members": members, "cache_ts": int(slack.clock.now().timestamp()), **more}


def _shown(slack: StandIn, person: User, args: Json) -> Json:
    shown = slack.payloads.user(person)
    # The language of people of other organisations is not told.
    return {**shown, "locale": "en-GB"} if args.get("include_locale") and not person.stranger else shown


METHODS = {
    "users.info": Method(info, "t4", ("users:read",), ("user",)),
    "users.list": Method(listed, "t2", ("users:read",)),
}
