"""Settings of the workspace."""

from __future__ import annotations

from bot.blocks.kit import View, field_block, form, note, option, select
from rituals.workspaces import Blend, Settings

SETTINGS = "settings"

BLENDS = {
    Blend.EARNEST: ("Only earnest ones", "No playful experiments"),
    Blend.AS_IT_COMES: ("As the packs have it", "A playful one now and then"),
    Blend.HALF: ("Half and half", "Every other one is playful"),
}


def settings_form(settings: Settings) -> View:
    """Asks who may change rituals, and how playful the experiments are."""
    who = [option("Anybody", "anybody"), option("Admins only", "admins")]
    blends = [option(text, blend, about) for blend, (text, about) in BLENDS.items()]
    chosen = "admins" if settings.admins_only else "anybody"
    return form(
        SETTINGS,
        "Settings",
        "Save",
        [
            field_block("rituals", "Who may set up and change rituals?", select("rituals", who, chosen)),
            field_block("blend", "How playful?", select("blend", blends, settings.blend)),
        ],
    )


def saved_note() -> View:
    """Said after saving."""
    return note("Settings", "Saved. It holds for the whole workspace from now on.")
