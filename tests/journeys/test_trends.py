"""Trends: asked for by command, in App Home, and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

from PIL import Image

from bot.features.trends.card import PICTURE
from bot.playground.entities import Message
from rituals import workspaces
from tests.cast import ANA, scene
from tests.journeys.steps import MONDAY_NINE, plan
from tests.journeys.world import World, words

A_WEEK = timedelta(weeks=1)
PEOPLE = ("ana", "bruno", "carla", "dora")


async def polled(world: World, *choices: str, framework: str = "be_human", channel: str = "#support") -> None:
    """A poll is started, these are voted for, and an hour later it has closed."""
    await world.types("ana", channel, "/mindset poll")
    assert (await world.sends("ana", framework=framework, closes="one_hour")).ok
    await world.beat()
    poll = world.posts(channel)[-1]
    for person, choice in zip(PEOPLE, choices, strict=False):
        await world.presses(person, poll, f"vote:{choice}")
    await world.later(timedelta(minutes=61))


async def three_weeks(world: World) -> None:
    """Three polls, a week between each and the next, with more and more of *Human*."""
    for choices in (("in_role",) * 3, ("human", "human", "in_role"), ("human",) * 3):
        await polled(world, *choices)
        await world.later(A_WEEK)


def table(card: str) -> list[list[str]]:
    """The rows of the table, in words."""
    return [row.split() for row in card.split("```")[1].splitlines()]


def letter(letters: Sequence[Message]) -> tuple[str, bytes, str]:
    """What a person reads in their direct messages, the picture below it, and its alt text."""
    said, parcel = letters[-2:]
    [file] = parcel.files
    assert file.content is not None
    return said.text, file.content, file.alt


async def test_closed_polls_become_a_trend_week_by_week(world: World) -> None:
    await three_weeks(world)
    card = await world.types("bruno", "#general", "/mindset trends")
    assert "Be human · last 12 weeks" in card
    rose = ":wave: *Human* rose from 0 to 10 of 10 in two weeks."
    assert rose in card
    assert ":performing_arts: *In role* fell from 10 to 0 of 10 in two weeks." in card
    assert "`A` :wave: *Human* 100% (44 to 100%), 3 of 3" in card
    assert card.index(rose) < card.index("3 of 3") < card.index("16 Mar"), "words first, numbers below"
    assert table(card) == [
        ["in", "%", "A", "B", "votes"],
        ["2", "Mar", "0", "100", "3"],
        ["9", "Mar", "67", "33", "3"],
        ["16", "Mar", "100", "0", "3"],
    ]
    assert [words(m) for m in world.whispers("bruno", "#general")] == [card]


async def test_without_a_trend_one_reads_what_it_takes(world: World) -> None:
    await polled(world, "human", "human")
    card = await world.types("ana", "#support", "/mindset trends be human wibble @dora")
    assert "closed poll that has at least 3 voters" in card
    assert "To start a poll, type `/mindset poll`." in card
    assert "I didn't understand “wibble @dora”" in card
    assert "%" not in card
    assert "a closed head check" in await world.types("ana", "#support", "/mindset trends head check")


async def test_a_shadow_is_a_question_for_the_team(world: World) -> None:
    await polled(world, *("in_role",) * 4)
    card = await world.types("ana", "#support", "/mindset trends")
    assert "Worth a talk. We all slip into *In role* sometimes." in card


async def test_framework_channel_and_period_narrow_it_down(world: World) -> None:
    await polled(world, *("human",) * 3, channel="#general")
    for _ in range(2):
        await polled(world, "by_choice", "by_choice", "have_to", framework="by_choice")
    most = await world.types("ana", "#support", "/mindset trends")
    assert "Serving by choice" in most
    assert "More trends: `/mindset trends be human`" in most
    assert "Be human in <#C0GENERAL00> · last 4 weeks" in (
        await world.types("ana", "#support", "/mindset trends #general 4 weeks")
    )
    assert "Serving by choice in <#C0SUPPORT00>" in await world.types(
        "ana", "#support", "/mindset trends here"
    )
    assert "No trend here yet" in await world.types("ana", "#kudos", "/mindset trends here")


async def test_the_trend_of_a_private_channel_is_for_its_people(world: World) -> None:
    await polled(world, *("human",) * 3, channel="#escalations")
    asked = "/mindset trends #escalations"
    assert "3 of 3" in await world.types("bruno", "#support", asked)
    refused = await world.types("dora", "#support", asked)
    assert "Only people in that channel" in refused
    assert "%" not in refused


async def test_the_picture_comes_at_once_by_direct_message_with_its_numbers(world: World) -> None:
    await three_weeks(world)
    await world.types("bruno", "#general", "/mindset trends 4 weeks")
    await world.bot.house.finish()
    said, picture, alt = letter(world.letters("bruno"))
    assert "Be human · last 4 weeks" in said
    assert Image.open(BytesIO(picture)).size == (1200, 700)
    assert "Week of 16 Mar, 3 votes: Human 100% (44 to 100%), In role 0% (0 to 56%)." in alt
    assert "on its way" in words(world.whispers("bruno", "#general")[-1])
    assert world.posts("#general") == []


async def shown_charts(world: World) -> None:
    """Slack has taken a chart of its own in this workspace: a digest's."""
    await world.bot.house.act(workspaces.charts_shown, scene(ANA, world.clock.now()))


