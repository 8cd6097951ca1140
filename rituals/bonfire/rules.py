"""The phrase bonfire: which phrases may be nominated, and what a vote decides. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from unicodedata import normalize

from rituals.catalog.rules.left_alone import WORD
from rituals.errors import RitualError
from rituals.ids import ChannelId, PersonId, PhraseId
from rituals.posts.rules import PostKind
from rituals.words import QUOTES, SINGLE_QUOTES
from rituals.workspaces.rules.settings import unnamed

# The card with the vote, and what its thread says when it's over.
CARD = PostKind("bonfire", "bonfire:{}")
RESULT = PostKind("bonfire_result", "bonfire:{}:result")

VOTING_LASTS = timedelta(days=7)
# Fewer people don't speak for a team.
FEWEST_VOTERS = 3
LONGEST_PHRASE, LONGEST_INSTEAD = 150, 200
SHORTEST_PHRASE = 2

_ADDRESS = re.compile(r"\S@\S|https?://|www\.|<(?:https?|mailto):", re.IGNORECASE)
_MENTION = re.compile(r"<[@#!]|(?<!\w)@\w")
# Phones, and numbers of orders and customers alike.
_NUMBER = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){4,}")


class PhraseState(StrEnum):
    """What has become of a phrase."""

    VOTING = "voting"
    RETIRED = "retired"
    STAYS = "stays"  # the vote said so, or somebody brought it back
    WITHDRAWN = "withdrawn"  # only its number is left, so that no message is ever taken for another's


class Personal(StrEnum):
    """What in a phrase may be about a person."""

    MENTION = "mention"
    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"


class Part(StrEnum):
    """What somebody writes who nominates a phrase."""

    PHRASE = "phrase"
    INSTEAD = "instead"


class PersonalPhrase(RitualError):
    """In that part something is about a person; `why` says what. Scripts are retired, and never people."""

    def __init__(self, part: Part, why: Personal) -> None:
        super().__init__(part)
        self.part, self.why = part, why


class VoteOver(RitualError):
    """The vote on the phrase is over."""


class NotYourPhrase(RitualError):
    """Only its nominator, or an admin, may withdraw a phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that was nominated, with what a person would say instead.

    `retire` and `keep` are how many voted so; who did is nobody's business. `by` is "" for who is forgotten.
    """

    id: PhraseId
    words: str
    instead: str
    by: PersonId
    channel: ChannelId
    state: PhraseState
    closes_at: datetime
    retire: int
    keep: int

    @property
    def voters(self) -> int:
        return self.retire + self.keep


def outcome(retire: int, keep: int) -> PhraseState:
    """What a vote decides: it takes three voters and more for than against; a tie keeps the phrase."""
    retired = retire + keep >= FEWEST_VOTERS and retire > keep
    return PhraseState.RETIRED if retired else PhraseState.STAYS


def bare(text: str) -> str:
    """The words on one line, without the quotation marks that people put around them."""
    line = " ".join(text.split())
    return line.strip(QUOTES + SINGLE_QUOTES).strip() or line


def key_of(words: str) -> str:
    """What all writings of a phrase share, whatever its capitals, marks and spaces; "" without a word."""
    return " ".join(WORD.findall(normalize("NFKC", words).lower().replace("’", "'")))


def personal(text: str, names: Collection[str]) -> Personal | None:
    """What in the text may be about a person, if anything; `names` are those of the workspace's people."""
    if _MENTION.search(text):
        return Personal.MENTION
    if _ADDRESS.search(text):
        return Personal.ADDRESS
    if _NUMBER.search(text):
        return Personal.NUMBER
    return Personal.NAME if any(_names(text, name) for name in names) else None


def _names(text: str, name: str) -> bool:
    if " " in name.strip():
        return unnamed(text, [name]) != text
    # Will you, Mark this: a first name counts with its capital, and not where a sentence begins.
    written = re.search(rf"(?<=[\w,] ){re.escape(name)}(?!\w)", text)
    return bool(written and name[:1].isupper())
