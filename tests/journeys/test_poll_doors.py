"""The doors to a poll: typed, by shortcut, about a message, about a story, and as a draft."""

from datetime import timedelta

import pytest

from bot.features.polls.form import DROP, GO_ON, PREVIEW
from bot.playground.entities import Message
from tests.journeys.polling import QUESTION, fill, typed, votes
from tests.journeys.world import World, words

ESCALATIONS, SUPPORT, KUDOS = "C0ESCALATES", "C0SUPPORT00", "C0KUDOSFEED"


async def test_most_people_only_press_start(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll")
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#support")
    assert "Which of these was it?" in words(poll)
    assert "closes" in words(poll)


async def test_the_shortcut_asks_in_which_channel(world: World) -> None:
    await world.slack.hands.shortcut("ana", "start_poll")
    assert (await world.sends("ana", channel=SUPPORT)).ok
    await world.beat()
    assert len(world.posts("#support")) == 1


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "„{}“"])
async def test_a_poll_that_is_typed_whole_starts_at_once(world: World, quotes: str) -> None:
    parts = (quotes.format(part) for part in ("Lunch debrief?", "Learned", "Taught"))
    said = await world.types("ana", "#support", f"/mindset poll {' '.join(parts)}")
    assert "on its way. It closes" in said
    await world.beat()
    [poll] = world.posts("#support")
    assert "Lunch debrief?" in words(poll)
    assert "Learned" in str(poll.blocks) and "Taught" in str(poll.blocks)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('"Lunch debrief?" "Learned"', "two to ten different options"),
        ('"Lunch debrief?" "Same" "same"', "different options"),
        (f'"{"x" * 151}" "a" "b"', "too long"),
    ],
)
async def test_what_cannot_be_a_poll_comes_back_with_what_to_do(world: World, line: str, why: str) -> None:
    said = await world.types("ana", "#support", f"/mindset poll {line}")
    assert why in said
    assert f"/mindset poll {line}" in said
    await world.beat()
    assert world.posts("#support") == []


