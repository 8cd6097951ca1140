"""reactions.get, add, remove."""

from __future__ import annotations

import re

from bot.playground.backend import Backend
from bot.playground.entities import Channel, Json, Message
from bot.playground.methods import Method, finding
from bot.playground.refusals import Refused

KEPT = (
    *("type", "subtype", "hidden", "user", "bot_id", "username", "text", "blocks", "attachments", "files"),
    *("ts", "team", "thread_ts", "reactions"),
)
NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")
MOST_EMOJI, MOST_BY_ONE = 50, 23


def get(slack: Backend, args: Json) -> Json:
    place, message = _item(slack, args)
    shown = slack.payloads.message(message)
    body = {name: shown[name] for name in KEPT if name in shown}
    body["permalink"] = slack.workspace.permalink(message)
    return {"type": "message", "channel": place.id, "message": body}


def add(slack: Backend, args: Json) -> Json:
    place, message = _item(slack, args)
    name, bot = _name(args), slack.workspace.users[slack.app.bot_user]
    if place.archived:
        raise Refused("is_archived")
    if bot.id in message.reactions.get(name, []):
        raise Refused("already_reacted")
    if name not in message.reactions and len(message.reactions) >= MOST_EMOJI:
        raise Refused("too_many_emoji")
    if sum(bot.id in people for people in message.reactions.values()) >= MOST_BY_ONE:
        raise Refused("too_many_reactions")
    message.reactions.setdefault(name, []).append(bot.id)
    slack.workspace.changed()
    slack.events.reacted("reaction_added", bot, message, name)
    return {}


def remove(slack: Backend, args: Json) -> Json:
    _, message = _item(slack, args)
    name, bot = _name(args), slack.workspace.users[slack.app.bot_user]
    people = message.reactions.get(name, [])
    if bot.id not in people:
        raise Refused("no_reaction")
    people.remove(bot.id)
    if not people:
        del message.reactions[name]
    slack.workspace.changed()
    slack.events.reacted("reaction_removed", bot, message, name)
    return {}


def _name(args: Json) -> str:
    name: str = args["name"]
    if not NAME.fullmatch(name):
        raise Refused("invalid_name")
    return name


def _item(slack: Backend, args: Json) -> tuple[Channel, Message]:
    """The message that channel and timestamp name, in a channel that the bot is in."""
    if not args.get("channel") or not args.get("timestamp"):
        raise Refused("no_item_specified")
    if not re.fullmatch(r"\d+\.\d{6}", args["timestamp"]):
        raise Refused("bad_timestamp")
    place = finding.channel(slack, args["channel"])
    return place, finding.what_stands_at(slack, place, args["timestamp"])


METHODS = {
    "reactions.get": Method(get, "t3", ("reactions:read",)),
    "reactions.add": Method(add, "t3", ("reactions:write",), ("channel", "name", "timestamp")),
    "reactions.remove": Method(remove, "t2", ("reactions:write",), ("name",)),
}
