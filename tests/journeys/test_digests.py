"""Digests: once a week, what happened, what was learned, and what waits to be done."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.features.stories.card import CHEER, FINISH
from bot.playground.entities import Message
from rituals import workspaces
from rituals.ids import WorkspaceId
from tests.cast import ANA, BRUNO, HARBOUR, LISBON
from tests.journeys.polling import start
from tests.journeys.steps import MONDAY_NINE, handles, plan
from tests.journeys.test_stories import tell
from tests.journeys.world import World, words

A_WEEK = timedelta(weeks=1)
LESSON = "She showed me that our form was upside down."
RIDE = "He drove the spare part over himself, on a Sunday."
OUTAGE = "We called the bakery before the outage."


async def digested(world: World, channel: str = "#support") -> Message:
    """Monday at nine: the digest of the channel."""
    await world.at(MONDAY_NINE)
    return world.posts(channel)[-1]


async def a_week(world: World) -> None:
    """A feed, a digest every Monday in #support, and three stories, of which Dora cheers the second."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await plan(world, kind="digest", days=["0"])
    await tell(world, "ana", LESSON, kind="customer_helped_us")
    await tell(world, "bruno", RIDE, kind="great_human_moment")
    await tell(world, "carla", OUTAGE, kind="proactive_save")
    await world.beat()
    await world.presses("dora", world.posts("#kudos")[1], CHEER)


async def test_a_digest_tells_what_happened_and_what_waits(world: World) -> None:
    await a_week(world)
    digest = await digested(world)
    told = words(digest)
    counted = "one great human moment, one customer who helped us and one save before it hurt"
    assert f"*Three stories were told:* {counted}." in told
    assert told.index(RIDE) < told.index(OUTAGE) < told.index(LESSON)
    link = world.slack.workspace.permalink(world.posts("#kudos")[1])
    assert f":star2: “{RIDE}” · <{link}|Read it>" in told
    assert "*Before the customer noticed:* one save, still open\n*After it happened:* two moments" in told
    assert f"No owner yet · “{OUTAGE}”" in told
    assert "Nobody has told a story about *First contact*" in told
    assert "<@" not in told
    assert RIDE not in digest.text
    await world.later(A_WEEK)
    assert "A quiet time" in words(world.posts("#support")[-1])


async def test_a_save_that_is_done_is_done_in_the_digest_too(world: World) -> None:
    await a_week(world)
    digest = await digested(world)
    await world.presses("carla", world.posts("#kudos")[2], FINISH)
    await world.beat()
    assert "one save, done" in words(digest)
    assert "Still open" not in words(digest)


async def test_a_story_that_is_taken_down_leaves_the_digest(world: World) -> None:
    await a_week(world)
    digest = await digested(world)
    story = world.posts("#kudos")[1]
    await world.chooses("bruno", story, "down:2", "story:menu")
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert RIDE not in words(digest)
    assert "*Two stories were told:*" in words(digest)
    assert OUTAGE in words(digest)


async def test_whoever_is_forgotten_is_not_in_the_digest_either(world: World) -> None:
    await a_week(world)
    digest = await digested(world)
    await world.types("ana", "#support", "/mindset forget me")
    assert (await world.sends("ana")).ok
    await world.beat()
    assert LESSON not in words(digest)
    assert RIDE in words(digest)


async def test_a_quiet_while_has_a_kind_word_and_one_way_to_begin(world: World) -> None:
    await plan(world, kind="digest", days=["0"])
    digest = await digested(world)
    assert "Two sentences make a story." in words(digest)
    await world.presses("bruno", digest, "open_story")
    assert world.form("bruno")["title"]["text"] == "Share a story"


async def test_what_was_voted_stands_in_it_and_a_private_channel_s_in_its_own(world: World) -> None:
    for channel in ("#support", "#escalations"):
        await plan(world, kind="digest", days=["0"], channel=world.slack.workspace.find_channel(channel).id)
    poll = await start(world, closes="one_hour", where="#support")
    secret = await start(
        world,
        closes="one_hour",
        where="#escalations",
        channel=world.slack.workspace.find_channel("#escalations").id,
    )
    for person in ("ana", "bruno", "carla"):
        await world.presses(person, poll, "vote:human")
        await world.presses(person, secret, "vote:in_role")
    await world.later(timedelta(minutes=61))
    await handles(world, "preview")
    assert "Human 100%" in words(world.form("ana"))
    await world.at(MONDAY_NINE + A_WEEK)
    public, private = world.posts("#support")[-1], world.posts("#escalations")[-1]
    assert ":wave: Human 100%, :performing_arts: In role 0% · 3 votes in one poll" in words(public)
    assert ":wave: Human 50%, :performing_arts: In role 50% · 6 votes in two polls" in words(private)


async def test_a_preview_shows_outsiders_nothing_of_what_a_private_channel_voted(world: World) -> None:
    escalations = world.slack.workspace.find_channel("#escalations").id
    await plan(world, kind="digest", days=["0"], channel=escalations)
    secret = await start(world, closes="one_hour", where="#escalations", channel=escalations)
    for person in ("ana", "bruno", "carla"):
        await world.presses(person, secret, "vote:in_role")
    await world.later(timedelta(minutes=61))
    previews = {}
    for person in ("bruno", "dora"):
        await handles(world, "preview", person)
        previews[person] = words(world.form(person))
    assert "In role 100%" in previews["bruno"]
    assert "%" not in previews["dora"]
    assert "A quiet time" in previews["dora"]


