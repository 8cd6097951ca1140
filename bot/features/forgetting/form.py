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
                "*This is deleted within minutes, also from the feed:*\n"
                "• the stories you told, saves you planned, your lines on others, and drafts\n"
                "• messages of yours that became stories\n"
                "• your cheers, nominations and reports\n"
                "• your votes in open polls that aren't anonymous\n"
                "• experiments, words and phrases you suggested, and your own practice\n"
                "• my private messages to you"
            ),
            section(
                "*This is kept without your name:* what others told about you, polls and rituals you "
                "started, and counts of closed polls. Nobody can tell which votes were yours."
            ),
            section("This can't be undone. If you use me again, I'll learn your name again."),
        ],
    )


def forgotten_note() -> View:
    """Said when it is done."""
    return note("Forgotten", "I've forgotten you. Your words leave the channels within a few minutes.")
