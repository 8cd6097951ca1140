"""The wall: a page of stories for a screen in the office, as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.features.links.words import as_html, cut, drawn, without_places
from bot.features.stories.card import KINDS, credit_line
from rituals.ids import PersonId
from rituals.stories import Told

MOST_STORIES = 12
# In characters: what still can be read from three metres.
LONGEST, LONGEST_LINE = 600, 240
THEMES = ("light", "dark")
TITLE = "Moments with our customers"
QUIET = "No stories yet."
QUIET_HINT = "The next one appears here by itself."
_PERSON = re.compile(r"<@([A-Z0-9]+)>")


@dataclass(frozen=True, slots=True)
class OnShow:
    """Stories that everybody may read, the newest first; what people in them are called; local dates.

    `closed` are names of channels that not everybody may know of.
    """

    stories: Sequence[Told]
    names: Mapping[PersonId, str]
    closed: Sequence[str]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the page needs."""

    content: bytes
    media_type: str


def _asset(name: str, media_type: str) -> Asset:
    return Asset((files("bot.features.links") / name).read_bytes(), media_type)


ASSETS = {
    "wall.css": _asset("wall.css", "text/css; charset=utf-8"),
    "wall.js": _asset("wall.js", "text/javascript; charset=utf-8"),
    "wall.svg": _asset("wall.svg", "image/svg+xml"),
}
# A screen that has shown the page for weeks loads it again when this changes.
VERSION = sha256(b"".join(each.content for each in ASSETS.values())).hexdigest()[:12]


def wall_page(show: OnShow, theme: str = "") -> str:
    """The whole page. It keeps itself up to date; `theme` is light or dark, or as the screen has it."""
    chosen = f' data-theme="{theme}"' if theme in THEMES else ""
    return f"""<!doctype html>
<html lang="en"{chosen}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{TITLE}</title>
<link rel="icon" href="../links/wall.svg?{VERSION}" type="image/svg+xml">
<link rel="stylesheet" href="../links/wall.css?{VERSION}">
<script src="../links/wall.js?{VERSION}" defer></script>
</head>
<body data-version="{VERSION}">
<header><h1>{TITLE}</h1></header>
<main id="stage">{wall_stories(show)}</main>
<p id="notice" role="status" hidden></p>
<footer><ol id="dots" aria-hidden="true"></ol></footer>
</body>
</html>
"""


def wall_stories(show: OnShow) -> str:
    """The part of the page that changes."""
    shown = show.stories[:MOST_STORIES]
    if not shown:
        return f'<p class="quiet"><strong>{QUIET}</strong><br>{QUIET_HINT}</p>'
    return "\n".join(_story(each, show) for each in shown)


def titled(told: Told) -> tuple[str, str]:
    """What a story tells of: its sign, and in words."""
    emoji, label = KINDS[told.kind]
    return drawn(emoji), label


def credited(told: Told, show: OnShow) -> str:
    """Who tells it and whose work it was, by the names that people have."""
    line = _PERSON.sub(lambda mark: show.names.get(PersonId(mark[1]), "a teammate"), credit_line(told))
    return unescape(line)


def told_words(text: str, show: OnShow, most: int) -> str:
    """Somebody's words as HTML, and no more of them than that."""
    return as_html(cut(without_places(text, show.closed), most))


def learned(told: Told) -> list[tuple[str, str]]:
    """What the customer taught, and how they were thanked, each with its heading."""
    lines = [("What they taught us", told.telling.taught), ("How we thanked them", told.telling.thanked)]
    return [(label, text) for label, text in lines if text]


def _story(told: Told, show: OnShow) -> str:
    sign, label = titled(told)
    on = told.told_at.astimezone(show.zone)
    lines = "".join(
        f"<div><h2>{label}</h2>{told_words(text, show, LONGEST_LINE)}</div>" for label, text in learned(told)
    )
    beside = f'<div class="learned">{lines}</div>' if lines else ""
    count = len(told.cheered_by)
    cheers = f'<span class="cheers">{drawn(":clap:")} {count}</span>' if count else ""
    return (
        f'<article id="story-{told.id}">'
        f'<p class="kind"><span class="sign">{sign}</span> {escape(label)}</p>'
        f'<div class="words">{told_words(told.text, show, LONGEST)}</div>{beside}'
        f'<p class="about"><span class="who">{escape(credited(told, show))}</span>'
        f'<span class="when">{on.day} {on:%B}</span>{cheers}</p></article>'
    )
