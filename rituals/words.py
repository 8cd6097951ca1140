"""A typed line as words: where each stands, what is quoted, and which one wasn't understood. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from html import unescape
from typing import TypeVar
from unicodedata import category, normalize

from rituals.errors import RitualError

# Straight, curly, low, angle and corner quotes: phones and languages have their own, and mix them.
QUOTES = '"＂“”„‟«»‹›〝〞「」『』'
SINGLE_QUOTES = "'‘’‚"
ONLY_OPEN = "„«‹〝「『"
# Slack's marks of bold, italics, struck and code.
MARKS = "*_~`"
# With these a sentence ends, also behind a quotation.
STOPS = ".!?"
COMMAS = ",;،、，；"
ENTITIES = ("&amp;", "&lt;", "&gt;")
# They take room or none, and show nothing: the fillers of Hangul and the empty pattern of Braille.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800\u034f\ufe0e\ufe0f"
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})

# How alike a word with a slip in it is to the one that was meant.
ALIKE = 0.7

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, or a quoted part of it, without its marks; `start` and `end` are where it stands.

    `torn`: a quotation mark within it has no fellow, so that it may have begun or ended elsewhere.
    """

    text: str
    start: int
    end: int
    quoted: bool = False
    torn: bool = False

    @property
    def plain(self) -> str:
        """In small letters, whatever keyboard it comes from."""
        return normalize("NFKC", unescape(self.text)).casefold()


class Unread(StrEnum):
    """Why a line couldn't be read."""

    WORD = "word"  # one of its words isn't understood
    MISSING = "missing"  # something isn't said
    TWICE = "twice"  # something is said twice, where only one can be
    TORN = "torn"  # a quotation mark is missing
    UNSURE = "unsure"  # part of the question, or a wish for the poll?
    ZONE = "zone"  # no such time zone
    SHORT_ZONE = "short_zone"  # three letters that several places use
    OFFSET = "offset"  # hours from Greenwich, which don't follow the clocks of any place


class CannotRead(RitualError):
    """The line wasn't understood. Its text is what is in question, at `words`, or what is missing.

    `meant` is what was perhaps meant.
    """

    def __init__(
        self, what: str, words: Sequence[Word] = (), why: Unread = Unread.WORD, meant: str = ""
    ) -> None:
        super().__init__(what)
        self.words, self.why, self.meant = tuple(words), why, meant


def unread(line: str, words: Sequence[Word], why: Unread = Unread.WORD, meant: str = "") -> CannotRead:
    """The error about neighbouring words of the line."""
    return CannotRead(line[words[0].start : words[-1].end], words, why, meant)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word or phrase that was perhaps meant by one with a slip in it; "" if none is near."""
    return next(iter(get_close_matches(word, list(known), 1, ALIKE)), "")


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen."""
    return all(category(char) in UNSEEN or char in BLANKS for char in text)


def as_seen(text: str) -> str:
    """What somebody reads, for comparing: without what isn't seen, in small letters."""
    seen = (char for char in normalize("NFKC", text) if category(char) != "Cf" and char not in BLANKS)
    return " ".join("".join(seen).casefold().split())


def first_word(line: str) -> tuple[str, str]:
    """The first word of a line and the rest, whatever white space is between them."""
    start = next((at for at, char in enumerate(line) if not is_space(char)), len(line))
    end = next((at for at, char in enumerate(line) if at > start and is_space(char)), len(line))
    return line[start:end], _trimmed(line[end:])


def is_space(char: str) -> bool:
    """White space, also what has no width."""
    return char.isspace() or char in "\u200b\u2060\ufeff"


def _trimmed(text: str) -> str:
    seen = [at for at, char in enumerate(text) if not is_space(char)]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def words(line: str) -> list[Word]:
    """The words and the quoted parts of a line, in their order.

    Apostrophes are no quotes, unless two parts or more stand between them and nothing between others.
    """
    found = list(_Line(line, QUOTES).words())
    if not any(word.quoted for word in found):
        single = list(_Line(line, SINGLE_QUOTES).words())
        if sum(word.quoted for word in single) > 1:
            return single
    return found


