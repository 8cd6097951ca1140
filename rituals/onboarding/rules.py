"""A workspace's first day: which school of thought suits a team, and the kinds of hello. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rituals.ids import ChannelId
from rituals.posts.rules import PostKind

HELLO = PostKind("hello", "hello:{}", rather_twice=True)
CHANNEL_HELLO = PostKind("channel_hello", "hello:{}")


@dataclass(frozen=True, slots=True)
class Hello:
    """What a hello depends on: the `channel` it's about, and what there is by now.

    `started`: the channel has a ritual. `known`: the workspace has one, so people have met Headfirst.
    """

    channel: ChannelId
    started: bool
    known: bool


def suggested(answers: Sequence[str]) -> str:
    """The school that most answers of the quiz point to. If they all differ, the first one counts."""
    [(school, _), *_] = Counter(answers).most_common(1)
    return school
