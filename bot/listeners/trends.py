"""Trends: asked for by command, and as a picture."""

from __future__ import annotations

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import trends as blocks
from bot.blocks.journey import journey_card
from bot.house import House
from bot.listeners.answers import Typed, answer, saved_already, whisper, whisper_card
from bot.listeners.zones import zone_of
from bot.parcels import send_file
from bot.people import is_member
from bot.slack import channel as channel_of
from bot.slack import plain_words
from rituals import trends, workspaces
from rituals.catalog import Catalog
from rituals.errors import Gone, InsidersOnly
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.trends import Trend, Wanted


async def asked(typed: Typed) -> None:
    """`/mindset trends [framework | head check] [#channel] [touchpoint] [period]`, for the asker alone.

    `… touchpoints [period]`: where along the customer's journey stories happened.
    """
    house = typed.house
    settings = await house.quietly(workspaces.settings, typed.scene)
    wanted, lost = trends.read_wanted(typed.rest, house.catalog, settings.touchpoints, typed.channel)
    lost = await plain_words(typed.slack, lost)
    if wanted.journey:
        zone = await zone_of(typed.slack, house, typed.scene)
        journey = await house.quietly(trends.journey, typed.scene, wanted, zone)
        return await answer(typed.ack, journey_card(journey, wanted.weeks, lost))
    trend = await _trend(typed.slack, house, typed.scene, wanted)
    await answer(typed.ack, blocks.trend_card(trend, house.catalog, lost))


async def asked_in_thread(
    ack: AsyncAck,
    action: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """*See the trend* below the result of a poll: for the asker alone."""
    trend = await _trend(client, house, scene, blocks.read(str(action["value"])))
    await ack()
    card = blocks.trend_card(trend, house.catalog)
    await whisper_card(respond, card)


async def picture_asked(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """*Send me the picture*, under a private answer or in App Home: it comes by direct message."""
    # Looked at anew: the person may have left the channel since the button was shown.
    trend = await _trend(client, house, scene, blocks.read(str(action["value"])))
    if trend.latest is None:
        raise Gone
    await ack()
    house.later(_send(client, house.catalog, scene, trend))
    if not body.get("view"):
        with saved_already():
            await whisper(respond, blocks.ON_ITS_WAY)


async def _trend(slack: AsyncWebClient, house: House, scene: Scene, wanted: Wanted) -> Trend:
    """The trend, if the person may see it; InsidersOnly."""
    inside = wanted.channel is not None and await _inside(slack, scene, wanted.channel)
    zone = await zone_of(slack, house, scene)
    return await house.quietly(trends.trend, scene, house.catalog, wanted, zone, inside=inside)


async def _inside(slack: AsyncWebClient, scene: Scene, channel: ChannelId) -> bool:
    """Whether the person is in a channel that is not open to everybody; InsidersOnly if they are not."""
    if (await channel_of(slack, channel)).open:
        return False
    if not await is_member(slack, channel, scene.person):
        raise InsidersOnly
    return True


async def _send(slack: AsyncWebClient, catalog: Catalog, scene: Scene, trend: Trend) -> None:
    await send_file(
        slack,
        scene.person,
        "trend.png",
        lambda: asyncio.to_thread(_drawn, trend, catalog),
        title=blocks.title(trend, catalog),
        comment=blocks.picture_comment(trend, catalog),
        alt=blocks.alt_text(trend, catalog),
    )


def _drawn(trend: Trend, catalog: Catalog) -> bytes:
    # The library takes a second to load: only who wants a picture waits for that, and on a thread.
    from bot.pictures import draw

    assert trend.subject is not None
    framework = catalog.framework(trend.subject.framework)
    return draw(trend, framework, blocks.title(trend, catalog), blocks.scope(trend))
