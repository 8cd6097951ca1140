"""The first words that anybody reads of Headfirst, with the button that sets it up."""

from __future__ import annotations

from bot.features.ways_in import SET_UP
from bot.slack.block_kit import Block, Element, actions, button, section

HELLO = (
    "Hi, I'm Headfirst. Most mornings I post one small question about customers, and you answer it in a line."
)
WANT_TO = "Want to set it up? It takes a minute."


def hello_blocks(channel: str = "") -> list[Block]:
    """The hello. Its form proposes the channel, if one is named."""
    return [section(f":wave: {HELLO} {WANT_TO}"), actions(set_up_button(channel))]


def set_up_button(channel: str = "") -> Element:
    """*Set up in a minute*, for that channel."""
    return button("Set up in a minute", SET_UP, channel, style="primary")
