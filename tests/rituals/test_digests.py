"""Digests: moments and no ranks, nothing lost between two, and nothing of what has been taken down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals import agenda, digests, erasure, polls, posts, saves, schedules, stories, workspaces
from rituals.catalog import Catalog, load
from rituals.digests import Digest
from rituals.digests.rules import FURTHEST, USUAL, begins, shows, summed
from rituals.errors import Gone
from rituals.ids import ChannelId, DigestId, PersonId, StoryId
from rituals.polls import Result
from rituals.posts import Outcome, Verdict
from rituals.posts.records import Post
from rituals.schedules import Rhythm, Ritual
from rituals.stories import Kind, Told
from rituals.trends import Subject
from rituals.trends.rules.shares import journey_of
from rituals.workspaces import Settings
from tests.cast import (
    ANA,
    BRUNO,
    CARLA,
    DORA,
    ESCALATIONS,
    GENERAL,
    HARBOUR,
    KUDOS,
    NOW,
    SUMMIT,
    SUPPORT,
    elsewhere,
    scene,
)
from tests.databases import Act
from tests.rituals.telling import DAY, MINUTE, posts_of, tell
from tests.wishes import EVERY_DAY, wishes

CATALOG = load()
CHANCE = b"chance"
WEEK = timedelta(weeks=1)
MONDAYS = frozenset({0})
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
REFUNDS, BYE = "Billing and refunds", "Saying goodbye"
SAVE = {"kind": Kind.PROACTIVE_SAVE, "text": "We called the bakery before the outage."}
MOMENT = {"kind": Kind.GREAT_HUMAN_MOMENT, "text": "He walked the form over to her himself."}


# --- which time it looks back on


@pytest.mark.parametrize("rhythm", list(Rhythm))
def test_the_first_digest_looks_back_a_week_a_fortnight_or_a_month(rhythm: Rhythm) -> None:
    days = {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14, Rhythm.MONTHLY: 31}
    assert begins(rhythm, NOW, None) == NOW - days[rhythm] * DAY


def test_a_daily_digest_begins_where_the_last_one_ended() -> None:
    assert begins(Rhythm.WEEKLY, NOW, NOW - DAY) == NOW - DAY


def test_after_a_long_rest_it_does_not_look_back_further_than_its_rhythm_goes() -> None:
    assert begins(Rhythm.WEEKLY, NOW, NOW - 20 * DAY) == NOW - WEEK
    assert begins(Rhythm.MONTHLY, NOW, NOW - 80 * DAY) == NOW - 31 * DAY


def test_first_mondays_that_lie_five_weeks_apart_leave_no_gap() -> None:
    assert begins(Rhythm.MONTHLY, NOW, NOW - 35 * DAY) == NOW - 35 * DAY


def test_one_that_was_moved_by_a_day_leaves_no_gap() -> None:
    assert begins(Rhythm.WEEKLY, NOW, NOW - 8 * DAY) == NOW - 8 * DAY


@given(st.sampled_from(list(Rhythm)), st.timedeltas(-FURTHEST[Rhythm.MONTHLY], 2 * FURTHEST[Rhythm.MONTHLY]))
def test_a_digest_never_begins_after_it_ends(rhythm: Rhythm, ago: timedelta) -> None:
    since = begins(rhythm, NOW, NOW - ago)
    assert NOW - FURTHEST[rhythm] <= since <= NOW
    assert USUAL[rhythm] < FURTHEST[rhythm]


# --- which results it may show


def a_result(human: int = 3, in_role: int = 1, **more: object) -> Result:
    values: dict[str, Any] = {
        "closed_at": NOW,
        "kind": polls.PollKind.POLL,
        "framework": "be_human",
        "channel": SUPPORT,
        "touchpoint": None,
        "open": True,
        "voters": human + in_role,
        "votes": {"human": human, "in_role": in_role},
    }
    return Result(**(values | more))  # type: ignore[arg-type]


def test_a_private_channel_s_result_stands_in_its_own_digest_alone() -> None:
    secret = a_result(channel=ESCALATIONS, open=False)
    assert shows(secret, ESCALATIONS, 3, inside=True)
    assert not shows(secret, ESCALATIONS, 3, inside=False)
    assert not shows(secret, SUPPORT, 3, inside=True)
    assert shows(a_result(), GENERAL, 3, inside=False)


def test_a_result_of_fewer_voters_than_the_workspace_asks_for_stands_in_none() -> None:
    assert not shows(a_result(), SUPPORT, 5, inside=True)


RESULTS = st.builds(
    a_result,
    human=st.integers(0, 4),
    in_role=st.integers(1, 4),
    channel=st.sampled_from([SUPPORT, ESCALATIONS]),
    open=st.booleans(),
)


@given(RESULTS, st.booleans())
def test_readers_see_what_is_open_and_what_their_own_channel_voted(result: Result, inside: bool) -> None:
    theirs = result.open or (inside and result.channel == SUPPORT)
    assert shows(result, SUPPORT, 3, inside) == (theirs and result.voters >= 3)


def test_results_are_added_up_by_framework_and_head_checks_by_themselves(catalog: Catalog) -> None:
    checked = {"all_in": 2, "getting_there": 0, "motions": 1}
    check = a_result(framework="head_first", kind=polls.PollKind.HEAD_CHECK, votes=checked, voters=3)
    motions = a_result(framework="head_first", votes={"all_in": 1, "motions": 5}, voters=6)
    human, at_work, heads = summed([check, a_result(), a_result(1, 3), motions], catalog)
    assert (human.subject, human.voters, human.polls) == (Subject("be_human"), 8, 2)
    assert human.votes == (("human", 4), ("in_role", 4))
    assert (at_work.subject, at_work.votes) == (Subject("head_first"), (("all_in", 1), ("motions", 5)))
    assert (heads.subject, heads.voters) == (Subject("head_first", head_checks=True), 3)


# --- where it happened


def test_the_journey_has_most_first_and_what_nobody_told_in_its_own_order() -> None:
    told = {"billing and refunds": 1, REFUNDS: 1, "Signing up": 1, "Onboarding": 1, None: 4}
    journey = journey_of(told, ("First contact", "Signing up", REFUNDS, BYE))
    assert journey.told == ((REFUNDS, 2), ("Signing up", 1), ("Onboarding", 1))
    assert (journey.untold, journey.nowhere) == (("First contact", BYE), 4)


# --- from the tables


def set_up(act: Act, channel: ChannelId = SUPPORT, request: str = "form-1", **changes: object) -> Ritual:
    """A digest every Monday at nine, unless it is said otherwise."""
    about = {"kind": digests.KIND, "weekdays": MONDAYS, "channel": channel} | changes
    return act(schedules.set_up, scene(ANA), wishes(**about), request)


def run(act: Act, catalog: Catalog, now: datetime = NINE) -> Digest:
    """The beat of that moment; the newest digest, as it is shown."""
    act(agenda.run_due, now, catalog, CHANCE)
    return shown(act, catalog)


def shown(act: Act, catalog: Catalog, number: int = -1) -> Digest:
    return act(digests.digest, catalog, HARBOUR, DigestId(posts_of(act, digests.CARD)[number].subject))


def the_post(act: Act) -> Post:
    [post] = posts_of(act, digests.CARD)
    return post


def sent(act: Act, channel: ChannelId, ts: str, now: datetime = NOW) -> None:
    """The courier has posted what waits in the channel."""
    for each in act(posts.claim, now, by="courier", resting=[], limit=9):
        if each.channel == channel:
            done = Outcome(each.id, Verdict.SHOWN, version=each.version, ts=ts, shown_in=channel)
            act(posts.settle, now, [done])


def cheer(act: Act, story: StoryId, *people: PersonId) -> None:
    for person in people:
        act(stories.cheer, scene(person), story)


def named(digest: Digest) -> list[StoryId]:
    return [each.story.id for each in digest.moments]


def tell_some(act: Act, number: int, **more: object) -> list[Told]:
    return [tell(act, f"form-{n}", after=-n * MINUTE, **more) for n in range(number)]  # type: ignore[arg-type]


def test_three_stories_are_named_most_cheered_first_and_then_the_newest(act: Act, catalog: Catalog) -> None:
    set_up(act)
    newest, second, cheered, loved = (told.id for told in tell_some(act, 4))
    cheer(act, cheered, BRUNO)
    cheer(act, loved, BRUNO, CARLA)
    assert named(run(act, catalog)) == [loved, cheered, newest]
    cheer(act, second, BRUNO, CARLA, DORA)
    # It celebrates; it is no table in which one overtakes another.
    assert named(shown(act, catalog)) == [loved, cheered, newest]


def test_stories_are_counted_by_kind_with_thanks_and_saves_that_are_done(act: Act, catalog: Catalog) -> None:
    set_up(act)
    tell(act, "form-1", thanked="With a cake.")
    tell(act, "form-2")
    tell(act, "form-3", **MOMENT)
    save, _ = tell(act, "form-4", **SAVE), tell(act, "form-5", **SAVE)
    act(saves.finish, scene(ANA), save.id)
    digest = run(act, catalog)
    assert digest.told == {
        Kind.CUSTOMER_HELPED_US: 2,
        Kind.GREAT_HUMAN_MOMENT: 1,
        Kind.PROACTIVE_SAVE: 2,
    }
    assert (digest.thanked, digest.done, digest.before, digest.after) == (1, 1, 2, 3)
    assert not digest.quiet


def test_a_while_without_stories_and_results_is_quiet(act: Act, catalog: Catalog) -> None:
    set_up(act)
    tell(act, after=-8 * DAY)
    digest = run(act, catalog)
    assert digest.quiet
    assert (digest.stories, named(digest), digest.seen) == (0, [], ())


def test_every_story_is_in_one_digest_and_none_in_two(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act, weekdays=EVERY_DAY)
    tell(act, "early", after=-6 * DAY)
    seen = []
    for day in range(4):
        # Late by some minutes, each time by others.
        now = NINE + day * DAY + (7 * day % 5) * MINUTE
        tell(act, f"form-{day}", after=now - NOW - MINUTE)
        tell(act, f"edge-{day}", after=now - NOW)
        seen.append(run(act, catalog, now))
    assert all(one.until == other.since for one, other in pairwise(seen))
    assert [digest.stories for digest in seen] == [2, 2, 2, 2]
    ids = [story for digest in seen for story in named(digest)]
    assert len(set(ids)) == len(ids)
    assert len(posts_of(act, digests.CARD)) == 4
    assert act(schedules.ritual, scene(), ritual.id).next_on == date(2026, 3, 6)


def test_the_same_occurrence_makes_one_digest(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    again = {"schedule": ritual.id, "wishes": ritual.wishes, "once_key": "schedule:1:2026-03-02"}
    assert act(digests.post_due, scene(), planned=True, **again)
    assert not act(digests.post_due, scene(), planned=True, **again)
    assert len(posts_of(act, digests.CARD)) == 1


def test_posting_now_looks_all_the_way_back_and_takes_nothing_from_the_plan(
    act: Act, catalog: Catalog
) -> None:
    ritual = set_up(act)
    tell(act, after=-2 * DAY)
    assert run(act, catalog).stories == 1
    later = NINE + DAY
    assert act(agenda.post_now, scene(ANA, later), catalog, ritual.id, CHANCE)
    assert not act(agenda.post_now, scene(ANA, later + timedelta(seconds=30)), catalog, ritual.id, CHANCE)
    assert shown(act, catalog).stories == 1
    assert run(act, catalog, NINE + WEEK).since == NINE


def test_what_the_preview_shows_is_what_is_posted(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    tell_some(act, 2)
    tell(act, "save", **SAVE)
    foretold = act(digests.peek, scene(BRUNO, NINE), catalog, ritual, inside=True)
    assert run(act, catalog) == foretold


# --- what has to be done still


def test_open_saves_are_named_those_due_first(act: Act, catalog: Catalog) -> None:
    set_up(act)
    undated, late, soon, done, fourth = (tell(act, f"form-{n}", after=-20 * DAY, **SAVE).id for n in range(5))
    for save, due_on in ((late, date(2026, 3, 20)), (soon, date(2026, 3, 3))):
        act(saves.assign, scene(ANA), save, BRUNO, due_on)
    act(saves.finish, scene(ANA), done)
    digest = run(act, catalog)
    assert [each.story.id for each in digest.saves] == [soon, late, undated]
    assert (digest.saves[0].story.owner, digest.saves[0].story.due_on) == (BRUNO, date(2026, 3, 3))
    assert fourth not in named(digest)


def test_a_save_that_is_done_leaves_the_list_and_the_message_is_brought_up_to_date(
    act: Act, catalog: Catalog
) -> None:
    set_up(act)
    save = tell(act, **SAVE)
    assert len(run(act, catalog).saves) == 1
    before = the_post(act).wanted_version
    act(saves.finish, scene(BRUNO), save.id)
    assert shown(act, catalog).saves == ()
    assert shown(act, catalog).done == 1
    assert the_post(act).wanted_version > before


def test_a_save_that_has_been_open_for_a_quarter_of_a_year_is_no_news(act: Act, catalog: Catalog) -> None:
    set_up(act)
    tell(act, "form-1", after=-90 * DAY - DAY, **SAVE)
    kept = tell(act, "form-2", after=-90 * DAY + DAY, **SAVE)
    assert [each.story.id for each in run(act, catalog).saves] == [kept.id]


# --- what is gone, is gone there too


def test_a_story_that_was_taken_down_leaves_the_digest_and_is_not_replaced(
    act: Act, catalog: Catalog
) -> None:
    set_up(act)
    first, second, third, _ = (told.id for told in tell_some(act, 4))
    run(act, catalog)
    before = the_post(act).wanted_version
    act(stories.take_down, scene(ANA), second)
    digest = shown(act, catalog)
    assert named(digest) == [first, third]
    assert digest.stories == 3
    assert the_post(act).wanted_version > before


@pytest.mark.parametrize("after", [timedelta(), 400 * DAY])
def test_whoever_asks_to_be_forgotten_is_in_no_digest_however_old(
    act: Act, catalog: Catalog, after: timedelta
) -> None:
    set_up(act)
    mine = tell(act, "form-1", by=ANA)
    theirs = tell(act, "form-2", by=BRUNO, text="Ana Duarte stayed until the rain was over.")
    save = tell(act, "form-3", by=BRUNO, **SAVE)
    act(saves.assign, scene(BRUNO), save.id, ANA, None)
    assert mine.id in named(run(act, catalog))
    before = the_post(act).wanted_version
    act(erasure.forget_me, scene(ANA, NINE + after), ["Ana Duarte"])
    digest = shown(act, catalog)
    assert {each.story.id for each in digest.moments} == {theirs.id, save.id}
    assert "Ana" not in repr([each.story.text for each in digest.moments])
    assert [each.story.owner for each in digest.saves] == [None]
    assert the_post(act).wanted_version > before


def test_words_that_were_changed_are_changed_in_the_digest(act: Act, catalog: Catalog) -> None:
    set_up(act)
    told = tell(act)
    run(act, catalog)
    before = the_post(act).wanted_version
    act(stories.edit, scene(ANA), told.id, replace(told.telling, text="A customer taught us the shortcut."))
    assert shown(act, catalog).moments[0].story.text == "A customer taught us the shortcut."
    assert the_post(act).wanted_version > before


def test_a_story_that_fell_with_its_nominations_comes_back_with_them(act: Act, catalog: Catalog) -> None:
    set_up(act)
    told = tell(act)
    run(act, catalog)
    for enough, there in ((False, []), (True, [told.id])):
        before = the_post(act).wanted_version
        act(stories.name_nominators, scene(), told.id, [BRUNO], enough)
        assert named(shown(act, catalog)) == there
        assert the_post(act).wanted_version > before


def test_a_cheer_changes_no_digest(act: Act, catalog: Catalog) -> None:
    set_up(act)
    told = tell(act)
    run(act, catalog)
    before = the_post(act).wanted_version
    cheer(act, told.id, BRUNO)
    assert the_post(act).wanted_version == before


def test_only_digests_that_name_a_story_change_with_it(act: Act, catalog: Catalog) -> None:
    set_up(act)
    old = tell(act, "form-1")
    run(act, catalog)
    sent(act, SUPPORT, "1.0", NINE)
    tell(act, "form-2", after=DAY)
    run(act, catalog, NINE + WEEK)
    first, second = (post.wanted_version for post in posts_of(act, digests.CARD))
    act(stories.take_down, scene(ANA), old.id)
    now_first, now_second = (post.wanted_version for post in posts_of(act, digests.CARD))
    assert now_first > first
    assert now_second == second


def test_a_story_leads_to_its_message_once_it_is_there(act: Act, catalog: Catalog) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    act(workspaces.come_back, scene(), "https://harbour.slack.com/")
    set_up(act)
    tell(act)
    [moment] = run(act, catalog).moments
    assert moment.place is None
    sent(act, KUDOS, "1772440000.000100")
    digest = shown(act, catalog)
    assert digest.moments[0].place == (KUDOS, "1772440000.000100")
    assert digest.address == "https://harbour.slack.com/"


# --- what was voted, and where it happened


def voted(act: Act, channel: ChannelId, *choices: str, open: bool = True, ends: datetime = NOW) -> None:
    """A poll on *Be human* that has closed."""
    setup = polls.of_framework(CATALOG.framework("be_human"))
    about = {"closes_at": ends, "key": b"key", "request": f"{channel} {ends}"}
    began = ends - timedelta(hours=1)
    poll = act(polls.open_poll, scene(ANA, began), setup, polls.Place(channel, open=open), **about)
    for number, choice in enumerate(choices):
        act(polls.vote, scene(PersonId(f"U{number}"), began), poll, choice)
    act(polls.close_due, ends, 9)


def voters(digest: Digest) -> Sequence[int]:
    return [each.voters for each in digest.seen]


def test_the_results_of_the_while_are_in_it_and_no_others(act: Act, catalog: Catalog) -> None:
    set_up(act)
    voted(act, SUPPORT, *["human"] * 3, ends=NOW - 8 * DAY)
    voted(act, SUPPORT, *["human"] * 4, ends=NOW - DAY)
    voted(act, GENERAL, *["in_role"] * 2, ends=NOW - DAY)
    digest = run(act, catalog)
    assert voters(digest) == [4]
    voted(act, SUPPORT, *["human"] * 5, ends=NINE + MINUTE)
    assert voters(shown(act, catalog)) == [4]


def test_what_a_private_channel_voted_is_told_there_and_nowhere_else(act: Act, catalog: Catalog) -> None:
    voted(act, ESCALATIONS, *["human"] * 3, open=False)
    public, private = set_up(act), set_up(act, ESCALATIONS, "form-2")
    assert voters(act(digests.peek, scene(DORA, NINE), catalog, private)) == []
    assert voters(act(digests.peek, scene(BRUNO, NINE), catalog, private, inside=True)) == [3]
    assert voters(act(digests.peek, scene(BRUNO, NINE), catalog, public, inside=True)) == []
    act(agenda.run_due, NINE, catalog, CHANCE)
    by_channel = {post.channel: post.subject for post in posts_of(act, digests.CARD)}
    told = {
        channel: voters(act(digests.digest, catalog, HARBOUR, DigestId(subject)))
        for channel, subject in by_channel.items()
    }
    assert told == {SUPPORT: [], ESCALATIONS: [3]}


def test_touchpoints_of_the_while_are_told_and_those_of_a_whole_quarter_are_missed(
    act: Act, catalog: Catalog
) -> None:
    act(workspaces.change_settings, scene(ANA), Settings(touchpoints=(REFUNDS, "Signing up", BYE)))
    set_up(act)
    tell(act, "form-1", touchpoint=REFUNDS)
    tell(act, "form-2", touchpoint=REFUNDS)
    tell(act, "form-3", after=-30 * DAY, touchpoint="Signing up")
    tell(act, "form-4", after=-100 * DAY, touchpoint=BYE)
    journey = run(act, catalog).journey
    assert journey.told == ((REFUNDS, 2),)
    assert journey.untold == (BYE,)


def test_a_digest_of_another_workspace_is_gone(act: Act, catalog: Catalog) -> None:
    set_up(act)
    tell(act)
    run(act, catalog)
    with pytest.raises(Gone):
        act(digests.digest, catalog, SUMMIT, DigestId(the_post(act).subject))
    assert not act(digests.posted_since, elsewhere(), "schedule:", NOW - DAY)
