"""A newcomer's first five minutes: the real bot, the seeded town, all three jobs and the clock, by the page.

Each walk is one person at the page; what Ana does, Bruno and Carla see.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from bot.service.clock import MovableClock
from tests.browser.conftest import MONDAY_AFTERNOON, Desk, press, said, send, visit

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def star(page: Page, words: str) -> None:
    """React with the first emoji of the picker, which is :star2:."""
    message = said(page, words)
    await message.hover()
    await message.get_by_role("button", name="React", exact=True).click()
    await page.get_by_role("menuitem", name=re.compile("star2")).click()


async def test_the_first_minute_is_alive(town: Desk) -> None:
    page = await town.sit()
    await visit(page, "kudos")
    story = said(page, "A great human moment")
    await expect(story).to_contain_text("Mrs. Almeida")
    await expect(story).to_contain_text("In @Bruno Costa's words · nominated by @Dora Okafor")


async def test_todays_experiment_leads_to_a_story_that_others_cheer(town: Desk) -> None:
    page = await town.sit()
    await send(page, "/mindset")
    await expect(said(page, "Thought experiment")).to_contain_text("Only visible to you")
    await press(page, "Share a story")
    form = page.get_by_role("dialog", name="Share a story")
    await form.get_by_label("What happened?").fill("The baker showed us that our form was upside down.")
    await press(page, "Share")
    await expect(page.get_by_role("dialog")).to_contain_text("on its way to #kudos")
    await page.keyboard.press("Escape")

    bruno = await town.sit("bruno")
    await visit(bruno, "kudos")
    story = said(bruno, "upside down")
    await story.get_by_role("button", name="Cheer").click()
    await expect(story.get_by_role("button", name="Cheer · 1")).to_be_visible()
    await visit(page, "kudos")
    await expect(said(page, "upside down").get_by_role("button", name="Cheer · 1")).to_be_visible()
    # Two presses within a moment are one.
    assert isinstance(town.slack.clock, MovableClock)
    town.slack.clock.advance(timedelta(seconds=5))
    await story.get_by_role("button", name="Cheer · 1").click()
    await expect(story.get_by_role("button", name="Cheer", exact=False)).not_to_contain_text("1")


async def test_a_star_on_a_message_becomes_a_story_and_taking_it_off_takes_it_down(town: Desk) -> None:
    page = await town.sit()
    await star(page, "A bakery in Kreuzberg")
    await visit(page, "kudos")
    await expect(said(page, "A bakery in Kreuzberg")).to_contain_text("nominated by @Ana Duarte")
    await visit(page, "support")
    await (
        said(page, "A bakery in Kreuzberg")
        .get_by_role("button", name=re.compile("glowing star"))
        .first.click()
    )
    await visit(page, "kudos")
    await expect(said(page, "A bakery in Kreuzberg")).to_have_count(0)


async def test_a_poll_takes_votes_from_three_windows_and_closes_by_the_clock(town: Desk) -> None:
    ana = await town.sit()
    await send(ana, "/mindset poll How did the invoice call go?")
    await ana.get_by_label("Closes").select_option(label="In one hour")
    await press(ana, "Start")
    await expect(ana.get_by_role("dialog")).to_contain_text("Your poll is on its way")
    await ana.keyboard.press("Escape")
    windows = [ana, await town.sit("bruno"), await town.sit("carla")]
    for window in windows:
        poll = said(window, "How did the invoice call go?")
        await poll.get_by_role("button", name=re.compile("Let the customer help you")).click()
        await expect(said(window, "Your vote:").last).to_contain_text("Let the customer help you")
        await expect(poll).to_contain_text("Nobody can see who voted what. Not your admin, not us.")
    await expect(said(ana, "How did the invoice call go?")).to_contain_text("3 people have voted")
    await press(ana, "+1 hour")
    result = said(ana, "Poll result")
    await expect(result).to_contain_text("3 · 100%")
    await expect(result).to_contain_text("Most seen: 🤝 Let the customer help you")
    await expect(result.get_by_role("button", name=re.compile("Let the customer"))).to_have_count(0)


async def test_a_ritual_comes_when_the_clock_strikes_nine(town: Desk) -> None:
    page = await town.sit()
    await send(page, "/mindset schedule")
    form = page.get_by_role("dialog", name="A ritual for a channel")
    await expect(form).to_contain_text("Time zone: Europe/Lisbon.")
    await press(page, "Start")
    await expect(page.get_by_role("dialog")).to_contain_text("Monday to Friday at 09:00 (Europe/Lisbon)")
    await page.keyboard.press("Escape")
    await press(page, "Next 09:00")
    await expect(said(page, "One line is plenty")).to_have_count(1)
    await send(page, "/mindset schedule list")
    await press(page, "Pause")
    await expect(said(page, "Paused")).to_be_visible()
    await page.get_by_role("button", name="Next 09:00").click()
    await expect(said(page, "One line is plenty")).to_have_count(1)


async def test_the_message_menu_starts_a_poll_about_that_message(town: Desk) -> None:
    page = await town.sit()
    moment = said(page, "Anybody else seeing invoices")
    await moment.hover()
    await moment.get_by_role("button", name=re.compile("More")).click()
    await page.get_by_role("menuitem", name=re.compile("Which mindset was this")).click()
    await press(page, "Start")
    await page.keyboard.press("Escape")
    poll = said(page, "About this")
    await expect(poll).to_contain_text("Anybody else seeing invoices")


async def test_home_has_all_of_it_and_the_same_ways_in(town: Desk) -> None:
    page = await town.sit()
    await page.get_by_role("link", name=re.compile("Headfirst")).first.click()
    home = page.get_by_role("main")
    await expect(home).to_contain_text("Today's thought experiment")
    await expect(home).to_contain_text("Mrs. Almeida")
    await home.get_by_role("button", name="New ritual").click()
    await expect(page.get_by_role("dialog", name="A ritual for a channel")).to_be_visible()


async def test_a_private_word_waits_for_its_author(town: Desk) -> None:
    await town.slack.hands.say("carla", "#escalations", "Between us: I paid her taxi home.")
    page = await town.sit()
    await page.get_by_role("link", name=re.compile("escalations")).first.click()
    await star(page, "I paid her taxi home")

    carla = await town.sit("carla")
    await carla.get_by_role("link", name=re.compile("Headfirst")).first.click()
    await carla.get_by_role("link", name="Messages").click()
    ask = said(carla, "so you decide")
    await expect(ask).to_contain_text("I paid her taxi home")
    await visit(page, "kudos")
    await expect(said(page, "I paid her taxi home")).to_have_count(0)
    await ask.get_by_role("button", name="Share it").click()
    await expect(said(page, "I paid her taxi home")).to_be_visible()


@pytest.mark.long
async def test_on_a_phone_all_three_jobs_are_at_hand(town: Desk) -> None:
    page = await town.sit("bruno", width=360, height=740)
    await send(page, "/mindset")
    card = said(page, "Thought experiment")
    for name in ("Share a story", "Start a poll", "Post to this channel"):
        await expect(card.get_by_role("button", name=name)).to_be_in_viewport()
    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    assert (town.slack.clock.now() - MONDAY_AFTERNOON) < timedelta(minutes=10)
