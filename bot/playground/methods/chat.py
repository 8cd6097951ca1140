"""chat.postMessage, update, delete, postEphemeral, getPermalink."""

from __future__ import annotations

from bot.playground import posting
from bot.playground.backend import Backend
from bot.playground.entities import Channel, Json, Message
from bot.playground.methods import Method, finding
from bot.playground.refusals import Refused

LONGEST_UPDATE = 4_000
LIMITS = {
    "read_only": "restricted_action_read_only_channel",
    "thread_only": "restricted_action_thread_only_channel",
    "untold": "restricted_action",
}


def post_message(slack: Backend, args: Json) -> Json:
    place = _place(slack, args["channel"])
    _may_post(slack, place, args.get("thread_ts"))
    draft = slack.posting.draft_of(args)
    draft.thread_ts, draft.broadcast = args.get("thread_ts"), bool(args.get("reply_broadcast"))
    message = slack.posting.publish(place.id, draft)
    return {"channel": place.id, "ts": message.ts, "message": slack.payloads.message(message, metadata=True)}


def _place(slack: Backend, name: str) -> Channel:
    """The conversation to post to; a person's id stands for the bot's direct message with that person."""
    person = slack.workspace.users.get(name)
    if person is None:
        return finding.channel(slack, name)
    if person.is_bot or person.deleted:
        raise Refused("channel_not_found")
    return slack.workspace.direct(person.id, slack.app.bot_user)


def _may_post(slack: Backend, place: Channel, thread_ts: str | None) -> None:
    if slack.app.bot_user not in place.members and "chat:write.public" not in slack.app.scopes:
        raise Refused("not_in_channel")
    if place.archived:
        raise Refused("is_archived")
    if place.limited and not (place.limited == "thread_only" and thread_ts):
        raise Refused(LIMITS[place.limited])


def update(slack: Backend, args: Json) -> Json:
    place = finding.channel(slack, args["channel"])
    message = finding.message(slack, place, args["ts"])
    if not _own(slack, message):
        raise Refused("cant_update_message")
    if place.archived:
        raise Refused("is_inactive")
    if len(args.get("text") or "") > LONGEST_UPDATE:
        raise Refused("msg_too_long")
    _redraw(slack, message, args)
    shown = slack.payloads.message(message, metadata=True)
    return {"channel": place.id, "ts": message.ts, "text": message.text, "message": shown}


def _redraw(slack: Backend, message: Message, args: Json) -> None:
    """Text alone takes the blocks away; blocks alone keep the text and leave no *edited* mark."""
    text, blocks = args.get("text"), args.get("blocks")
    if text is None and blocks is None and args.get("metadata") is None:
        raise Refused("no_text")
    metadata = posting.checked_metadata(args.get("metadata"))
    if text is not None or blocks is not None:
        # Unlike chat.postMessage, chat.update parses as a client does unless told otherwise.
        parse = "none" if args.get("parse") == "none" else "full"
        content = {"text": message.text if text is None else text, "blocks": blocks, "parse": parse}
        draft = slack.posting.draft_of(content)
        slack.posting.redraw(message, draft)
    if args.get("metadata") is not None:
        message.metadata = metadata
    if text is not None:
        message.edited = slack.workspace.next_ts()


def delete(slack: Backend, args: Json) -> Json:
    place = finding.channel(slack, args["channel"])
    message = finding.message(slack, place, args["ts"])
    if not _own(slack, message):
        raise Refused("cant_delete_message")
    slack.posting.remove(message)
    return {"channel": place.id, "ts": args["ts"]}


def _own(slack: Backend, message: Message) -> bool:
    return message.bot_id == slack.app.bot_id and not message.hooked


def post_ephemeral(slack: Backend, args: Json) -> Json:
    place = finding.channel(slack, args["channel"])
    if slack.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    if place.archived:
        raise Refused("is_archived")
    person = slack.workspace.users.get(args["user"])
    if person is None or person.deleted or person.id not in place.members:
        raise Refused("user_not_in_channel")
    if len(args.get("text") or "") > posting.LONGEST_TEXT:
        raise Refused("msg_too_long")
    draft = slack.posting.draft_of({**args, "metadata": None})
    draft.thread_ts = args.get("thread_ts")
    return {"message_ts": slack.posting.publish(place.id, draft, seen_by=person.id).ts}


def permalink(slack: Backend, args: Json) -> Json:
    place = finding.channel(slack, args["channel"])
    message = finding.message(slack, place, args["message_ts"])
    return {"channel": place.id, "permalink": slack.workspace.permalink(message)}


WRITE = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post_message, "special", WRITE, ("channel",)),
    "chat.update": Method(update, "t3", WRITE, ("channel", "ts")),
    "chat.delete": Method(delete, "t3", WRITE, ("channel", "ts")),
    "chat.postEphemeral": Method(post_ephemeral, "t4", WRITE, ("channel", "user")),
    "chat.getPermalink": Method(permalink, "special", (), ("channel", "message_ts")),
}
