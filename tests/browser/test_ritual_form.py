"""The form of a ritual on the page: it follows the kind, keeps what was typed, and shows a preview."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Desk, press

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize("width", [1280, 360])
async def test_the_form_follows_the_kind_and_keeps_what_was_typed(town: Desk, width: int) -> None:
    page = await town.sit("ana", width=width, height=800)
    places = page.get_by_role("navigation", name="Channels and people")
    if not await places.is_visible():
        await page.get_by_role("button", name="Channels and people").click()
    await places.get_by_role("link", name=re.compile("Headfirst")).click()
    await press(page, "Set up in a minute")
    form = page.get_by_role("dialog", name="Set up Headfirst")
    await form.get_by_label("Where should I ask?").select_option(label="#support")
    await press(page, "Start")
    await expect(page.get_by_role("dialog")).to_contain_text("You're set up.")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("main")).not_to_contain_text("Hi, I'm Headfirst.")
    await press(page, "New ritual")
    form = page.get_by_role("dialog", name="A ritual for a channel")
    await form.get_by_label("Channel").select_option(label="#support")
    await form.get_by_label("Time").fill("11:15")
    await form.get_by_label("What to post").select_option("digest")
    await expect(form.get_by_label("Framework")).to_have_count(0)
    await expect(form.get_by_label("Friday")).to_be_checked()
    await expect(form.get_by_label("Monday")).not_to_be_checked()
    await expect(form.get_by_label("Time")).to_have_value("11:15")
    await form.get_by_label("What to post").select_option("thought_experiment")
    await expect(form.get_by_label("Monday")).to_be_checked()
    await press(page, "More")
    await expect(form.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    await press(page, "See it now")
    await expect(page.get_by_role("dialog", name="Preview")).to_contain_text("Only you see this.")
    await page.keyboard.press("Escape")
    await form.get_by_label("Time", exact=True).fill("09:00")
    await press(page, "Start")
    await expect(form).to_contain_text("There's one like this already")
    await press(page, "Start anyway")
    await expect(page.get_by_role("dialog")).to_contain_text("Another ritual may post to #support")
