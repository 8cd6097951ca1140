"""What people in tests wish of a ritual: the workdays at nine in Lisbon, unless they say otherwise."""

from dataclasses import replace
from datetime import time
from typing import Any

from rituals.schedules import Wishes
from tests.cast import SUPPORT

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))

USUAL = Wishes(SUPPORT, "be_human", WORKDAYS, time(9), "Europe/Lisbon")


def wishes(**changes: Any) -> Wishes:
    """The usual, but for `changes`."""
    return replace(USUAL, **changes)
