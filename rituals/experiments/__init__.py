"""Thought experiments and their kin: an imagined scene and one question, drawn for a person or a channel."""

from rituals.experiments.acts.drawing import (
    Drawn,
    can_draw,
    discard,
    draw_another,
    drawn,
    framework_for,
    hero_today,
    of_the_workspace,
    peek,
    post_due,
    post_next,
    posted_since,
    read_ahead,
    share,
    share_hero,
    today,
)
from rituals.experiments.acts.engaging import (
    Thread,
    close_windows,
    engage,
    game_plan,
    thread_read,
    threads_to_read,
)
from rituals.experiments.acts.forgetting import forget, refresh
from rituals.experiments.acts.picking import NothingToDraw
from rituals.experiments.rules.choosing import ALL_SCHOOLS, ANSWERED, REDRAWN, DrawKind
from rituals.experiments.rules.heroes import Hero, hero
from rituals.experiments.rules.kinds import CARD, GAME_PLAN

__all__ = [
    "ALL_SCHOOLS",
    "ANSWERED",
    "CARD",
    "GAME_PLAN",
    "REDRAWN",
    "DrawKind",
    "Drawn",
    "Hero",
    "NothingToDraw",
    "Thread",
    "can_draw",
    "close_windows",
    "discard",
    "draw_another",
    "drawn",
    "engage",
    "forget",
    "framework_for",
    "game_plan",
    "hero",
    "hero_today",
    "of_the_workspace",
    "peek",
    "post_due",
    "post_next",
    "posted_since",
    "read_ahead",
    "refresh",
    "share",
    "share_hero",
    "thread_read",
    "threads_to_read",
    "today",
]
