"""Thought experiments of a team's own: suggested, decided on by an admin, posted with credit."""

from datetime import datetime, timedelta

from rituals import posts
from tests.cast import ANA, BRUNO, LISBON, scene
from tests.journeys.answering import answers
from tests.journeys.world import World, words

SCENE = "You find a note on the counter, from the last customer. It says: you were the best part of my week."
FORM = {"title": "The note on the counter", "scene": SCENE, "question": "What had you done?"}
NINE = datetime(2026, 3, 3, 9, tzinfo=LISBON)


async def suggest(world: World) -> None:
    await world.types("bruno", "#support", "/mindset suggest")
    answered = await world.sends("bruno", **FORM)
    assert answered.ok, answered
    assert "An admin will look at it next" in words(world.form("bruno"))
    await world.slack.hands.close("bruno")


async def test_an_admin_approves_and_the_one_who_suggested_it_hears(world: World) -> None:
    await suggest(world)
    assert "The note on the counter" in await world.types("ana", "#support", "/mindset suggestions")
    await world.presses("ana", world.whispers("ana", "#support")[-1], "suggestion:approve")
    await world.beat()
    assert "No suggestions are waiting" in words(world.whispers("ana", "#support")[-1])
    [letter] = world.letters("bruno")
    assert "Your thought experiment is in" in words(letter)


async def test_it_is_posted_with_the_others_and_with_credit(world: World) -> None:
    await suggest(world)
    await world.types("ana", "#support", "/mindset suggestions")
    await world.presses("ana", world.whispers("ana", "#support")[-1], "suggestion:approve")
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    pool = len(world.bot.house.catalog.default.experiments) + 1
    for day in range(pool):
        await world.at(NINE + timedelta(days=day))
    posted = [words(post) for post in world.posts("#support")]
    assert len(set(posted)) == pool
    [own] = [text for text in posted if "The note on the counter" in text]
    assert f"suggested by <@{BRUNO}>" in own


async def test_one_that_is_declined_is_never_posted_and_that_is_said_kindly(world: World) -> None:
    await suggest(world)
    await world.types("ana", "#support", "/mindset suggestions")
    await world.presses("ana", world.whispers("ana", "#support")[-1], "suggestion:decline")
    await world.beat()
    assert "wasn't chosen this time" in words(world.letters("bruno")[0])
    assert "No suggestions are waiting" in await world.types("ana", "#support", "/mindset suggestions")


async def test_only_admins_decide(world: World) -> None:
    await suggest(world)
    assert "Only admins" in await world.types("bruno", "#support", "/mindset suggestions")
    await world.types("ana", "#support", "/mindset suggestions")
    await world.slack.hands.press("bruno", world.whispers("ana", "#support")[-1], "suggestion:approve")
    assert "The note on the counter" in await world.types("ana", "#support", "/mindset suggestions")


async def test_blanks_are_refused_at_their_field(world: World) -> None:
    await world.types("bruno", "#support", "/mindset suggest")
    answered = await world.sends("bruno", **(FORM | {"question": "  "}))
    assert list(answered.errors) == ["question"]


async def test_the_menu_of_a_card_opens_the_form_for_its_framework(world: World) -> None:
    await world.types("bruno", "#support", "/mindset")
    card = world.whispers("bruno", "#support")[-1]
    await world.slack.hands.press("bruno", card, "open_suggest", selected="unusual_three")
    assert world.form("bruno")["title"]["text"] == "Suggest an experiment"


async def test_what_is_suggested_pings_nobody(world: World) -> None:
    await world.types("bruno", "#support", "/mindset suggest")
    await world.sends("bruno", **(FORM | {"scene": "<!channel> @here <@U0CARLAMEYER> " + SCENE}))
    await world.types("ana", "#support", "/mindset suggestions")
    await world.presses("ana", world.whispers("ana", "#support")[-1], "suggestion:approve")
    await world.beat()
    assert {ping.target for ping in world.slack.workspace.pings} <= {ANA, BRUNO}


