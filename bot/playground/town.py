"""The people and the conversations that the playground starts with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.playground.entities import Channel, Group, Json, Message, User
from bot.playground.typed import as_stored
from bot.playground.workspace import Workspace

TOWNS = ("harbour", "quiet")


@cache
def _plan() -> Json:
    plan: Json = yaml.safe_load((Path(__file__).parent / "town.yaml").read_text(encoding="utf-8"))
    return plan


def settle(workspace: Workspace, town: str) -> None:
    """Fill an empty workspace; `quiet` has the same people and channels, and nobody has said anything."""
    if town not in TOWNS:
        raise ValueError(f"There is no town {town!r}; there are {', '.join(TOWNS)}.")
    plan = _plan()
    team = plan["team"]
    workspace.team_id, workspace.team_name, workspace.domain = team["id"], team["name"], team["domain"]
    for person in plan["people"]:
        workspace.users[person["id"]] = User(**person)
    for channel in plan["channels"]:
        _open(workspace, channel)
    for group in plan["groups"]:
        members = [workspace.find_user(name).id for name in group["members"]]
        workspace.groups[group["id"]] = Group(**{**group, "members": members}, created=_long_ago(workspace))
    if town == "harbour":
        _talk(workspace, plan["conversations"])


def _open(workspace: Workspace, channel: Json) -> None:
    members = [workspace.find_user(name).id for name in channel["members"]]
    about = {name: channel[name] for name in ("kind", "topic", "shared_with") if name in channel}
    workspace.add_channel(
        Channel(
            channel["id"],
            channel["name"],
            members=members,
            creator=members[0],
            **about,
            created=_long_ago(workspace),
        )
    )


def _long_ago(workspace: Workspace) -> int:
    return int((workspace.clock.now() - timedelta(days=90)).timestamp())


def _talk(workspace: Workspace, conversations: list[Json]) -> None:
    lines = [line for said in _timed(conversations, workspace.clock.now()) for line in said]
    heads: dict[int, Message] = {}
    for moment, line, head in sorted(lines, key=lambda timed: timed[0]):
        parent = heads.get(head)
        said = _say(workspace, line, moment, parent)
        heads.setdefault(head, said)
    for channel in workspace.channels.values():
        for user in channel.members:
            workspace.read_marks[user, channel.id] = channel.messages[-1].ts if channel.messages else "0"


Timed = tuple[datetime, Json, int]


def _timed(conversations: list[Json], now: datetime) -> Iterator[list[Timed]]:
    """Each conversation's lines with their moments; the third value tells which thread they belong to."""
    moment = now
    for number, line in enumerate(conversations):
        start = now - timedelta(hours=line["hours_ago"]) if "hours_ago" in line else moment
        moment = start + timedelta(minutes=line.get("after", 0))
        said = [(moment, line, number)]
        reply_at = moment
        for reply in line.get("replies", []):
            reply_at += timedelta(minutes=reply["after"])
            said.append((reply_at, {**reply, "in": line["in"]}, number))
        yield said


def _say(workspace: Workspace, line: Json, moment: datetime, parent: Message | None) -> Message:
    channel, speaker = workspace.find_channel(line["in"]), workspace.find_user(line["who"])
    text = line["text"] if speaker.is_bot else as_stored(line["text"], workspace)
    liked: dict[str, Any] = line.get("reactions", {})
    return workspace.post(
        Message(
            channel.id,
            workspace.next_ts(moment),
            speaker.id,
            text,
            thread_ts=parent.ts if parent else None,
            bot_id=speaker.bot_id,
            reactions={name: [workspace.find_user(n).id for n in names] for name, names in liked.items()},
        )
    )
