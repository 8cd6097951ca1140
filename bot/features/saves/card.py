"""Saves as people see them: in a look-ahead's card, in its thread, and by direct message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.features.stories.card import FINISH, REOPEN, TAKE, notes_button, save_state, what_we_do
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    clip,
    context,
    mention,
    message_link,
    option,
    overflow,
    quoted,
    said,
    section,
)
from bot.slack.wording import begun, day, in_words, listed, spelled
from rituals.ids import DrawId
from rituals.saves import Save
from rituals.stories import Nudge, SaveState, Told

PLAN = "save:plan"
# *Done*, or *Reopen*, on cards from before the two were told apart.
FORMERLY = "story:finish"
CARRY = "save:carry"
SHARE = "save:share"
ASSIGN = "save:assign"
MENU = "save:menu"
# What is chosen in the menu comes by these names.
EDIT, DROP, REMOVE = f"{MENU}:edit", f"{MENU}:drop", f"{MENU}:remove"
MENU_FINISH, MENU_TAKE = f"{MENU}:done", f"{MENU}:take"
MENU_CARRY, MENU_ASSIGN = f"{MENU}:carry", f"{MENU}:assign"

LINE = 120
RISK = ":umbrella: *What could disappoint a customer:*\n"
# Two blocks for one that came before and one for a planned one; a message has fifty.
MOST_BEFORE, MOST_PLANNED = 10, 15
STATES = {
    SaveState.DONE: "done",
    SaveState.DROPPED: "dropped",
    SaveState.CARRIED_OVER: "carried over",
    SaveState.OPEN: "open",
}


def plan_button(draw: DrawId) -> Element:
    """Opens the look-ahead's own form."""
    return button("Plan a save", PLAN, str(draw), style="primary")


def became(saves: Sequence[Told]) -> list[Block]:
    """What became of the saves of earlier look-aheads; those that are open can be settled right there."""
    if not saves:
        return []
    # Those that wait for somebody are never left out.
    shown = sorted(saves, key=lambda save: save.settled)[:MOST_BEFORE]
    blocks = [section(f"*What became of the last saves:* {_counts(saves)}.")]
    blocks += [block for save in shown for block in _before(save)]
    return [*blocks, *_more(len(saves) - len(shown))]


def planned_here(saves: Sequence[Told]) -> list[Block]:
    """How many saves have been planned in a look-ahead, and which."""
    if not saves:
        return []
    head = section(f"*{begun(spelled(len(saves), 'save'))} planned:* {_counts(saves)}.")
    shown = saves[:MOST_PLANNED]
    lines = [context(f"“{_line(save)}” · {save_state(save)}") for save in shown]
    return [head, *lines, *_more(len(saves) - len(shown))]


def reply_card(told: Told) -> Message:
    """A save in the look-ahead's thread, with what can be done about it."""
    where = [":seedling: Shared in the feed"] if told.standing else []
    edited = " · edited" if told.edited else ""
    by = f"Planned by {mention(told.teller)}{edited}"
    return Message(
        f"A save: {said(told.text, 300)}",
        [*_words(told, RISK), context(" · ".join([save_state(told), by, *where])), actions(*_ways(told))],
    )


def owner_card(told: Told) -> Message:
    """Tells somebody that a save is theirs."""
    who = f"{mention(told.teller)} made you the owner of a save." if told.teller else "You own a save."
    return _letter(told, "You own a save." if told.open else _over(told), who if told.open else None)


def nudge_card(told: Told) -> Message:
    """Reminds the owner of a save; its author, if it has none."""
    return _letter(told, _reminder(told) if told.open else _over(told))


def left_card(told: Told) -> Message:
    """Tells an author that their save has no owner left."""
    text = "The owner of your save is no longer here. Who could take it?"
    if not told.open:
        return _letter(told, _over(told))
    if not told.owner:
        return _letter(told, text)
    text = "Your save has a new owner"
    return _letter(told, f"{text}.", f"{text}: {mention(told.owner)}.")


def home_row(save: Save, address: str) -> Block:
    """One of a person's own open saves, with what they can do about it."""
    link = f" · {message_link(address, *save.place, 'See it')}" if save.place and address else ""
    menu = overflow(MENU, _entries(save.story, "done", "carry", "drop"))
    return section(f":umbrella: “{_line(save.story)}”\n{save_state(save.story)}.{link}", accessory=menu)


def _counts(saves: Sequence[Told]) -> str:
    states = Counter(save.state for save in saves)
    return listed([f"{in_words(states[state])} {name}" for state, name in STATES.items() if states[state]])


def _before(save: Told) -> list[Block]:
    line, state = f"“{_line(save)}”", save_state(save)
    if save.settled:
        return [context(f"{line} · {state}")]
    take = () if save.owner else ("take",)
    menu = overflow(MENU, _entries(save, "done", *take, "carry", "drop"))
    return [section(line, accessory=menu), context(state)]


def _line(save: Told) -> str:
    return said(clip(" ".join(save.text.split()), LINE))


def _more(number: int) -> list[Block]:
    return [context(f"And {in_words(number)} more, in the thread.")] if number > 0 else []


def _words(told: Told, head: str = "") -> list[Block]:
    remedy = what_we_do(told, 1400)
    risk = section(head + quoted(told.text, 2800))
    return [risk, section(remedy)] if remedy else [risk]


def _ways(told: Told) -> list[Element]:
    value = str(told.id)
    if told.settled:
        share = [button("Share in the feed", SHARE, value)] if told.done and not told.standing else []
        return [button("Reopen", REOPEN, value), *share, overflow(MENU, _entries(told, "edit", "remove"))]
    take = [button("I'll take it", TAKE, value)] if told.owner is None else []
    menu = overflow(MENU, _entries(told, "edit", "assign", "drop", "remove"))
    return [_done(value), button("Carry over", CARRY, value), *take, menu]


def _entries(told: Told, *names: str) -> list[Element]:
    labels = {
        "done": "Done",
        "take": "I'll take it",
        "carry": "Carry over",
        "edit": "Edit",
        "assign": "Owner and date",
        "drop": "Drop",
        "remove": "Remove",
    }
    return [option(labels[name], f"{name}:{told.id}") for name in names]


def _done(value: str) -> Element:
    return button("Done", FINISH, value, style="primary")


def _letter(told: Told, text: str, named: str | None = None) -> Message:
    """A direct message that says so, `named` with names: a name in the text beside blocks would notify."""
    value = str(told.id)
    ways = [notes_button(on=False)]
    if told.open:
        take = [button("I'll take it", TAKE, value)] if told.owner is None else []
        hand = button("Owner and date", ASSIGN, value)
        ways = [_done(value), button("Carry over", CARRY, value), *take, hand, *ways]
    blocks = [
        section(f":umbrella: {named or text}"),
        *_words(told),
        context(save_state(told)),
        actions(*ways),
    ]
    return Message(text, blocks)


def _over(told: Told) -> str:
    return "This save is done. Thank you." if told.done else "This save was dropped."


def _reminder(told: Told) -> str:
    what = "Your save" if told.owner else "A save that you planned"
    nobodys = "" if told.owner else " Nobody has taken it yet."
    due = day(told.due_on) if told.due_on else ""
    match told.nudged:
        case Nudge.EVE:
            return f"{what} is due tomorrow, {due}.{nobodys}"
        case Nudge.DAY:
            return f"{what} is due today, {due}.{nobodys}"
        case Nudge.LATE:
            return f"{what} was due on {due}.{nobodys} Is it done, or does it need another day?"
    return f"{what} is due on {due}.{nobodys}" if due else f"{what} has no date any more.{nobodys}"
