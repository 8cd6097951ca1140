"""Reads which trend somebody asks for: `be human`, `#support 3 months`, `head check last quarter`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rituals.catalog.rules.schema import Framework
from rituals.ids import ChannelId
from rituals.trends.rules.shares import MOST_WEEKS, Wanted
from rituals.workspaces.rules.settings import slug

# In weeks.
UNITS = {"d": 1 / 7, "w": 1, "m": 52 / 12, "q": 13, "y": 52}
ONE = ("week", "month", "quarter", "year")
JOURNEY = ("touchpoint", "touchpoints", "journey")
HEAD_CHECKS = ("head check", "head checks", "headcheck", "headchecks")
# In words; more than any name has, and few enough to read whatever somebody pastes.
LONGEST = 20
FILLERS = ("last", "past", "the", "this", "for", "of", "in", "at", "over", "since", "and", "trend", "trends")
_PERIOD = re.compile(r"^(\d{1,3})\s*([dwmqy]|days?|weeks?|months?|quarters?|years?)$")
_CHANNEL = re.compile(r"^<#([A-Z0-9]+)(?:\|[^>]*)?>$")

Meanings = Mapping[str, dict[str, Any]]


def read_wanted(
    line: str, frameworks: Iterable[Framework], touchpoints: Sequence[str], here: ChannelId | None = None
) -> tuple[Wanted, str]:
    """The trend that a typed line asks for, and the words of it that weren't understood.

    A framework's key or name, `<#C1|channel>` or the word *here*, a touchpoint with or without its #, *head
    check*, *touchpoints* for the journey itself, and a period, in any order and case.
    """
    known = _known(frameworks, touchpoints, here)
    wanted, lost, words = Wanted(), [], line.split()
    while words:
        taken, meaning = _next(words, known)
        if meaning is None:
            lost.append(words[0])
        else:
            wanted = replace(wanted, **meaning)
        words = words[taken:]
    return wanted, " ".join(lost)


def _known(frameworks: Iterable[Framework], touchpoints: Sequence[str], here: ChannelId | None) -> Meanings:
    known: dict[str, dict[str, Any]] = {slug(word): {} for word in FILLERS}
    known |= {word: {"journey": True} for word in JOURNEY}
    known |= {slug(each): {"touchpoint": each} for each in touchpoints}
    for framework in frameworks:
        names = (framework.key, framework.name, *framework.formerly)
        known |= {slug(name): {"framework": framework.key} for name in names}
    known |= {slug(name): {"head_checks": True} for name in HEAD_CHECKS}
    return known | ({"here": {"channel": here}} if here else {})


def _next(words: Sequence[str], known: Meanings) -> tuple[int, dict[str, Any] | None]:
    # The longest phrase first: "by choice" is a framework, and "by" would be nothing.
    for taken in range(min(len(words), LONGEST), 0, -1):
        meaning = _meaning(" ".join(words[:taken]), known)
        if meaning is not None:
            return taken, meaning
    return 1, None


def _meaning(phrase: str, known: Meanings) -> dict[str, Any] | None:
    channel = _CHANNEL.match(phrase)
    if channel:
        return {"channel": ChannelId(channel[1])}
    weeks = _weeks(phrase.lower())
    if weeks:
        return {"weeks": weeks}
    # Of a name without a letter nothing is left, and so it would answer to any such phrase.
    return known.get(slug(phrase) or phrase)


def _weeks(phrase: str) -> int | None:
    period = _PERIOD.match(f"1 {phrase}" if phrase in ONE else phrase)
    if period is None or int(period[1]) == 0:
        return None
    return min(max(round(int(period[1]) * UNITS[period[2][0]]), 1), MOST_WEEKS)
