"""What an owner is told of a ritual: it paused itself, couldn't be posted in time, or was changed."""

from __future__ import annotations

from bot.features.schedules.wording import described, next_line, reason, span, what
from bot.slack.block_kit import Message, actions, button, context, mention, section
from bot.slack.refusals import Refusal
from bot.slack.wording import moment
from rituals.catalog import Catalog
from rituals.schedules import CHANNEL_DELETED, GIVEN, NOTHING_TO_POST, OPEN_AGAIN, Changed, Ritual

RESUME_HELD = "held:resume"
# What an owner can do about a ritual that has paused itself.
CURES: dict[str, str] = {
    Refusal.ARCHIVED: "Once it's unarchived, I'll ask you whether to resume.",
    CHANNEL_DELETED: "To move it, open its menu in Home and choose *Change*.",
    NOTHING_TO_POST: "To choose another framework, open its menu in Home and choose *Change*.",
    Refusal.OUTSIDE: "Type `/invite @Headfirst` there, and I'll ask you whether to resume.",
    Refusal.UNSEEN: "Type `/invite @Headfirst` there, and I'll ask you whether to resume.",
}
DID = {
    "paused": "{who} paused your ritual.",
    "paused until a date": "{who} paused your ritual until a date.",
    "resumed": "{who} resumed your ritual.",
    "skipped one": "{who} skipped the next post of your ritual.",
    "moved one": "{who} moved the next post of your ritual.",
    "changed": "{who} changed your ritual. Here's the new version:",
    "handed over": "{who} handed your ritual over to somebody else.",
    "removed": "{who} removed your ritual.",
    GIVEN: "{who} handed this ritual over to you. You're its owner now.",
}
ALL_AT_HOME = "You'll find all rituals in this app's Home tab."
SLACK_SAYS_NO = "Somebody may have limited who can post there. Press *Resume* once I'm allowed to."


def held_card(ritual: Ritual, catalog: Catalog) -> Message:
    """The note to an owner whose ritual has paused itself, as things stand now."""
    about = what(ritual, catalog)
    if not ritual.held:
        text = "This ritual is running again." if ritual.coming else "This ritual is no longer paused."
        return Message(text, [section(text), section(f"{about}\n{next_line(ritual)}")])
    resume = actions(button("Resume", RESUME_HELD, str(ritual.id), style="primary"))
    if ritual.held == OPEN_AGAIN:
        text = "I can post there again. Do you want to resume this ritual?"
    else:
        cure = CURES.get(ritual.held, SLACK_SAYS_NO)
        text = f"I've paused this ritual. {reason(ritual.held)} {cure}"
    return Message(text, [section(text), section(about), resume])


def late_card(ritual: Ritual, catalog: Catalog) -> Message:
    """The note to an owner whose ritual couldn't be posted in time."""
    assert ritual.missed_at is not None
    planned, grace = moment(ritual.missed_at), span(ritual.wishes.grace).lower()
    text = f"I couldn't post this ritual in time, so I skipped it. It was planned for {planned}."
    about = f"{what(ritual, catalog)}\nIt can be up to {grace} late.\n{next_line(ritual)}"
    return Message("I couldn't post one of your rituals in time.", [section(text), section(about)])


def change_card(changed: Changed, catalog: Catalog) -> Message:
    """The private note to an owner: who did what to a ritual of theirs, as it was then."""
    who = mention(changed.by) if changed.by else "Somebody"
    text = DID.get(changed.change, DID["changed"]).format(who=who)
    about = section(described(changed.wishes, catalog))
    # Whom it names stands in the blocks alone: notifications outlive a wish to be forgotten.
    return Message("Somebody changed a ritual of yours.", [section(text), about, context(ALL_AT_HOME)])
