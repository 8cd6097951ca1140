"""Answering in two presses: in the card's thread, with one's name; together where nobody has to be first."""

import asyncio
from datetime import timedelta

from bot.features.answers.card import ANSWER, CHEER, MENU
from bot.features.answers.form import REMOVE
from tests.cast import ANA, BRUNO, CARLA
from tests.journeys.answering import answers, posted, said, thread
from tests.journeys.steps import MONDAY_NINE, plan, turns, unfolds
from tests.journeys.world import World, words

WINDOW, A_MINUTE = timedelta(hours=8), timedelta(minutes=1)
LINE = "I'd take the poem, and send one back."


async def test_answer_is_the_first_button_and_two_presses_do(world: World) -> None:
    card = await posted(world)
    first = next(block for block in card.blocks or [] if block["type"] == "actions")["elements"][0]
    assert (first["text"]["text"], first["style"]) == ("Answer", "primary")
    assert "Press *Answer* or reply in the thread. One line is plenty." in words(card)
    assert "I thought about it" not in words(card)
    await answers(world, "ana", card, LINE)
    await world.beat()
    [reply] = thread(world, card)
    assert f"<@{ANA}>: {LINE}" in words(reply)
    assert not reply.broadcast
    assert "*1 answer.* Press *Answer* or reply in the thread." in words(card)


async def test_the_form_shows_the_question_and_the_pack_s_example(world: World) -> None:
    card = await posted(world, framework="head_first")
    await world.presses("ana", card, ANSWER)
    form = world.form("ana")
    question = next(line for line in words(card).splitlines() if line.startswith(":thought_balloon:"))
    assert question in words(form)
    field = next(block for block in form["blocks"] if block.get("block_id") == "answer")
    catalog = world.bot.house.catalog
    [asked] = [each for each in catalog.framework("head_first").experiments if each.question in question]
    # Not in the field itself, where a phone cuts it.
    hint = f"For example: “{asked.example}”" if asked.example else ""
    assert field.get("hint", {}).get("text", "") == hint
    assert "placeholder" not in field["element"]
    assert field["element"]["max_length"] == 300
    refused = await world.sends("ana", answer="   ")
    assert not refused.ok


async def test_a_card_from_before_there_were_answers_opens_the_form_too(world: World) -> None:
    card = await posted(world)
    for block in card.blocks or []:
        for button in block.get("elements") or []:
            if button.get("action_id") == ANSWER:
                button["action_id"] = "engage"
    await world.presses("ana", card, "engage")
    assert (await world.sends("ana", answer=LINE)).ok
    await world.beat()
    assert len(thread(world, card)) == 1


async def test_a_second_press_edits_what_one_has_said(world: World) -> None:
    card = await posted(world)
    await answers(world, "ana", card, LINE)
    await world.beat()
    await world.presses("ana", card, ANSWER)
    assert LINE in str(world.form("ana"))
    assert (await world.sends("ana", answer="No poem before ten.")).ok
    await world.beat()
    [reply] = thread(world, card)
    assert f"<@{ANA}>: No poem before ten. _(edited)_" in words(reply)
    assert LINE not in words(reply)
    assert "*1 answer.*" in words(card)


async def test_two_presses_remove_it_and_give_the_words_back(world: World) -> None:
    card = await posted(world)
    await answers(world, "ana", card, LINE)
    await world.beat()
    await world.presses("ana", card, ANSWER)
    await world.presses("ana", world.form("ana"), REMOVE)
    assert f"You had written:\n> {LINE}" in words(world.form("ana"))
    await world.beat()
    assert thread(world, card) == []
    assert "answer.*" not in words(card)


async def test_a_form_sent_twice_is_one_answer(world: World) -> None:
    card = await posted(world)
    await world.presses("ana", card, ANSWER)
    form, sent = world.form("ana"), {"answer": LINE}
    hands = world.slack.hands
    await asyncio.gather(hands.submit("ana", sent, form), hands.submit("ana", sent, form))
    await world.beat()
    assert said(world, card) == [f"<@{ANA}>: {LINE}"]
    assert "*1 answer.*" in words(card)


async def test_its_author_edits_it_from_the_reply_and_nobody_else_does(world: World) -> None:
    card = await posted(world)
    await answers(world, "ana", card, LINE)
    await world.beat()
    [reply] = thread(world, card)
    await world.chooses("bruno", reply, "edit:1", MENU)
    assert "Only the author of an answer can change it." in words(world.whispers("bruno", "#support")[-1])
    await world.chooses("ana", reply, "edit:1", MENU)
    assert (await world.sends("ana", answer="Tea.")).ok
    await world.beat()
    assert "Tea. _(edited)_" in words(thread(world, card)[0])


async def test_a_hero_is_answered_and_a_story_call_is_not(world: World) -> None:
    card = await posted(world, kind="hero")
    await answers(world, "ana", card, LINE)
    await world.beat()
    assert len(thread(world, card)) == 1
    await plan(world, kind="story_call", at="10:00")
    await world.at(MONDAY_NINE + timedelta(hours=1))
    assert "Answer" not in words(world.posts("#support")[-1])


async def test_what_mindset_shows_of_the_channels_card_can_be_answered_too(world: World) -> None:
    card = await posted(world)
    await world.types("bruno", "#support", "/mindset")
    await answers(world, "bruno", world.whispers("bruno", "#support")[-1], LINE)
    await world.beat()
    assert said(world, card) == [f"<@{BRUNO}>: {LINE}"]


