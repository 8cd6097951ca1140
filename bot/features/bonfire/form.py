"""The form that nominates a phrase for the bonfire."""

from __future__ import annotations

from bot.slack.block_kit import Element, View, channel_field, context, field_block, form, note, place
from rituals.bonfire import LONGEST_INSTEAD, LONGEST_PHRASE, Personal, Phrase, PhraseState

NOMINATE = "bonfire:nominate"
WHY_NOT = {
    Personal.MENTION: "Leave out mentions. Only scripted phrases burn here, never people.",
    Personal.ADDRESS: "Leave out links and email addresses.",
    Personal.NUMBER: "Leave out phone numbers, and numbers of orders or customers.",
    Personal.NAME: "Leave out the names of people. Only scripted phrases burn here.",
}


def nominate_form(phrase: str, instead: str, channel: str | None) -> View:
    """Asks for a phrase, what a human would say, and where people vote."""
    where = "People vote there for a week. Choose your feed channel to ask everybody."
    blocks = [
        field_block(
            "phrase",
            "Which phrase should go?",
            _text("phrase", LONGEST_PHRASE, phrase),
            hint="A line from the script, such as “Your call is important to us”. "
            "Nothing a customer said, and nobody's name.",
        ),
        field_block(
            "instead",
            "What would a human say instead?",
            _text("instead", LONGEST_INSTEAD, instead),
            hint="For example: “Thanks for waiting. It's about six more minutes.”",
        ),
        channel_field("channel", "Where should people vote?", channel, hint=where),
        context("A retired phrase is in the list, Home and digests: everybody in this workspace can see it."),
    ]
    return form(NOMINATE, "Retire a phrase", "Nominate", blocks)


def nominated_note(phrase: Phrase, *, fresh: bool) -> View:
    """What the nominator reads after sending the form."""
    if fresh:
        sent = f":fire: The vote is on its way to {place(phrase.channel)}, and open for a week."
        return note("Nominated", f"{sent} Yours is in.")
    if phrase.state is PhraseState.RETIRED:
        return note(
            "Already retired", "Your team has retired that phrase already. `/mindset retired` has the list."
        )
    return note("Already nominated", "Your team is already voting on that phrase.")


def _text(name: str, most: int, initial: str) -> Element:
    element: Element = {"type": "plain_text_input", "action_id": name, "max_length": most}
    return element | ({"initial_value": initial[:most]} if initial else {})
