"""Reads a poll that somebody types: `"Lunch debrief?" "Learned" "Taught" anonymous in #general`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rituals.ids import ChannelId
from rituals.words import Unread, Word, is_blank, nearest, phrases, unread, words
from rituals.workspaces.rules.settings import slug

WISHES: Mapping[str, Mapping[str, Any]] = {
    slug(phrase): wish
    for wish, phrases_of_it in (
        ({"anonymous": True}, "anonymous anonymously anon secret secretly without-names not-named"),
        ({"anonymous": False}, "named with-names show-names public not-anonymous non-anonymous"),
        ({"several": True}, "several several-choices several-answers several-options choose-several"),
        ({"several": True}, "multiple multiple-choice multiple-choices multiple-answers multiple-options"),
        ({"several": True}, "multi multi-select multiselect more-than-one choose-many pick-several"),
        (
            {"several": False},
            "single single-choice one-choice one-answer one-vote choose-one pick-one",
        ),
        ({"several": False}, "limit-1 limit-one limit-to-1 limit-to-one max-1 max-one"),
        ({"adding": True}, "add-options allow-adding-options others-may-add-options open-options"),
        (
            {},
            "a an and as for here in in-here in-this-channel options or please poll question to vs with",
        ),
    )
    for phrase in phrases_of_it.split()
}
# What stands between parts and says nothing.
BETWEEN = frozenset("-–—/|.:()[]+&•·")
LONGEST = 4
# Behind these comes the name of a channel.
TOWARDS = ("in", "to", "for")
# How a question ends that stands before the quotes.
ENDS = "?!.:？！。：…"
_CHANNEL = re.compile(r"^(?:in |to |for )?<#([a-z0-9]+)(?:\|[^>]*)?>[.:]?$")


@dataclass(frozen=True, slots=True)
class TypedPoll:
    """What was understood. What is None wasn't said; `channel` None is where it was typed.

    `lines`: the options stand in lines of their own and not in quotes, as people write who mean to go on.
    """

    question: str = ""
    options: tuple[str, ...] = ()
    anonymous: bool | None = None
    several: bool | None = None
    adding: bool | None = None
    channel: ChannelId | None = None
    lines: bool = False


def read_typed(line: str) -> TypedPoll:
    """The poll that somebody typed; CannotRead, with the words in question.

    The question and the options are in quotes, or the question is what stands before them. Without quotes,
    all of it is the question, or, of three lines or more, the first one.
    """
    found = words(line)
    torn = [word for word in found if word.torn]
    if torn:
        raise unread(line, torn[:1], Unread.TORN)
    quoted = [word for word in found if word.quoted]
    if not quoted:
        return _unquoted(line, found)
    before = [word for word in found if word.start < quoted[0].start]
    asked, wishes = _question(line, before)
    typed = _with(TypedPoll(), line, wishes)
    typed = _with(typed, line, [word for word in found if not word.quoted and word not in before])
    said = [word.text for word in quoted]
    question, options = (asked, said) if asked else (said[0], said[1:])
    return replace(typed, question=question, options=tuple(filter(None, options)))


def _question(line: str, before: Sequence[Word]) -> tuple[str, Sequence[Word]]:
    """The question before the first quote, and the wishes there; it may be one of them or both."""
    if all(meaning is not None for _, meaning in _read(before)):
        return "", before
    ends = [at for at, word in enumerate(before, 1) if word.text[-1] in ENDS]
    split = ends[-1] if ends else len(before)
    question, wishes = before[:split], before[split:]
    if not all(meaning is not None for _, meaning in _read(wishes)):
        question, wishes = before, ()
    unsure = _at_the_edge(question)
    if unsure:
        raise unread(line, unsure, Unread.UNSURE)
    return line[question[0].start : question[-1].end], wishes


def _at_the_edge(question: Sequence[Word]) -> Sequence[Word]:
    """The wish with which a question begins or ends, if it is one."""
    groups = list(_read(question))
    return next((group for group, meaning in (groups[0], groups[-1]) if meaning), ())


def _unquoted(line: str, found: Sequence[Word]) -> TypedPoll:
    """For the form, where everything is seen before it is sent: no word is taken from the question."""
    groups = list(_read(found))
    if groups and all(meaning is not None for _, meaning in groups):
        return _with(TypedPoll(), line, found)
    # A question may well end with the name of a channel, and is no less about here.
    edges = [
        meaning for _, meaning in (*groups[:1], *groups[1:][-1:]) if meaning and "channel" not in meaning
    ]
    typed = replace(TypedPoll(), **{name: value for meaning in edges for name, value in meaning.items()})
    question, *options = [" ".join(each.split()) for each in line.splitlines() if not is_blank(each)] or [""]
    if len(options) > 1:
        return replace(typed, question=question, options=tuple(options), lines=True)
    return replace(typed, question=" ".join(line.split()))


def _with(typed: TypedPoll, line: str, wishes: Sequence[Word]) -> TypedPoll:
    before = ""
    for group, meaning in _read(wishes):
        if meaning is None:
            raise unread(line, group, meant=_meant(before, group[0].plain))
        before = group[-1].plain
        for name, value in meaning.items():
            if getattr(typed, name) not in (None, value):
                raise unread(line, group, Unread.TWICE)
        typed = replace(typed, **meaning)
    return typed


def _meant(before: str, word: str) -> str:
    """What was perhaps meant by a word that stands behind another one; "" if nothing is near."""
    if before in TOWARDS and not word.startswith(("#", "<")):
        return f"#{word}"
    wishes = (name.replace("-", " ") for name, wish in WISHES.items() if wish)
    return nearest(word, wishes)


def _read(wishes: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Mapping[str, Any] | None]]:
    return phrases(wishes, _meaning, LONGEST)


def _meaning(phrase: str) -> Mapping[str, Any] | None:
    channel = _CHANNEL.match(phrase)
    if channel:
        return {"channel": ChannelId(channel[1].upper())}
    if phrase.startswith(("#", "@")):
        return None
    return {} if BETWEEN.issuperset(phrase) else WISHES.get(slug(phrase))
