"""The first day by buttons only: from an empty workspace to the first post, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, press, said

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def goes_to(page: Page, place: str) -> None:
    """By the list of places, which is a drawer on a phone."""
    places = page.get_by_role("navigation", name="Channels and people")
    if not await places.is_visible():
        await page.get_by_role("button", name="Channels and people").click()
    await places.get_by_role("link", name=re.compile(place)).click()


@pytest.mark.parametrize("width", [1280, 360])
async def test_from_an_empty_workspace_to_the_first_post_by_buttons_only(town: Desk, width: int) -> None:
    page = await town.sit("bruno", width=width, height=800)
    await goes_to(page, "Headfirst")
    home = page.get_by_role("main")
    await expect(home).to_contain_text("Hi, I'm Headfirst.")
    await press(page, "Set up in a minute")
    form = page.get_by_role("dialog", name="Set up Headfirst")
    await form.get_by_label("Where should I ask?").select_option(label="#support")
    await press(page, "Help me choose")
    quiz = page.get_by_role("dialog", name="Three questions")
    for answer in ("Customers are passed from desk to desk", "Nobody had to ask us twice", "Blunt"):
        await quiz.get_by_label(answer).check()
    await press(page, "Suggest one")
    await expect(form).to_contain_text("Pick your mindset fits what you chose")
    await form.get_by_label("Post the first one now").check()
    await press(page, "Start")
    await expect(page.get_by_role("dialog")).to_contain_text("The first one is on its way to #support")
    await page.keyboard.press("Escape")
    await expect(home).not_to_contain_text("Hi, I'm Headfirst.")
    await goes_to(page, "support")
    await expect(said(page, "One line is plenty")).to_have_count(1)
