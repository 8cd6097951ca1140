"""Steps of workflows: how each ended first is how it ended."""

from __future__ import annotations

from datetime import timedelta

from rituals import steps
from rituals.steps import Ended
from tests.cast import NOW, scene
from tests.databases import Act


def test_a_step_ends_once(act: Act) -> None:
    assert act(steps.ended, scene(), "Fx1") is None
    assert act(steps.end, scene(), "Fx1", "Too long.") == Ended("Too long.")
    assert act(steps.end, scene(), "Fx1", None) == Ended("Too long.")
    assert act(steps.ended, scene(), "Fx1") == Ended("Too long.")


def test_what_nobody_asks_about_any_more_is_forgotten(act: Act) -> None:
    act(steps.end, scene(), "Fx1", None)
    act(steps.purge, NOW + timedelta(days=1))
    assert act(steps.ended, scene(), "Fx1") == Ended(None)
    act(steps.purge, NOW + timedelta(days=3))
    assert act(steps.ended, scene(), "Fx1") is None
