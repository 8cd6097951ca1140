"""Messages as desired state: what people want, what couriers report, and what is to be done next."""

from collections.abc import Container, Iterable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, event, select, update

from rituals import posts
from rituals.posts import Claimed, Errand, Outcome, Verdict
from rituals.posts.records import Post
from rituals.posts.rules import State, key_of, next_errand, next_look, pause_after, was_deleted
from rituals.scene import Scene
from tests.cast import HARBOUR, KUDOS, NOW, SUMMIT, SUPPORT, scene
from tests.databases import Act

SOON = timedelta(seconds=30)
# How long a courier has for what it claimed, and how long a message in doubt is left alone.
LEASE, DOUBT_WAIT = timedelta(seconds=120), timedelta(seconds=10)
LONGEST_PAUSE, MOST_ATTEMPTS = timedelta(minutes=10), 40
STORY = "story:1"


def want(
    act: Act, once_key: str = STORY, channel: str = KUDOS, at: Scene | None = None, kind: str = "story"
) -> bool:
    return act(posts.want, at or scene(), once_key, kind=kind, subject=1, channel=channel)


def claim(act: Act, now: datetime = NOW, resting: Iterable[str] = (), limit: int = 10) -> list[Claimed]:
    return act(posts.claim, now, by="courier", resting=list(resting), limit=limit)


def end(
    act: Act,
    errand: Claimed,
    verdict: Verdict,
    now: datetime = NOW,
    ts: str | None = None,
    rather_twice: Container[str] = (),
) -> None:
    """Settle an errand as the courier would."""
    outcome = Outcome(errand.id, verdict, version=errand.version, ts=ts, shown_in=errand.channel)
    act(posts.settle, now, [outcome], rather_twice)


def post_it(act: Act, now: datetime = NOW, ts: str = "1.0") -> None:
    [errand] = claim(act, now)
    assert errand.errand is Errand.POST
    end(act, errand, Verdict.SHOWN, now, ts)


def row(act: Act, once_key: str = STORY) -> Post:
    return act(lambda db: db.scalars(select(Post).where(Post.once_key == once_key)).one())


# --- rules ---


@pytest.mark.parametrize(
    ("state", "wanted", "behind", "errand"),
    [
        (State.WAITING, True, True, Errand.POST),
        (State.WAITING, False, True, None),
        (State.SENDING, True, True, Errand.LOOK),
        (State.IN_DOUBT, False, True, Errand.LOOK),
        (State.SHOWN, True, True, Errand.UPDATE),
        (State.SHOWN, True, False, None),
        (State.SHOWN, False, False, Errand.DELETE),
        (State.GONE, True, True, Errand.POST),
        (State.GONE, False, True, None),
        (State.GAVE_UP, True, True, None),
    ],
)
def test_what_is_to_be_done_follows_from_what_is_known(
    state: State, wanted: bool, behind: bool, errand: Errand | None
) -> None:
    assert next_errand(state, wanted, behind) is errand


def test_pauses_double_and_end_at_ten_minutes() -> None:
    assert [pause_after(n).total_seconds() for n in (1, 2, 3)] == [2, 4, 8]
    assert pause_after(9) == timedelta(seconds=512)
    assert pause_after(10) == pause_after(MOST_ATTEMPTS) == LONGEST_PAUSE


@pytest.mark.parametrize(
    ("age", "waits"),
    [
        (timedelta(), timedelta(minutes=1)),
        (timedelta(minutes=4), timedelta(minutes=1)),
        (timedelta(hours=4), timedelta(hours=1)),
        (timedelta(days=120), timedelta(days=30)),
        (timedelta(days=4000), timedelta(days=30)),
    ],
)
def test_what_is_old_is_looked_at_rarely_and_each_month_at_the_least(
    age: timedelta, waits: timedelta
) -> None:
    assert next_look(NOW - age, NOW) == NOW + waits


@pytest.mark.parametrize(
    ("age", "missing_for", "older_is_there", "deleted"),
    [
        (timedelta(days=1), timedelta(hours=23), True, False),
        (timedelta(days=1), timedelta(hours=24), False, True),
        (timedelta(days=29), timedelta(hours=24), False, True),
        (timedelta(days=31), timedelta(hours=24), False, False),
        (timedelta(days=31), timedelta(hours=24), True, True),
    ],
)
def test_a_message_that_is_missing_was_deleted_if_another_day_says_so_and_no_plan_hides_it(
    age: timedelta, missing_for: timedelta, older_is_there: bool, deleted: bool
) -> None:
    ts = f"{(NOW - age).timestamp():.6f}"
    assert was_deleted(ts, NOW, NOW + missing_for, older_is_there) is deleted


