"""What a ritual would post next, for one person to look at."""

from __future__ import annotations

from bot.features.ballots.card import ballot_preview
from bot.features.digests.card import digest_preview
from bot.features.experiments.card import preview_card
from bot.features.polls.card import poll_preview
from bot.slack.block_kit import Block
from bot.slack.requests import Request
from rituals import agenda, ballots, digests, experiments
from rituals.scene import UTC_ZONE, zone_named
from rituals.schedules import Ritual, Wishes


async def preview(request: Request, ritual: Ritual | Wishes) -> list[Block]:
    """The next post of a ritual, or of one as it's wished for. NothingToDraw."""
    wishes = ritual.wishes if isinstance(ritual, Ritual) else ritual
    if wishes.kind in set(experiments.DrawKind):
        on = ritual.next_on if isinstance(ritual, Ritual) else None
        on = on or request.scene.today(zone_named(wishes.zone) or UTC_ZONE)
        return preview_card(await request.look(experiments.peek, ritual, request.catalog, on))
    if wishes.kind == digests.KIND:
        # What a private channel voted on is for its people, and anybody may press Preview.
        inside = await request.directory.is_member(request.workspace, wishes.channel, request.person)
        shown = await request.look(digests.peek, request.catalog, ritual, inside=inside)
        return digest_preview(shown, request.catalog)
    if wishes.kind == ballots.KIND:
        return ballot_preview(await request.look(ballots.peek, wishes.zone))
    return poll_preview(agenda.asked_by(request.catalog, wishes), request.catalog)
