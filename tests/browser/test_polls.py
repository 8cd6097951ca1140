"""Polls on the page, as a new user meets them: made, looked at first, voted on, edited, closed."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Desk, press, said, send

pytestmark = pytest.mark.asyncio(loop_scope="package")

QUESTION = "Where do we have the debrief?"


def dialog(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog", name=name)


async def entry(page: Page, poll: Locator, name: str) -> None:
    """An entry of the three dots below a poll."""
    await poll.get_by_role("button", name="More actions").first.click()
    await page.get_by_role("menuitem", name=name).click()


@pytest.mark.long
async def test_a_poll_of_own_options_is_made_and_answered_on_a_phone(town: Desk) -> None:
    page = await town.sit("bruno", width=360, height=740)
    await send(page, "/mindset poll")
    form = dialog(page, "Start a quick poll")
    await form.get_by_label("What to choose from").select_option(label="✏️ Options of our own")
    await form.get_by_label("Options", exact=True).fill("Kitchen\nRoof")
    await form.get_by_label("Question").fill(QUESTION)
    await form.get_by_role("button", name="Preview").click()
    await expect(dialog(page, "Preview")).to_contain_text("Only you see this")
    await expect(dialog(page, "Preview")).to_contain_text("Roof")
    await page.keyboard.press("Escape")
    await expect(form.get_by_label("Question")).to_have_value(QUESTION)
    await press(page, "Start")
    await page.keyboard.press("Escape")
    poll = said(page, QUESTION)
    await poll.get_by_role("button", name="Roof").click()
    await expect(poll).to_contain_text("1 · 100%")
    await expect(poll).to_contain_text("@Bruno Costa")
    await poll.get_by_role("button", name="My vote").click()
    await expect(said(page, "Your vote:").last).to_contain_text("Roof")
    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide


async def test_its_maker_mends_it_closes_it_and_opens_it_again(town: Desk) -> None:
    page = await town.sit()
    await send(page, f'/mindset poll "{QUESTION}" "Kitchen" "Roof"')
    poll = said(page, QUESTION).last
    await poll.get_by_role("button", name="Kitchen").click()
    await entry(page, poll, "Edit")
    await dialog(page, "Edit the poll").get_by_label("Option 2").fill("The roof")
    await press(page, "Save")
    await expect(poll.get_by_role("button", name="The roof")).to_be_visible()
    await entry(page, poll, "Close now")
    await press(page, "Close")
    await expect(poll).to_contain_text("Most chosen: Kitchen")
    await entry(page, poll, "Reopen")
    await press(page, "Reopen")
    await expect(poll.get_by_role("button", name="The roof")).to_be_visible()
    await expect(poll).to_contain_text("1 · 100%")


@pytest.mark.long
async def test_the_line_below_a_result_leads_to_the_trend(town: Desk) -> None:
    ana = await town.sit()
    await send(ana, "/mindset poll The call with the bakery")
    await press(ana, "Start")
    await ana.keyboard.press("Escape")
    for window in (ana, await town.sit("bruno"), await town.sit("carla")):
        await (
            said(window, "The call with the bakery")
            .get_by_role("button", name=re.compile("rulebook"))
            .click()
        )
        await expect(said(window, "Your vote:").last).to_be_visible()
    await entry(ana, said(ana, "The call with the bakery").first, "Close now")
    await press(ana, "Close")
    result = said(ana, "Poll result")
    await expect(result).to_contain_text("3 · 100%")
    await result.get_by_role("link", name=re.compile("1 reply")).click()
    await ana.get_by_role("button", name="See the trend").click()
    await expect(ana.get_by_text("last 12 weeks").first).to_be_visible()
