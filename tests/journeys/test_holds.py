"""A ritual that can't be posted pauses itself, and its owner hears of it."""

from tests.cast import BRUNO
from tests.journeys.steps import A_DAY, MONDAY_NINE, handles, listing, next_line, plan, settles
from tests.journeys.world import World, words

RESUME = "held:resume"


async def test_archiving_a_channel_pauses_its_rituals_and_tells_their_owner_once(world: World) -> None:
    await plan(world)
    await world.slack.hands.archive("#support")
    await world.beat()
    await world.at(MONDAY_NINE)
    [letter] = world.letters("ana")
    assert "The channel is archived" in words(letter)
    assert "Thought experiment* in <#C0SUPPORT00>" in words(letter)
    assert words(letter).endswith("Resume")
    assert "Paused. The channel is archived." in await world.types(
        "ana", "#general", "/mindset schedule list"
    )


async def test_while_it_is_archived_resume_says_so_and_changes_nothing(world: World) -> None:
    await plan(world)
    await world.slack.hands.archive("#support")
    await world.beat()
    [letter] = world.letters("ana")
    await world.presses("ana", letter, RESUME)
    assert "can't post in that channel yet" in words(world.whispers("ana", letter.channel)[-1])
    await world.presses("ana", await listing(world, channel="#general"), "ritual:resume")
    assert "can't post in that channel yet" in words(world.whispers("ana", "#general")[-1])
    assert "Paused. The channel is archived." in await world.types(
        "ana", "#general", "/mindset schedule list"
    )


async def test_unarchiving_offers_to_resume(world: World) -> None:
    await plan(world)
    await world.slack.hands.archive("#support")
    await world.beat()
    await world.slack.hands.unarchive("#support")
    await world.beat()
    asked = world.letters("ana")[-1]
    assert "Do you want to resume this ritual?" in words(asked)
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []
    await world.presses("ana", asked, RESUME)
    await world.beat()
    assert all("Next:" in words(letter) and "Resume" not in words(letter) for letter in world.letters("ana"))
    await world.at(MONDAY_NINE + A_DAY)
    assert len(world.posts("#support")) == 1


async def test_taken_out_of_a_private_channel_it_pauses_and_invited_again_it_asks(world: World) -> None:
    await plan(world, channel="#escalations")
    await world.slack.hands.remove("#escalations", "headfirst")
    # Slack doesn't tell: it is the refused post that does.
    await world.at(MONDAY_NINE)
    await world.beat()
    [letter] = world.letters("ana")
    assert "I can no longer see the channel" in words(letter)
    assert "/invite @Headfirst" in words(letter)
    await world.slack.hands.invite("#escalations", "headfirst", by="ana")
    await world.beat()
    await world.presses("ana", world.letters("ana")[-1], RESUME)
    await world.at(MONDAY_NINE + A_DAY)
    assert len(world.posts("#escalations")) == 1


async def test_out_of_a_public_channel_it_goes_on_posting(world: World) -> None:
    await plan(world)
    await world.slack.hands.remove("#support", "headfirst")
    await world.at(MONDAY_NINE)
    assert len(world.posts("#support")) == 1
    assert world.letters("ana") == []


async def test_the_comings_and_goings_of_others_change_nothing(world: World) -> None:
    await plan(world, channel="#escalations")
    await world.slack.hands.remove("#escalations", "bruno")
    await world.slack.hands.invite("#escalations", "bruno")
    await world.at(MONDAY_NINE)
    assert len(world.posts("#escalations")) == 1


async def test_where_slack_refuses_the_post_the_new_owner_gets_the_reason(world: World) -> None:
    await plan(world)
    await settles(world, "hand_over", to=BRUNO)
    await world.beat()
    world.slack.faults.refuse("chat.postMessage", "restricted_action")
    await world.at(MONDAY_NINE)
    await world.beat()
    letter = world.letters("bruno")[-1]
    assert "Slack doesn't let me post there" in words(letter)
    assert world.letters("ana") == []
    assert "Paused" in await next_line(world)
    await world.presses("bruno", letter, RESUME)
    await world.at(MONDAY_NINE + A_DAY)
    assert len(world.posts("#support")) == 1
    assert "Next:" in words(letter)


async def test_a_ritual_that_somebody_paused_is_left_alone(world: World) -> None:
    await plan(world)
    await handles(world, "pause")
    await world.slack.hands.archive("#support")
    await world.slack.hands.unarchive("#support")
    await world.beat()
    assert world.letters("ana") == []


async def test_resume_on_an_old_note_asks_who_presses_it(world: World) -> None:
    await plan(world, "bruno", "#escalations")
    await world.slack.hands.archive("#escalations")
    await world.slack.hands.unarchive("#escalations")
    await world.beat()
    asked = world.letters("bruno")[-1]
    await world.slack.hands.remove("#escalations", "bruno")
    await world.presses("bruno", asked, RESUME)
    assert "Join the channel first" in words(world.whispers("bruno", asked.channel)[-1])
    await world.at(MONDAY_NINE)
    assert world.posts("#escalations") == []
    await world.slack.hands.invite("#escalations", "bruno")
    await world.presses("bruno", asked, RESUME)
    await world.at(MONDAY_NINE + A_DAY)
    assert len(world.posts("#escalations")) == 1


async def test_where_rituals_are_for_admins_so_is_resume_on_a_note(world: World) -> None:
    await plan(world, "bruno")
    await world.slack.hands.archive("#support")
    await world.slack.hands.unarchive("#support")
    await world.beat()
    await world.types("ana", "#general", "/mindset settings")
    assert (await world.sends("ana", rituals="admins")).ok
    asked = world.letters("bruno")[-1]
    await world.presses("bruno", asked, RESUME)
    assert "Only admins" in words(world.whispers("bruno", asked.channel)[-1])
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []


async def test_a_channel_that_becomes_shared_takes_everything_along_to_its_new_id(world: World) -> None:
    await plan(world, channel="#escalations")
    await world.types("ana", "#escalations", '/mindset poll "Tea?" "Mint" "Black"')
    await world.beat()
    await world.slack.hands.share("#escalations")
    await world.beat()
    there = world.slack.workspace.find_channel("#escalations")
    assert there.id != "C0ESCALATES"
    assert f"in <#{there.id}>" in words(await listing(world, channel="#escalations"))
    [poll] = world.posts("#escalations")
    await world.presses("bruno", poll, "vote:own-1")
    await world.at(MONDAY_NINE)
    assert len(world.posts("#escalations")) == 2
    assert "1 · 100%" in words(poll)
    assert world.letters("ana") == []


async def test_a_deleted_channel_pauses_its_rituals_and_is_no_feed_any_more(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await plan(world, channel="#kudos")
    await world.slack.hands.delete_channel("#kudos")
    await world.beat()
    letter = world.letters("ana")[-1]
    assert "The channel was deleted" in words(letter)
    await world.at(MONDAY_NINE)
    await world.types("bruno", "#support", "/mindset story")
    assert (await world.sends("bruno", text="She taught me how her tills really work.")).ok
    await world.slack.hands.close("bruno", everything=True)
    await world.beat()
    await world.types("ana", "#support", "/mindset feed #general")
    await world.beat()
    assert "how her tills" in words(world.posts("#general")[-1])
