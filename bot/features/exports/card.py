"""Exports, as App Home offers them to an admin."""

from __future__ import annotations

from bot.slack.block_kit import Block, option, overflow, section

AGAIN = "export:again"


def export_row(*, answers: bool) -> Block:
    """The sheets that can be exported; `answers` where the workspace allows it."""
    sheets = {"stories": "Stories", "polls": "Polls", "rituals": "Rituals"} | (
        {"answers": "Answers"} if answers else {}
    )
    menu = overflow(AGAIN, [option(label, f"{sheet} csv") for sheet, label in sheets.items()])
    return section("*Export.* A spreadsheet for you alone, by direct message.", accessory=menu)
