"""The forms of the plain-words check: for a draft, and for a team's own words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.plain_words.card import APPROVE, DECLINE, WORDS, promises, result, word_line
from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    field_block,
    form,
    mention,
    note,
    panel,
    plain,
    said,
    section,
)
from rituals.plain_words import LONGEST_DRAFT, LONGEST_WORDS, Adding, Checked, TeamWord

CHECK = "plain:check"
WORD = "plain:word"
ADD, DROP = "plain:add", "plain:drop"
# A view holds a hundred blocks.
MOST_WAITING, MOST_IN = 10, 40


def draft_form() -> View:
    """Asks for a draft."""
    blocks = [
        field_block("draft", "Your draft", _text("draft", LONGEST_DRAFT, ask="Paste what you want to send")),
        context("Only you see the answer. I don't keep your draft."),
        _words_button(),
    ]
    return form(CHECK, "Check my words", "Check", blocks)


def checked_form(checked: Checked) -> View:
    """What was found, and the plainer version to copy, or to change and check again."""
    label = "A plainer version, to copy or edit" if checked.found else "Your draft"
    blocks = [
        *result(checked),
        field_block("draft", label, _text("draft", LONGEST_DRAFT, checked.plainer)),
        context(*promises(checked)),
        _words_button(),
    ]
    return form(CHECK, "Check my words", "Check again", blocks)


def refused_note(sentence: str) -> View:
    """Shown where a message can't be checked."""
    return note("Not this one", sentence)


def words_panel(words: Sequence[TeamWord], *, may: bool) -> View:
    """A team's own words; `may`: the person may change them."""
    waiting, known = [each for each in words if each.waits], [each for each in words if not each.waits]
    blocks: list[Block] = [
        section(_about(bool(words), may)),
        actions(button(_add(may), ADD, style="primary")),
    ]
    for each in waiting[:MOST_WAITING]:
        blocks += [section(word_line(each)), context(f"Suggested by {mention(each.by)}"), *_decide(each, may)]
    for each in known[:MOST_IN]:
        more = {"accessory": button("Remove", DROP, str(each.id))} if may else {}
        blocks.append(section(word_line(each), **more))
    left = len(waiting[MOST_WAITING:]) + len(known[MOST_IN:])
    return panel("Your team's words", [*blocks, *([context(f"And {left} more.")] if left else [])])


def word_form(wish: Adding, *, may: bool) -> View:
    """Asks for a stiff word and plainer ones."""
    leave = "One, or several with commas. If you leave this empty, the check skips the words."
    blocks = [
        field_block(
            "stiff",
            "Word or phrase",
            _text("stiff", LONGEST_WORDS, wish.stiff, long=False),
            hint="All its forms are found, and capital letters don't matter.",
        ),
        field_block(
            "plain",
            "What people say instead",
            _text("plain", LONGEST_WORDS, ", ".join(wish.plain), long=False),
            optional=True,
            hint=leave,
        ),
        context("Everybody in this workspace sees these words. Leave out names, and what customers said."),
    ]
    return form(WORD, "Add a word", "Add" if may else "Suggest", blocks)


def added_sentence(word: TeamWord) -> str:
    """What's said once a word is in, or suggested."""
    if word.waits:
        return f"Thank you. I've asked your admins about “{said(word.stiff)}”."
    if not word.plain:
        return f"From now on the check leaves “{said(word.stiff)}” alone, for everybody here."
    return f"Added for everybody here: {word_line(word)}."


def _about(some: bool, may: bool) -> str:
    if not some:
        return "Your team hasn't added any words yet. The check knows several hundred of its own."
    changes = "" if may else " Your admins decide what's added."
    return f"These come on top of the several hundred words that the check knows.{changes}"


def _add(may: bool) -> str:
    return "Add a word" if may else "Suggest a word"


def _decide(word: TeamWord, may: bool) -> list[Block]:
    value = str(word.id)
    ways = button("Add it", APPROVE, value, style="primary"), button("Not this time", DECLINE, value)
    return [actions(*ways)] if may else []


def _words_button() -> Block:
    return actions(button("Your team's words", WORDS))


def _text(name: str, most: int, initial: str = "", *, ask: str = "", long: bool = True) -> Element:
    element: Element = {"type": "plain_text_input", "action_id": name, "max_length": most, "multiline": long}
    element |= {"initial_value": initial[:most]} if initial else {}
    return element | ({"placeholder": plain(ask, 150)} if ask else {})
