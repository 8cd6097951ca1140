"""The courier: what it does when Slack is slow, lost, busy or against it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.app.run import working
from bot.service.clock import steady
from rituals import stories
from rituals.ids import StoryId
from rituals.posts.rules import State
from tests.bot.commands import headfirst
from tests.bot.steps import (
    DOUBT_IS_OVER,
    LOOK,
    POST,
    UPDATE,
    calls,
    feed,
    feed_says,
    rows,
    sent_to,
    told,
    wanted,
)
from tests.cast import BRUNO, ESCALATIONS, GENERAL, KUDOS, SUPPORT, scene
from tests.faults.processes import until
from tests.journeys.world import World, a_world, free_port, words

STARRED = "I stayed on the line until her mother picked up"


# --- answers that never come


async def test_a_lost_answer_is_looked_for_and_nothing_is_sent_twice(world: World) -> None:
    await feed(world)
    world.slack.faults.lose_answers(POST)
    await told(world, "Told once.")
    await world.beat()
    await world.beat()
    assert [row.state for row in rows(world)] == [State.IN_DOUBT]
    assert calls(world, POST, LOOK) == [POST]

    await world.later(DOUBT_IS_OVER)
    [row], [post] = rows(world), world.posts("#kudos")
    assert (row.state, row.ts) == (State.SHOWN, post.ts)
    assert calls(world, POST, LOOK) == [POST, LOOK]


async def test_a_broken_answer_is_looked_for_before_the_message_is_sent_again(world: World) -> None:
    await feed(world)
    world.slack.faults.server_errors(POST)
    await told(world, "Told once.")
    await world.beat()
    assert world.posts("#kudos") == []

    await world.later(DOUBT_IS_OVER)
    assert calls(world, POST, LOOK) == [POST, LOOK, POST]
    assert len(world.posts("#kudos")) == 1


async def test_links_in_what_people_wrote_are_not_unfolded_into_pictures_and_previews(world: World) -> None:
    await feed(world)
    await told(world, "See https://example.com/cat.gif for her thanks.")
    await world.beat()
    [call] = [call for call in world.slack.calls if call.method == POST]
    asked = {name: str(call.args[name]).lower() for name in ("unfurl_links", "unfurl_media", "parse")}
    assert asked == {"unfurl_links": "false", "unfurl_media": "false", "parse": "none"}


async def test_an_answer_lost_while_the_story_changes_still_shows_the_newest(world: World) -> None:
    await feed(world)
    world.slack.faults.lose_answers(POST)
    story = await told(world, "Told once.")
    await world.beat()
    await world.bot.house.act(stories.cheer, scene(BRUNO, world.clock.now()), StoryId(story))
    await world.later(DOUBT_IS_OVER)
    [post] = world.posts("#kudos")
    assert "Cheer · 1" in words(post)


async def test_a_refused_connection_is_known_not_to_have_posted_and_is_simply_tried_again(
    world: World,
) -> None:
    await feed(world)
    open_door = world.bot.slack.base_url
    world.bot.slack.base_url = f"http://127.0.0.1:{free_port()}/api/"
    await told(world, "Told once.")
    await world.beat()
    [row] = rows(world)
    assert (row.state, row.error) == (State.WAITING, "ClientConnectorError")

    world.bot.slack.base_url = open_door
    await world.later(timedelta(seconds=3))
    assert len(world.posts("#kudos")) == 1
    assert calls(world, POST, LOOK) == [POST]


@pytest.mark.parametrize("cause", ["the bot was removed", "the scope is missing"])
async def test_where_history_may_not_be_read_a_doubtful_post_stays_in_doubt_and_is_listed(
    world: World, cause: str
) -> None:
    await feed(world)
    if cause == "the bot was removed":
        await world.slack.hands.remove("#kudos", "headfirst")
    else:
        world.slack.app.scopes.discard("channels:history")
    world.slack.faults.server_errors(POST)
    await told(world, "Perhaps told.")
    await world.beat()
    await world.later(DOUBT_IS_OVER)
    await world.later(timedelta(hours=3))
    [row] = rows(world, "story")
    assert (row.state, row.due_at) == (State.IN_DOUBT, None)
    assert sent_to(world, KUDOS) == 1
    assert f"{row.id}\tin_doubt\tstory\t{KUDOS}\t" in await listed(world)


async def test_a_question_to_an_author_is_rather_asked_twice_than_never(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#escalations", STARRED)
    world.slack.faults.server_errors(POST)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    assert world.letters("bruno") == []
    await world.later(DOUBT_IS_OVER)
    assert len(world.letters("bruno")) == 1


# --- answers that say no


@pytest.mark.parametrize(
    "error", ["not_in_channel", "channel_not_found", "restricted_action", "msg_blocks_too_long"]
)
async def test_what_slack_will_never_take_is_given_up_at_once(world: World, error: str) -> None:
    await feed(world)
    world.slack.faults.refuse(POST, error)
    await told(world, "Not to be told.")
    await world.beat()
    await world.later(timedelta(hours=1))
    [row] = rows(world, "story")
    assert (row.state, row.error) == (State.GAVE_UP, error)
    assert sent_to(world, KUDOS) == 1


async def test_headfirst_posts_lists_what_was_given_up_while_the_bot_is_running(world: World) -> None:
    await feed(world)
    assert "Every message is where it should be." in await listed(world)
    await world.slack.hands.archive("#kudos")
    await told(world, "Not to be told.")
    await world.beat()
    [row] = rows(world, "story")
    assert f"{row.id}\tgave_up\tstory\t{KUDOS}\tis_archived" in await listed(world)


async def listed(world: World) -> str:
    """What `headfirst posts` prints."""
    ended = await headfirst("posts", DATABASE_URL=str(world.bot.house.engine.url))
    assert ended.code == 0, ended
    return ended.out


async def test_a_card_that_cannot_be_drawn_does_not_stop_the_others(world: World) -> None:
    await feed(world)
    await wanted(world, "poison:1", kind="riddle", subject=1, channel=SUPPORT)
    await wanted(world, "poison:2", kind="story", subject=404, channel=ESCALATIONS)
    await told(world, "Told all the same.")
    await world.beat()
    assert [row.state for row in rows(world)] == [State.WAITING, State.GONE, State.SHOWN]
    assert len(world.posts("#kudos")) == 1

    for _ in range(40):
        await world.later(timedelta(minutes=10))
    assert [row.state for row in rows(world)][:3] == [State.GAVE_UP, State.GONE, State.SHOWN]


async def test_a_channel_that_slack_slows_down_holds_no_other_channel_up(world: World) -> None:
    await feed(world)
    world.slack.faults.rate_limit(POST, retry_after=600)
    async with working(world.bot):
        await told(world, "Told a little later.")
        await until(lambda: rows(world)[0].error == "ratelimited", "the first is limited")
        await feed(world, SUPPORT)
        await told(world, "Told at once.")
        await until(lambda: len(world.posts("#support")) == 1, "the other channel has its story")
    assert world.posts("#kudos") == []
    assert calls(world, POST, LOOK) == [POST] * 2


@pytest.mark.parametrize("header", ["1.5", "nan", "Sun, 01 Mar 2026 09:00:00 GMT"])
async def test_an_odd_retry_after_silences_no_channel(world: World, header: str) -> None:
    await feed(world)
    world.slack.faults.rate_limit(POST, retry_after=header)
    async with working(world.bot):
        await told(world, "Told a little later.")
        await until(lambda: rows(world)[0].error == "ratelimited", "it is limited")
        world.clock.advance(timedelta(seconds=2))
        await until(lambda: len(world.posts("#kudos")) == 1, "it is sent again")


class OddSlack(AsyncWebClient):
    """A client whose next message ends in an error that nobody foresaw, or without saying where it is."""

    odd: BaseException | None = None
    half = False

    async def api_call(self, api_method: str, **sent: Any) -> AsyncSlackResponse:
        if api_method != "chat.postMessage":
            return await super().api_call(api_method, **sent)
        odd, self.odd = self.odd, None
        if odd is not None:
            raise odd
        answer = await super().api_call(api_method, **sent)
        if self.half:
            del answer.data["ts"]
        return answer


def odd_slack(world: World) -> OddSlack:
    """The courier has such a client from now on."""
    usual = world.bot.slack
    odd = OddSlack(usual.token, usual.base_url, session=usual.session, retry_handlers=[])
    world.bot.courier.slack = odd
    return odd


@pytest.mark.parametrize(
    "odd",
    [
        SlackApiError("", None),
        SlackApiError("", {"error": "ratelimited"}),
        SlackApiError("", {"error": ["no", "code"]}),
        UnicodeDecodeError("utf-8", b"x", 0, 1, "half a body"),
        RecursionError(),
        asyncio.CancelledError(),
    ],
)
async def test_no_error_loses_a_channel_a_post_or_the_courier(world: World, odd: BaseException) -> None:
    await feed(world)
    odd_slack(world).odd = odd
    await told(world, "The first.")
    await told(world, "The second.")
    await world.beat()
    assert {row.claimed_by for row in rows(world)} == {None}
    await world.later(DOUBT_IS_OVER)
    assert [row.state for row in rows(world)] == [State.SHOWN, State.SHOWN]
    assert sorted(feed_says(world, STORIES)) == ["The first.", "The second."]


async def test_a_code_that_cannot_be_saved_takes_no_other_post_along(postgres_url: str) -> None:
    async with a_world(postgres_url) as world:
        await feed(world)
        await told(world, "The first.")
        world.slack.faults.refuse(POST, "no\x00code")
        await world.beat()
        assert [(row.state, row.error) for row in rows(world)] == [(State.IN_DOUBT, "http_200")]
        await world.later(DOUBT_IS_OVER)
        assert len(world.posts("#kudos")) == 1


async def test_half_an_answer_is_looked_for(world: World) -> None:
    await feed(world)
    odd_slack(world).half = True
    await told(world, "The first.")
    await world.beat()
    assert [(row.state, row.ts) for row in rows(world)] == [(State.IN_DOUBT, None)]
    await world.later(DOUBT_IS_OVER)
    [row], [post] = rows(world), world.posts("#kudos")
    assert (row.state, row.ts) == (State.SHOWN, post.ts)


# --- messages that change


async def test_a_hundred_votes_in_a_second_are_a_few_updates_and_the_last_one_shows_all(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll")
    await world.sends("ana", framework="be_human")
    await world.beat()
    [poll] = world.posts("#support")
    world.bot.courier.pace = 1.0
    begun = steady()
    async with working(world.bot):
        for number in range(33):
            for person in ("ana", "bruno", "carla"):
                await world.presses(person, poll, "vote:human" if number % 2 else "vote:in_role")
        await world.presses("dora", poll, "vote:human")
        await until(lambda: "4 people have voted" in words(poll), "the last vote shows")
    # However long this machine takes for a hundred votes.
    assert len(calls(world, UPDATE)) <= 2 + (steady() - begun)
    assert world.posts("#support") == [poll]


async def test_a_message_that_a_person_deleted_is_not_posted_again(world: World) -> None:
    await feed(world)
    moment = await world.slack.hands.say("bruno", "#support", STARRED)
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    world.slack.posting.remove(world.posts("#kudos")[0])

    await world.bot.house.act(stories.cheer, scene(BRUNO, world.clock.now()), StoryId(1))
    await world.beat()
    await world.slack.hands.react("ana", moment, "star2")
    await world.beat()
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.beat()
    assert world.posts("#kudos") == []


# --- order and pace

STORIES = ("The first.", "The second.", "The third.")


async def test_stories_stand_in_the_feed_in_the_order_in_which_they_were_told(world: World) -> None:
    await feed(world)
    for story in STORIES:
        await told(world, story)
    world.slack.faults.rate_limit(POST, retry_after=1)
    begun = steady()
    async with working(world.bot):
        await until(lambda: len(world.posts("#kudos")) == 3, "all are told")
    assert feed_says(world, STORIES) == list(STORIES)
    assert steady() - begun >= 1, "Slack asked for a second"


async def test_a_slow_send_is_not_overtaken_in_its_channel(world: World) -> None:
    await feed(world)
    slow = world.slack.faults.hold(POST)
    for story in STORIES:
        await told(world, story)
    async with working(world.bot):
        await slow.reached()
        for channel in (SUPPORT, GENERAL):
            await feed(world, channel)
            await told(world, f"Told in {channel}.")
            await until(lambda: bool(world.posts(channel)), "other channels go on")  # noqa: B023
        assert len(world.posts("#kudos")) == 1
        slow.release()
        await until(lambda: len(world.posts("#kudos")) == 3, "all are told")
    assert feed_says(world, STORIES) == list(STORIES)


async def test_two_posts_in_one_channel_are_a_second_apart_and_slack_never_complains(world: World) -> None:
    world.bot.courier.pace = 1.0
    world.slack.limits.enabled = True
    await feed(world)
    for story in STORIES:
        await told(world, story)
    async with working(world.bot):
        await until(lambda: len(world.posts("#kudos")) == 3, "all are told")
    times = [float(post.ts) for post in world.posts("#kudos")]
    assert all(later - earlier >= 1 for earlier, later in pairwise(times))
    assert calls(world, POST) == [POST] * 3
