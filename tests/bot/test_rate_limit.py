"""Slack's limits of pace: how often messages may be changed, a few at once and then steadily."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from bot.delivery.rate_limit import Allowance, of_changes

MINUTE = 60.0
# Of changes: ten at once, and then one in one and a quarter seconds.
CHANGE_PACE, CHANGES_AT_ONCE = 1.25, 10
# The courier looks this often.
TICK = 0.25
# So long may the last state be waited for: the pace, and a look.
SOON = CHANGE_PACE + TICK


def changes(votes: Sequence[float]) -> list[float]:
    """When a message is changed while votes come in at those moments: as often as may be, until all show."""
    allowance, at, now = of_changes(), list[float](), 0.0
    while not at or at[-1] < votes[-1]:
        behind = any(vote <= now and (not at or vote > at[-1]) for vote in votes)
        if behind and allowance.left(now):
            allowance.use(now)
            at.append(now)
        now += TICK
    return at


def in_a_minute(votes: int, seed: int = 1) -> list[float]:
    chance = Random(seed)
    return sorted(chance.uniform(0, MINUTE) for _ in range(votes))


@pytest.mark.parametrize("votes", [1, 50, 500, 5000])
def test_however_many_votes_there_are_the_changes_stay_within_slack_s_fifty_a_minute(votes: int) -> None:
    made = changes(in_a_minute(votes))
    assert len(made) <= min(votes, MINUTE / CHANGE_PACE + CHANGES_AT_ONCE)
    for begin in made:
        window = [moment for moment in made if begin <= moment < begin + MINUTE]
        assert len(window) <= 50 + CHANGES_AT_ONCE


@pytest.mark.parametrize("seed", range(20))
def test_the_last_vote_is_seen_within_two_seconds(seed: int) -> None:
    votes = in_a_minute(500, seed)
    assert changes(votes)[-1] - votes[-1] <= SOON


def test_a_few_changes_at_once_are_allowed_and_then_one_at_a_time() -> None:
    allowance = Allowance(3, 2.0)
    for _ in range(3):
        assert allowance.left(100.0)
        allowance.use(100.0)
    assert not allowance.left(101.9)
    assert allowance.left(102.0)
    allowance.use(102.0)
    assert not allowance.left(103.9)


def test_where_slack_asks_for_a_rest_nothing_is_left_until_it_is_over() -> None:
    allowance = Allowance(3, 2.0)
    allowance.rest(130.0)
    assert not allowance.left(129.9)
    assert allowance.left(130.0)
    allowance.use(130.0)
    assert not allowance.left(130.1), "after a rest it begins slowly"