async def test_todays_card_is_answered_from_the_private_one_when_it_is_the_teams_own(world: World) -> None:
    await suggest(world)
    await world.types("ana", "#support", "/mindset suggestions")
    await world.presses("ana", world.whispers("ana", "#support")[-1], "suggestion:approve")
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    # Until the day of the team's own experiment has come, and with it the same card for whoever asks.
    for day in range(len(world.bot.house.catalog.default.experiments) + 1):
        await world.at(NINE + timedelta(days=day))
        if "The note on the counter" in words(world.posts("#support")[-1]):
            break
    shown = await world.types("carla", "#support", "/mindset")
    assert "The note on the counter" in shown
    assert "Post to this channel" not in shown
    await answers(world, "carla", world.whispers("carla", "#support")[-1], "A pencil on a string.")
    await world.beat()
    assert "A pencil on a string." in words(world.posts("#support")[-1])


async def test_an_admin_may_approve_their_own_and_the_card_says_whose_it_is(world: World) -> None:
    await world.types("ana", "#support", "/mindset suggest")
    assert (await world.sends("ana", **FORM)).ok
    await world.slack.hands.close("ana")
    assert f"suggested by <@{ANA}>" in await world.types("ana", "#support", "/mindset suggestions")
    await world.presses("ana", world.whispers("ana", "#support")[-1], "suggestion:approve")
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    for day in range(len(world.bot.house.catalog.default.experiments) + 1):
        await world.at(NINE + timedelta(days=day))
    [own] = [words(post) for post in world.posts("#support") if FORM["title"] in words(post)]
    assert f"suggested by <@{ANA}>" in own


# --- the admins hear of it


async def test_each_admin_gets_one_message_with_the_buttons_and_reads_there_what_was_decided(
    world: World,
) -> None:
    world.slack.workspace.find_user("dora").is_admin = True
    await suggest(world)
    await world.beat()
    await world.beat()
    [letter], [other] = world.letters("ana"), world.letters("dora")
    assert "A colleague suggests a thought experiment." in words(letter)
    assert f"suggested by <@{BRUNO}>" in words(letter)
    assert SCENE in words(letter)
    await world.presses("ana", letter, "suggestion:approve")
    await world.beat()
    for each in (letter, other):
        assert f"<@{ANA}> approved it." in words(each)
        assert "suggestion:approve" not in str(each.blocks)
    assert "Your thought experiment is in" in words(world.letters("bruno")[0])
    assert world.letters("carla") == []


async def test_the_admins_hear_of_it_also_if_slack_does_not_say_at_once_who_they_are(world: World) -> None:
    world.slack.faults.refuse("users.list", "fatal_error")
    await suggest(world)
    await world.beat()
    assert world.letters("ana") == []
    await world.beat()
    assert len(world.letters("ana")) == 1


async def test_where_slack_names_no_admin_it_waits_for_one(world: World) -> None:
    world.slack.workspace.find_user("ana").is_admin = False
    await suggest(world)
    await world.beat()
    waiting = await world.bot.house.quietly(posts.for_admins, scene(), 20)
    assert [each.kind for each in waiting] == ["suggestion_ask"]


async def test_an_admin_decides_in_app_home_and_nobody_else_sees_it_there(world: World) -> None:
    await suggest(world)
    assert "The note on the counter" not in words(await world.slack.hands.open_home("bruno"))
    blocks = (await world.home("ana"))["blocks"]
    [at] = [n for n, each in enumerate(blocks) if "*Waiting for an admin:* 1 suggestion." in str(each)]
    assert blocks[at + 1]["type"] == "divider"
    home = await world.home("ana", "setup")
    assert "Suggestions for you to decide" in words(home)
    assert "The note on the counter" in words(home)
    await world.presses("ana", home, "suggestion:approve")
    assert "The note on the counter" not in words(world.slack.workspace.homes[ANA])


async def test_what_somebody_suggested_leaves_the_admins_messages_when_they_are_forgotten(
    world: World,
) -> None:
    await suggest(world)
    await world.beat()
    assert len(world.letters("ana")) == 1
    await world.types("bruno", "#support", "/mindset forget me")
    await world.sends("bruno")
    await world.beat()
    assert world.letters("ana") == []


async def test_help_names_where_suggestions_are_decided(world: World) -> None:
    assert "/mindset suggestions" in await world.types("carla", "#support", "/mindset help")
