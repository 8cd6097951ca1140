"""Fields that the forms of rituals share: kinds, schools, days, times, dates, zones."""

from __future__ import annotations

from datetime import date, timedelta

from bot.features.schedules.wording import GRACES, IN_TURN, KIND_NAMES, RHYTHMS, span
from bot.slack.block_kit import Block, Element, field_block, option, select
from rituals.agenda import KINDS
from rituals.catalog import Catalog
from rituals.experiments import ALL_SCHOOLS
from rituals.schedules import WEEKDAYS


def grace_field(minutes: str) -> Block:
    """How late the ritual may come, set to so many minutes."""
    chosen = timedelta(minutes=int(minutes))
    known = dict(sorted({**GRACES, chosen: span(chosen)}.items()))
    options = [option(text, str(int(length.total_seconds() // 60))) for length, text in known.items()]
    hint = "If I can't post on time, I'll still post within this time. After that, I'll skip it."
    return field_block("grace", "How late can it be?", select("grace", options, minutes), hint=hint)


def kinds() -> list[Element]:
    """All kinds of ritual to choose from."""
    return [
        option(f"{emoji} {name}", kind, about)
        for kind, (emoji, name, about) in KIND_NAMES.items()
        if kind in KINDS
    ]


def schools(catalog: Catalog) -> list[Element]:
    """The frameworks to choose from, all of them in turn first."""
    in_turn = option(f":twisted_rightwards_arrows: {IN_TURN}", ALL_SCHOOLS, "Another school each time")
    return [in_turn, *(option(f"{each.emoji} {each.name}", each.key, each.tagline) for each in catalog)]


def rhythms() -> list[Element]:
    """How often a ritual can come."""
    return [option(text, rhythm) for rhythm, text in RHYTHMS.items()]


def week(chosen: frozenset[int]) -> Element:
    """A choice of weekdays, by their numbers from Monday on."""
    days = [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    boxes: Element = {"type": "checkboxes", "action_id": "days", "options": days}
    # Slack takes no empty list.
    return boxes | ({"initial_options": [days[n] for n in sorted(chosen)]} if chosen else {})


def clock(at: str | None) -> Element:
    """A choice of a time of day, such as "09:00"; an empty one without a time."""
    return {"type": "timepicker", "action_id": "at"} | ({"initial_time": at} if at else {})


def zone_field(zone: str) -> Block:
    """A question for a time zone."""
    where: Element = {"type": "plain_text_input", "action_id": "zone", "max_length": 60}
    where |= {"initial_value": zone} if zone else {}
    return field_block(
        "zone", "Time zone", where, hint="For example, Europe/Lisbon. This comes from your Slack settings."
    )


def date_field(name: str, label: str, initial: date | None, *, optional: bool = True) -> Block:
    """A question for a date."""
    picker: Element = {"type": "datepicker", "action_id": name}
    if initial:
        picker["initial_date"] = initial.isoformat()
    return field_block(name, label, picker, optional=optional)