def phrases(
    words: Sequence[Word], meaning: Callable[[str], M | None], longest: int
) -> Iterator[tuple[Sequence[Word], M | None]]:
    """The words in the longest groups that mean something, and what; None for a word that means nothing."""
    at = 0
    while at < len(words):
        for taken in range(min(longest, len(words) - at), 0, -1):
            group = words[at : at + taken]
            found = meaning(" ".join(word.plain for word in group))
            if found is not None or taken == 1:
                break
        yield group, found
        at += taken


class _Line:
    """A line that is being read with one family of quotation marks."""

    def __init__(self, line: str, quotes: str) -> None:
        self.line, self.quotes = line, quotes
        marks = self._marks()
        after = [*marks[1:], None] if marks else []
        self._ends = [at for at, following in zip(marks, after, strict=True) if self._may_end(at, following)]

    def words(self) -> Iterator[Word]:
        at = 0
        while at < len(self.line):
            if self._apart(at):
                at += 1
                continue
            closing = self._closing(at)
            word = self._quoted(at, closing) if closing else self._bare(at)
            at = word.end
            bare = word.text.strip(MARKS)
            if word.quoted:
                yield word
            elif bare:
                start = word.start + word.text.index(bare)
                yield Word(bare, start, start + len(bare))

    def _bare(self, start: int) -> Word:
        end = start
        while end < len(self.line) and not self._apart(end):
            if end > start and self._closing(end):
                break
            end += self._step(end)
        return Word(self.line[start:end], start, end)

    def _step(self, at: int) -> int:
        """How far one character reaches: Slack's own marks and escapes are whole."""
        if self.line[at] == "<":
            return max(self.line.find(">", at) - at, 0) + 1
        entity = next((each for each in ENTITIES if self.line.startswith(each, at)), "")
        return 2 if self._escaped(at) else len(entity) or 1

    def _escaped(self, at: int) -> bool:
        return self.line[at] == "\\" and self.line[at + 1 : at + 2] in ("\\", *self.quotes)

    def _quoted(self, start: int, end: int) -> Word:
        text, at, torn = "", start + 1, 0
        while at < end:
            if self._escaped(at):
                at += 1
            elif self.line[at] in self.quotes:
                torn += self._side(at)
            text += self.line[at]
            at += 1
        shown = " ".join(text.split())
        return Word("" if is_blank(shown) else shown, start, end + 1, quoted=True, torn=torn != 0)

    def _closing(self, start: int) -> int | None:
        """Where the quotation that begins here ends; None if none begins."""
        if self.line[start] not in self.quotes or (start and self.line[start - 1].isalnum()):
            return None
        only_open = self.line[start] if self.line[start] in ONLY_OPEN else ""
        later = range(bisect_right(self._ends, start), len(self._ends))
        return next((self._ends[at] for at in later if self.line[self._ends[at]] != only_open), None)

    def _marks(self) -> list[int]:
        found, at = [], 0
        while at < len(self.line):
            if self._escaped(at):
                at += 1
            elif self.line[at] in self.quotes:
                found.append(at)
            at += 1
        return found

    def _may_end(self, at: int, following: int | None) -> bool:
        """Whether a quotation may end here. Where the next mark can only be an end, this one is within it, as
        in `"A 27" screen?"`.
        """
        if not self._open_behind(at):
            return False
        return following is None or self._opens(following) or not self._open_behind(following)

    def _side(self, at: int) -> int:
        """1 for a mark that looks like a beginning, -1 for an end, 0 for inches."""
        opens, closes = self._opens(at), self._open_behind(at)
        if opens == closes or self.line[at - 1].isdigit():
            return 0
        return 1 if opens else -1

    def _opens(self, at: int) -> bool:
        return at == 0 or self._apart(at - 1) or self.line[at - 1] in MARKS

    def _open_behind(self, at: int) -> bool:
        behind = at + 1
        if self.line[behind : behind + 1] in tuple(STOPS):
            return behind + 1 == len(self.line) or self._apart(behind + 1)
        return behind == len(self.line) or self._apart(behind) or self.line[behind] in MARKS + self.quotes

    def _apart(self, at: int) -> bool:
        return is_space(self.line[at]) or self.line[at] in COMMAS
