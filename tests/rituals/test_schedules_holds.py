"""Channels that can't be posted in: their rituals pause themselves, and the owners hear of it once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from rituals import agenda, posts, schedules
from rituals.catalog import Catalog
from rituals.posts import Outcome, Verdict
from rituals.posts.records import Post
from rituals.schedules import Ritual
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, SUPPORT, scene
from tests.databases import Act
from tests.wishes import wishes

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def two(act: Act) -> list[Ritual]:
    """Ana's ritual and Bruno's, in one channel."""
    return [
        act(schedules.set_up, scene(ANA), wishes(), "form-1"),
        act(schedules.set_up, scene(BRUNO), wishes(framework="head_first"), "form-2"),
    ]


def notes(act: Act) -> list[tuple[str, int]]:
    """The private notes so far: to whom, and about which ritual."""
    query = select(Post.channel, Post.subject).where(Post.kind == schedules.HELD_NOTE).order_by(Post.id)
    return act(lambda db: [(to, about) for to, about in db.execute(query)])


def states(act: Act) -> list[tuple[bool, str | None]]:
    return [(ritual.paused, ritual.held) for ritual in act(schedules.rituals, scene())]


def test_when_a_channel_is_shut_each_owner_gets_one_private_note(act: Act, two: list[Ritual]) -> None:
    elsewhere = act(schedules.set_up, scene(), wishes(channel=KUDOS), "form-3")
    for minutes in range(3):
        act(schedules.hold, scene(now=NINE + minutes * MINUTE), SUPPORT, "is_archived")
    assert notes(act) == [(ANA, two[0].id), (BRUNO, two[1].id)]
    assert states(act) == [(True, "is_archived"), (True, "is_archived"), (False, None)]
    assert [each.schedule for each in act(schedules.claim_due, NINE + DAY, 9)] == [elsewhere.id]
    held = act(schedules.held_note, HARBOUR, two[0].id)
    assert (held.held, held.change, held.changed_by) == ("is_archived", "paused itself", "")


def test_what_its_owner_had_paused_is_not_touched_nor_talked_of(act: Act, two: list[Ritual]) -> None:
    act(schedules.pause, scene(ANA), two[0].id)
    act(schedules.hold, scene(), SUPPORT, "not_in_channel")
    act(schedules.reopen, scene(), SUPPORT)
    assert notes(act) == [(BRUNO, two[1].id)] * 2
    assert states(act)[0] == (True, None)


def test_when_the_channel_opens_again_each_owner_is_asked_once(act: Act, two: list[Ritual]) -> None:
    act(schedules.hold, scene(), SUPPORT, "is_archived")
    for minutes in range(3):
        act(schedules.reopen, scene(now=NINE + minutes * MINUTE), SUPPORT)
    assert notes(act) == [(ANA, two[0].id), (BRUNO, two[1].id)] * 2
    assert states(act) == [(True, "open_again")] * 2
    # Nothing comes before somebody wants it.
    assert act(schedules.claim_due, NINE + DAY, 9) == []
    assert act(schedules.resume, scene(ANA, NINE), two[0].id).held is None
    assert [each.schedule for each in act(schedules.claim_due, NINE + DAY, 9)] == [two[0].id]


def test_a_channel_that_was_never_shut_asks_nobody_anything(act: Act, two: list[Ritual]) -> None:
    act(schedules.reopen, scene(), SUPPORT)
    assert notes(act) == []


def test_a_channel_that_is_shut_a_second_time_says_so_a_second_time(act: Act, two: list[Ritual]) -> None:
    act(schedules.hold, scene(), SUPPORT, "is_archived")
    for ritual in two:
        act(schedules.resume, scene(now=NINE), ritual.id)
    act(schedules.hold, scene(now=NINE + DAY), SUPPORT, "is_archived")
    assert len(notes(act)) == 4


def refuse(act: Act, catalog: Catalog, error: str, *, shut: bool) -> None:
    """The rituals are due, and Slack takes nothing."""
    now = NINE
    act(agenda.run_due, now, catalog, b"chance")
    while claimed := act(posts.claim, now, by="courier", resting=(), limit=9):
        cards = [each for each in claimed if each.kind != schedules.HELD_NOTE]
        told = [each for each in claimed if each.kind == schedules.HELD_NOTE]
        outcomes = [Outcome(each.id, Verdict.REFUSED, each.version, error=error, shut=shut) for each in cards]
        outcomes += [
            Outcome(each.id, Verdict.SHOWN, each.version, ts=f"{each.id}.0", shown_in="D1") for each in told
        ]
        act(agenda.settle, now, outcomes)


def test_a_post_that_is_refused_since_the_channel_is_shut_holds_its_rituals(
    act: Act, catalog: Catalog, two: list[Ritual]
) -> None:
    refuse(act, catalog, "is_archived", shut=True)
    assert states(act) == [(True, "is_archived")] * 2
    assert notes(act) == [(ANA, two[0].id), (BRUNO, two[1].id)]


def test_a_post_that_is_refused_for_itself_holds_nothing(
    act: Act, catalog: Catalog, two: list[Ritual]
) -> None:
    refuse(act, catalog, "msg_too_long", shut=False)
    assert states(act) == [(False, None)] * 2
    assert notes(act) == []
