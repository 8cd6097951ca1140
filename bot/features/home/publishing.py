"""App Home, brought up to date for one person."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from bot.features.channels import unheard_among
from bot.features.home.draws import Reader, home
from bot.features.rights import as_seen, is_admin
from bot.slack.directory import UNREACHABLE
from bot.slack.home import Spot
from bot.slack.refusals import OVERTAKEN, code_of
from bot.slack.requests import Event, Request
from rituals import schedules, workspaces

# In seconds: App Home is published beside everything else, and nobody waits for an answer.
PATIENCE = 3.0


async def publish(request: Request, spot: Spot) -> None:
    """Bring the person's App Home up to date, at that spot."""
    reader = await _reader(request, spot)
    view = await request.look(home, request.catalog, reader)
    # An opening is worked on after it's acknowledged. A page that was turned meanwhile must not turn back.
    seen = request.view_hash if isinstance(request, Event) else ""
    try:
        await request.slack.views_publish(user_id=request.person, view=view, hash=seen or None)
    except SlackApiError as error:
        if code_of(error) not in OVERTAKEN:
            raise


async def _reader(request: Request, spot: Spot) -> Reader:
    zone = await request.directory.zone(request.scene)
    rituals = await as_seen(request, await request.look(schedules.rituals))
    feed = await request.look(workspaces.feed)
    places = [*([feed] if feed else []), *(each.channel for each in rituals if each.wishes.open)]
    unheard = await unheard_among(request, places, PATIENCE)
    return Reader(spot, zone, await _is_admin(request), rituals, unheard)


async def _is_admin(request: Request) -> bool:
    """Where Slack doesn't say, nothing is shown that's for admins."""
    try:
        return await is_admin(request)
    except UNREACHABLE:
        return False
