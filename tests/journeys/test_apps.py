"""Messages that another app wrote, perhaps for a person: nobody is credited by mistake."""

import json
from typing import Any

import pytest

from bot.features.nominations.card import SAY_WHOM
from bot.playground.entities import Message
from tests.cast import BRUNO, CARLA
from tests.journeys.world import World, words

PRAISE = "New review: he carried my shopping up four floors and would not take a tip."
DEPLOYS = "U0DEPLOYBOT"


async def starred(world: World, channel: str = "#support") -> Message:
    """An app posts a review, Carla stars it."""
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    review = await world.slack.hands.relay("deploys", channel, PRAISE, "Review radar")
    await world.slack.hands.react("carla", review, "star2")
    await world.beat()
    return review


async def test_the_nominator_is_asked_whom_it_credits_before_anything_is_shown(world: World) -> None:
    await starred(world)
    assert world.posts("#kudos") == []
    [ask] = world.letters("carla")
    assert "Who made it happen?" in words(ask)
    assert f"> {PRAISE}" in words(ask)
    await world.presses("carla", ask, SAY_WHOM)
    assert (await world.sends("carla", front=[BRUNO])).ok
    await world.beat()
    [post] = world.posts("#kudos")
    assert f"Thanks to <@{BRUNO}> · nominated by <@{CARLA}>" in words(post)
    assert DEPLOYS not in words(post)
    assert not any("Who made it happen?" in words(letter) for letter in world.letters("carla"))


async def test_an_app_cannot_be_credited_and_nor_can_nobody(world: World) -> None:
    await starred(world)
    [ask] = world.letters("carla")
    await world.presses("carla", ask, SAY_WHOM)
    assert "front" in (await world.sends("carla", front=[DEPLOYS])).errors
    assert "front" in (await world.sends("carla", front=[])).errors
    await world.beat()
    assert world.posts("#kudos") == []


async def test_the_star_taken_off_takes_the_question_back(world: World) -> None:
    review = await starred(world)
    await world.slack.hands.unreact("carla", review, "star2")
    await world.beat()
    assert world.letters("carla") == []


async def test_only_who_pointed_at_it_says_whom(world: World) -> None:
    await starred(world)
    [ask] = world.letters("carla")
    await world.slack.hands.press("dora", ask, SAY_WHOM)
    refused = await world.sends("dora", front=[BRUNO])
    assert not refused.ok
    await world.beat()
    assert world.posts("#kudos") == []


