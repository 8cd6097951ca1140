"""The first people who type before anything is set up get a hello with the answer, once each."""

from __future__ import annotations

from bot.features.hello import hello_blocks
from bot.slack.block_kit import Block, divider
from bot.slack.requests import Line
from rituals import onboarding


async def hello_to(line: Line) -> list[Block]:
    """What stands above the answer: a hello, for somebody who has had none; else nothing."""
    # Where something is set up, and that is soon everywhere, nobody is looked for.
    if await line.recall(onboarding.is_set_up) or not await line.look(onboarding.unmet):
        return []
    return [*hello_blocks(line.here), divider()] if await line.act(onboarding.meet) else []
