"""Days off: on which days a channel has no rituals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.features.schedules.fields import date_field
from bot.slack.block_kit import (
    Block,
    View,
    button,
    channel_field,
    divider,
    form,
    mention,
    panel,
    place,
    section,
)
from bot.slack.wording import day, day_of_year
from rituals.ids import ChannelId
from rituals.schedules import Rest

DAYS_OFF_CHOSEN = "days_off_chosen"
TAKE_BACK = "days_off:take_back"
MOST = 20


def days_off_form(channel: ChannelId | None, rests: Sequence[Rest], memory: str) -> View:
    """Asks on which days a channel has no rituals, and shows the days off that are set already."""
    blocks = [
        channel_field("channel", "Channel", channel),
        date_field("first", "First day off", None, optional=False),
        date_field("last", "Last day off", None),
    ]
    if rests:
        blocks += [divider(), section("*Days off already set*"), *_rows(rests)]
    return form(DAYS_OFF_CHOSEN, "Days off", "Save", blocks, memory)


def days_off_note(rests: Sequence[Rest], memory: str) -> View:
    """All coming days off, after a change, each with a way to remove it."""
    said = "No rituals on these days:" if rests else "There are no days off. Rituals are posted as planned."
    return panel("Days off", [section(said), *_rows(rests)]) | {"private_metadata": memory}


def _rows(rests: Sequence[Rest]) -> list[Block]:
    return [
        section(
            f"{place(rest.channel)} · {_range(rest.first, rest.last)}\nSet by {mention(rest.by)}",
            accessory=button(
                "Remove",
                TAKE_BACK,
                f"{rest.channel}:{rest.first.isoformat()}:{rest.last.isoformat()}",
            ),
        )
        for rest in rests[:MOST]
    ]


def _range(first: date, last: date) -> str:
    return day_of_year(last) if first == last else f"{day(first)} to {day_of_year(last)}"
