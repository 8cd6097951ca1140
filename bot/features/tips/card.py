"""What a person is asked whom a workflow's words concern, and what became of it."""

from __future__ import annotations

from bot.slack.block_kit import Message, actions, button, context, mention, quoted, said, section
from rituals.tips import Tip, TipState

TELL = "tip:tell"
DECLINE = "tip:decline"
ENDINGS = {
    TipState.TOLD: "{who} told this story. Thank you.",
    TipState.DECLINED: "{who} chose “No thanks”. I've forgotten these words.",
    TipState.LAPSED: "Nobody answered for a week, so I've forgotten these words.",
}


def ask_card(tip: Tip) -> Message:
    """Asks whether the words become a story; afterwards, what was decided."""
    if tip.state is not TipState.WAITING:
        who = mention(tip.decided_by) if tip.decided_by else "Somebody"
        text = "A workflow suggested a story."
        ending = ENDINGS[tip.state].format(who=who)
        return Message(text, [section(f":speech_balloon: {text}"), context(ending)])
    text = "A customer's words may be worth a story. Would you tell it?"
    about = [context(f"Customer: {said(tip.customer)}")] if tip.customer else []
    readers = "Only you see this." if tip.who else "Only admins see this."
    hint = f"{readers} You can change the words first. If you don't answer, I'll forget them in a week."
    tell = button("Tell it", TELL, str(tip.id), style="primary")
    ways = actions(tell, button("No thanks", DECLINE, str(tip.id)))
    return Message(
        text,
        [section(f":speech_balloon: {text}"), section(quoted(tip.text)), *about, ways, context(hint)],
    )
