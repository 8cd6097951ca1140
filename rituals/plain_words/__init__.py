"""Plain words: what in a draft is stiff, what people say instead, and the words a team adds."""

from rituals.plain_words.acts.wording import add, decide, drop, forget, glossary, leave_alone, word, words
from rituals.plain_words.records import WordState
from rituals.plain_words.rules.checking import LONGEST_DRAFT, Checked, check
from rituals.plain_words.rules.parsing import Adding, Asking, Listing, Removing, read
from rituals.plain_words.rules.words import ASK, LONGEST_WORDS, MOST_WORDS, TeamWord, UnknownWord, plain_of

__all__ = [
    "ASK",
    "LONGEST_DRAFT",
    "LONGEST_WORDS",
    "MOST_WORDS",
    "Adding",
    "Asking",
    "Checked",
    "Listing",
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
    "read",
    "word",
    "words",
]
