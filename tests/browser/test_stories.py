"""Stories by the page, as a new user tells, changes and takes them down: the real bot, a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, press, said, send, visit

pytestmark = pytest.mark.asyncio(loop_scope="package")

MOMENT = "A baker showed us that our refund form was upside down, and stayed to explain why."
SECRET = "Between us: I paid her taxi home myself, and I would again."


async def write_story(page: Page, words: str) -> None:
    """Open the form by typing, and write."""
    await send(page, "/mindset story")
    await page.get_by_role("dialog", name="Share a story").get_by_label("What happened?").fill(words)


async def tell(page: Page, words: str = MOMENT) -> None:
    await write_story(page, words)
    await press(page, "Share")
    await expect(page.get_by_role("dialog")).to_contain_text("on its way to #kudos")
    await page.keyboard.press("Escape")
    await visit(page, "kudos")
    await expect(said(page, words)).to_be_visible()


async def take_from_menu(page: Page, words: str, entry: str) -> None:
    await (
        said(page, words)
        .get_by_role("button", name=re.compile("menu|more|options", re.IGNORECASE))
        .last.click()
    )
    await page.get_by_role("menuitem", name=entry).click()


async def open_letters(page: Page) -> None:
    """The bot's direct messages."""
    await page.get_by_role("link", name=re.compile("Headfirst")).first.click()
    await page.get_by_text("Messages", exact=True).click()


async def test_a_form_that_was_closed_by_accident_comes_back_with_its_words(town: Desk) -> None:
    page = await town.sit()
    await write_story(page, MOMENT)
    # What is typed is sent after a short rest of the hands; the bot answers by keeping it.
    await press(page, "More details")
    await expect(page.get_by_label("What did it take?")).to_be_visible()
    await page.keyboard.press("Escape")
    await send(page, "/mindset story")
    form = page.get_by_role("dialog", name="Share a story")
    await expect(form).to_contain_text("Here's the story you started earlier")
    await expect(form.get_by_label("What happened?")).to_have_value(MOMENT)
    await press(page, "Start over")
    await expect(form.get_by_label("What happened?")).to_have_value("")


async def test_an_author_edits_a_story_and_the_card_says_so(town: Desk) -> None:
    page = await town.sit()
    await tell(page)
    await take_from_menu(page, MOMENT, "Edit")
    form = page.get_by_role("dialog", name="Edit your story")
    await form.get_by_label("What happened?").fill("A baker turned our refund form the right way up.")
    await press(page, "Save")
    await expect(page.get_by_role("dialog")).to_contain_text("now says “edited”")
    await page.keyboard.press("Escape")
    await expect(said(page, "the right way up")).to_contain_text("edited")
    await expect(said(page, "upside down")).to_have_count(0)


async def test_an_author_takes_a_story_down_after_one_question(town: Desk) -> None:
    page = await town.sit()
    await tell(page)
    await take_from_menu(page, MOMENT, "Take it down")
    form = page.get_by_role("dialog", name="Take it down?")
    await expect(form).to_contain_text("It can't be undone")
    await press(page, "Take it down")
    await expect(page.get_by_role("dialog")).to_contain_text("I'm removing the story")
    await page.keyboard.press("Escape")
    await expect(said(page, MOMENT)).to_have_count(0)


@pytest.mark.long
async def test_words_from_a_private_channel_wait_for_their_authors_click(town: Desk) -> None:
    bruno = await town.sit("bruno")
    await visit(bruno, "escalations")
    await send(bruno, SECRET, "#escalations")
    carla = await town.sit("carla")
    await visit(carla, "escalations")
    await said(carla, SECRET).hover()
    await said(carla, SECRET).get_by_role("button", name="More actions").click()
    await carla.get_by_role("menuitem", name=re.compile("Great human moment")).click()
    form = carla.get_by_role("dialog", name="A great human moment")
    await expect(form).to_contain_text("I'll ask")
    await form.get_by_label("Why is it a great human moment?").fill("Nobody had asked him to.")
    await press(carla, "Nominate")
    await expect(carla.get_by_role("dialog")).to_contain_text("first, privately")
    await carla.keyboard.press("Escape")

    await open_letters(bruno)
    ask = said(bruno, "thought this was a great human moment")
    await expect(ask).to_contain_text(SECRET)
    await expect(ask).to_contain_text("Nobody had asked him to.")
    await visit(carla, "kudos")
    await expect(said(carla, SECRET)).to_have_count(0)
    await press(bruno, "Share it")
    await expect(said(bruno, "Shared in the feed")).to_be_visible()
    story = said(carla, SECRET)
    await expect(story).to_contain_text("Nobody had asked him to.")
    await expect(story).not_to_contain_text("escalations")


@pytest.mark.long
async def test_a_second_voice_a_cheer_and_the_list_on_a_phone(town: Desk) -> None:
    ana = await town.sit()
    await tell(ana)
    bruno = await town.sit("bruno", width=360, height=740)
    await bruno.get_by_role("button", name="Channels and people").click()
    await visit(bruno, "kudos")
    await said(bruno, MOMENT).get_by_role("button", name="Me too").click()
    await bruno.get_by_role("dialog").get_by_label("Your line").fill("I was there. She drew us a picture.")
    await press(bruno, "Save")
    await expect(said(ana, MOMENT)).to_contain_text("She drew us a picture.")
    await send(ana, "/mindset feed picture", "#kudos")
    await expect(said(ana, "with “picture”")).to_contain_text(MOMENT)
