"""The forms of saves: planning one, and what is asked when something about it changes."""

from __future__ import annotations

from datetime import date

from bot.features.stories.card import what_we_do
from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    field_block,
    form,
    plain,
    quoted,
    section,
)
from rituals.ids import DrawId, PersonId
from rituals.stories import LONGEST, LONGEST_LINE, Told

PLAN_SAVE = "plan_save"
EDIT_SAVE = "save_edit"
SHARE_SAVE = "save_share"
CARRY_SAVE = "save_carry"
# Its name from before there were look-aheads with saves.
ASSIGN_SAVE = "story_save"
REMOVE_SAVE = "save_remove"
DROP_HERE = "save:drop"


def plan_form(draw: DrawId, owner: PersonId, due_on: date) -> View:
    """The look-ahead's own form; the person who asked for it is proposed as the owner."""
    hint = "The owner hears of it by direct message, and is reminded the day before and on the day."
    blocks = [
        _risk(),
        _remedy(),
        _owner(owner, hint),
        _due(due_on),
        context("People in this channel see it. You choose whether it goes anywhere else."),
    ]
    return form(PLAN_SAVE, "Plan a save", "Plan it", blocks, str(draw))


def edit_form(told: Told) -> View:
    """The author's own words, to be changed."""
    return form(EDIT_SAVE, "Edit your save", "Save", [_risk(told), _remedy(told)], str(told.id))


def share_form(told: Told) -> View:
    """Asks the author whether the save may go into the feed, and lets them choose its words."""
    blocks = [
        section("Everybody can read the feed. Leave out names and anything private."),
        _risk(told, label="What could have disappointed a customer?"),
        _remedy(told, label="What did we do?"),
    ]
    return form(SHARE_SAVE, "Share in the feed?", "Share it", blocks, str(told.id))


def carry_form(told: Told, due_on: date) -> View:
    """Asks for another day."""
    return form(
        CARRY_SAVE, "Carry it over", "Carry over", [_shown(told), _due(due_on), _drop(told)], str(told.id)
    )


def assign_form(told: Told) -> View:
    """Asks who owns a save, and by when."""
    blocks = [_owner(told.owner), _due(told.due_on, optional=True), *([_drop(told)] if told.open else [])]
    return form(ASSIGN_SAVE, "This save", "Save", blocks, str(told.id))


def remove_form(told: Told) -> View:
    """Asks whether the save is really to go."""
    ask = section("This erases the save, in its thread too. It can't be undone. *Drop* keeps it in the list.")
    return form(REMOVE_SAVE, "Remove this save?", "Remove", [_shown(told), ask], str(told.id))


def _shown(told: Told) -> Block:
    remedy = what_we_do(told, 500)
    return section(quoted(told.text, 2400) + (f"\n{remedy}" if remedy else ""))


def _risk(told: Told | None = None, label: str = "What could disappoint a customer next week?") -> Block:
    example = "The price change goes live on Monday. The email goes out on Tuesday."
    return field_block("risk", label, _words("risk", example, told.text if told else "", LONGEST))


def _remedy(told: Told | None = None, label: str = "What can we do today?") -> Block:
    said = (told.telling.remedy or "") if told else ""
    return field_block("remedy", label, _words("remedy", "Send the email on Friday.", said, LONGEST_LINE))


def _owner(owner: PersonId | None, hint: str | None = None) -> Block:
    who: Element = {"type": "users_select", "action_id": "owner", "placeholder": plain("Nobody yet")}
    if owner:
        who["initial_user"] = owner
    return field_block("owner", "Who owns it?", who, optional=True, hint=hint)


def _due(due_on: date | None, *, optional: bool = False) -> Block:
    when: Element = {"type": "datepicker", "action_id": "due", "placeholder": plain("No date")}
    if due_on:
        when["initial_date"] = due_on.isoformat()
    return field_block("due", "By when?", when, optional=optional)


def _drop(told: Told) -> Block:
    return actions(button("Drop this save", DROP_HERE, str(told.id), style="danger"))


def _words(name: str, ask: str, said: str, most: int) -> Element:
    words: Element = {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": True,
        "max_length": most,
        "placeholder": plain(ask, 150),
    }
    return words | ({"initial_value": said[:most]} if said else {})
