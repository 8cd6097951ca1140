"""Thought experiments: asked for, and posted to a channel by a person."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.experiments import CARD, hero_card, own_card
from bot.house import House
from bot.listeners.answers import Typed, answer, replace, saved_already, whisper
from bot.listeners.zones import zone_of
from bot.sentences import NOT_REACHABLE
from bot.slack import channel as channel_of
from rituals import experiments
from rituals.ids import ChannelId, DrawId
from rituals.scene import Scene


async def asked(typed: Typed) -> None:
    """`/mindset`: today's thought experiment, for the person alone."""
    today = typed.scene.today(await zone_of(typed.slack, typed.house, typed.scene))
    drawn = await typed.house.quietly(
        experiments.today, typed.scene, typed.house.catalog, typed.channel, today
    )
    await answer(typed.ack, own_card(drawn))


async def asked_for_hero(typed: Typed) -> None:
    """`/mindset hero`: the hero of the day, for the person alone."""
    today = typed.scene.today(await zone_of(typed.slack, typed.house, typed.scene))
    await answer(typed.ack, hero_card(experiments.hero_today(typed.scene, today)))


async def shared(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """*Post to this channel* on the private card."""
    channel = ChannelId(body["channel"]["id"])
    if not (await channel_of(client, channel)).reachable:
        await ack()
        return await whisper(respond, NOT_REACHABLE)
    framework, _, experiment = action["value"].partition("/")
    today = scene.today(await zone_of(client, house, scene))
    new = await house.act(experiments.share, scene, house.catalog, channel, framework, experiment, today)
    await ack()
    with saved_already():
        await whisper(respond, "Posted." if new else "This one is in the channel already today.")


async def another(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """*Show me another* on the private card: the card becomes another one, and nothing is remembered."""
    again, channel = int(action["value"]), ChannelId(body["channel"]["id"])
    today = scene.today(await zone_of(client, house, scene))
    drawn = await house.quietly(experiments.today, scene, house.catalog, channel, today, again)
    await ack()
    await replace(respond, own_card(drawn, again))


async def took_part(action: dict[str, Any], house: House, scene: Scene) -> None:
    """Whoever goes on from a card in a channel, to a story or a poll, has thought about it too."""
    card, _, draw = str(action.get("block_id") or "").rpartition(":")
    if f"{card}:" == CARD:
        await house.act(experiments.engage, scene, DrawId(int(draw)))


async def engaged(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """*I thought about it* on a card in a channel."""
    await house.act(experiments.engage, scene, DrawId(int(action["value"])))
    await ack()
