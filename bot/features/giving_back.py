"""A line that wasn't understood goes back to the person who typed it, with the words in question marked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.mindset.help import back_card
from bot.slack.replies import Say
from bot.slack.requests import Line
from bot.slack.sentences import unread_sentence
from rituals.words import CannotRead, Word


async def give_back(line: Line, why: str, words: Sequence[Word] = (), *examples: str) -> Say:
    """Nothing was done: why, and what was typed, with the words in question marked."""
    pieces, at = [(f"{line.command} {line.word} ", False)], 0
    for word in words:
        pieces += [(line.rest[at : word.start], False), (line.rest[word.start : word.end], True)]
        at = word.end
    pieces.append((line.rest[at:], False))
    shown = [(await _as_typed(line, piece), marked) for piece, marked in pieces if piece]
    return Say(back_card(why, shown, examples))


async def give_back_unread(line: Line, unread: CannotRead, *examples: str) -> Say:
    """The same for a line that couldn't be read: which of its words, and what was perhaps meant."""
    word = await line.own_words(str(unread))
    return await give_back(line, unread_sentence(unread, word), unread.words, *examples)


async def _as_typed(line: Line, piece: str) -> str:
    # White space at its ends counts here: it stands between the pieces.
    inner = piece.strip()
    before, _, after = piece.partition(inner) if inner else (piece, "", "")
    return f"{before}{await line.own_words(inner)}{after}"