async def test_people_cheer_answers(world: World) -> None:
    card = await posted(world)
    await answers(world, "ana", card, LINE)
    await world.beat()
    for person in ("bruno", "carla"):
        await world.presses(person, thread(world, card)[0], CHEER)
    await world.beat()
    assert ":clap: Cheer · 2" in words(thread(world, card)[0])


# --- together


async def test_together_nobody_reads_an_answer_before_three_are_in(world: World) -> None:
    card = await posted(world, together="3")
    assert "All answers appear together once 3 people have answered" in words(card)
    await answers(world, "ana", card, LINE)
    await answers(world, "bruno", card, "Ticket.")
    await world.beat()
    assert thread(world, card) == []
    assert "*2 answers are in.*" in words(card)
    assert ANA not in words(card) and BRUNO not in words(card)
    await answers(world, "carla", card, "Coffee.")
    await world.beat()
    assert said(world, card) == [f"<@{ANA}>: {LINE}", f"<@{BRUNO}>: Ticket.", f"<@{CARLA}>: Coffee."]
    assert "*3 answers.* Press *Answer*" in words(card)
    await answers(world, "dora", card, "Late.")
    await world.beat()
    assert len(thread(world, card)) == 2


async def test_a_sealed_answer_is_edited_and_removed_by_its_author(world: World) -> None:
    card = await posted(world, together="2")
    await answers(world, "ana", card, LINE)
    await world.presses("ana", card, ANSWER)
    assert "*1 answer is in.*" in words(world.form("ana"))
    await world.presses("ana", world.form("ana"), REMOVE)
    await world.slack.hands.close("ana")
    await answers(world, "bruno", card, "Ticket.")
    await answers(world, "bruno", card, "Coffee, then the ticket.")
    await answers(world, "carla", card, "Coffee.")
    await world.beat()
    assert [line.partition(": ")[2] for line in said(world, card)] == [
        "Coffee, then the ticket. _(edited)_",
        "Coffee.",
    ]


async def test_when_the_day_ends_they_appear_however_few(world: World) -> None:
    card = await posted(world, together="3")
    await answers(world, "ana", card, LINE)
    await world.at(MONDAY_NINE + WINDOW - A_MINUTE)
    assert thread(world, card) == []
    await world.at(MONDAY_NINE + WINDOW + A_MINUTE)
    assert said(world, card) == [f"<@{ANA}>: {LINE}"]


async def test_the_form_of_a_ritual_says_what_together_does_and_a_poll_has_none(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await unfolds(world, "ana", ["together"])
    form = words(world.form("ana"))
    assert "Together, after 3 people" in form
    assert "answers stay sealed until that many people have answered" in form
    await turns(world, "ana", "kind", "poll", together="3")
    assert "Together, after 3 people" not in words(world.form("ana"))
    assert (await world.sends("ana")).ok


# --- as a story, and being forgotten


async def test_an_answer_becomes_a_story_by_its_authors_click_alone(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    card = await posted(world)
    await answers(world, "ana", card, LINE)
    await world.beat()
    [reply] = thread(world, card)
    await world.chooses("bruno", reply, "story:1", MENU)
    assert world.slack.workspace.modal_of("bruno") is None
    await world.chooses("ana", reply, "story:1", MENU)
    assert LINE in str(world.form("ana"))
    assert (await world.sends("ana")).ok
    await world.beat()
    assert LINE in words(world.posts("#kudos")[-1])
    assert said(world, card) == [f"<@{ANA}>: {LINE}"]


async def test_whoever_is_forgotten_has_no_answer_anywhere(world: World) -> None:
    card = await posted(world)
    for person, text in (("ana", LINE), ("bruno", "Bruno says ticket.")):
        await answers(world, person, card, text)
        await world.beat()
    await world.types("bruno", "#support", "/mindset forget me")
    await world.sends("bruno")
    await world.beat()
    assert said(world, card) == [f"<@{ANA}>: {LINE}"]
    assert "*1 answer.*" in words(card)
    assert BRUNO not in world.everything_in("#support")


# --- digests


async def test_a_digest_shows_the_most_cheered_if_its_author_allows(world: World) -> None:
    card = await posted(world)
    await answers(world, "ana", card, LINE, digest=["yes"])
    await answers(world, "bruno", card, "A secret of mine.")
    await world.beat()
    for answer in ("1", "2"):
        await world.presses("carla", thread(world, card)[0], CHEER, answer)
    await plan(world, kind="digest", days=["1"])
    await world.at(MONDAY_NINE + timedelta(days=1))
    digest = next(post for post in world.posts("#support") if "Digest" in post.text)
    assert f"“{LINE}”" in words(digest)
    assert "A secret of mine." not in words(digest)
    await world.presses("ana", card, ANSWER)
    assert (await world.sends("ana", answer=LINE, digest=[])).ok
    await world.beat()
    assert LINE not in words(digest)


# --- exports


async def test_answers_are_exported_only_where_an_admin_has_allowed_it(world: World) -> None:
    world.slack.workspace.find_user("ana").is_admin = True
    assert "keeps answers out of exports" in await world.types("ana", "#support", "/mindset export answers")
