"""Secret links: asked for, made, revoked."""

from __future__ import annotations

from bot.features.links import card
from bot.features.links.card import MAKE, REVOKE
from bot.features.rights import check_admin, may_read
from bot.service.secrets import fresh_secret
from bot.slack.block_kit import View
from bot.slack.replies import Redraw, Replies, Show
from bot.slack.requests import Line, Press, Request
from rituals import links
from rituals.errors import InsidersOnly
from rituals.ids import ChannelId
from rituals.links import LinkKind

NAMES = {LinkKind.WALL: "wall/{}", LinkKind.FEED: "feed/{}", LinkKind.CALENDAR: "calendar/{}.ics"}


async def asked_for_links(asked: Line | Press) -> Replies:
    """`/mindset wall`, and *Wall and feed* in App Home."""
    await check_admin(asked)
    return Show(await _panel(asked, LinkKind.WALL))


async def asked_for_calendar(line: Line) -> Replies:
    """`/mindset calendar`, in the channel that it's about."""
    await _check(line, LinkKind.CALENDAR, line.here)
    return Show(await _panel(line, LinkKind.CALENDAR, line.here))


async def made(press: Press) -> Replies:
    """*Make a link*, or *New link*: the address is shown this once."""
    kind, channel = LinkKind(press.after(MAKE)), ChannelId(press.value)
    await _check(press, kind, channel)
    secret = fresh_secret()
    await press.act(links.make, kind, secret, channel)
    address = f"{press.house.public_url}/{NAMES[kind].format(secret)}"
    return Redraw(await _panel(press, kind, channel)), Show(card.address_note(address))


async def revoked(press: Press) -> Replies:
    """*Revoke*."""
    kind, channel = LinkKind(press.after(REVOKE)), ChannelId(press.value)
    await _check(press, kind, channel)
    await press.act(links.revoke, kind, channel)
    return Redraw(await _panel(press, kind, channel))


async def _check(request: Request, kind: LinkKind, channel: ChannelId) -> None:
    """AdminsOnly, or InsidersOnly for the calendar of a channel that the person may not read."""
    if kind is not LinkKind.CALENDAR:
        await check_admin(request)
    elif not await may_read(request, channel):
        raise InsidersOnly


async def _panel(request: Request, kind: LinkKind, channel: ChannelId = links.NOWHERE) -> View:
    reachable = bool(request.house.public_url)
    if kind is LinkKind.CALENDAR:
        known = await request.look(links.made, kind, channel)
        return card.calendar_panel(channel, known, reachable=reachable)
    return card.links_panel(await request.look(links.of_workspace), reachable=reachable)
