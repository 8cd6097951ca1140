"""Polls that several tests speak of."""

from dataclasses import replace

import pytest

from rituals.catalog import Catalog, Framework
from rituals.polls import Setup, of_framework, of_own_options


@pytest.fixture
def human(catalog: Catalog) -> Framework:
    """A framework of two mindsets, with a stance that nobody would own up to and nothing between."""
    return replace(catalog.framework("be_human"), middle=None)


@pytest.fixture
def shadowy(human: Framework) -> Setup:
    """A poll that is anonymous."""
    return of_framework(human)


@pytest.fixture
def lunch() -> Setup:
    """A poll on options of a team's own, with names."""
    return of_own_options("Lunch debrief?", ["Learned", "Taught", "Ate"])
