"""What a feature answers to: which words, buttons, forms, shortcuts and events, and which posts it draws."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from sqlalchemy.orm import Session

from bot.slack.block_kit import Message
from bot.slack.replies import Replies
from bot.slack.requests import Event, Line, Press, Promise, Publish, Shortcut, Submission
from rituals.catalog import Catalog
from rituals.ids import WorkspaceId
from rituals.posts import PostKind

L = TypeVar("L")

OnLine: TypeAlias = Callable[[Line], Awaitable[Replies]]
OnPress: TypeAlias = Callable[[Press], Awaitable[Replies]]
OnForm: TypeAlias = Callable[[Submission], Awaitable[Replies]]
OnShortcut: TypeAlias = Callable[[Shortcut], Awaitable[Replies]]
OnEvent: TypeAlias = Callable[[Event], Awaitable[None]]
OnPromise: TypeAlias = Callable[[Promise], Awaitable[None]]
Draw: TypeAlias = Callable[[Session, Catalog, WorkspaceId, int], Message]
# What is read at once for many posts of a kind, before each is drawn.
ReadAhead: TypeAlias = Callable[[Session, WorkspaceId, Collection[int]], None]


async def _always(_: Event) -> bool:
    return True


def _by_id(event: Event) -> str:
    return f"event:{event.id}"


@dataclass(frozen=True, slots=True)
class Heard:
    """How an event is heard: kept if it `matters`, and worked on by `listener` once it's acknowledged.

    Events of one `key` that wait at the same time are worked on once.
    """

    listener: OnEvent
    matters: Callable[[Event], Awaitable[bool]] = _always
    key: Callable[[Event], str] = _by_id


@dataclass(frozen=True, slots=True)
class Feature:
    """One capability at the edge. A name that ends with `*` stands for all that begin like it.

    People of other organisations, in a channel that is shared with them, may press and send only what is
    `for_everybody`. What is `never_kept` (presses, forms, shortcuts, and words with what's typed after them)
    says how somebody voted, or has their draft in it: it's written down nowhere but by its act.
    """

    name: str
    words: Mapping[str, OnLine] = field(default_factory=dict)
    presses: Mapping[str, OnPress] = field(default_factory=dict)
    forms: Mapping[str, OnForm] = field(default_factory=dict)
    closed: Mapping[str, OnForm] = field(default_factory=dict)
    shortcuts: Mapping[str, OnShortcut] = field(default_factory=dict)
    events: Mapping[str, Heard] = field(default_factory=dict)
    promises: Mapping[str, OnPromise] = field(default_factory=dict)
    draws: Mapping[PostKind, Draw] = field(default_factory=dict)
    reads_ahead: Mapping[PostKind, ReadAhead] = field(default_factory=dict)
    publishes_home: Publish | None = None
    for_everybody: frozenset[str] = frozenset()
    never_kept: frozenset[str] = frozenset()


class Names(Generic[L]):
    """Finds what a name stands for: the whole name first, then the longest beginning."""

    def __init__(self, tables: Iterable[Mapping[str, L]]) -> None:
        self.whole: dict[str, L] = {}
        self._beginnings: dict[str, L] = {}
        for table in tables:
            for name, listener in table.items():
                known = self._beginnings if name.endswith("*") else self.whole
                if name.rstrip("*") in known:
                    raise ValueError(f"Two features answer to {name}.")
                known[name.rstrip("*")] = listener

    @property
    def names(self) -> list[str]:
        """All names; a beginning with its `*`."""
        return [*self.whole, *(f"{name}*" for name in self._beginnings)]

    def find(self, name: str) -> L | None:
        """What answers to the name; None if nothing does."""
        if name in self.whole:
            return self.whole[name]
        fitting = (each for each in self._beginnings if name.startswith(each))
        longest = max(fitting, key=len, default=None)
        return None if longest is None else self._beginnings[longest]


class Routes:
    """Everything that the features answer to."""

    def __init__(self, features: Iterable[Feature]) -> None:
        all_of_them = list(features)
        self.words = Names(each.words for each in all_of_them)
        self.presses = Names(each.presses for each in all_of_them)
        self.forms = Names(each.forms for each in all_of_them)
        self.closed = Names(each.closed for each in all_of_them)
        self.shortcuts = Names(each.shortcuts for each in all_of_them)
        self.events = Names(each.events for each in all_of_them)
        self.promises = Names(each.promises for each in all_of_them)
        [self.publish_home] = [each.publishes_home for each in all_of_them if each.publishes_home]
        self.for_everybody = Names(dict.fromkeys(each.for_everybody, True) for each in all_of_them)
        self.never_kept = Names(dict.fromkeys(each.never_kept, True) for each in all_of_them)
        kinds = ({str(kind): draw for kind, draw in each.draws.items()} for each in all_of_them)
        self.draws = Names(kinds).whole
        self.reads_ahead = {
            str(kind): read for each in all_of_them for kind, read in each.reads_ahead.items()
        }