async def test_a_channel_that_others_share_gets_no_digest(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    partners = world.slack.workspace.find_channel("#bakery-partners").id
    answered = await world.sends("ana", kind="digest", channel=partners)
    assert "other organisations share" in answered.errors["channel"]
    assert (await world.sends("ana", kind="hero", channel=partners)).ok


async def test_a_second_tap_on_post_now_posts_no_second_digest(world: World) -> None:
    await a_week(world)
    await handles(world, "post")
    await handles(world, "post")
    await world.beat()
    assert len(world.posts("#support")) == 1
    assert RIDE in words(world.posts("#support")[0])


async def test_the_journey_shows_where_stories_happen(world: World) -> None:
    await world.types("ana", "#support", "/mindset story")
    await world.presses("ana", world.form("ana"), "story:more")
    assert (await world.sends("ana", text=LESSON, touchpoint="When it breaks")).ok
    await world.later(timedelta(minutes=1))
    card = await world.types("bruno", "#general", "/mindset trends touchpoints last 4 weeks wibble")
    assert "Where stories happen · last 4 weeks" in card
    assert "When it breaks     ████████   1" in card
    untold = "*First contact*, *Signing up*, *Getting started* or four other moments"
    assert f"Nobody has told a story about {untold} lately." in card
    assert "don't say where" not in card
    assert "I didn't understand “wibble”" in card
    assert f"<@{ANA}>" not in card
    assert f"<@{BRUNO}>" not in card


async def voted(world: World, where: str = "#support") -> None:
    """A digest every Monday, and a poll that three people have voted in."""
    await plan(world, kind="digest", days=["0"])
    poll = await start(world, closes="one_hour", where=where)
    for person in ("ana", "bruno", "carla"):
        await world.presses(person, poll, "vote:human")
    await world.later(timedelta(minutes=61))


def charts(message: Message) -> list[str]:
    """Which of Slack's own charts and tables a message has."""
    kinds = [block["type"] for block in message.blocks or []]
    return [kind for kind in kinds if kind.startswith("data_")]


async def test_where_slack_has_charts_of_its_own_the_digest_has_them_too(world: World) -> None:
    await voted(world)
    await world.at(MONDAY_NINE + A_WEEK)
    digest = world.posts("#support")[-1]
    assert charts(digest) == ["data_visualization"]
    assert "Human 100%" in words(digest), "who can't see it reads the same in words"


async def test_a_workspace_that_lags_behind_gets_words_and_the_way_to_the_picture(world: World) -> None:
    world.slack.hands.lag_behind()
    await voted(world)
    await world.at(MONDAY_NINE + A_WEEK)
    digest = world.posts("#support")[-1]
    assert charts(digest) == []
    assert "Human 100%" in words(digest)
    await world.presses("bruno", digest, "trends:show")
    assert "Human" in words(world.whispers("bruno", "#support")[-1])
    world.slack.hands.lag_behind(False)
    await world.later(A_WEEK)
    assert charts(world.posts("#support")[-1]) == [], "what it can't show is remembered"


async def test_a_digest_refused_for_another_reason_costs_nobody_the_charts(world: World) -> None:
    await voted(world)
    world.slack.faults.refuse("chat.postMessage", "invalid_blocks", times=2)
    await world.at(MONDAY_NINE + A_WEEK)
    calls = [call for call in world.slack.calls if call.method == "chat.postMessage"]
    assert len([call for call in calls if "data_visualization" in str(call.args)]) == 1
    assert await world.bot.house.quietly(workspaces.shows_charts, WorkspaceId(HARBOUR))


async def test_what_customers_taught_and_whom_stories_thank_stands_in_the_digest(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await plan(world, kind="digest", days=["0"])
    await tell(world, "ana", LESSON, kind="customer_helped_us", taught="Count from the top.", front=[BRUNO])
    await world.beat()
    digest = await digested(world)
    assert f"Thanks to <@{BRUNO}>" in words(digest)
    assert "*What customers taught us.* One new lesson." in words(digest)
    assert "“Count from the top.”" in words(digest)
    await world.presses("carla", world.posts("#kudos")[0], "lesson:take")
    await world.beat()
    assert "*Being done* by <@U0CARLAMEYER>" in words(digest)
    await world.presses("carla", world.posts("#kudos")[0], "lesson:done")
    assert (await world.sends("carla", came_of="A new form.")).ok
    await world.slack.hands.close("carla", everything=True)
    await world.later(A_WEEK)
    assert "*Done* by <@U0CARLAMEYER>: A new form." in words(world.posts("#support")[-1])
    await world.chooses("ana", world.posts("#kudos")[0], "down:1", "story:menu")
    assert (await world.sends("ana")).ok
    await world.beat()
    for shown in world.posts("#support"):
        assert "Count from the top." not in words(shown) and "A new form." not in words(shown)


async def test_a_digest_once_a_month_looks_back_on_the_month(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.types("ana", "#support", "/mindset schedule digest first monday 09:00")
    await world.at(datetime(2026, 3, 20, 12, tzinfo=LISBON))
    await tell(world, "ana", RIDE, kind="great_human_moment")
    await world.at(datetime(2026, 4, 6, 9, tzinfo=LISBON))
    digest = words(world.posts("#support")[-1])
    assert "The month · what's happened since" in digest
    assert RIDE in digest
    assert ":bulb: *For the coming month:*" in digest
