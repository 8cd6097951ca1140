"""A look-ahead: what could disappoint a customer, what is done about it, by whom, and what came of it."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.features.saves.card import ASSIGN, CARRY, MENU, PLAN, SHARE
from bot.features.saves.form import DROP_HERE
from bot.features.stories.card import FINISH, REOPEN, STORY_MENU, TAKE
from bot.playground.entities import Message
from rituals import posts
from tests.cast import ANA, BRUNO, CARLA, DORA, ESCALATIONS
from tests.journeys.answering import thread
from tests.journeys.looking_ahead import FRIDAY, REMEDY, RISK, look_ahead, plans, replies
from tests.journeys.steps import MONDAY_NINE, plan, wall
from tests.journeys.world import World, words

A_MINUTE, A_WEEK = timedelta(minutes=1), timedelta(days=7)


async def a_save(world: World, channel: str = "#support", **answers: object) -> tuple[Message, Message]:
    """Ana has planned a save that Bruno owns: the look-ahead's card, and the reply in its thread."""
    card = await look_ahead(world, channel)
    await plans(world, "ana", card, **answers)
    return card, thread(world, card, channel)[-1]


async def press(world: World, person: str, where: Message, action: str) -> None:
    await world.presses(person, where, action)
    await world.beat()


def told_only(world: World, person: str, channel: str = "#support") -> str:
    """What the bot has just told one person alone."""
    return words(world.whispers(person, channel)[-1])


# --- planning


async def test_the_form_asks_what_could_disappoint_what_we_do_who_and_by_when(world: World) -> None:
    card = await look_ahead(world)
    buttons = next(block for block in card.blocks or [] if block["type"] == "actions")["elements"]
    assert [button["text"]["text"] for button in buttons] == ["Plan a save", "Share a save"]
    await world.presses("carla", card, PLAN)
    form = world.form("carla")
    asked = [block["label"]["text"] for block in form["blocks"] if block["type"] == "input"]
    assert asked == [
        "What could disappoint a customer next week?", "What can we do today?", "Who owns it?", "By when?",
    ]  # fmt: skip
    held = form["state"]["values"]
    # Whoever presses is proposed, and the Friday after a Monday.
    assert held["owner"]["owner"]["selected_user"] == CARLA
    assert held["due"]["due"]["selected_date"] == FRIDAY


async def test_a_save_is_a_reply_in_the_thread_and_a_line_of_the_card(world: World) -> None:
    card, reply = await a_save(world)
    assert not reply.broadcast
    assert f"> {RISK}" in words(reply)
    assert f"*What we do about it:* {REMEDY}" in words(reply)
    assert f"*Open* · Owner: <@{BRUNO}> · Due Fri 6 Mar" in words(reply)
    assert f"Planned by <@{ANA}>" in words(reply)
    assert "*One save planned:* one open." in words(card)
    assert f"“{RISK}” · :large_blue_circle: *Open* · Owner: <@{BRUNO}>" in words(card)


async def test_everybody_may_plan_some_and_a_form_sent_twice_plans_one(world: World) -> None:
    card, _ = await a_save(world)
    await world.presses("carla", card, PLAN)
    await world.sends_twice("carla", risk="No van on Tuesday.", remedy="Call the bakery.", due=FRIDAY)
    await world.beat()
    assert len(replies(world, card)) == 2
    assert "*Two saves planned:* two open." in words(card)


async def test_a_day_that_is_over_and_an_outsider_are_refused_at_their_fields(
    world: World,
) -> None:
    card = await look_ahead(world)
    await world.presses("ana", card, PLAN)
    about = {"risk": RISK, "remedy": REMEDY}
    past = await world.sends("ana", **about, owner=BRUNO, due="2026-03-01")
    assert past.errors == {"due": "That time has already passed. Pick a later one."}
    outsider = await world.sends("ana", **about, owner="U0INESPRATA", due=FRIDAY)
    assert "doesn't work here" in outsider.errors["owner"]
    blank = await world.sends("ana", risk=" ", remedy=REMEDY, owner=BRUNO, due=FRIDAY)
    assert set(blank.errors) == {"risk"}
    # What was typed is still there.
    assert (await world.sends("ana", **about, owner=BRUNO, due="2026-03-02")).ok
    await world.beat()
    assert "Due Mon 2 Mar" in replies(world, card)[0]