async def test_where_slack_is_known_to_draw_charts_the_picture_is_in_the_answer(world: World) -> None:
    await shown_charts(world)
    await three_weeks(world)
    await world.types("bruno", "#general", "/mindset trends")
    answer = world.whispers("bruno", "#general")[-1]
    [chart] = [block["chart"] for block in answer.blocks or [] if block["type"] == "data_visualization"]
    assert chart["axis_config"]["categories"] == ["2 Mar", "9 Mar", "16 Mar"]
    assert [point["value"] for point in chart["series"][0]["data"]] == [0, 67, 100]
    assert world.letters("bruno") == []


async def test_a_digest_with_a_chart_is_how_the_bot_knows(world: World) -> None:
    await plan(world, kind="digest", days=["0"])
    await polled(world, *("human",) * 3)
    await world.at(MONDAY_NINE + A_WEEK)
    await world.types("bruno", "#general", "/mindset trends")
    assert "data_visualization" in str(world.whispers("bruno", "#general")[-1].blocks)


async def test_one_week_makes_no_change_and_says_so(world: World) -> None:
    await polled(world, *("human",) * 3)
    assert "One week is a start." in await world.types("bruno", "#general", "/mindset trends")


async def test_whoever_has_left_the_channel_gets_no_picture_of_it(world: World) -> None:
    await shown_charts(world)
    await polled(world, *("human",) * 3, channel="#escalations")
    await world.types("bruno", "#support", "/mindset trends #escalations")
    card = world.whispers("bruno", "#support")[-1]
    world.slack.workspace.find_channel("#escalations").members.remove("U0BRUNOCOSTA")
    # Nobody told the bot, and after a few minutes it asks.
    world.clock.advance(timedelta(minutes=6))
    await world.presses("bruno", card, PICTURE)
    await world.bot.house.finish()
    assert "Only people in that channel" in words(world.whispers("bruno", "#support")[-1])
    assert world.letters("bruno") == []


async def test_a_picture_of_what_is_over_is_not_promised(world: World) -> None:
    await shown_charts(world)
    await polled(world, *("human",) * 3)
    await world.types("bruno", "#support", "/mindset trends 1 week")
    await world.later(2 * A_WEEK)
    await world.presses("bruno", world.whispers("bruno", "#support")[-1], PICTURE)
    await world.bot.house.finish()
    assert "I can't find that" in words(world.whispers("bruno", "#support")[-1])
    assert world.letters("bruno") == []


async def test_home_has_the_trend_in_short_and_its_picture(world: World) -> None:
    before = await world.slack.hands.open_home("ana")
    assert before is not None
    assert "Trends" not in words(before)
    await three_weeks(world)
    home = await world.slack.hands.open_home("ana")
    assert home is not None
    assert "*Human* 100% (44 to 100%), 3 of 3" in words(home)
    await world.presses("ana", "home", PICTURE)
    await world.bot.house.finish()
    said, picture, _ = letter(world.letters("ana"))
    assert "Be human" in said
    assert picture.startswith(b"\x89PNG")


async def test_a_bot_that_may_send_no_files_says_so(world: World) -> None:
    world.slack.app.scopes -= {"files:write"}
    await polled(world, *("human",) * 3)
    await world.types("dora", "#support", "/mindset trends")
    await world.bot.house.finish()
    [said] = world.letters("dora")
    assert "`files:write`" in said.text
    await world.types("dora", "#support", "/mindset trends")
    await world.bot.house.finish()
    assert world.letters("dora") == [said], "once is enough"
    await world.presses("dora", world.whispers("dora", "#support")[-1], PICTURE)
    await world.bot.house.finish()
    assert len(world.letters("dora")) == 2, "who asks for it is answered"