async def test_the_same_in_the_form_is_said_at_its_field_and_nothing_is_lost(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll Lunch?")
    await fill(world, framework="own")
    refused = await world.sends("ana", options="only one")
    assert "two to ten different options" in (refused.errors or {})["options"]
    assert (await world.sends("ana", options="one\ntwo")).ok


async def test_a_preview_shows_the_poll_and_leaves_the_form_as_it_is(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll")
    values = {"question": "What did you see?"}
    await world.slack.hands.press("ana", world.form("ana"), PREVIEW, values=values)
    shown = words(world.form("ana"))
    assert "Only you see this" in shown and "What did you see?" in shown
    assert "Nobody can see who voted what" in shown
    await world.slack.hands.close("ana")
    assert (await world.sends("ana")).ok
    await world.beat()
    assert "What did you see?" in words(world.posts("#support")[0])


async def test_it_closes_at_a_date_and_time_and_not_in_the_past(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll")
    await world.slack.hands.press("ana", world.form("ana"), "poll:turned:closes", selected="at")
    now = int(world.clock.now().timestamp())
    refused = await world.sends("ana", at=now - 60)
    assert "later date and time" in (refused.errors or {})["at"]
    assert (await world.sends("ana", at=now + 7200)).ok
    await world.beat()
    [poll] = world.posts("#support")
    assert f"<!date^{now + 7200}^" in words(poll)


async def test_a_form_sent_twice_starts_one_poll(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll")
    await world.sends_twice("ana")
    await world.beat()
    assert len(world.posts("#support")) == 1


# --- about a message ---


async def test_a_poll_about_a_message_links_to_it_and_quotes_a_line(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#support", "I told him it was not my department")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#support")
    assert f"<{world.slack.workspace.permalink(moment)}|About this>" in words(poll)
    assert "“I told him it was not my department”" in words(poll)


async def test_it_can_stand_in_the_thread_of_that_message(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#support", "I told him it was not my department")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    await fill(world, framework="be_human", ticks=[])
    assert (await world.sends("ana", ticks=["thread"], closes="one_hour")).ok
    await world.beat()
    [poll] = world.posts("#support")
    assert poll.thread_ts == moment.ts
    for person in ("ana", "bruno", "carla"):
        await votes(world, person, poll, "human")
    await world.at(world.clock.now().replace(hour=23))
    _, line = world.posts("#support")
    assert line.thread_ts == moment.ts, "what belongs to the poll stands in the same thread"


async def test_a_poll_about_a_private_message_says_nothing_of_it_elsewhere(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#escalations", "Not to be found")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    assert (await world.sends("ana", channel=SUPPORT)).ok
    await world.beat()
    [poll] = world.posts("#support")
    assert "About this" not in words(poll)
    assert "Not to be found" not in str(poll.blocks) + poll.text
    assert ESCALATIONS not in str(poll.blocks)


async def test_within_a_private_channel_its_own_people_may_read_the_line(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#escalations", "Only for us")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#escalations")
    assert "“Only for us”" in words(poll)


async def test_of_a_message_that_was_deleted_meanwhile_nothing_is_quoted(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#support", "I take that back")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    await world.slack.hands.delete("bruno", moment)
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#support")
    assert "I take that back" not in str(poll.blocks)


async def test_the_line_leaves_the_poll_when_its_author_deletes_the_message(world: World) -> None:
    moment = await world.slack.hands.say("bruno", "#support", "I told him it was not my department")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#support")
    await world.slack.hands.delete("bruno", moment)
    for later in (timedelta(minutes=2), timedelta(days=1)):
        assert "not my department" in str(poll.blocks)
        world.clock.advance(later)
        await world.bot.lookout.look()
        await world.beat()
    assert "not my department" not in str(poll.blocks)
    assert "About this" not in words(poll)
    assert "Poll result" in words(poll)


async def test_the_line_leaves_the_poll_at_once_where_its_message_leaves_a_stone(
    world: World,
) -> None:
    moment = await world.slack.hands.say("bruno", "#support", "I told him it was not my department")
    await world.slack.hands.say("carla", "#support", "Oh no.", thread=moment)
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#support")
    await world.slack.hands.delete("bruno", moment)
    world.clock.advance(timedelta(minutes=2))
    await world.bot.lookout.look()
    await world.beat()
    assert "not my department" not in str(poll.blocks)


async def test_the_line_stays_in_the_poll_when_the_plan_does_not_show_the_message_any_more(
    world: World,
) -> None:
    moment = await world.slack.hands.say("bruno", "#support", "I told him it was not my department")
    await world.slack.hands.shortcut("ana", "which_mindset", moment)
    assert (await world.sends("ana")).ok
    await world.beat()
    [poll] = world.posts("#support")
    world.slack.hands.show_only(timedelta(days=90))
    for later in (timedelta(days=91), timedelta(days=1), timedelta(days=60)):
        world.clock.advance(later)
        await world.bot.lookout.look()
        await world.beat()
    assert "not my department" in str(poll.blocks)


async def test_what_slack_itself_wrote_is_not_quoted(world: World) -> None:
    joined = await world.slack.hands.notice("bruno", "#support", "channel_join", "<@U0BRUNOCOSTA> has joined")
    await world.slack.hands.shortcut("ana", "which_mindset", joined)
    assert (await world.sends("ana")).ok
    await world.beat()
    assert "has joined" not in words(world.posts("#support")[-1])


# --- about a story ---


async def test_a_story_asks_which_mindset_it_was(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.types("bruno", "#support", "/mindset story")
    text = "She taught me how her tills really work, and I wrote it down."
    assert (await world.sends("bruno", text=text)).ok
    await world.beat()
    [story] = world.posts("#kudos")
    await world.chooses("carla", story, "poll:1", "story:menu")
    assert (await world.sends("carla")).ok
    await world.beat()
    _, poll = world.posts("#kudos")
    assert text not in words(poll), "a story may be taken down"
    assert f"<{world.slack.workspace.permalink(story)}|About this>" in words(poll)


async def test_a_poll_about_a_story_is_of_the_same_moment_of_the_journey(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.types("bruno", "#support", "/mindset story")
    await world.slack.hands.press("bruno", world.form("bruno"), "story:more")
    told = {"text": "I rang our bank instead of opening a ticket.", "touchpoint": "Billing and refunds"}
    assert (await world.sends("bruno", **told)).ok
    await world.beat()
    [story] = world.posts("#kudos")
    await world.chooses("carla", story, "poll:1", "story:menu")
    assert (await world.sends("carla")).ok
    await world.beat()
    assert "Billing and refunds" in words(world.posts("#kudos")[-1])


async def test_a_save_has_a_button_for_it(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.types("bruno", "#support", "/mindset story")
    await world.slack.hands.press("bruno", world.form("bruno"), "story:turned", selected="proactive_save")
    assert (await world.sends("bruno", text="I told the bakery about the late van.")).ok
    await world.beat()
    [story] = world.posts("#kudos")
    await world.presses("carla", story, "story:poll")
    assert world.form("carla")["title"]["text"] == "Start a quick poll"


# --- drafts ---


async def test_without_a_channel_it_is_kept_as_a_draft_and_started_later(world: World) -> None:
    await world.slack.hands.open_home("ana", "messages")
    await world.types("ana", direct(world), f"/mindset poll {QUESTION}")
    assert (await world.sends("ana")).ok
    assert "kept your poll as a draft" in words(world.form("ana"))
    await world.slack.hands.close("ana")
    await world.beat()
    [draft] = world.letters("ana")
    assert "A draft. Only you see this." in words(draft) and QUESTION in words(draft)
    await world.presses("ana", draft, GO_ON)
    assert (await world.sends("ana", question="The call", channel=SUPPORT)).ok
    await world.beat()
    [poll] = world.posts("#support")
    assert "The call" in words(poll)
    assert world.letters("ana") == []


async def test_a_draft_can_be_changed_and_dropped(world: World) -> None:
    await world.types("ana", direct(world), '/mindset poll "Lunch?" "Soup" "Salad"')
    await world.beat()
    [draft] = lasting(world)
    assert "Soup" in words(draft)
    await world.presses("ana", draft, GO_ON)
    assert (await world.sends("ana", options="Soup\nCake")).ok
    await world.slack.hands.close("ana")
    await world.beat()
    assert [draft] == lasting(world)
    assert "Cake" in words(draft)
    await world.presses("ana", draft, DROP)
    await world.beat()
    assert lasting(world) == []


async def test_a_draft_is_gone_on_with_by_its_maker_alone(world: World) -> None:
    await world.types("ana", direct(world), '/mindset poll "Lunch?" "Soup" "Salad"')
    await world.beat()
    [draft] = lasting(world)
    await world.slack.hands.press("bruno", draft, GO_ON)
    assert world.slack.workspace.modal_of("bruno") is None


def lasting(world: World) -> list[Message]:
    """The bot's letters to Ana that are there after a reload, too."""
    return [letter for letter in world.letters("ana") if not letter.ephemeral]


def direct(world: World) -> str:
    """Ana's direct messages with the bot."""
    app = world.slack.workspace.users[world.slack.app.bot_user]
    return world.slack.hands.direct(["ana", app]).id


async def test_typed_polls_have_names_and_close_this_afternoon(world: World) -> None:
    poll = words(await typed(world))
    assert "Not anonymous" in poll
    assert "closes" in poll


async def test_nobody_starts_a_poll_in_a_private_channel_that_they_are_not_in(world: World) -> None:
    await world.types("dora", "#support", "/mindset poll")
    refused = await world.sends("dora", channel="C0ESCALATES")
    assert "I can't see that channel" in refused.errors["channel"]
    await world.beat()
    assert world.posts("#escalations") == []
