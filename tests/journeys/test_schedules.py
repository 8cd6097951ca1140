"""Rituals: an experiment in a channel at its local time, once."""

from datetime import timedelta
from typing import Any

from tests.journeys.steps import A_DAY, MONDAY_NINE, plan, settles, unfolds
from tests.journeys.world import World, words


async def test_the_form_knows_the_channel_the_persons_zone_and_a_good_plan(world: World) -> None:
    await world.types("carla", "#support", "/mindset schedule")
    assert "Time zone: Europe/Berlin." in words(world.form("carla"))
    await unfolds(world, "carla", ["zone"])
    blocks: Any = {block.get("block_id"): block.get("element") for block in world.form("carla").blocks}
    assert blocks["channel"]["initial_conversation"] == "C0SUPPORT00"
    assert blocks["zone"]["initial_value"] == "Europe/Berlin"
    assert blocks["at"]["initial_time"] == "09:00"
    assert [option["value"] for option in blocks["days"]["initial_options"]] == ["0", "1", "2", "3", "4"]


async def test_the_experiment_comes_at_nine_local_time_once(world: World) -> None:
    await plan(world)
    await world.beat()
    assert world.posts("#support") == []
    await world.at(MONDAY_NINE)
    await world.beat()
    await world.later(timedelta(minutes=30))
    [post] = world.posts("#support")
    assert "Thought experiment" in words(post)


async def test_every_working_day_brings_another_one(world: World) -> None:
    await plan(world)
    for day in range(7):
        await world.at(MONDAY_NINE + day * A_DAY)
    posts = [words(post) for post in world.posts("#support")]
    assert len(posts) == len(set(posts)) == 5


async def test_one_that_comes_late_says_so_and_one_too_late_does_not_come(world: World) -> None:
    await plan(world)
    await world.at(MONDAY_NINE + timedelta(hours=1))
    [late] = world.posts("#support")
    assert "A little late" in words(late)
    await world.at(MONDAY_NINE + A_DAY + timedelta(hours=3))
    assert world.posts("#support") == [late]


async def test_what_cannot_be_planned_is_said_at_the_field_and_what_was_typed_stays(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await unfolds(world, "ana", ["zone"])
    answered = await world.sends("ana", zone="Middle/Earth")
    assert list(answered.errors) == ["zone"]
    assert "Europe/Lisbon" in answered.errors["zone"]
    assert world.form("ana")["title"]["text"] == "A ritual for a channel"


async def test_a_form_sent_twice_makes_one_ritual(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await world.sends_twice("ana")
    listed = await world.types("ana", "#support", "/mindset schedule list")
    assert listed.count("Next:") == 1


async def test_a_channel_where_the_bot_cannot_post_is_refused_at_the_field(world: World) -> None:
    await world.slack.hands.new_channel("hush", private=True, members=["ana"])
    await world.types("ana", "#hush", "/mindset schedule")
    answered = await world.sends("ana")
    assert "/invite @Headfirst" in answered.errors["channel"]
    await world.slack.hands.archive("#general")
    answered = await world.sends("ana", channel=world.slack.workspace.find_channel("#general").id)
    assert "archived" in answered.errors["channel"]


async def test_the_list_holds_skips_previews_posts_and_removes(world: World) -> None:
    await plan(world)

    async def presses(handle: str) -> str:
        await world.presses("ana", world.whispers("ana", "#support")[-1], f"ritual:{handle}")
        return words(world.whispers("ana", "#support")[-1])

    assert "Monday to Friday at 09:00 (Europe/Lisbon)" in await world.types(
        "ana", "#support", "/mindset schedule list"
    )
    assert "Paused" in await presses("pause")
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []
    assert "Next:" in await presses("resume")
    await presses("skip")
    await world.at(MONDAY_NINE + A_DAY)
    assert world.posts("#support") == []

    await presses("preview")
    preview = words(world.form("ana"))
    await world.slack.hands.close("ana")
    await world.at(MONDAY_NINE + 2 * A_DAY)
    [post] = world.posts("#support")
    assert words(post).splitlines()[1] in preview

    await world.slack.hands.command("ana", "#support", "/mindset schedule list")
    await presses("post")
    await presses("post")
    await world.beat()
    assert len(world.posts("#support")) == 2
    assert "The ritual has ended." in await settles(world, "remove")
    assert "No rituals yet" in await world.types("ana", "#support", "/mindset schedule list")
    await world.at(MONDAY_NINE + 3 * A_DAY)
    assert len(world.posts("#support")) == 2


async def test_a_button_of_a_ritual_that_is_gone_says_so(world: World) -> None:
    await plan(world)
    await world.types("ana", "#support", "/mindset schedule list")
    await world.types("bruno", "#support", "/mindset schedule list")
    await settles(world, "remove")
    await world.presses("bruno", world.whispers("bruno", "#support")[-1], "ritual:pause")
    assert "I can't find that" in words(world.whispers("bruno", "#support")[-1])


async def test_a_second_ritual_at_the_same_minute_is_set_and_what_it_meets_is_said(world: World) -> None:
    assert "at the same time" not in await plan(world)
    said = await plan(world, "bruno", kind="hero")
    assert "Another ritual may post to <#C0SUPPORT00> at the same time: *Thought experiment*." in said
    typed = await world.types("carla", "#support", "/mindset schedule weekdays 09:00 Europe/Lisbon")
    both = "*Thought experiment* and *Hero of the day*"
    assert f"Two other rituals may post to <#C0SUPPORT00> at the same time: {both}." in typed
    alone = await world.types("carla", "#support", "/mindset schedule weekdays 16:00 Europe/Lisbon")
    assert "at the same time" not in alone
