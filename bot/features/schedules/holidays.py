"""Whose public holidays count: asked for, and named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.slack.block_kit import Block, Element, field_block, option, plain
from bot.slack.wording import listed
from rituals.schedules import countries


def place_names(places: Sequence[str]) -> str:
    """Countries and regions by name: "Portugal and Germany (BY)"; empty where there are none."""
    return listed([_name(place) for place in places])


def holiday_fields(chosen: Sequence[str]) -> list[Block]:
    """Asks on whose holidays a ritual rests: countries from a list, and regions as they are written."""
    options = {code: option(name, code) for code, name in countries().items()}
    # More than a list holds in one piece.
    letters = groupby(options.values(), key=lambda each: each["text"]["text"][0])
    menu: Element = {
        "type": "multi_static_select",
        "action_id": "country",
        "option_groups": [{"label": plain(letter), "options": list(group)} for letter, group in letters],
        "placeholder": plain("Choose countries", 150),
    }
    initial = [options[each] for each in chosen if each in options]
    if initial:
        menu["initial_options"] = initial
    words: Element = {"type": "plain_text_input", "action_id": "region", "max_length": 200}
    if regions := ", ".join(each for each in chosen if each not in options):
        words["initial_value"] = regions
    hint = "I don't post on these countries' public holidays."
    of_regions = "Region codes, separated by commas. For example, DE-BY, ES-CT."
    return [
        field_block("country", "Public holidays", menu, optional=True, hint=hint),
        field_block("region", "Regional holidays", words, optional=True, hint=of_regions),
    ]


def _name(place: str) -> str:
    country, _, region = place.partition("-")
    name = countries().get(country, country)
    return f"{name} ({region})" if region else name
