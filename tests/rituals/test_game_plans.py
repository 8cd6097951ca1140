"""Head first, game plan second: it waits for people, and comes once, below what they answered."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from rituals import agenda, experiments, posts, schedules
from rituals.catalog import Catalog
from rituals.experiments.records import Draw
from rituals.ids import DrawId
from rituals.posts import Claimed, Outcome, Verdict
from rituals.posts.records import Post
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, SUPPORT, scene
from tests.databases import Act
from tests.wishes import wishes

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
EVENING = NINE + timedelta(hours=8)
Engage = Callable[..., bool]


@pytest.fixture
def draw(act: Act, catalog: Catalog) -> DrawId:
    """What a ritual has just drawn whose game plan waits for three people."""
    act(schedules.set_up, scene(ANA), wishes(game_plan_after=3), "form-1")
    beat(act, catalog, NINE)
    return DrawId(act(lambda db: db.scalars(select(Draw.id)).one()))


def beat(act: Act, catalog: Catalog, now: datetime) -> None:
    while act(agenda.run_due, now, catalog, b"chance").count:
        pass


def kinds(act: Act) -> list[str]:
    """All that was posted in the channel; letters to the owner say other things."""
    return act(
        lambda db: list(db.scalars(select(Post.kind).where(Post.channel == SUPPORT).order_by(Post.id)))
    )


def send(act: Act, now: datetime) -> list[Claimed]:
    """What the courier takes along, and shows."""
    claimed = act(posts.claim, now, by="courier", resting=(), limit=9)
    shown = [Outcome(each.id, Verdict.SHOWN, each.version, f"{each.id}.0", SUPPORT) for each in claimed]
    act(agenda.settle, now, shown)
    return claimed


def test_the_first_message_has_no_game_plan(act: Act, draw: DrawId) -> None:
    assert kinds(act) == [experiments.CARD]


def test_it_comes_in_the_thread_when_the_third_person_has_engaged(
    act: Act, catalog: Catalog, draw: DrawId
) -> None:
    for person in (ANA, BRUNO):
        assert act(experiments.engage, scene(person, NINE), draw)
    assert kinds(act) == [experiments.CARD]
    assert act(experiments.engage, scene(CARLA, NINE), draw)
    assert kinds(act) == [experiments.CARD, experiments.GAME_PLAN]
    [card] = send(act, NINE)
    [plan] = send(act, NINE + MINUTE)
    assert (card.kind, card.thread) == (experiments.CARD, None)
    assert (plan.kind, plan.thread, plan.channel) == (experiments.GAME_PLAN, f"{card.id}.0", SUPPORT)
    plans = catalog.framework("be_human").game_plans
    assert act(experiments.game_plan, HARBOUR, draw, catalog) in plans


def test_the_same_person_three_times_is_one_person(act: Act, draw: DrawId) -> None:
    assert [act(experiments.engage, scene(ANA, NINE), draw) for _ in range(3)] == [True, False, False]
    assert kinds(act) == [experiments.CARD]


def test_it_comes_at_the_end_of_the_window_if_anybody_has_engaged(
    act: Act, catalog: Catalog, draw: DrawId
) -> None:
    send(act, NINE)
    act(experiments.engage, scene(ANA, NINE), draw)
    beat(act, catalog, EVENING - MINUTE)
    assert kinds(act) == [experiments.CARD]
    beat(act, catalog, EVENING)
    assert kinds(act) == [experiments.CARD, experiments.GAME_PLAN]


def test_it_never_comes_if_nobody_has(act: Act, catalog: Catalog, draw: DrawId) -> None:
    send(act, NINE)
    beat(act, catalog, EVENING)
    act(experiments.engage, scene(ANA, EVENING + MINUTE), draw)
    beat(act, catalog, EVENING + 2 * MINUTE)
    assert kinds(act) == [experiments.CARD]


def test_it_comes_exactly_once_whoever_follows(act: Act, catalog: Catalog, draw: DrawId) -> None:
    for person in (ANA, BRUNO, CARLA, DORA):
        act(experiments.engage, scene(person, NINE), draw)
    for moment in (EVENING, EVENING + MINUTE):
        beat(act, catalog, moment)
    assert kinds(act).count(experiments.GAME_PLAN) == 1


def test_a_ritual_without_one_never_has_one(act: Act, catalog: Catalog) -> None:
    act(schedules.set_up, scene(ANA), wishes(), "form-1")
    beat(act, catalog, NINE)
    for person in (ANA, BRUNO, CARLA, DORA):
        act(experiments.engage, scene(person, NINE), DrawId(1))
    beat(act, catalog, EVENING)
    assert kinds(act) == [experiments.CARD]
