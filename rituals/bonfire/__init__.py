"""The phrase bonfire: scripted phrases that a team retires by vote, with what a person would say instead."""

from rituals.bonfire.acts.burning import (
    burn,
    burned_by,
    forget,
    phrase,
    retired,
    terms,
    to_burn,
    unburn,
)
from rituals.bonfire.acts.voting import Proposal, bring_back, close_due, nominate, vote, withdraw
from rituals.bonfire.rules import (
    CARD,
    FEWEST_VOTERS,
    LONGEST_INSTEAD,
    LONGEST_PHRASE,
    RESULT,
    NotYourPhrase,
    Personal,
    PersonalPhrase,
    Phrase,
    PhraseState,
    VoteOver,
)

__all__ = [
    "CARD",
    "FEWEST_VOTERS",
    "LONGEST_INSTEAD",
    "LONGEST_PHRASE",
    "RESULT",
    "NotYourPhrase",
    "Personal",
    "PersonalPhrase",
    "Phrase",
    "PhraseState",
    "Proposal",
    "VoteOver",
    "bring_back",
    "burn",
    "burned_by",
    "close_due",
    "forget",
    "nominate",
    "phrase",
    "retired",
    "terms",
    "to_burn",
    "unburn",
    "vote",
    "withdraw",
]
