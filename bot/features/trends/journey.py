"""The customer's journey: where stories happen, and where nobody has told of any (mechanic 11)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.trends.card import left_out, period
from bot.features.ways_in import OPEN_STORY
from bot.slack.block_kit import Block, Message, actions, button, clip, context, said, section
from bot.slack.wording import listed, spelled
from rituals.trends import Journey

# 19 for the name, 9 for the bar and 4 for the count: what a phone shows without breaking the line.
NAME = 18
BAR = 8
ROWS = 25
# An invitation names a few; a long list of gaps would be a reproach.
MOST_INVITED = 3
NOTHING_TOLD = "No story from these weeks says where it happened. Yours could be the first."


def journey_card(journey: Journey, weeks: int, lost: str = "") -> Message:
    """Where stories happened in the last weeks, for one person alone."""
    title = f"Where stories happen · {period(weeks)}"
    blocks: list[Block] = [*left_out(lost), context(f":round_pushpin: {title}")]
    blocks += _told(journey) if journey.told else [section(NOTHING_TOLD)]
    return Message(title, [*blocks, actions(button("Share a story", OPEN_STORY, style="primary"))])


def _told(journey: Journey) -> list[Block]:
    invited = invitation(journey.untold)
    return [
        section(f"```{table(journey)}```"),
        *([context(_nowhere(journey.nowhere))] if journey.nowhere else []),
        *([section(invited)] if invited else []),
    ]


def table(journey: Journey) -> str:
    """A bar for each moment of the journey, those without a story at the end."""
    rows = [*journey.told, *((name, 0) for name in journey.untold)][:ROWS]
    most = max(count for _, count in rows)
    return "\n".join(_row(name, count, most) for name, count in rows)


def invitation(untold: Sequence[str]) -> str:
    """The line about moments without a story; empty if there are none."""
    if not untold:
        return ""
    names = [f"*{said(' '.join(name.split()), 200)}*" for name in untold[:MOST_INVITED]]
    more = len(untold) - len(names)
    others = [spelled(more, "other moment")] if more else []
    where = listed([*names, *others], "or")
    return f"Nobody has told a story about {where} lately. Did you see something good there?"


def _row(name: str, count: int, most: int) -> str:
    # A backtick would end the table.
    plain = clip(" ".join(name.replace("`", "'").split()), NAME)
    bar = "█" * max(round(count / most * BAR), 1) if count else ""
    return f"{said(plain)}{' ' * (NAME - len(plain))} {bar:<{BAR}} {count:>3}"


def _nowhere(count: int) -> str:
    if count == 1:
        return "One story doesn't say where it happened."
    return f"{count} stories don't say where they happened."
