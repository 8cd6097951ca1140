"""The list of rituals with its handles, the small forms behind its menu, and the note to an owner."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.schedules.form import date_field, described, next_line, reason, span, what
from bot.features.ways_in import OPEN_SCHEDULE
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    context,
    divider,
    field_block,
    form,
    mention,
    note,
    option,
    plain,
    section,
)
from bot.slack.refusals import Refusal
from bot.slack.wording import begun, moment, spelled
from rituals.catalog import Catalog
from rituals.schedules import CHANNEL_DELETED, GIVEN, NOTHING_TO_POST, OPEN_AGAIN, Changed, Ritual

HANDLE = "ritual:"
MORE = "more:"
ASKED = "ritual_asked:"
RESUME_HELD = "held:resume"
DAYS_OFF = "days_off:open"
MOST_LISTED = 15

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


def list_card(rituals: Sequence[Ritual], catalog: Catalog) -> Message:
    """Every ritual with its handles, for one person."""
    ways = [button("New ritual", OPEN_SCHEDULE, style="primary"), button("Days off", DAYS_OFF)]
    if not rituals:
        blocks = [section("No rituals yet. A good first one is a thought experiment every working day at 9.")]
        return Message("No rituals yet", [*blocks, actions(*ways)])
    count = begun(spelled(len(rituals), "ritual"))
    return Message(count, [*ritual_rows(rituals, catalog), divider(), actions(*ways)])


def ritual_rows(rituals: Sequence[Ritual], catalog: Catalog, most: int = MOST_LISTED) -> list[Block]:
    """Rows for each ritual, `most` of them: what it is, when it comes next, and what can be done with it."""
    rows: list[Block] = []
    for ritual in rituals[:most]:
        rows += [
            section(f"{what(ritual, catalog)}\n{next_line(ritual)}"),
            context(_history(ritual)),
            _handles(ritual),
        ]
    if len(rituals) > most:
        rows.append(context(f"And {len(rituals) - most} more."))
    return rows


def move_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks for another moment for the coming occurrence."""
    when: Element = {"type": "datetimepicker", "action_id": "to"}
    if ritual.next_at:
        when["initial_date_time"] = int(ritual.next_at.timestamp())
    hint = "Only the next post moves. The time is in your time zone."
    ask = field_block("to", "To", when, hint=hint)
    return _small("move", "Move the next one", "Move", ritual, catalog, [ask], memory)


def pause_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks for the date on which the ritual goes on."""
    ask = date_field("until", "Resume on", None, optional=False)
    return _small("pause_until", "Pause until", "Pause", ritual, catalog, [ask], memory)


def hand_over_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks who looks after the ritual from now on."""
    person = {"type": "users_select", "action_id": "to", "placeholder": plain("Choose a person", 150)}
    hint = "I tell the owner when I can't post the ritual."
    ask = field_block("to", "Who is the new owner?", person, hint=hint)
    return _small("hand_over", "Hand over", "Hand over", ritual, catalog, [ask], memory)


def remove_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks whether the ritual should really end."""
    stays = section("Its earlier posts are kept.")
    return _small("remove", "Remove this ritual?", "Remove", ritual, catalog, [stays], memory)


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
    """The note to an owner whose ritual could not be posted in time."""
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


def done_note(text: str) -> View:
    """Said after one of the small forms."""
    return note("Done", text)


def removed_note() -> View:
    """Said after a ritual was removed."""
    return note("Removed", "The ritual has ended.")


def _small(
    ask: str, title: str, submit: str, ritual: Ritual, catalog: Catalog, blocks: list[Block], memory: str
) -> View:
    return form(f"{ASKED}{ask}", title, submit, [section(what(ritual, catalog)), *blocks], memory)


def _handles(ritual: Ritual) -> Block:
    value = str(ritual.id)
    look = [button("Preview", f"{HANDLE}preview", value), button("Post now", f"{HANDLE}post", value)]
    if ritual.paused or ritual.paused_until:
        hold = [button("Resume", f"{HANDLE}resume", value, style="primary")]
    else:
        hold = [button("Pause", f"{HANDLE}pause", value)]
    if ritual.coming:
        hold.append(button("Skip next", f"{HANDLE}skip", value))
    options = [option(text, f"{entry}:{value}") for entry, text in _menu(ritual).items()]
    menu = {"type": "overflow", "action_id": f"{HANDLE}more", "options": options}
    return actions(*look, *hold, menu, block_id=f"{HANDLE}{ritual.id}")


def _menu(ritual: Ritual) -> dict[str, str]:
    # There is nothing to move while nothing comes.
    move = {"move": "Move the next one"} if ritual.coming else {}
    rest = {"pause_until": "Pause until a date", "hand_over": "Hand over", "remove": "Remove"}
    return {"change": "Change", **move, **rest}


def _history(ritual: Ritual) -> str:
    who = f" by {mention(ritual.changed_by)}" if ritual.changed_by else ""
    done = f"{ritual.change.capitalize()}{who}, {moment(ritual.changed_at)}"
    return done if ritual.owner == ritual.changed_by else f"{done} · Owner: {mention(ritual.owner)}"
