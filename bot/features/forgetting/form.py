"""What a person is told who wants to be forgotten."""

from __future__ import annotations

from bot.slack.block_kit import View, form, note, section

FORGET_ME = "forget_me"


def forget_form() -> View:
    """Says what forgetting does, before it is done."""
    return form(
        FORGET_ME,
        "Forget me",
        "Forget me",
        [
            section(
                "*This goes, within minutes, in the feed too:*\n"
                "• the stories you told, your lines on others, and drafts\n"
                "• messages of yours that became stories\n"
                "• your cheers, nominations and reports\n"
                "• your votes in polls that are open and know whose they are\n"
                "• experiments you suggested, and your own practice\n"
                "• my private messages to you"
            ),
            section(
                "*This stays, without your name:* what others told about you, polls and rituals that you "
                "started, and counts of polls that have closed. Nobody can tell whose votes those were."
            ),
            section("It cannot be undone. If you go on using me, I learn your name anew."),
        ],
    )


def forgotten_note() -> View:
    """Said when it is done."""
    return note("Forgotten", "It is done. What stands in channels is on its way out; give it a few minutes.")
