"""A small language for saying what a Block Kit object may hold, with Slack's own words for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Inspection:
    """What was found wrong, and which ids were seen, while looking through one surface's blocks."""

    surface: str
    problems: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    action_ids: set[str] = field(default_factory=set)
    focused: int = 0
    lags: bool = False

    def wrong(self, what: str, path: str) -> None:
        self.problems.append(f"[ERROR] {what} [json-pointer:{path}]")


Rule = Callable[[Any, str, Inspection], None]


@dataclass(frozen=True)
class Field:
    """One field of an object: the rule it must meet, and whether it must be there."""

    rule: Rule
    required: bool = False


Fields = dict[str, Field]


def needs(rule: Rule) -> Field:
    return Field(rule, required=True)


def may(rule: Rule) -> Field:
    return Field(rule)


def look_over(value: Any, path: str, fields: Fields, seen: Inspection) -> bool:
    """Hold an object to its fields: none missing, none unknown, each by its rule. False if it is none."""
    if not isinstance(value, dict):
        seen.wrong("must provide an object", path)
        return False
    for name, wanted in fields.items():
        if value.get(name) is None:
            if wanted.required:
                seen.wrong(f"missing required field: {name}", path)
        else:
            wanted.rule(value[name], f"{path}/{name}", seen)
    for name in value.keys() - fields.keys() - {"type"}:
        seen.wrong(f"invalid additional property: {name}", path)
    return True


def obj(fields: Fields) -> Rule:
    """An object with just these fields."""

    def rule(value: Any, path: str, seen: Inspection) -> None:
        look_over(value, path, fields, seen)

    return rule


def string(most: int, least: int = 0) -> Rule:
    """A string of so many characters."""

    def rule(value: Any, path: str, seen: Inspection) -> None:
        if not isinstance(value, str):
            seen.wrong("must provide a string", path)
        elif len(value) > most:
            seen.wrong(f"must be less than {most + 1} characters", path)
        elif len(value) < least:
            seen.wrong(f"must be more than {least - 1} characters", path)

    return rule


def matching(pattern: str, what: str) -> Rule:
    """A string of one form, such as a date."""

    def rule(value: Any, path: str, seen: Inspection) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            seen.wrong(f"must be {what}", path)

    return rule


def text(most: int, *kinds: str) -> Rule:
    """A text object of these kinds, with 1 to `most` characters."""

    def rule(value: Any, path: str, seen: Inspection) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in kinds:
            seen.wrong(f"must be one of the allowed text types: {', '.join(kinds)}", f"{path}/type")
            return
        flag = "emoji" if kind == "plain_text" else "verbatim"
        look_over(value, path, {"text": needs(string(most, 1)), flag: may(boolean)}, seen)

    return rule


def plain(most: int) -> Rule:
    return text(most, "plain_text")


def either(most: int) -> Rule:
    return text(most, "plain_text", "mrkdwn")


def boolean(value: Any, path: str, seen: Inspection) -> None:
    if not isinstance(value, bool):
        seen.wrong("must be a boolean", path)


def anything(value: Any, path: str, seen: Inspection) -> None:
    """No rule: a field that this stand-in doesn't look into."""


def number(least: int, most: int) -> Rule:
    def rule(value: Any, path: str, seen: Inspection) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            seen.wrong(f"must be a number from {least} to {most}", path)

    return rule


def one_of(*allowed: str) -> Rule:
    def rule(value: Any, path: str, seen: Inspection) -> None:
        if value not in allowed:
            seen.wrong(f"must be one of: {', '.join(allowed)}", path)

    return rule


def items(each: Rule, least: int, most: int) -> Rule:
    """A list of `least` to `most` items."""

    def rule(value: Any, path: str, seen: Inspection) -> None:
        if not isinstance(value, list):
            seen.wrong("must provide an array", path)
            return
        if len(value) < least:
            seen.wrong(f"no fewer than {least} items allowed", path)
        if len(value) > most:
            seen.wrong(f"no more than {most} items allowed", path)
        for number_, item in enumerate(value):
            each(item, f"{path}/{number_}", seen)

    return rule


def typed(kinds: dict[str, Rule], allowed: Collection[str]) -> Rule:
    """An object told apart by its `type`, of which only `allowed` may stand here."""

    def rule(value: Any, path: str, seen: Inspection) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            seen.wrong(f"unsupported type: {kind}", f"{path}/type")
        elif kind not in allowed:
            seen.wrong(f"unsupported element: {kind}", f"{path}/type")
        else:
            kinds[kind](value, path, seen)

    return rule
