"""What somebody wants who types `/mindset plain …`. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from rituals.plain_words.rules.words import plain_of
from rituals.words import Word, words


@dataclass(frozen=True, slots=True)
class Asking:
    """A draft is to be checked; without one, a form asks for it."""

    draft: str


@dataclass(frozen=True, slots=True)
class ListingWords:
    """What the team has added is to be shown."""


@dataclass(frozen=True, slots=True)
class Adding:
    """These words are stiff, and these are plainer; a form asks for what is missing."""

    stiff: str = ""
    plain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removing:
    """The check is to leave these words alone."""

    stiff: str


Wish: TypeAlias = Asking | ListingWords | Adding | Removing


def read_wish(line: str) -> Wish:
    """`list`, `add utilise = use`, `remove utilise` or `remove "going forward"`; anything else is a draft."""
    first, *rest = words(line) or [Word("", 0, 0)]
    after = line[first.end :].strip()
    match first.plain:
        case "list" if not rest:
            return ListingWords()
        case "add" if not rest:
            return Adding()
        case "add" if "=" in after:
            stiff, _, plain = after.partition("=")
            return Adding(_bare(stiff), plain_of(_bare(plain)))
        # A draft may begin with the same word.
        case "remove" if len(rest) == 1:
            return Removing(_bare(rest[0].text))
    return Asking(line.strip())


def _bare(text: str) -> str:
    return text.strip().strip("\"“”„«»'‘’").strip()
