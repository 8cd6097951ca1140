"""Reading what somebody types to find stories. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rituals.ids import PersonId
from rituals.stories.rules.story import Filter, Kind
from rituals.workspaces.rules.settings import named_touchpoint

KINDS = {
    "helped": Kind.CUSTOMER_HELPED_US,
    "moment": Kind.GREAT_HUMAN_MOMENT,
    "moments": Kind.GREAT_HUMAN_MOMENT,
    "save": Kind.PROACTIVE_SAVE,
    "saves": Kind.PROACTIVE_SAVE,
} | {kind.value: kind for kind in Kind}
_PERSON = re.compile(r"^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$")
_TAG = re.compile(r"^(?:<#[A-Z0-9]+\|([^>]*)>|#(.+))$")


def read_filter(line: str, mindsets: Mapping[str, str], touchpoints: Sequence[str]) -> Filter:
    """The stories that a typed line asks for: a kind, a mindset, @somebody, #a-touchpoint, any words.

    `mindsets` are the keys by lower-case name. What is none of these is a word to search for.
    """
    wanted = Filter()
    words: list[str] = []
    for word in line.split():
        person, tag = _PERSON.match(word), _TAG.match(word)
        # Slack gives the name of a private channel to nobody.
        named = (tag[1] or tag[2] or "") if tag else word
        touchpoint = named_touchpoint(named, tuple(touchpoints)) if tag else None
        if person:
            wanted = wanted.but(person=PersonId(person[1]))
        elif touchpoint:
            wanted = wanted.but(touchpoint=touchpoint)
        elif word.lower() in KINDS:
            wanted = wanted.but(kind=KINDS[word.lower()])
        elif word.lower() in mindsets:
            wanted = wanted.but(mindset=mindsets[word.lower()])
        else:
            words.append(named)
    return wanted.but(words=" ".join(filter(None, words)))
