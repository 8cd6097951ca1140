"""Polls that several tests speak of."""

import pytest

from rituals.catalog import Catalog, Framework
from rituals.polls import Setup, of_framework, of_own_options


@pytest.fixture
def human(catalog: Catalog) -> Framework:
    """A framework with a stance that nobody would own up to."""
    return catalog.framework("be_human")


@pytest.fixture
def shadowy(human: Framework) -> Setup:
    """A poll that is anonymous."""
    return of_framework(human)


@pytest.fixture
def lunch() -> Setup:
    """A poll on options of a team's own, with names."""
    return of_own_options("Lunch debrief?", ["Learned", "Taught", "Ate"])
