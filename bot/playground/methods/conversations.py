"""conversations.info, history, replies, members, list, open, and users.conversations."""

from __future__ import annotations

from collections.abc import Callable

from bot.playground.backend import Backend
from bot.playground.entities import Channel, Json, Message
from bot.playground.methods import Method, finding
from bot.playground.refusals import Refused

KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
FAMILY = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
MOST_IN_A_DIRECT_MESSAGE = 8


def info(slack: Backend, args: Json) -> Json:
    place = finding.readable(slack, args["channel"], "read")
    shown = slack.payloads.channel(place)
    if args.get("include_num_members"):
        shown["num_members"] = len(place.members)
    return {"channel": shown}


def history(slack: Backend, args: Json) -> Json:
    place = finding.readable(slack, args["channel"], "history")
    if slack.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    bounds = (_ts(args, "oldest"), _ts(args, "latest"), bool(args.get("inclusive")))
    said = [m for m in place.messages if _in_history(m) and not slack.workspace.is_past(m)]
    found = [m for m in reversed(said) if _within(m, *bounds)]
    shown, more = finding.page(found, args, 100, 999)
    metadata = bool(args.get("include_all_metadata"))
    messages = [slack.payloads.message(message, metadata) for message in shown]
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": messages, "has_more": has_more, "pin_count": 0, **(more if has_more else {})}


def replies(slack: Backend, args: Json) -> Json:
    """A thread, its first message at the top; asked for a reply, that one alone."""
    place = finding.readable(slack, args["channel"], "history")
    if slack.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    root = next((m for m in place.messages if m.ts == args["ts"] and not m.ephemeral), None)
    if root is None or slack.workspace.is_past(root):
        raise Refused("thread_not_found")
    bounds = (_ts(args, "oldest"), _ts(args, "latest"), bool(args.get("inclusive")))
    below = [m for m in place.messages if m.thread_ts == root.ts and m.is_reply and not m.ephemeral]
    # The first message comes whatever the bounds are.
    found = [root, *(m for m in below if _within(m, *bounds))]
    shown, more = finding.page(found, args, 1000, 1000)
    metadata = bool(args.get("include_all_metadata"))
    has_more = bool(more["response_metadata"]["next_cursor"])
    messages = [slack.payloads.message(message, metadata) for message in shown]
    return {"messages": messages, "has_more": has_more, **(more if has_more else {})}


def _in_history(message: Message) -> bool:
    """Replies aren't part of a channel's history, unless they were also sent to the channel."""
    return not message.ephemeral and (not message.is_reply or message.broadcast)


def _within(message: Message, oldest: int | None, latest: int | None, inclusive: bool) -> bool:
    at, margin = _micros(message.ts), 0 if inclusive else 1
    return (oldest is None or at >= oldest + margin) and (latest is None or at <= latest - margin)


def _ts(args: Json, name: str) -> int | None:
    value = args.get(name)
    if value in (None, "", "0", "now"):
        return None
    try:
        return _micros(value)
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _micros(ts: str) -> int:
    """A ts as a whole number: a float would blur the last digits, which tell messages apart."""
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int(rest.ljust(6, "0")[:6] or 0)


def members(slack: Backend, args: Json) -> Json:
    place = finding.readable(slack, args["channel"], "read")
    shown, more = finding.page(place.members, args, 100)
    return {"members": shown, **more}


def listed(slack: Backend, args: Json) -> Json:
    return _listing(slack, args, lambda place: place.kind == "public" or slack.app.bot_user in place.members)


def users_conversations(slack: Backend, args: Json) -> Json:
    person = (
        finding.user(slack, args["user"]) if args.get("user") else slack.workspace.users[slack.app.bot_user]
    )
    both = {person.id, slack.app.bot_user}
    found = _listing(
        slack,
        args,
        lambda place: person.id in place.members and (place.kind == "public" or both <= set(place.members)),
    )
    for shown in found["channels"]:
        shown.pop("is_member", None)
    return found


def _listing(slack: Backend, args: Json, wanted: Callable[[Channel], bool]) -> Json:
    types = [kind.strip() for kind in (args.get("types") or "public_channel").split(",")]
    if any(kind not in KINDS for kind in types):
        raise Refused("invalid_types")
    for kind in types:
        finding.require(slack, f"{FAMILY[kind]}:read")
    kinds = {KINDS[kind] for kind in types}
    found = [
        place
        for place in slack.workspace.channels.values()
        if place.kind in kinds and wanted(place) and not (place.archived and args.get("exclude_archived"))
    ]
    shown, more = finding.page(found, args, 100)
    return {"channels": [slack.payloads.channel(place) for place in shown], **more}


def opened(slack: Backend, args: Json) -> Json:
    if args.get("channel"):
        place, was_open = finding.channel(slack, args["channel"]), True
    else:
        people = _people(slack, args.get("users") or "")
        before = len(slack.workspace.channels)
        place = slack.workspace.direct(*people, slack.app.bot_user)
        was_open = len(slack.workspace.channels) == before
    shown = slack.payloads.channel(place) if args.get("return_im") else {"id": place.id}
    return {"channel": shown, **({"no_op": True, "already_open": True} if was_open else {})}


def _people(slack: Backend, users: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in users.split(",") if name.strip()))
    if not names:
        raise Refused("users_list_not_supplied")
    if len(names) > MOST_IN_A_DIRECT_MESSAGE:
        raise Refused("too_many_users")
    finding.require(slack, "im:write" if len(names) == 1 else "mpim:write")
    people = [finding.user(slack, name) for name in names]
    if any(person.is_bot for person in people):
        raise Refused("cannot_dm_bot")
    if any(person.deleted for person in people):
        raise Refused("user_disabled")
    if any(person.outsider and not slack.workspace.meets(person, slack.app.bot_user) for person in people):
        raise Refused("invalid_user_combination")
    return [person.id for person in people]


METHODS = {
    "conversations.info": Method(info, "t3", READ, ("channel",)),
    "conversations.history": Method(history, "t3", HISTORY, ("channel",)),
    "conversations.replies": Method(replies, "t3", HISTORY, ("channel", "ts")),
    "conversations.members": Method(members, "t4", READ, ("channel",)),
    "conversations.list": Method(listed, "t2", READ),
    "users.conversations": Method(users_conversations, "t3", READ),
    "conversations.open": Method(opened, "t3", ("channels:manage", "groups:write", "im:write", "mpim:write")),
}
