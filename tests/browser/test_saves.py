"""A look-ahead on a phone, with no command typed: a save is planned, and done where its owner hears of it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Desk, press, said

pytestmark = pytest.mark.asyncio(loop_scope="package")

RISK = "The price change goes live on Monday. The email goes out on Tuesday."


async def test_a_save_is_planned_and_done_on_a_phone(town: Desk) -> None:
    await town.slack.hands.command("ana", "#support", "/mindset schedule look-ahead tuesday 9:00")
    page = await town.sit("ana", width=360, height=740)
    await press(page, "Next 09:00")
    card = said(page, "What could disappoint a customer next week").last
    await card.get_by_role("button", name="Plan a save").click()
    form = page.get_by_role("dialog", name="Plan a save")
    await form.get_by_label("What could disappoint a customer next week?").fill(RISK)
    await form.get_by_label("What can we do today?").fill("Send the email on Friday.")
    await form.get_by_label("Who owns it?").select_option(label="Bruno Costa")
    await form.get_by_role("button", name="Plan it").click()
    await expect(card).to_contain_text("One save planned: one open.")
    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    bruno = await town.sit("bruno")
    await bruno.get_by_role("link", name="Headfirst").click()
    await bruno.get_by_role("link", name="Messages").click()
    letter = said(bruno, "made you the owner of a save.")
    await expect(letter).to_contain_text(RISK)
    await press(bruno, "Done")
    await expect(said(bruno, "This save is done. Thank you.")).to_be_visible()
    await expect(card).to_contain_text("One save planned: one done.")
