"""Lessons: what customers taught us, who does something about it, and what came of it.

A lesson is part of a `customer_helped_us` story, and goes where its story goes.
"""

from rituals.lessons.acts import done, finish, hand_back, let_go, new, page, reopen, take
from rituals.lessons.rules import COUNTED, LessonFilter, LessonPage, LessonState, state_of

__all__ = [
    "COUNTED",
    "LessonFilter",
    "LessonPage",
    "LessonState",
    "done",
    "finish",
    "hand_back",
    "let_go",
    "new",
    "page",
    "reopen",
    "state_of",
    "take",
]