async def test_by_the_shortcut_it_has_to_be_said_in_the_form(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    review = await world.slack.hands.relay("deploys", "#support", PRAISE, "Review radar")
    await world.slack.hands.shortcut("carla", "great_human_moment", review)
    assert "say who made it happen" in str(world.form("carla").blocks)
    assert "front" in (await world.sends("carla")).errors
    assert (await world.sends("carla", front=[BRUNO], why="Four floors")).ok
    await world.beat()
    told = words(world.posts("#kudos")[0])
    assert f"Thanks to <@{BRUNO}>" in told
    assert f"<@{CARLA}>: Four floors" in told


async def test_in_a_private_place_nobody_can_agree_so_nothing_is_shown_or_asked(world: World) -> None:
    await starred(world, "#escalations")
    assert world.posts("#kudos") == world.letters("carla") == []
    assert PRAISE not in await world.types("ana", "#support", "/mindset feed")


# --- where an app's words stand

RATING = [{"title": "Rating: good", "text": "Rui mended my router in five minutes, thank you!"}]
PRAISED = "*5 of 5* Your team is a joy, <@U0BRUNOCOSTA>"
JOY = [{"type": "section", "text": {"type": "mrkdwn", "text": PRAISED}}]
A_PICTURE: dict[str, Any] = {"type": "image", "image_url": "https://x.com/a.png", "alt_text": "A map"}
NO_TEXT = "This content can't be displayed."


@pytest.mark.parametrize(
    ("text", "parts", "shown"),
    [
        ("", {"attachments": RATING}, "> Rating: good\n> Rui mended my router in five minutes, thank you!"),
        (NO_TEXT, {"blocks": JOY}, "> *5 of 5* Your team is a joy, @bruno"),
        ("New rating", {"blocks": JOY, "attachments": RATING}, "@bruno\n> Rating: good\n> Rui mended"),
    ],
)
async def test_the_words_of_blocks_and_attachments_can_be_nominated(
    world: World, text: str, parts: dict[str, list[dict[str, Any]]], shown: str
) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    rating = await world.slack.hands.relay("deploys", "#support", text, "Ratings", **parts)
    await world.slack.hands.react("carla", rating, "star2")
    await world.beat()
    [ask] = world.letters("carla")
    await world.presses("carla", ask, SAY_WHOM)
    assert (await world.sends("carla", front=[BRUNO])).ok
    await world.beat()
    [post] = world.posts("#kudos")
    assert shown in words(post)
    assert "displayed" not in words(post)


@pytest.mark.parametrize("parts", [{"attachments": RATING}, {"blocks": JOY}])
async def test_the_shortcut_reads_them_too(world: World, parts: dict[str, list[dict[str, Any]]]) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    rating = await world.slack.hands.relay("deploys", "D0ANABRUNO0", "", "Ratings", **parts)
    await world.slack.hands.shortcut("ana", "great_human_moment", rating)
    form = world.form("ana")
    assert json.loads(str(form["private_metadata"]))["text"]
    assert "thank you!" in str(form.blocks) or "is a joy, @bruno" in str(form.blocks)


# --- where nobody said anything


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("channel_join", "<@U0BRUNOCOSTA> has joined the channel"),
        ("group_leave", "<@U0BRUNOCOSTA> has left the channel"),
        ("pinned_item", "<@U0BRUNOCOSTA> pinned a message to this channel"),
        ("huddle_thread", "A huddle started"),
        ("channel_topic", "<@U0BRUNOCOSTA> set the channel topic: Soup"),
    ],
)
async def test_what_slack_itself_wrote_is_no_great_human_moment(world: World, kind: str, text: str) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    notice = await world.slack.hands.notice("bruno", "#support", kind, text)
    await world.slack.hands.react("carla", notice, "star2")
    await world.slack.hands.shortcut("carla", "great_human_moment", notice)
    assert "Slack wrote that message" in str(world.form("carla").blocks)
    await world.beat()
    assert world.posts("#kudos") == world.letters("carla") == world.letters("bruno") == []


async def test_a_me_message_and_a_file_with_words_are_somebody_s_words(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    for kind in ("me_message", "file_share", "thread_broadcast"):
        said = await world.slack.hands.notice("bruno", "#support", kind, f"{kind}: I stayed on the line.")
        await world.slack.hands.react("carla", said, "star2")
    await world.beat()
    assert len(world.posts("#kudos")) == 3


async def test_of_a_picture_alone_the_nominator_hears_once_that_nothing_can_be_read(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    picture = await world.slack.hands.relay("deploys", "#support", NO_TEXT, "Pictures", blocks=[A_PICTURE])
    for _ in range(2):
        await world.slack.hands.react("carla", picture, "star2")
        await world.beat()
        await world.slack.hands.unreact("carla", picture, "star2")
        await world.beat()
    [note] = world.letters("carla")
    assert "I can't read any words in the message you reacted to." in words(note)
    assert world.posts("#kudos") == []
    await world.presses("carla", note, "open_story")
    assert (await world.sends("carla", text="He drew her a map of the whole hospital.")).ok
    await world.beat()
    [post] = world.posts("#kudos")
    assert "A great human moment" in words(post)


async def test_whoever_wants_no_notes_gets_none_of_these_either(world: World) -> None:
    await world.types("carla", "#support", "/mindset notes off")
    picture = await world.slack.hands.relay("deploys", "#support", "", "Pictures", blocks=[A_PICTURE])
    await world.slack.hands.react("carla", picture, "star2")
    await world.beat()
    assert world.letters("carla") == []


async def test_by_the_shortcut_a_picture_alone_says_so_in_the_form(world: World) -> None:
    picture = await world.slack.hands.relay("deploys", "#support", "", "Pictures", blocks=[A_PICTURE])
    await world.slack.hands.shortcut("carla", "great_human_moment", picture)
    assert "I can't read any words in that message" in str(world.form("carla").blocks)


async def test_what_a_person_forwards_is_not_their_own_words(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    said = await world.slack.hands.say("bruno", "#support", "Look at this, it made my whole week")
    said.attachments = [{"is_share": True, "channel_id": "C0ESCALATE0", "text": "Said in private"}]
    await world.slack.hands.react("carla", said, "star2")
    await world.beat()
    [post] = world.posts("#kudos")
    assert "made my whole week" in words(post)
    assert "Said in private" not in words(post)
