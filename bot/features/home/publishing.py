"""App Home, brought up to date for one person."""

from __future__ import annotations

from bot.features.channels import unheard_among
from bot.features.home.draws import Reader, home
from bot.features.rights import as_seen, is_admin
from bot.slack.directory import UNREACHABLE
from bot.slack.requests import Request
from rituals import schedules, stories, suggestions, workspaces
from rituals.stories import Filter

# In seconds: App Home is published beside everything else, and nobody waits for an answer.
PATIENCE = 3.0


async def publish(request: Request, wanted: Filter = stories.EVERYTHING, before: int | None = None) -> None:
    """Bring the person's App Home up to date, with the stories that are `wanted`, told `before` a place."""
    reader = await _reader(request)
    view = await request.look(home, request.catalog, reader, wanted, before)
    await request.slack.views_publish(user_id=request.person, view=view)


async def _reader(request: Request) -> Reader:
    zone = await request.directory.zone(request.scene)
    rituals = await as_seen(request, await request.look(schedules.rituals))
    admin = await _is_admin(request)
    suggested = await request.look(suggestions.waiting) if admin else []
    feed = await request.look(workspaces.feed)
    places = [*([feed] if feed else []), *(each.channel for each in rituals if each.wishes.open)]
    return Reader(zone, rituals, suggested, await unheard_among(request, places, PATIENCE), admin)


async def _is_admin(request: Request) -> bool:
    """Where Slack doesn't say, nothing is shown that's for admins."""
    try:
        return await is_admin(request)
    except UNREACHABLE:
        return False
