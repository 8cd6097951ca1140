"""Reads a ritual of any kind that somebody types: `head check fridays 10:00`, `be human daily 9am`. Pure."""

from __future__ import annotations

from typing import Any

from rituals import experiments, schedules
from rituals.agenda.acts.running import KINDS
from rituals.catalog import Catalog
from rituals.workspaces import slug

# What people also call them.
ALSO = {
    "experiment": "thought_experiment",
    "headcheck": "head_check",
    "hero-of-the-day": "hero",
    "heroes": "hero",
    "case-studies": "case_study",
    "lookahead": "look_ahead",
    "story": "story_call",
    "stories": "story_call",
    "summary": "digest",
    "story-vote": "story_of_the_month",
    "best-story": "story_of_the_month",
}

# How people say that all frameworks take turns.
IN_TURN = ("all-schools", "all-schools-in-turn", "all-frameworks", "every-school", "in-turn")


def read_plan(line: str, catalog: Catalog) -> schedules.TypedPlan:
    """The ritual that a typed line asks for: a kind, a framework, and a plan. CannotRead."""
    named: dict[str, dict[str, Any]] = {}
    for framework in catalog:
        names = (framework.key, framework.name, *framework.formerly)
        named |= {slug(name): {"framework": framework.key} for name in names if slug(name)}
    named |= {name: {"framework": experiments.ALL_SCHOOLS} for name in IN_TURN}
    named |= {name: {"kind": kind} for name, kind in ALSO.items()}
    named |= {slug(kind): {"kind": kind} for kind in KINDS}
    return schedules.parse_plan(line, named)
