"""files.getUploadURLExternal, completeUploadExternal, info, delete."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.backend import Backend
from bot.playground.entities import Channel, File, Json
from bot.playground.methods import Method, finding
from bot.playground.refusals import Refused

LONGEST_ALT, LARGEST_SNIPPET, LARGEST = 1_000, 2**20, 2**30
MOST_CHANNELS = 100
# The trap: unlike chat.postMessage, this method takes neither a channel's name nor a person's id here.
CHANNEL = re.compile(r"[CGDZ][A-Z0-9]{8,}")


def upload_url(slack: Backend, args: Json) -> Json:
    length, alt = args["length"], args.get("alt_txt") or ""
    if length < 1:
        raise Refused("missing_argument")
    if len(alt) > LONGEST_ALT:
        raise Refused("alt_txt_too_large")
    if args.get("snippet_type") and length > LARGEST_SNIPPET:
        raise Refused("snippet_too_large")
    if length > LARGEST:
        raise Refused("file_upload_size_restricted")
    file, address = slack.files.expect(args["filename"], length, alt)
    return {"upload_url": address, "file_id": file.id}


def complete(slack: Backend, args: Json) -> Json:
    # Places first: a file stays ready to be completed if the call is refused for its channel.
    places = [_place(slack, name) for name in _named(args)]
    files = [_ready(slack, one) for one in _listed(args["files"])]
    blocks = None if args.get("initial_comment") else args.get("blocks") or None
    draft = slack.posting.draft_of({"text": args.get("initial_comment") or "", "blocks": blocks}, bare=True)
    draft.thread_ts, draft.files = args.get("thread_ts"), [file for file, _ in files]
    for file, title in files:
        file.title, file.completed = title or file.name, True
    for place in places:
        slack.posting.publish(place.id, draft)
    return {"files": [slack.files.shown(file) for file, _ in files]}


def _named(args: Json) -> list[str]:
    one = args.get("channel_id")
    if one and not CHANNEL.fullmatch(one):
        pattern = "must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$"
        raise Refused("invalid_arguments", [f"[ERROR] {pattern} [json-pointer:/channel_id]"])
    several = [name.strip() for name in (args.get("channels") or "").split(",") if name.strip()]
    if len(several) > MOST_CHANNELS:
        raise Refused("channels_limit_exceeded")
    return list(dict.fromkeys([one, *several] if one else several))


def _place(slack: Backend, name: str) -> Channel:
    person = slack.workspace.users.get(name)
    if person is not None and not person.is_bot:
        return slack.workspace.direct(person.id, slack.app.bot_user)
    place = finding.channel(slack, name)
    # `chat:write.public` doesn't help here.
    if slack.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    if place.archived:
        raise Refused("posting_to_channel_denied")
    return place


def _listed(files: Any) -> list[Json]:
    if not isinstance(files, list) or not files or not all(isinstance(one, dict) for one in files):
        raise Refused("invalid_arguments", ["[ERROR] must be an array of objects [json-pointer:/files]"])
    return files


def _ready(slack: Backend, one: Json) -> tuple[File, str]:
    file = slack.files.find(one.get("id"))
    if file is None or file.completed:
        raise Refused("file_not_found")
    return file, str(one.get("title") or "")


def info(slack: Backend, args: Json) -> Json:
    file = _found(slack, args)
    shown: Json = {**slack.files.shown(file), "channels": [], "groups": [], "ims": []}
    shares: dict[str, Json] = {}
    for channel, ts in file.shares:
        place = slack.workspace.channels[channel]
        family = {"public": "channels", "im": "ims"}.get(place.kind, "groups")
        shown[family].append(channel)
        one = {"ts": ts, "channel_name": place.name, "team_id": slack.workspace.team_id}
        openness = "public" if place.kind == "public" else "private"
        shares.setdefault(openness, {}).setdefault(channel, []).append(one)
    return {"file": {**shown, "shares": shares}, "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(slack: Backend, args: Json) -> Json:
    slack.files.delete(_found(slack, args))
    return {}


def _found(slack: Backend, args: Json) -> File:
    file = slack.files.find(args["file"])
    if file is None:
        raise Refused("file_not_found")
    return file


WRITE = ("files:write",)
METHODS = {
    "files.getUploadURLExternal": Method(upload_url, "t4", WRITE, ("filename", "length")),
    "files.completeUploadExternal": Method(complete, "t4", WRITE, ("files",)),
    "files.info": Method(info, "t4", ("files:read",), ("file",)),
    "files.delete": Method(delete, "t3", WRITE, ("file",)),
}
