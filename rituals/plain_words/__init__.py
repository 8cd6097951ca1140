"""Plain words: what in a draft is stiff, what people say instead, and the words a team adds."""

from rituals.plain_words.acts.wording import add, decide, drop, forget, glossary, leave_alone, word, words
from rituals.plain_words.records import WordState
from rituals.plain_words.rules.checking import LONGEST_DRAFT, Checked, check
from rituals.plain_words.rules.parsing import Adding, Asking, ListingWords, Removing, read_wish
from rituals.plain_words.rules.words import (
    ASK,
    LONGEST_WORDS,
    FullGlossary,
    LongWord,
    TeamWord,
    UnknownWord,
    plain_of,
)

__all__ = [
    "ASK",
    "LONGEST_DRAFT",
    "LONGEST_WORDS",
    "Adding",
    "Asking",
    "Checked",
    "FullGlossary",
    "ListingWords",
    "LongWord",
    "Removing",
    "TeamWord",
    "UnknownWord",
    "WordState",
    "add",
    "check",
    "decide",
    "drop",
    "forget",
    "glossary",
    "leave_alone",
    "plain_of",
    "read_wish",
    "word",
    "words",
]
