"""Nominations: a reaction put on a message or taken off, and the author's answer."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.nominations import SHARE_WORDS
from bot.house import House
from bot.slack import message
from rituals import nominations
from rituals.ids import ChannelId, NominatedId, PersonId
from rituals.nominations import Reaction
from rituals.scene import Scene


async def reacted(event: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene) -> None:
    """Somebody put an emoji on a message."""
    reaction = _reaction(event)
    if reaction is None or event.get("item_user") == reaction.by:
        return
    words = await message(client, reaction.channel, reaction.ts)
    if words is not None:
        await house.act(nominations.nominate, scene, reaction, words)


async def took_back(event: dict[str, Any], house: House, scene: Scene) -> None:
    """Somebody took an emoji off a message."""
    reaction = _reaction(event)
    if reaction is not None:
        await house.act(nominations.withdraw, scene, reaction)


async def answered(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """The author of words from a private place says whether they may be told."""
    decide = nominations.share if action["action_id"] == SHARE_WORDS else nominations.keep_private
    await house.act(decide, scene, NominatedId(int(action["value"])))
    await ack()


def _reaction(event: dict[str, Any]) -> Reaction | None:
    """The reaction, if its emoji nominates and it is on a message."""
    item = event.get("item") or {}
    if item.get("type") != "message" or not nominations.names_a_moment(event["reaction"]):
        return None
    return Reaction(
        channel=ChannelId(item["channel"]),
        ts=item["ts"],
        by=PersonId(event["user"]),
        emoji=event["reaction"],
        at=event["event_ts"],
    )