def test_the_mark_in_a_message_says_nothing_and_differs_by_workspace_and_by_life() -> None:
    keys = {key_of(w, STORY, NOW + n * SOON) for w in (HARBOUR, SUMMIT) for n in range(2)}
    assert len(keys) == 4
    assert not any("story" in key or HARBOUR in key for key in keys)


# --- wanting ---


@pytest.mark.parametrize("claimed", [None, "courier"])
@pytest.mark.parametrize("ts", [None, "1.0"])
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", [True, False])
def test_of_many_posts_the_same_is_to_be_done_as_of_one(
    act: Act, state: State, wanted: bool, ts: str | None, claimed: str | None
) -> None:
    want(act)
    values = {"state": state, "ts": ts, "claimed_by": claimed, "due_at": None, "attempts": 7}
    act(lambda db: db.execute(update(Post).values(values)) and None)
    act(posts.touch if wanted else posts.unwant, scene(), STORY)
    known = row(act)
    there = State.SHOWN if state == State.GAVE_UP and ts else state
    assert (known.state, known.wanted, known.wanted_version, known.attempts) == (there, wanted, 2, 0)
    works = claimed is None and next_errand(there, wanted, behind=True) is not None
    assert known.due_at == (NOW if works else None)


def test_what_is_no_longer_wanted_does_not_change(act: Act) -> None:
    want(act)
    act(posts.unwant, scene(), STORY)
    before = row(act).wanted_version
    act(posts.touch, scene(), STORY)
    act(posts.touch_about, scene(), "story", 1)
    assert row(act).wanted_version == before


def test_what_is_wanted_twice_is_posted_once(act: Act) -> None:
    assert want(act)
    assert not want(act)
    post_it(act)
    assert not want(act)
    assert claim(act, NOW + SOON) == []


def test_a_hundred_changes_become_one_update(act: Act) -> None:
    want(act)
    post_it(act)
    for _ in range(100):
        act(posts.touch, scene(), STORY)
    [errand] = claim(act)
    assert (errand.errand, errand.version, errand.ts) == (Errand.UPDATE, 101, "1.0")
    end(act, errand, Verdict.SHOWN, ts="1.0")
    assert claim(act, NOW + SOON) == []


def test_a_change_during_the_sending_is_shown_by_an_update_afterwards(act: Act) -> None:
    want(act)
    [errand] = claim(act)
    act(posts.touch, scene(), STORY)
    assert claim(act) == []
    end(act, errand, Verdict.SHOWN, ts="1.0")
    assert [each.errand for each in claim(act)] == [Errand.UPDATE]


def test_what_is_no_longer_wanted_before_it_was_sent_is_never_sent(act: Act) -> None:
    want(act)
    act(posts.unwant, scene(), STORY)
    assert claim(act) == []
    assert row(act).due_at is None


def test_what_is_taken_down_and_wanted_again_comes_back_as_a_new_message(act: Act) -> None:
    want(act)
    post_it(act)
    first = row(act).key
    act(posts.unwant, scene(), STORY)
    [errand] = claim(act)
    assert (errand.errand, errand.ts) == (Errand.DELETE, "1.0")
    end(act, errand, Verdict.DELETED)
    want(act, channel=SUPPORT, at=scene(now=NOW + SOON))
    [errand] = claim(act, NOW + SOON)
    assert (errand.errand, errand.channel) == (Errand.POST, SUPPORT)
    assert errand.key != first


def test_a_story_withdrawn_while_it_is_sent_is_deleted_right_after(act: Act) -> None:
    want(act)
    [errand] = claim(act)
    act(posts.unwant, scene(), STORY)
    end(act, errand, Verdict.SHOWN, ts="1.0")
    assert [each.errand for each in claim(act)] == [Errand.DELETE]


def test_a_reply_to_a_message_that_nobody_remembers_is_not_put_into_the_channel(act: Act) -> None:
    act(posts.want, scene(), "reply", kind="poll_trend", subject=1, channel=KUDOS, thread_of="poll:long-ago")
    [errand] = claim(act)
    assert errand.errand is Errand.ABANDON


def test_touching_what_nobody_wanted_makes_no_work(act: Act) -> None:
    act(posts.touch, scene(), "story:99")
    act(posts.unwant, scene(), "story:99")
    assert claim(act) == []


# --- outcomes ---


