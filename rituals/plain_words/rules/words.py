"""Words that a team adds to the glossary, or wants left alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rituals.catalog.rules.inflecting import WordClass
from rituals.catalog.rules.left_alone import WORD
from rituals.catalog.rules.stiffness import Source, Term
from rituals.errors import RitualError
from rituals.ids import PersonId, TeamWordId
from rituals.posts.rules import PostKind

# What the admins are sent when somebody suggests a word.
ASK = PostKind("word_ask", "word:{}", rather_twice=True)
# In characters, of a phrase, and of all that is plainer.
LONGEST_WORDS = 80
# What a typed line may bring: several plainer words, say.
LONGEST_TYPED = 200
MOST_WORDS = 500


class UnknownWord(RitualError):
    """The check knows no such word, so there is nothing to leave alone."""


class LongWord(RitualError):
    """Nobody looks up a term as long as that."""


class FullGlossary(RitualError):
    """The team's glossary is full."""


@dataclass(frozen=True, slots=True)
class TeamWord:
    """A word of a team's own, with plainer ones, the best first; without any it is left alone.

    `by` is who suggested or added it. `waits`: nobody who may has decided on it yet.
    """

    id: TeamWordId
    stiff: str
    plain: tuple[str, ...]
    by: PersonId
    waits: bool


def key_of(words: str) -> str:
    """What two writings of the same words share; "" where there is no word in them."""
    return " ".join(WORD.findall(words.lower().replace("’", "'")))


def plain_of(text: str) -> tuple[str, ...]:
    """The plainer words that somebody types: `use, work with`."""
    pieces = (" ".join(piece.split()) for piece in re.split(r"[,;/\n]", text))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def terms(words: Iterable[TeamWord]) -> Iterator[Term]:
    """As the glossary takes them: nobody is asked for grammar, so they bend like verbs and like nouns."""
    for each in words:
        for kind in (WordClass.VERB, WordClass.NOUN):
            yield Term(key_of(each.stiff), each.plain, kind=kind, source=Source.TEAM)
