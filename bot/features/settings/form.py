"""Settings of the workspace."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.features.stories.card import KINDS
from bot.slack.block_kit import Block, Element, View, field_block, form, note, option, select
from rituals.catalog import Catalog
from rituals.workspaces import Blend, Settings

SETTINGS = "settings"

BLENDS = {
    Blend.HALF: ("Half and half", "Every other one is playful"),
    Blend.EARNEST: ("Only earnest ones", "No playful experiments"),
    Blend.PLAYFUL: ("Only playful ones", "No earnest experiments"),
}
_EMOJI = re.compile(r"^[\w+'-]+$")
THRESHOLDS = (1, 2, 3, 4, 5, 7, 10)
MINIMUMS = (3, 4, 5, 7, 10)


def settings_form(settings: Settings) -> View:
    """Asks for all that holds for the whole workspace."""
    return form(SETTINGS, "Settings", "Save", [*_rituals(settings), *_stories(settings), *_results(settings)])


def saved_note() -> View:
    """Said after saving."""
    return note("Settings", "Saved. These settings apply to the whole workspace.")


def read_emoji(text: str, catalog: Catalog) -> tuple[Mapping[str, str], str | None]:
    """What was typed into the field of emoji; and the line that couldn't be read, if there is one."""
    names = {"helped": "customer_helped_us", "moment": "great_human_moment", "save": "proactive_save"}
    names |= {kind.value: kind.value for kind in KINDS}
    mindsets = [mindset for framework in catalog for mindset in framework.mindsets]
    names |= {m.key.lower(): m.key for m in mindsets} | {m.name.lower(): m.key for m in mindsets}
    found: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        emoji, _, meaning = line.partition(" ")
        name = emoji.strip(":").split("::", 1)[0].lower()
        meaning = meaning.strip().lower()
        if (
            not name
            or not all(char.isalnum() or char in "_+'-" for char in name)
            or meaning not in {"", *names}
        ):
            return {}, line
        found[name] = names.get(meaning, "")
    return found, None


def _emoji_line(emoji: str, meaning: str) -> str:
    return f":{emoji}: {meaning}".strip()


def _lines(name: str, text: str) -> Element:
    element: Element = {"type": "plain_text_input", "action_id": name, "multiline": True, "max_length": 2000}
    return element | ({"initial_value": text} if text else {})


def _rituals(settings: Settings) -> list[Block]:
    who = [option("Anybody", "anybody"), option("Admins only", "admins")]
    chosen = "admins" if settings.admins_only else "anybody"
    tender = [option("Yes, now and then", "yes"), option("No, leave them out", "no")]
    blends = [option(text, blend, about) for blend, (text, about) in BLENDS.items()]
    return [
        field_block("rituals", "Who may set up rituals and choose the feed?", select("rituals", who, chosen)),
        field_block("blend", "How playful?", select("blend", blends, settings.blend)),
        field_block(
            "tender",
            "Experiments that touch on grief or illness?",
            select("tender", tender, "yes" if settings.tender else "no"),
            hint="There are only a few, and never on a Monday.",
        ),
    ]


def _stories(settings: Settings) -> list[Block]:
    emoji = "\n".join(_emoji_line(*each) for each in settings.emoji.items())
    reactions = "One per line. You can add a kind (helped, moment, save) or a mindset after it."
    journey = "One per line. People can add one to a story or a poll."
    points = _lines("touchpoints", "\n".join(settings.touchpoints))
    return [
        field_block(
            "emoji",
            "Which reactions nominate a great human moment?",
            _lines("emoji", emoji),
            hint=reactions,
        ),
        field_block(
            "threshold",
            "How many people have to react?",
            _number("threshold", THRESHOLDS, settings.threshold),
        ),
        field_block("touchpoints", "Moments on your customers' journey", points, optional=True, hint=journey),
    ]


def _results(settings: Settings) -> list[Block]:
    board = [option("No", "no"), option("Yes, show the top five", "yes")]
    exports = [option("No", "no"), option("Yes, include them in an admin's export", "yes")]
    few = "How many voters does a result need before anybody sees it?"
    return [
        field_block("minimum_voters", few, _number("minimum_voters", MINIMUMS, settings.minimum_voters)),
        field_block(
            "leaderboard",
            "Show whose moments are noticed most?",
            select("leaderboard", board, "yes" if settings.leaderboard else "no"),
            hint="Off by default, because moments matter more than ranks.",
        ),
        field_block(
            "answers_exported",
            "May answers to thought experiments be exported?",
            select("answers_exported", exports, "yes" if settings.answers_exported else "no"),
            hint="People wrote them for their channel, so this is off unless you allow it.",
        ),
    ]


def _number(name: str, numbers: Sequence[int], chosen: int) -> Element:
    known = sorted({*numbers, chosen})
    return select(name, [option(str(number), str(number)) for number in known], str(chosen))