def test_a_send_without_an_answer_is_looked_for_before_anything_is_sent_again(act: Act) -> None:
    want(act)
    [errand] = claim(act)
    end(act, errand, Verdict.DOUBT)
    assert claim(act, NOW + DOUBT_WAIT - timedelta(seconds=1)) == []
    [look] = claim(act, NOW + DOUBT_WAIT)
    assert (look.errand, look.key, look.sent_at) == (Errand.LOOK, errand.key, NOW)
    end(act, look, Verdict.ABSENT, NOW + DOUBT_WAIT)
    assert [each.errand for each in claim(act, NOW + DOUBT_WAIT)] == [Errand.POST]


def test_a_message_that_a_look_finds_is_not_sent_again(act: Act) -> None:
    want(act)
    end(act, claim(act)[0], Verdict.DOUBT)
    [look] = claim(act, NOW + DOUBT_WAIT)
    end(act, look, Verdict.FOUND, NOW + DOUBT_WAIT, ts="7.0")
    assert row(act).ts == "7.0"
    assert claim(act, NOW + LEASE) == []


def test_a_courier_that_died_on_the_way_leaves_a_look_and_not_a_second_send(act: Act) -> None:
    want(act)
    claim(act)
    assert claim(act, NOW + LEASE - timedelta(seconds=1)) == []
    assert [each.errand for each in claim(act, NOW + LEASE)] == [Errand.LOOK]


@pytest.mark.parametrize("verdict", [Verdict.AGAIN, Verdict.DOUBT])
def test_a_look_that_comes_to_nothing_is_followed_by_another_look(act: Act, verdict: Verdict) -> None:
    want(act)
    claim(act)
    [look] = claim(act, NOW + LEASE)
    end(act, look, verdict, NOW + LEASE)
    assert [each.errand for each in claim(act, NOW + LEASE + SOON)] == [Errand.LOOK]


def test_where_nobody_may_look_a_post_stays_in_doubt_for_a_person_to_see(act: Act) -> None:
    want(act)
    end(act, claim(act)[0], Verdict.DOUBT)
    end(act, claim(act, NOW + SOON)[0], Verdict.UNSEEABLE, NOW + SOON)
    assert claim(act, NOW + 10 * LEASE) == []
    assert [post.once_key for post in act(posts.unsettled)] == [STORY]


def test_a_question_to_an_author_is_rather_asked_twice_than_never(act: Act) -> None:
    want(act, kind="consent_ask")
    end(act, claim(act)[0], Verdict.DOUBT)
    end(act, claim(act, NOW + SOON)[0], Verdict.UNSEEABLE, NOW + SOON, rather_twice={"consent_ask"})
    assert [each.errand for each in claim(act, NOW + SOON)] == [Errand.POST]


def test_a_reply_waits_five_seconds_for_the_message_above_it(act: Act) -> None:
    want(act)
    [head] = claim(act)
    act(posts.want, scene(), "answers:1", kind="answers", subject=1, channel=SUPPORT, thread_of=STORY)
    assert claim(act) == []
    end(act, head, Verdict.SHOWN, ts="1.0")
    assert claim(act, NOW + timedelta(seconds=4)) == []
    [reply] = claim(act, NOW + timedelta(seconds=5))
    assert (reply.errand, reply.thread) == (Errand.POST, "1.0")


def test_a_reply_waits_for_a_message_that_was_taken_down_and_is_about_to_come_back(act: Act) -> None:
    want(act)
    post_it(act)
    act(posts.unwant, scene(), STORY)
    [deletion] = claim(act)
    want(act)
    end(act, deletion, Verdict.DELETED)
    act(posts.want, scene(), "answers:1", kind="answers", subject=1, channel=SUPPORT, thread_of=STORY)
    assert [each.errand for each in claim(act)] == [Errand.POST]
    assert row(act, "answers:1").due_at == NOW + timedelta(seconds=5)


def test_what_is_settled_together_ends_as_each_would_alone(act: Act) -> None:
    names = [f"{copy}:{verdict}" for verdict in Verdict for copy in ("alone", "together")]
    for name in names:
        want(act, name, channel=name)
    errands = claim(act, limit=len(names))
    ends = {each.channel: Outcome(each.id, Verdict(each.channel.split(":")[1]), 1, "1.0") for each in errands}
    for name in names[::2]:
        act(posts.settle, NOW, [ends[name]])
    act(posts.settle, NOW, [ends[name] for name in names[1::2]])
    for alone, together in zip(names[::2], names[1::2], strict=True):
        assert ending(row(act, alone)) == ending(row(act, together))


def ending(post: Post) -> tuple[object, ...]:
    return (post.state, post.wanted, post.ts, post.shown_version, post.due_at, post.claimed_by, post.error)


