"""Every setting of the workspace in words, with what it does."""

from __future__ import annotations

from bot.features.settings.form import BLENDS
from bot.slack.block_kit import Block, actions, button, said, section
from bot.slack.wording import listed, spelled
from rituals.workspaces import Settings

CHANGE = "settings:change"


def settings_rows(settings: Settings) -> list[Block]:
    """What holds now; *Change settings* opens the form."""
    rows: list[Block] = []
    for name, value, what in _lines(settings):
        rows += [section(f"*{name}:* {value}\n{what}")]
    return [*rows, actions(button("Change settings", CHANGE))]


def _lines(settings: Settings) -> list[tuple[str, str, str]]:
    emoji = listed([f":{name}:" for name in settings.emoji])
    blend, _ = BLENDS[settings.blend]
    return [
        (
            "Rituals and the feed",
            "admins only" if settings.admins_only else "anybody",
            "Who may set up rituals and choose the channel for stories.",
        ),
        ("Playful or earnest", blend.lower(), "Which thought experiments come up."),
        (
            "Grief and illness",
            "now and then" if settings.tender else "left out",
            "A few experiments touch on them. None comes on a Monday.",
        ),
        (
            "Reactions",
            f"{emoji} by {spelled(settings.threshold, 'person', 'people')}",
            "What makes a message a story in the feed.",
        ),
        (
            "Customer journey",
            # Their own names have commas and "and" in them.
            " · ".join(said(point) for point in settings.touchpoints) or "none",
            "The moments that stories and polls can carry.",
        ),
        (
            "Results",
            f"from {spelled(settings.minimum_voters, 'voter')}",
            "Nobody sees a poll's result before so many have voted.",
        ),
        (
            "Noticed by many",
            "shown" if settings.leaderboard else "not shown",
            "Whose moments most colleagues noticed. It's off unless you turn it on.",
        ),
        (
            "Answers in exports",
            "allowed" if settings.answers_exported else "not allowed",
            "People wrote them for their channel.",
        ),
    ]
