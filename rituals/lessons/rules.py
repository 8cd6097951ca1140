"""What becomes of what a customer taught us: it's open, being done, or done. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rituals.ids import ChannelId, StoryId
from rituals.stories.rules.story import Told

PAGE = 5
# Counting stops here: a list with more is simply long.
COUNTED = 99


class LessonState(StrEnum):
    """How far it is."""

    OPEN = "open"
    BEING_DONE = "being done"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LessonFilter:
    """Which lessons somebody looks at: done or not, and those before a place; None from the newest on."""

    done: bool = False
    before: int | None = None


UNFINISHED = LessonFilter()


@dataclass(frozen=True, slots=True)
class LessonPage:
    """Some lessons, the newest first, each as the story that it comes from.

    `older` is the place from which the next ones go on; None at the end. `counts` has so many of each state,
    COUNTED + 1 at most. `places` are the channel and ts of those stories' messages, by story; `address` is
    where Slack has the workspace.
    """

    shelf: LessonFilter
    lessons: tuple[Told, ...]
    older: int | None
    counts: Mapping[LessonState, int]
    places: Mapping[StoryId, tuple[ChannelId, str]]
    address: str | None = None


def state_of(told: Told) -> LessonState | None:
    """How far the lesson of a story is; None if it has none."""
    if not told.telling.taught:
        return None
    if told.done:
        return LessonState.DONE
    return LessonState.BEING_DONE if told.owner else LessonState.OPEN