async def test_without_an_owner_anybody_takes_it_and_the_second_one_is_told(world: World) -> None:
    _, reply = await a_save(world, owner=None)
    assert "No owner yet" in words(reply)
    await asyncio.gather(world.presses("carla", reply, TAKE), world.presses("bruno", reply, TAKE))
    await world.beat()
    taken = words(reply)
    owner, other = ("carla", "bruno") if CARLA in taken else ("bruno", "carla")
    assert "I'll take it" not in taken
    assert world.whispers(owner, "#support") == []
    assert "Somebody else has already taken this save." in told_only(world, other)


async def test_nothing_of_it_is_in_the_feed_or_in_home_until_its_author_shares_it(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    _, reply = await a_save(world, "#escalations")
    await press(world, "bruno", reply, FINISH)
    await world.presses("bruno", reply, SHARE)
    assert "Only the people in this story can change it." in told_only(world, "bruno", "#escalations")
    for line in ("/mindset feed", "/mindset feed saves", "/mindset feed price"):
        assert "price change" not in await world.types("dora", "#general", line)
    home = await world.slack.hands.open_home("dora")
    assert home is not None and "price change" not in words(home)
    assert "price change" not in await world.outside()
    assert world.posts("#kudos") == []


async def test_its_author_shares_a_done_one_in_words_of_their_choice_and_it_thanks_the_owner(
    world: World,
) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    card, reply = await a_save(world, "#escalations")
    await press(world, "bruno", reply, FINISH)
    await world.presses("ana", reply, SHARE)
    assert "Everybody can read the feed." in words(world.form("ana"))
    public = "A price would have changed before the email about it."
    assert (await world.sends("ana", risk=public, remedy="We sent the email first.")).ok
    assert "on its way to <#C0KUDOSFEED>" in words(world.form("ana"))
    await world.beat()
    [story] = world.posts("#kudos")
    assert f"> {public}" in words(story)
    assert "*What we did about it:* We sent the email first." in words(story)
    assert f"Told by <@{ANA}> · thanks to <@{BRUNO}>" in words(story)
    assert "*Done*" in words(story)
    assert ESCALATIONS not in words(story)
    assert "Shared in the feed" in words(reply) and "Share in the feed" not in words(reply)
    assert public in await world.types("dora", "#general", "/mindset feed saves")
    # Edited there, it keeps what was done about it.
    await world.chooses("ana", story, "edit:1", STORY_MENU)
    assert (await world.sends("ana", text=f"{public} Nobody noticed.")).ok
    await world.slack.hands.close("ana")
    await world.beat()
    for shown in (story, reply):
        assert "Nobody noticed." in words(shown)
        assert "*What we did about it:* We sent the email first." in words(shown)
    # It's one save, wherever it is changed.
    await world.later(A_MINUTE)
    await press(world, "ana", story, REOPEN)
    assert "*Open*" in words(story) and "*Open*" in words(reply) and "one open" in words(card)


# --- what becomes of it


async def test_the_owner_and_the_author_settle_it_and_nobody_else(world: World) -> None:
    card, reply = await a_save(world)
    await press(world, "carla", reply, FINISH)
    assert "Only the owner of this save, or its author, can do that." in told_only(world, "carla")
    assert "*Open*" in words(reply)
    await press(world, "bruno", reply, FINISH)
    assert f"*Done* · Owner: <@{BRUNO}>" in words(reply)
    assert "*One save planned:* one done." in words(card)
    await press(world, "ana", reply, REOPEN)
    await world.chooses("ana", reply, "drop:1", MENU)
    await world.beat()
    assert "*Dropped*" in words(reply) and "one dropped" in words(card)


async def test_of_two_who_press_at_one_moment_the_first_wins_and_the_other_is_told(world: World) -> None:
    _, reply = await a_save(world)
    await asyncio.gather(world.presses("ana", reply, FINISH), world.chooses("bruno", reply, "drop:1", MENU))
    await world.beat()
    settled = words(reply)
    loser = "bruno" if "*Done*" in settled else "ana"
    winner = {"bruno": "ana", "ana": "bruno"}[loser]
    assert ("*Done*" in settled) != ("*Dropped*" in settled)
    assert "This save is already done or dropped." in told_only(world, loser)
    assert world.whispers(winner, "#support") == []


async def test_carried_over_it_has_another_day_and_says_which_it_had(world: World) -> None:
    _, reply = await a_save(world)
    await world.presses("bruno", reply, CARRY)
    assert world.form("bruno")["state"]["values"]["due"]["due"]["selected_date"] == "2026-03-13"
    assert "already passed" in (await world.sends("bruno", due="2026-02-27")).errors["due"]
    assert (await world.sends("bruno", due="2026-03-12")).ok
    await world.beat()
    assert f"*Carried over* from Fri 6 Mar · Owner: <@{BRUNO}> · Due Thu 12 Mar" in words(reply)
    # The form can discard it as well.
    await world.presses("bruno", reply, CARRY)
    await press(world, "bruno", world.form("bruno"), DROP_HERE)
    assert "The save is dropped." in words(world.form("bruno"))
    assert "*Dropped*" in words(reply)


async def test_its_author_edits_and_removes_it(world: World) -> None:
    card, reply = await a_save(world)
    await world.chooses("bruno", reply, "edit:1", MENU)
    assert "Only the people in this story" in told_only(world, "bruno")
    await world.chooses("ana", reply, "edit:1", MENU)
    assert (await world.sends("ana", risk="The price change is early.", remedy=REMEDY)).ok
    await world.beat()
    assert "> The price change is early." in words(reply) and "· edited" in words(reply)
    await world.chooses("ana", reply, "remove:1", MENU)
    assert (await world.sends("ana")).ok
    await world.beat()
    assert thread(world, card) == []
    assert "planned" not in words(card)
    assert world.letters("bruno") == []


# --- what the owner hears


async def test_the_owner_hears_by_direct_message_and_settles_it_there(world: World) -> None:
    card, reply = await a_save(world)
    [letter] = world.letters("bruno")
    assert f"<@{ANA}> made you the owner of a save." in words(letter)
    assert RISK in words(letter) and "Due Fri 6 Mar" in words(letter)
    await press(world, "bruno", letter, FINISH)
    assert "*Done*" in words(reply) and "one done" in words(card)
    assert "This save is done. Thank you." in words(letter)
    assert world.letters("ana") == []


async def test_whoever_takes_it_themselves_or_wants_no_notes_hears_nothing(world: World) -> None:
    await world.types("carla", "#support", "/mindset notes off")
    card = await look_ahead(world)
    await plans(world, "ana", card, owner=ANA)
    await plans(world, "ana", card, owner=CARLA)
    await world.at(MONDAY_NINE + 10 * timedelta(days=1))
    assert world.letters("carla") == []
    mine = [letter for letter in world.letters("ana") if "save" in words(letter)]
    assert len(mine) == 1, "the reminder of her own"


async def test_handed_on_the_next_owner_hears_and_the_last_one_has_nothing_left(world: World) -> None:
    _, reply = await a_save(world)
    [letter] = world.letters("bruno")
    await world.presses("bruno", letter, ASSIGN)
    assert (await world.sends("bruno", owner=DORA, due=FRIDAY)).ok
    await world.beat()
    assert f"Owner: <@{DORA}>" in words(reply)
    assert world.letters("bruno") == []
    [hers] = world.letters("dora")
    assert "made you the owner" in words(hers)


# --- reminders


async def test_the_owner_is_reminded_the_day_before_on_the_day_and_once_after_it(world: World) -> None:
    card, reply = await a_save(world)
    steps = {
        "2026-03-05 09:00": "Your save is due tomorrow, Fri 6 Mar.",
        "2026-03-06 09:00": "Your save is due today, Fri 6 Mar.",
        "2026-03-07 09:00": "Your save was due on Fri 6 Mar. Is it done, or does it need another day?",
    }
    for moment, said in steps.items():
        before = [words(letter) for letter in world.letters("bruno")]
        await world.at(wall(moment) - A_MINUTE)
        assert [words(letter) for letter in world.letters("bruno")] == before
        await world.at(wall(moment))
        assert said in words(world.letters("bruno")[-1])
        # The reminder before it has gone, so there's one at a time.
        assert len(world.letters("bruno")) == 2
    assert "Was due Fri 6 Mar" in words(reply) and "Was due Fri 6 Mar" in words(card)
    last = world.letters("bruno")
    await world.later(timedelta(days=1))
    assert world.letters("bruno") == last


async def test_nine_is_nine_where_the_owner_lives(world: World) -> None:
    await a_save(world, owner=DORA)
    thursday_in_new_york = datetime(2026, 3, 5, 9, 0, tzinfo=ZoneInfo("America/New_York"))
    await world.at(thursday_in_new_york - A_MINUTE)
    assert len(world.letters("dora")) == 1
    await world.at(thursday_in_new_york)
    assert "due tomorrow" in words(world.letters("dora")[-1])


async def test_a_reminder_is_sent_once_though_the_bot_died_and_says_the_latest(world: World) -> None:
    await a_save(world)
    # It was down for the day before, and for the day itself.
    world.clock.move_to(wall("2026-03-06 18:00"))
    await asyncio.gather(*(world.bot.heartbeat.beat() for _ in range(3)))
    # It is killed with the reminder in hand: the next process finds it when the claim has run out.
    await world.bot.house.quietly(posts.claim, world.clock.now(), by="the dead", resting=(), limit=9)
    for _ in range(4):
        await world.later(timedelta(minutes=3))
    reminders = [words(letter) for letter in world.letters("bruno")][1:]
    assert len(reminders) == 1
    assert "due today" in reminders[0]


async def test_done_and_carried_over_nobody_is_reminded_of_the_old_day(world: World) -> None:
    card, first = await a_save(world)
    await plans(world, "ana", card)
    _, second = thread(world, card)
    await press(world, "bruno", first, FINISH)
    await world.presses("bruno", second, CARRY)
    assert (await world.sends("bruno", due="2026-03-20")).ok
    await world.at(wall("2026-03-08 12:00"))
    assert len(world.letters("bruno")) == 2, "that they are his"
    await world.at(wall("2026-03-19 09:00"))
    assert "due tomorrow, Fri 20 Mar" in words(world.letters("bruno")[-1])


async def test_of_one_that_nobody_owns_its_author_is_reminded(world: World) -> None:
    await a_save(world, owner=None)
    await world.at(wall("2026-03-05 09:00"))
    [letter] = world.letters("ana")
    assert "A save that you planned is due tomorrow, Fri 6 Mar. Nobody has taken it yet." in words(letter)
    await press(world, "ana", letter, TAKE)
    assert "No owner yet" not in words(letter)


# --- the next look-ahead


async def test_the_next_one_opens_with_what_became_of_the_last_ones(world: World) -> None:
    card = await look_ahead(world)
    for number in range(4):
        await plans(world, "ana", card, risk=f"Risk number {number}.")
    done, dropped, carried, _ = thread(world, card)
    await press(world, "bruno", done, FINISH)
    await world.chooses("bruno", dropped, "drop:2", MENU)
    await world.presses("bruno", carried, CARRY)
    assert (await world.sends("bruno", due="2026-03-13")).ok
    await world.at(wall("2026-03-07 09:00"))
    await world.at(MONDAY_NINE + A_WEEK)
    following = world.posts("#support")[-1]
    opening = words(following)
    assert "*What became of the last saves:* one done, one dropped, one carried over and one open." in opening
    assert opening.index("became") < opening.index("What could disappoint a customer next week")
    for number, state in enumerate(
        ("*Done*", "*Dropped*", "*Carried over* from Fri 6 Mar", "Was due Fri 6 Mar")
    ):
        assert state in opening.split(f"“Risk number {number}.”")[1].split("“Risk")[0]
    # What is open can be settled there, and everything keeps up with it.
    await world.chooses("bruno", following, "done:3", MENU)
    await world.beat()
    assert "*Done*" in words(carried)
    assert "two done" in words(following) and "two done" in words(card)


async def test_what_was_told_is_not_told_again_and_what_is_open_comes_again(world: World) -> None:
    card = await look_ahead(world)
    for number in range(2):
        await plans(world, "ana", card, risk=f"Risk number {number}.")
    await press(world, "bruno", thread(world, card)[0], FINISH)
    await world.at(MONDAY_NINE + A_WEEK)
    await world.at(MONDAY_NINE + 2 * A_WEEK)
    third = words(world.posts("#support")[-1])
    assert "Risk number 1." in third
    assert "Risk number 0." not in third


async def test_a_look_ahead_of_another_channel_knows_nothing_of_them(world: World) -> None:
    await plan(world, channel="#general", kind="look_ahead", days=["0"])
    await a_save(world, "#escalations")
    await world.at(MONDAY_NINE + A_WEEK)
    assert len(world.posts("#general")) == 2
    assert "price" not in world.everything_in("#general")
    assert "price" in words(world.posts("#escalations")[-1])


# --- people and places that go


async def test_an_owner_who_leaves_owns_nothing_and_the_author_hears(world: World) -> None:
    _, reply = await a_save(world)
    await deactivate(world, "bruno")
    await world.beat()
    assert "No owner yet" in words(reply)
    [letter] = world.letters("ana")
    assert "The owner of your save is no longer here. Who could take it?" in words(letter)
    await world.presses("ana", letter, ASSIGN)
    assert (await world.sends("ana", owner=CARLA, due=FRIDAY)).ok
    await world.beat()
    assert f"Your save has a new owner: <@{CARLA}>." in words(letter)
    assert "made you the owner" in words(world.letters("carla")[0])


async def test_an_owner_who_is_forgotten_is_named_nowhere_and_the_author_hears(world: World) -> None:
    card, reply = await a_save(world)
    await world.types("bruno", "#support", "/mindset forget me")
    assert (await world.sends("bruno")).ok
    await world.beat()
    assert BRUNO not in words(reply) + words(card)
    assert "no longer here" in words(world.letters("ana")[0])
    assert world.letters("bruno") == []


async def test_an_author_who_is_forgotten_takes_their_saves_along(world: World) -> None:
    card, _ = await a_save(world)
    await world.types("ana", "#support", "/mindset forget me")
    assert (await world.sends("ana")).ok
    await world.beat()
    assert thread(world, card) == []
    assert "price" not in words(card)
    assert world.letters("bruno") == []
    await world.at(MONDAY_NINE + 5 * timedelta(days=1))
    assert world.letters("bruno") == []


async def test_without_its_ritual_saves_go_on_and_who_removes_it_reads_so(world: World) -> None:
    _, reply = await a_save(world)
    await world.types("ana", "#support", "/mindset schedule list")
    await world.chooses("ana", world.whispers("ana", "#support")[-1], "remove:1", "ritual:more")
    assert "So are the saves planned in them, and I'll still remind their owners." in words(world.form("ana"))
    assert (await world.sends("ana")).ok
    await world.at(wall("2026-03-05 09:00"))
    assert "due tomorrow" in words(world.letters("bruno")[-1])
    await press(world, "bruno", world.letters("bruno")[-1], FINISH)
    assert "*Done*" in words(reply)


async def test_in_an_archived_channel_saves_go_on_by_direct_message(world: World) -> None:
    await a_save(world)
    world.slack.workspace.find_channel("#support").archived = True
    await world.at(wall("2026-03-05 09:00"))
    reminder = world.letters("bruno")[-1]
    await press(world, "bruno", reminder, FINISH)
    assert "This save is done. Thank you." in words(reminder)
    assert any("The channel is archived." in words(letter) for letter in world.letters("ana"))


async def deactivate(world: World, person: str) -> None:
    """The account is closed, and Slack says so."""
    user = world.slack.workspace.find_user(person)
    user.deleted = True
    told = world.slack.events.send({"type": "user_change", "user": world.slack.payloads.user(user)})
    await world.slack.settled()
    assert told is not None


async def test_a_ritual_is_set_up_and_a_save_is_done_without_a_typed_command(world: World) -> None:
    """By presses alone, as on a phone: plan, hear of it, done, and share."""
    card, _ = await a_save(world)
    await press(world, "bruno", world.letters("bruno")[0], FINISH)
    await press(world, "ana", thread(world, card)[0], SHARE)
    assert (await world.sends("ana", risk=RISK, remedy=REMEDY)).ok
    assert "there's no feed channel yet" in words(world.form("ana"))
