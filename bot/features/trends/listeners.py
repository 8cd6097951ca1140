"""Trends: asked for by command, and as a picture."""

from __future__ import annotations

import asyncio

from bot.features.trends import card
from bot.features.trends.journey import journey_card
from bot.slack.block_kit import button
from bot.slack.replies import Replies, Say, say
from bot.slack.requests import Line, Press, Promise, Request
from bot.slack.uploads import send_file
from rituals import trends, workspaces
from rituals.catalog import Catalog
from rituals.errors import Gone, InsidersOnly
from rituals.ids import ChannelId
from rituals.trends import Trend, Wanted

PICTURE = "trend_picture"


async def asked_for_trends(line: Line) -> Replies:
    """`/mindset trends [framework | head check] [#channel] [touchpoint] [period]`, for the asker alone.

    `… touchpoints [period]`: where along the customer's journey stories happened.
    """
    settings = await line.recall(workspaces.settings)
    wanted, lost = trends.read_wanted(line.rest, line.catalog, settings.touchpoints, line.here)
    lost = await line.plain_words(lost)
    if wanted.journey:
        journey = await line.look(trends.journey, wanted, await line.directory.zone(line.scene))
        return Say(journey_card(journey, wanted.weeks, lost))
    return await _seen(line, wanted, lost)


async def asked_in_thread(press: Press) -> Replies:
    """*See the trend* below the result of a poll, or in a digest: for the asker alone."""
    return await _seen(press, card.read_trend(press.value))


async def _seen(request: Request, wanted: Wanted, lost: str = "") -> Replies:
    """The trend with its picture at once: as Slack's own chart, or by direct message."""
    trend = await _trend(request, wanted)
    charts, files = await request.look_up(workspaces.picture_ways)
    coming = trend.latest is not None and files and not charts
    if coming:
        await request.promise(PICTURE, wanted=card.written(trend))
    return Say(card.trend_card(trend, request.catalog, lost, charts=charts, coming=coming))


async def picture_asked(press: Press) -> Replies:
    """*Send me the picture*, under a private answer or in App Home: it comes by direct message."""
    # Looked at again: the person may have left the channel since the button was shown.
    if (await _trend(press, card.read_trend(press.value))).latest is None:
        raise Gone
    await press.promise(PICTURE, wanted=press.value)
    return None if press.at_home else say(card.ON_ITS_WAY)


async def picture_promised(promise: Promise) -> None:
    """The picture is drawn, and sent by direct message."""
    trend = await _trend(promise, card.read_trend(promise.facts["wanted"]))
    if trend.latest is None:
        return
    again = button("Send it again", card.PICTURE, promise.facts["wanted"])
    sent = await send_file(
        promise.slack,
        promise.person,
        "trend.png",
        lambda: asyncio.to_thread(_drawn, trend, promise.catalog),
        title=card.title(trend, promise.catalog),
        comment=card.picture_comment(trend, promise.catalog),
        alt=card.alt_text(trend, promise.catalog),
        again=again,
    )
    await promise.act(workspaces.files_taken, sent)


async def _trend(request: Request, wanted: Wanted) -> Trend:
    """The trend, if the person may see it; InsidersOnly."""
    inside = wanted.channel is not None and await _inside(request, wanted.channel)
    zone = await request.directory.zone(request.scene)
    return await request.look(trends.trend, request.catalog, wanted, zone, inside=inside)


async def _inside(request: Request, channel: ChannelId) -> bool:
    """Whether the person is in a channel that isn't open to everybody; InsidersOnly if they aren't."""
    if (await request.directory.channel(request.workspace, channel)).open:
        return False
    if not await request.directory.is_member(request.workspace, channel, request.person):
        raise InsidersOnly
    return True


def _drawn(trend: Trend, catalog: Catalog) -> bytes:
    # The library takes a second to load: only who wants a picture waits for that, and on a thread.
    from bot.features.trends.picture import draw

    assert trend.subject is not None
    framework = catalog.framework(trend.subject.framework)
    return draw(trend, framework, card.title(trend, catalog), card.scope(trend))
