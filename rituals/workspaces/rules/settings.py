"""What a workspace can choose. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from rituals.scripts import is_whole

# The moments of a customer's journey that most teams know (mechanic 11).
TOUCHPOINTS = (
    "First contact",
    "Signing up",
    "Getting started",
    "Everyday use",
    "Asking for help",
    "When it breaks",
    "Billing and refunds",
    "Saying goodbye",
)
MOST_TOUCHPOINTS = 25
MOST_EMOJI = 10
# What people who vote are promised, whatever a form says: docs/privacy.md states it.
FEWEST_VOTERS = 3
# Long enough to think better of it; docs/privacy.md and the manifest's words state it.
SOMEBODY = "a teammate"
KEPT_AFTER_UNINSTALL = timedelta(days=30)


class Blend(StrEnum):
    """How playful the thought experiments of a workspace's rituals are."""

    HALF = "half"
    EARNEST = "earnest"
    PLAYFUL = "playful"


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a whole workspace.

    `admins_only`: only admins set up and change rituals, and choose the feed; else anybody does. `emoji`:
    the reactions that nominate, each with the kind or mindset that it stands for, or "". `threshold`: how
    many people it takes. `tender`: experiments that touch on grief or illness come, too.
    `minimum_voters`: how many people a result needs before anybody sees it. `answers_exported`: answers to
    thought experiments can be exported; else they stay in their threads.
    """

    admins_only: bool = False
    blend: Blend = Blend.HALF
    tender: bool = True
    emoji: Mapping[str, str] = field(default_factory=lambda: {"star2": ""})
    threshold: int = 1
    touchpoints: tuple[str, ...] = TOUCHPOINTS
    leaderboard: bool = False
    minimum_voters: int = FEWEST_VOTERS
    answers_exported: bool = False


def unnamed(text: str, names: Sequence[str]) -> str:
    """The text without the names by which somebody is called: whole words in any case, or mentions."""
    longest_first = sorted(set(names), key=len, reverse=True)
    called = "|".join(map(_standing_alone, longest_first))
    return re.sub(called, SOMEBODY, text, flags=re.IGNORECASE) if called else text


def _standing_alone(name: str) -> str:
    # Where no spaces are written a name stands between other words, unless it is a single letter of them.
    whole = is_whole(name) and len(name) > 1
    return rf"@?{re.escape(name)}" if whole else rf"@?(?<!\w){re.escape(name)}(?!\w)"


def named_touchpoint(name: str, touchpoints: tuple[str, ...]) -> str | None:
    """The touchpoint that somebody means who types `#billing-and-refunds`, however they write it."""
    return next((each for each in touchpoints if slug(each) == slug(name)), None)


def slug(name: str) -> str:
    """A name as one typed word: "Billing and refunds" is billing-and-refunds."""
    return "-".join("".join(char if char.isalnum() else " " for char in name.lower()).split())
