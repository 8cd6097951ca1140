"""The small forms behind the buttons and the menu of a poll's card."""

from __future__ import annotations

from bot.features.polls.card import Offered
from bot.features.polls.form import moment_field
from bot.slack.block_kit import Element, View, field_block, form, note, option, plain, said, section
from bot.slack.wording import spelled
from rituals.ids import PollId
from rituals.polls import LONGEST_OPTION, LONGEST_QUESTION, Shown

ASKED = "poll_asked:"
LABEL = "label:"


def edit_form(poll: Shown) -> View:
    """Asks for better words and another end; votes stay."""
    fields = [field_block("question", "Question", _words("question", poll.setup.question, LONGEST_QUESTION))]
    if not poll.setup.framework:
        fields += [
            field_block(f"{LABEL}{each.key}", f"Option {n}", _words("label", each.label, LONGEST_OPTION))
            for n, each in enumerate(poll.setup.options, 1)
        ]
    until = int(poll.closes_at.timestamp()) if poll.closes_at else None
    fields.append(moment_field(until, by_hand=True))
    stays = section("Every vote is kept.")
    return form(f"{ASKED}edit", "Edit the poll", "Save", [*fields, stays], str(poll.id))


def option_form(poll: Shown) -> View:
    """Asks for one more option."""
    field = field_block("option", "Your option", _words("option", "", LONGEST_OPTION))
    blocks = [section(_asked(poll)), field]
    return form(f"{ASKED}add", "Add an option", "Add", blocks, str(poll.id))


def disguise_form(poll: PollId, shadow: Offered) -> View:
    """Asks, after the vote is saved, which disguise it wore; skipping keeps the vote."""
    choices = [option(each, each) for each in shadow.disguises]
    radio: Element = {"type": "radio_buttons", "action_id": "worn", "options": choices}
    ask = f"“{said(shadow.name)}” is never said aloud. Which disguise did it wear?"
    blocks = [section(f"Your vote is counted. {ask}"), field_block("worn", "Disguise", radio, optional=True)]
    view = form(f"{ASKED}disguise", "One more thing", "Save", blocks, str(poll))
    return view | {"close": plain("Skip", 24)}


def reopen_form(poll: Shown) -> View:
    """Asks until when to reopen the poll."""
    blocks = [
        section(f"{_asked(poll)}\nEvery vote is kept."),
        moment_field(None, by_hand=True),
    ]
    return form(f"{ASKED}reopen", "Reopen the poll", "Reopen", blocks, str(poll.id))


def close_form(poll: Shown) -> View:
    """Asks whether to close the poll now."""
    ends = (
        "I forget who voted, so it can't be reopened."
        if poll.anonymous
        else ("The poll can be reopened within a day.")
    )
    ask = f"{_asked(poll)}\nThe result shows in a moment. {ends}"
    return form(f"{ASKED}close", "Close this poll?", "Close", [section(ask)], str(poll.id))


def remove_form(poll: Shown) -> View:
    """Asks whether to remove the poll."""
    ask = f"{_asked(poll)}\nThis deletes the poll and its votes, also from the trends. It can't be undone."
    return form(f"{ASKED}remove", "Remove this poll?", "Remove", [section(ask)], str(poll.id))


def remind_form(poll: Shown) -> View:
    """Says what reminding does, which can be done once."""
    if poll.anonymous:
        how = "I'll post one line in the poll's thread, for everybody. Nobody learns who has voted."
    else:
        how = "I'll send a private message to people in the channel who haven't voted."
    ask = f"{_asked(poll)}\n{how} You can do this once."
    return form(f"{ASKED}remind", "Remind people?", "Remind", [section(ask)], str(poll.id))


def reminded_note(letters: int) -> View:
    """Said after reminding."""
    if not letters:
        return note("Reminded", "I'm posting a reminder in the poll's thread.")
    return note("Reminded", f"I'm privately reminding {spelled(letters, 'person', 'people')}.")


def done_note(sentence: str) -> View:
    """Said after one of the small forms."""
    return note("Done", sentence)


def _asked(poll: Shown) -> str:
    # Far more than a question has, escaped; and room for what is said below it.
    return f"*{said(poll.setup.question, 2500)}*"


def _words(name: str, initial: str, most: int) -> Element:
    element: Element = {"type": "plain_text_input", "action_id": name, "max_length": most}
    return element | ({"initial_value": initial} if initial else {})
