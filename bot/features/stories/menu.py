"""The small forms behind the buttons and the menu of a story's card."""

from __future__ import annotations

from bot.features.stories.card import story_lines
from bot.slack.block_kit import Element, View, context, field_block, form, plain, section
from rituals.catalog import Catalog
from rituals.stories import LONGEST_LINE, Told

ADD_LINE = "story_line"
ADD_THANKS = "story_thanks"
CONFIRM_DOWN = "story_down"
REPORT = "story_report"


def line_form(told: Told, catalog: Catalog, mine: str) -> View:
    """Asks for one's own line on a story; `mine` is the one that is there."""
    words: Element = _words("line", LONGEST_LINE, "What did you see? Why does it matter to you?")
    if mine:
        words["initial_value"] = mine[:LONGEST_LINE]
    hint = "Your line appears on the story with your name. Leave it empty to remove it."
    field = field_block("line", "Your line", words, optional=True, hint=hint)
    return form(ADD_LINE, "Add your line", "Save", [*story_lines(told, catalog), field], str(told.id))


def thanks_form(told: Told, catalog: Catalog) -> View:
    """Asks how the customer was thanked."""
    words = _words("thanked", LONGEST_LINE, "A call, a fix, a handwritten card …")
    field = field_block("thanked", "How did we thank them?", words)
    return form(ADD_THANKS, "The thank-you", "Save", [*story_lines(told, catalog), field], str(told.id))


def down_form(told: Told, catalog: Catalog) -> View:
    """Asks whether the story is really to go."""
    ask = section(
        "This removes the story from the feed, Home and search. "
        "It can't be undone. Nobody is told who did it."
    )
    return form(
        CONFIRM_DOWN, "Take it down?", "Take it down", [*story_lines(told, catalog), ask], str(told.id)
    )


def report_form(told: Told, catalog: Catalog) -> View:
    """Asks what is wrong with a story."""
    words = _words("reason", LONGEST_LINE, "It names a customer, nobody asked me, it happened differently …")
    field = field_block("reason", "What should they know?", words)
    ask = context("Only admins of this workspace read this. They don't see who sent it.")
    blocks = [*story_lines(told, catalog), field, ask]
    return form(REPORT, "Tell the admins", "Send", blocks, str(told.id))


def link_note(link: str | None) -> str:
    """The answer to *Copy link*."""
    if link is None:
        return "This story isn't in the feed right now, so it has no link."
    return f"Here's the link to this story:\n`{link}`"


def _words(name: str, most: int, ask: str) -> Element:
    return {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": True,
        "max_length": most,
        "placeholder": plain(ask, 150),
    }
