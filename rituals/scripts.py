"""How scripts write: which have no spaces between words, and how much a letter says. Pure."""

from __future__ import annotations

import re
from unicodedata import category, normalize

# Scripts that are read without spaces between words; Korean has spaces, but its words are several in one.
_IDEOGRAPHS = "\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_SYLLABLES = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3105-\u312f\ua000-\ua48c"
_KOREAN = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
_SOUTHEAST = (
    "\u0e01-\u0e4e\u0e80-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3\u1950-\u19df\u1a20-\u1aad\uaa60-\uaadf"
)
# Scripts that leave vowels out, or hang them on.
_TERSE = "\u0590-\u05ff\u0600-\u08ff\u0900-\u0dff\u1200-\u137f"

_WHOLE = re.compile(f"[{_IDEOGRAPHS}{_SYLLABLES}{_KOREAN}{_SOUTHEAST}]+")
_PIECES = re.compile(f"{_WHOLE.pattern}|[^{_WHOLE.pattern[1:-2]}]+")
# PostgreSQL takes words of two kilobytes at most.
LONGEST_WORD = 200
# How many letters of the Latin script say as much as one letter of these.
_WEIGHTS = ((_IDEOGRAPHS, 3.5), (_SYLLABLES + _KOREAN, 2.5), (_SOUTHEAST + _TERSE, 1.5))
# How many letters make a word where no space does.
_LETTERS_OF_A_WORD = ((_IDEOGRAPHS + _SYLLABLES, 2), (_SOUTHEAST, 4))
_ACCENTS = re.compile("[\u0300-\u036f\ufe00-\ufe0f]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def length(text: str) -> int:
    """How much a text says, in letters of the Latin script."""
    text = normalize("NFKC", text)
    return round(len(text) + sum((weight - 1) * _count(letters, text) for letters, weight in _WEIGHTS))


def count_words(text: str) -> int:
    """How many words a text has; where its script has no spaces, about as many as it would have."""
    spaced, words = normalize("NFKC", text), 0
    for letters, size in _LETTERS_OF_A_WORD:
        words += -(-_count(letters, spaced) // size)
        spaced = re.sub(f"[{letters}]+", " ", spaced)
    return words + sum(any(char.isalnum() for char in word) for word in spaced.split())


def terms(text: str) -> list[str]:
    """The words of a text in their order, alike for those who write them alike: small letters, no accents.

    What has no spaces between its words comes as one term, which is `is_whole`.
    """
    plain = normalize("NFC", _ACCENTS.sub("", normalize("NFD", normalize("NFKC", text).casefold())))
    kept = "".join(_kept(char) for char in plain.translate(_LETTERS))
    pieces = (piece for word in kept.split() for piece in _PIECES.findall(word))
    return [piece if is_whole(piece) else piece[:LONGEST_WORD] for piece in pieces]


def is_whole(term: str) -> bool:
    """Whether a term may hold several words, of which any part may be looked for."""
    return _WHOLE.fullmatch(term) is not None


def pairs(term: str) -> list[str]:
    """Each two letters that stand beside each other; a single one by itself."""
    return [term[n : n + 2] for n in range(len(term) - 1)] or [term]


def indexed(words: str) -> list[str]:
    """What a search keeps of a text, in its order: where a term may hold several words, each pair of letters.

    The last letter follows its pairs, so that a single letter is the beginning of something wherever it is,
    and no pair stands beside one of another term.
    """
    return [
        part
        for term in terms(words)
        for part in ((*pairs(term), term[-1]) if is_whole(term) and len(term) > 1 else (term,))
    ]


def _kept(char: str) -> str:
    # Marks belong to their letters. What can't be seen is nothing; all else divides words.
    kind = category(char)
    return char if kind[0] in "LNM" else "" if kind == "Cf" else " "


def _count(letters: str, text: str) -> int:
    return len(re.findall(f"[{letters}]", text))