@pytest.mark.parametrize("verdict", [Verdict.MOOT, Verdict.STRAY])
def test_what_is_moot_or_went_astray_is_wanted_no_more_and_claimed_for_nothing_but_its_end(
    act: Act, verdict: Verdict
) -> None:
    want(act)
    [errand] = claim(act)
    end(act, errand, verdict, ts="1.0" if verdict is Verdict.STRAY else None)
    assert not row(act).wanted
    assert [each.errand for each in claim(act)] == ([Errand.DELETE] if verdict is Verdict.STRAY else [])


def test_forty_are_claimed_and_settled_in_as_many_statements_as_two(act: Act, engine: Engine) -> None:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    counts = []
    for many in (2, 40):
        for number in range(many):
            want(act, f"{many}:{number}", channel=f"C{number}")
        asked.clear()
        errands = claim(act, limit=many)
        act(posts.settle, NOW, [Outcome(each.id, Verdict.SHOWN, 1, "1.0", each.channel) for each in errands])
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_hour_is_the_longest_that_slack_can_make_a_message_wait(act: Act) -> None:
    for once_key, channel, minutes in (("story:1", KUDOS, 60), ("story:2", SUPPORT, 62)):
        want(act, once_key, channel)
        [errand] = claim(act)
        act(posts.settle, NOW, [Outcome(errand.id, Verdict.AGAIN, pause=timedelta(minutes=minutes))])
    # Whatever lies further ahead is of a clock that has been put right since.
    act(posts.put_right, NOW)
    [errand] = claim(act)
    assert errand.channel == SUPPORT
    end(act, errand, Verdict.SHOWN, ts="1.0")
    assert [each.channel for each in claim(act, NOW + timedelta(hours=1))] == [KUDOS]


def test_slack_s_own_wish_to_wait_is_heeded(act: Act) -> None:
    want(act)
    [errand] = claim(act)
    act(posts.settle, NOW, [Outcome(errand.id, Verdict.AGAIN, pause=timedelta(seconds=45))])
    assert claim(act, NOW + timedelta(seconds=44)) == []
    assert [each.errand for each in claim(act, NOW + timedelta(seconds=45))] == [Errand.POST]


def test_trying_again_has_an_end_and_a_person_hears_of_it(act: Act) -> None:
    want(act)
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        [errand] = claim(act, now)
        end(act, errand, Verdict.AGAIN, now)
        now += LONGEST_PAUSE
    assert claim(act, now) == []
    assert [post.state for post in act(posts.unsettled)] == [State.GAVE_UP]


def test_looking_without_end_never_turns_into_sending_again(act: Act) -> None:
    want(act)
    end(act, claim(act)[0], Verdict.DOUBT)
    now = NOW
    for _ in range(MOST_ATTEMPTS - 1):
        now += LONGEST_PAUSE
        [look] = claim(act, now)
        end(act, look, Verdict.AGAIN, now)
    want(act)
    assert claim(act, now + LEASE) == []
    assert [post.state for post in act(posts.unsettled)] == [State.IN_DOUBT]


def test_a_refused_message_is_not_tried_again_until_somebody_wants_it_anew(act: Act) -> None:
    want(act)
    end(act, claim(act)[0], Verdict.REFUSED)
    assert claim(act, NOW + LEASE) == []
    want(act)
    assert [each.errand for each in claim(act)] == [Errand.POST]


def test_a_refused_update_never_makes_a_second_message(act: Act) -> None:
    want(act)
    post_it(act)
    act(posts.touch, scene(), STORY)
    end(act, claim(act)[0], Verdict.REFUSED)
    assert claim(act, NOW + LEASE) == []
    want(act)
    [errand] = claim(act)
    assert (errand.errand, errand.ts) == (Errand.UPDATE, "1.0")


def test_a_story_withdrawn_while_its_update_is_refused_still_leaves_the_feed(act: Act) -> None:
    want(act)
    post_it(act)
    act(posts.touch, scene(), STORY)
    [update] = claim(act)
    act(posts.unwant, scene(), STORY)
    end(act, update, Verdict.REFUSED)
    assert [each.errand for each in claim(act)] == [Errand.DELETE]


def test_a_story_withdrawn_after_its_update_was_refused_still_leaves_the_feed(act: Act) -> None:
    want(act)
    post_it(act)
    act(posts.touch, scene(), STORY)
    end(act, claim(act)[0], Verdict.REFUSED)
    act(posts.unwant, scene(), STORY)
    assert [each.errand for each in claim(act)] == [Errand.DELETE]


def test_a_delete_that_slack_refuses_is_not_asked_for_ever(act: Act) -> None:
    want(act)
    post_it(act)
    act(posts.unwant, scene(), STORY)
    end(act, claim(act)[0], Verdict.REFUSED)
    assert claim(act, NOW + LEASE) == []
