"""The private question to the author of a nominated message."""

from __future__ import annotations

from bot.blocks.kit import Message, actions, button, context, names, quoted, section
from rituals.nominations import Ask, Consent

SHARE_WORDS = "consent:share"
KEEP_WORDS = "consent:keep"


def consent_card(ask: Ask) -> Message:
    """Asks before anything said in a private place is shown elsewhere; afterwards, what was decided."""
    if ask.consent == Consent.GIVEN:
        return Message("Shared. Thank you.", [section(":star2: Shared in the feed. Thank you.")])
    if ask.consent == Consent.REFUSED:
        return Message("It stays private.", [section("It stays private. Nobody was told.")])
    value = str(ask.id)
    return Message(
        "A teammate loved something you said. May we share it?",
        [
            section(
                f":star2: {names(ask.nominated_by)} thought that this was a great human moment. "
                "You said it in a private place, so it is yours to decide. The feed would show:"
            ),
            section(quoted(ask.words)),
            actions(
                button("Share it", SHARE_WORDS, value, style="primary"),
                button("Keep it private", KEEP_WORDS, value),
            ),
            context("It would show your name and these words. It would not say where you wrote them."),
        ],
    )
