"""What Slack sends is kept once, worked on by one process at a time, and never lost by a crash."""

from datetime import timedelta

import pytest

from rituals import erasure, inbox
from rituals.errors import Gone, NotYours
from tests.cast import ANA, BRUNO, HARBOUR, NOW, elsewhere, scene
from tests.databases import Act

A_MINUTE = timedelta(minutes=1)
BODY = {"type": "event", "words": "as they came"}


def kept(act: Act, key: str = "event:1", by: str | None = None) -> bool:
    return act(inbox.keep, scene(ANA), key, BODY, by=by)


def claimed(act: Act, after: timedelta = timedelta(), by: str = "one") -> list[inbox.KeptRequest]:
    return act(inbox.claim, NOW + after, by=by, limit=10)


def test_what_slack_sends_twice_is_kept_once(act: Act) -> None:
    assert kept(act)
    assert not kept(act)
    [request] = claimed(act)
    assert (request.workspace, request.person, request.body) == (HARBOUR, ANA, BODY)


def test_two_processes_never_work_on_the_same_request(act: Act) -> None:
    kept(act)
    assert len(claimed(act)) == 1
    assert claimed(act, by="two") == []


def test_what_a_dead_process_had_begun_is_finished_by_the_next_one(act: Act) -> None:
    kept(act, by="one")
    assert claimed(act, after=timedelta(seconds=59), by="two") == []
    assert len(claimed(act, after=timedelta(seconds=61), by="two")) == 1


def test_the_only_process_of_a_file_need_not_wait_for_the_dead(act: Act) -> None:
    kept(act, by="one")
    act(inbox.adopt_orphans, NOW)
    assert len(claimed(act, by="two")) == 1


def test_what_is_done_is_gone(act: Act) -> None:
    kept(act)
    [request] = claimed(act)
    act(inbox.done, NOW, request.id, request.repeats)
    assert act(inbox.waiting) == 0


def test_many_openings_of_home_are_one_piece_of_work_and_a_late_one_is_one_more(act: Act) -> None:
    def opened() -> None:
        act(inbox.keep_each, [inbox.Arrival(scene(ANA), f"home:{ANA}", BODY)])

    for _ in range(5):
        opened()
    [request] = claimed(act)
    opened()
    act(inbox.done, NOW, request.id, request.repeats)
    [again] = claimed(act)
    act(inbox.done, NOW, again.id, again.repeats)
    assert claimed(act) == []


def test_what_fails_is_tried_again_later_and_not_for_ever(act: Act) -> None:
    kept(act)
    now = NOW
    for attempt in range(1, 9):
        [request] = act(inbox.claim, now, by="one", limit=10)
        assert request.attempts == attempt
        assert act(inbox.failed, now, request.id) is (attempt < 8)
        now += timedelta(seconds=2**attempt)
        assert act(inbox.claim, now - timedelta(seconds=1), by="one", limit=10) == []
    assert act(inbox.claim, now, by="one", limit=10) == []
    assert act(inbox.waiting) == 0


def test_what_is_offered_waits_a_day_for_its_person_and_nobody_else(act: Act) -> None:
    number = act(inbox.offer, scene(ANA), "asked:1", BODY)
    assert claimed(act, after=timedelta(hours=1)) == []
    assert act(inbox.offered, scene(ANA), number) == BODY
    with pytest.raises(NotYours):
        act(inbox.offered, scene(BRUNO), number)
    with pytest.raises(Gone):
        act(inbox.offered, elsewhere(), number)
    act(inbox.purge, NOW + timedelta(hours=23))
    assert act(inbox.offered, scene(ANA), number) == BODY
    act(inbox.purge, NOW + timedelta(hours=25))
    with pytest.raises(Gone):
        act(inbox.offered, scene(ANA), number)


def test_forgetting_a_person_takes_what_they_had_asked_for(act: Act) -> None:
    kept(act)
    number = act(inbox.offer, scene(ANA), "asked:1", BODY)
    act(inbox.keep, scene(BRUNO), "event:2", BODY)
    act(erasure.forget_me, scene(ANA), ["Ana Duarte"])
    with pytest.raises(Gone):
        act(inbox.offered, scene(ANA), number)
    assert [request.person for request in claimed(act)] == [BRUNO]


def test_of_several_that_arrive_together_each_is_kept_once_and_in_its_own_workspace(act: Act) -> None:
    here, there = inbox.Arrival(scene(ANA), "event:1", BODY), inbox.Arrival(elsewhere(), "event:1", BODY)
    assert act(inbox.keep_each, [here, there, here]) == [True, True, False]
    first, second = claimed(act)
    assert {first.workspace, second.workspace} == {HARBOUR, elsewhere().workspace}


def test_of_several_that_are_done_one_that_came_again_meanwhile_is_due_again(act: Act) -> None:
    one, two = (inbox.Arrival(scene(ANA), key, BODY) for key in ("event:1", "event:2"))
    act(inbox.keep_each, [one, two])
    requests = claimed(act)
    act(inbox.keep_each, [two])
    act(inbox.all_done, NOW, {each.id: each.repeats for each in requests})
    assert [each.id for each in claimed(act)] == [requests[1].id]
