"""The people whom a cell names. Pure."""

from __future__ import annotations

import re

from rituals.exports.rules import parted

# Slack's own mention, with the label that some exports have; else an id, which programs may write small. A
# name can look like one: a small id has a digit that letters follow.
_MENTION = re.compile(r"<@([UW][A-Z0-9]{2,})(?:\|([^<>]*))?>", re.IGNORECASE)
_ID = re.compile(r"@?([UW][A-Z0-9]{2,}|[uw](?=[a-z]*\d+[a-z])[a-z0-9]{7,})")
_BETWEEN = (r"\s*(?:,|&|\band\b)\s*", r"(?:\s|,|&|\band\b)+")


def people(cell: str) -> list[tuple[str, str | None]]:
    """Each person by id and None, or, without an account here, by name and name."""
    bare = _MENTION.sub(lambda known: f"@{known[1].upper()}", cell)
    return [_person(name) for each in parted(bare) for name in _several(each) if name.strip("@ ")]


def labels(text: str) -> dict[str, str]:
    """What the mentions in a text call people, by id."""
    return {known[1].upper(): known[2] for known in _MENTION.finditer(text) if known[2]}


def _several(text: str) -> list[str]:
    """Mentions and ids that stand in a row. A comma between names may be a part of one."""
    for between in _BETWEEN:
        names = [name for name in re.split(between, text) if name]
        if len(names) > 1 and all(name.startswith("@") or _ID.fullmatch(name) for name in names):
            return names
    return [text]


def _person(text: str) -> tuple[str, str | None]:
    if known := _ID.fullmatch(text):
        return known[1].upper(), None
    name = text.removeprefix("@").strip()
    return name, name
