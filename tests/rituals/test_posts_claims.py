"""Claiming: in a channel's order, one at a time, and never the same work for two processes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from rituals import posts
from rituals.db import transaction
from rituals.posts import Errand, Outcome, Verdict
from tests.cast import KUDOS, NOW, SUPPORT, scene
from tests.databases import Act

PROCESSES = 4


def want(act: Act, number: int, channel: str = KUDOS, at: timedelta = timedelta()) -> None:
    act(posts.want, scene(now=NOW + at), f"story:{number}", kind="story", subject=number, channel=channel)


def claimed(act: Act, resting: tuple[str, ...] = (), limit: int = 10) -> list[int]:
    return [each.subject for each in act(posts.claim, NOW, by="one", resting=resting, limit=limit)]


def test_a_channel_keeps_its_order_one_message_at_a_time(act: Act) -> None:
    want(act, 1)
    want(act, 2)
    want(act, 3, SUPPORT)
    assert sorted(claimed(act)) == [1, 3]


def test_a_resting_channel_is_left_alone_and_holds_up_no_other(act: Act) -> None:
    want(act, 1)
    want(act, 2, SUPPORT)
    assert claimed(act, resting=(KUDOS,)) == [2]


def test_a_message_that_changes_all_the_time_holds_up_none_that_comes_after_it(act: Act) -> None:
    want(act, 1)
    [first] = act(posts.claim, NOW, by="one", resting=(), limit=9)
    act(posts.settle, NOW, [Outcome(first.id, Verdict.SHOWN, first.version, "1.0", KUDOS)])
    act(posts.touch, scene(), "story:1")
    want(act, 2)
    lately: dict[str, Any] = {"by": "one", "resting": (), "limit": 9, "calm": timedelta(seconds=2)}
    assert [each.subject for each in act(posts.claim, NOW + timedelta(seconds=1), **lately)] == [2]
    assert [each.subject for each in act(posts.claim, NOW + timedelta(seconds=3), **lately)] == [1]


def test_nor_does_one_that_may_not_be_changed_at_all_for_now(act: Act) -> None:
    want(act, 1)
    [first] = act(posts.claim, NOW, by="one", resting=(), limit=9)
    act(posts.settle, NOW, [Outcome(first.id, Verdict.SHOWN, first.version, "1.0", KUDOS)])
    act(posts.touch, scene(), "story:1")
    want(act, 2)
    assert [each.subject for each in act(posts.claim, NOW, by="one", resting=(), limit=9, calm=None)] == [2]


def test_no_more_is_claimed_than_can_be_carried(act: Act) -> None:
    for number in range(5):
        want(act, number, channel=f"C{number}")
    assert len(claimed(act, limit=3)) == 3
    assert len(claimed(act, limit=3)) == 2


def steps_of_a_claim(engine: Engine) -> int:
    """Of SQLite's machine, for a claim of 20 that is rolled back; one channel rests."""
    counted = count()
    with transaction(engine) as db:
        driver: Any = db.connection().connection.driver_connection
        driver.set_progress_handler(lambda: next(counted) < 0, 1)
        assert len(posts.claim(db, NOW, by="one", resting=(KUDOS,), limit=20)) == 20
        driver.set_progress_handler(None, 1)
        db.rollback()
    return next(counted)


def test_a_claim_looks_no_further_than_it_takes_however_much_is_due(sqlite_engine: Engine) -> None:
    act = Act(sqlite_engine)
    for number in range(40):
        want(act, number, channel=f"C{number}")
    few = steps_of_a_claim(sqlite_engine)
    for number in range(40, 400):
        want(act, number, channel=f"C{number % 200}")
    assert steps_of_a_claim(sqlite_engine) < few * 1.1


def test_many_that_wait_in_a_resting_channel_cost_a_claim_next_to_nothing(
    sqlite_engine: Engine,
) -> None:
    act = Act(sqlite_engine)
    for number in range(40):
        want(act, number, channel=f"C{number}")
    few = steps_of_a_claim(sqlite_engine)
    for number in range(1000, 1200):
        want(act, number, KUDOS, at=timedelta(hours=-1))
    # So many steps it takes to read a row, and to see that its channel rests; not to find out more about it.
    assert steps_of_a_claim(sqlite_engine) < few + 200 * 15


def test_what_is_wanted_later_is_not_claimed_now(act: Act) -> None:
    want(act, 1, at=timedelta(seconds=1))
    assert claimed(act) == []


def test_after_a_restart_the_work_of_the_dead_process_goes_on(act: Act) -> None:
    want(act, 1)
    want(act, 2, SUPPORT)
    [sending, update] = sorted(act(posts.claim, NOW, by="one", resting=(), limit=2), key=lambda e: e.subject)
    act(posts.settle, NOW, [Outcome(update.id, Verdict.SHOWN, update.version, "2.0", SUPPORT)])
    act(posts.touch, scene(), "story:2")
    act(posts.claim, NOW, by="one", resting=(), limit=2)
    act(posts.adopt_orphans, NOW)
    again = act(posts.claim, NOW, by="two", resting=(), limit=2)
    assert [(each.subject, each.errand) for each in again] == [(2, Errand.UPDATE)]
    later = act(posts.claim, NOW + timedelta(seconds=10), by="two", resting=(), limit=2)
    assert [(each.id, each.errand) for each in later] == [(sending.id, Errand.LOOK)]


def test_processes_that_claim_at_once_never_get_the_same_post(engine: Engine, act: Act) -> None:
    for number in range(60):
        want(act, number, channel=f"C{number}")

    def courier(name: int) -> list[int]:
        mine: list[int] = []
        while batch := act(posts.claim, NOW, by=str(name), resting=(), limit=7):
            mine += [each.id for each in batch]
        return mine

    with ThreadPoolExecutor(PROCESSES) as pool:
        shares = list(pool.map(courier, range(PROCESSES)))
    every = [post for share in shares for post in share]
    assert len(every) == len(set(every)) == 60


def test_a_claim_under_way_holds_up_no_other_process(postgres_engine: Engine) -> None:
    act = Act(postgres_engine)
    want(act, 1)
    want(act, 2, SUPPORT)
    with transaction(postgres_engine) as slow:
        posts.claim(slow, NOW, by="slow", resting=(), limit=1)
        # The slow one hasn't committed: its post is passed over, not waited for.
        assert claimed(act) == [2]
    assert claimed(act) == []


def test_a_claim_that_is_rolled_back_was_none(act: Act, engine: Engine) -> None:
    want(act, 1)
    with engine.connect() as connection, connection.begin() as begun:
        posts.claim(Session(connection), NOW, by="one", resting=(), limit=1)
        begun.rollback()
    assert claimed(act) == [1]


def test_people_who_want_the_same_at_once_get_one_post(act: Act) -> None:
    def wanted(_: int) -> bool:
        return act(posts.want, scene(), "story:1", kind="story", subject=1, channel=KUDOS)

    with ThreadPoolExecutor(PROCESSES) as pool:
        assert sum(pool.map(wanted, range(40))) == 1
    assert claimed(act) == [1]


def test_no_change_is_lost_when_many_touch_the_same_post_at_once(act: Act) -> None:
    want(act, 1)
    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(lambda _: act(posts.touch, scene(), "story:1"), range(60)))
    [errand] = act(posts.claim, NOW, by="one", resting=(), limit=1)
    assert errand.version == 61
