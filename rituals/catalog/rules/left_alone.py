"""What the plain-words check leaves alone in a text: quotes, code, links and names. Pure.

Each pattern looks at every character a few times at most, whatever stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What is quoted is somebody else's line, told and not said; Slack's code and its own marks are no words.
BLOCKS = re.compile(
    r"""```.*?(?:```|\Z)|`[^`\n]*`|<[^<>\n]*>
    |"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‹[^‹›]*›|‘[^‘’\n]*’(?!\w)
    |(?<!\w)'[^'\n]{1,300}'(?!\w)
    |^[ \t]*(?:>|&gt;)[^\n]*""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
PIECE = re.compile(r"\S+")
# Within a piece without white space: an address, a mention, a channel, an emoji, a file, a path, a number.
MACHINE = re.compile(r"[@#/\\=(){}\[\]$%^|+0-9]\w|\w[@/\\=0-9]|\w_\w|\w\.\w|\w::?\w|:\w|^www\.")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# After one of these a sentence begins, and its capital says nothing.
BEGINS = re.compile(r"[.?!:…\n•·()\[\]\"“”«»]|\s[-–—*]\s")
SPACE = " \t\r\n-‐‑*_~\u00a0"
# From so many words on, a line of capitals is a heading or shouting, and no row of names.
A_HEADING = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, in small letters, and where it stands. `named`: it's (part of) a name."""

    word: str
    start: int
    end: int
    named: bool


def without(text: str) -> str:
    """The text with blanks in place of what is left alone: places stay true."""
    bare = BLOCKS.sub(_blank, text)
    return PIECE.sub(lambda piece: _blank(piece) if MACHINE.search(_core(piece[0])) else piece[0], bare)


def tokens(text: str) -> list[Token]:
    """The words of a text without what is left alone; names are marked."""
    bare = without(text).replace("’", "'")
    found: list[Token] = []
    for sentence in _sentences(bare):
        loud = _loud(text, sentence)
        found += [_token(text, match, at == 0 or loud) for at, match in enumerate(sentence)]
    return found


def _core(piece: str) -> str:
    # Marks around a word, as in (really) or *please*, make no machine of it.
    return piece.strip("()[]*_~,.;!?…\"'") if piece[:1] not in "@#:" else piece


def _blank(match: re.Match[str]) -> str:
    # A mark of its own, so that no phrase reaches across it; and a line stays a line.
    return "".join("\n" if char == "\n" else "\x00" for char in match[0])


def _token(text: str, match: re.Match[str], capital_says_nothing: bool) -> Token:
    word = match[0].lower()
    # UTILISE is loud, Leverage is a firm. And I am I.
    capital = text[match.start()].isupper() and not (match[0].isupper() or word.startswith("i'"))
    return Token(word, match.start(), match.end(), capital and not capital_says_nothing)


def _sentences(bare: str) -> Iterator[list[re.Match[str]]]:
    sentence: list[re.Match[str]] = []
    for match in WORD.finditer(bare):
        if sentence and BEGINS.search(bare, sentence[-1].end(), match.start()):
            yield sentence
            sentence = []
        sentence.append(match)
    yield sentence


def _loud(text: str, sentence: Sequence[re.Match[str]]) -> bool:
    """Whether its capitals tell no names from other words: a heading, or somebody shouting."""
    if len(sentence) > 1 and all(match[0].isupper() for match in sentence):
        return True
    capitals = sum(text[match.start()].isupper() for match in sentence)
    return len(sentence) >= A_HEADING and capitals > 0.7 * len(sentence)
