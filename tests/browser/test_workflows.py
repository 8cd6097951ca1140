"""Workflows by the page: a step is run, what's wrong is said, and a person tells the story."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.service import manifest
from tests.browser.conftest import Desk, press, said, visit

pytestmark = pytest.mark.asyncio(loop_scope="package")

PRAISE = "She stayed with me for an hour and found the parcel. Give her a cake!"


async def open_step(page: Page, title: str) -> None:
    await page.get_by_role("button", name="Shortcuts").first.click()
    await page.get_by_role("menuitem", name=f"Workflow: {title}").click()


async def test_a_customer_s_words_are_suggested_and_told(town: Desk) -> None:
    town.slack.configure(manifest.manifest(steps=True))
    page = await town.sit("ana")
    await open_step(page, "Suggest a story")
    form = page.get_by_role("dialog")
    await form.get_by_label("Text").fill("Nice!")
    await form.get_by_role("button", name="Run", exact=True).click()
    await expect(form).to_contain_text("Pass on at least one whole sentence.")
    await form.get_by_label("Text").fill(PRAISE)
    await form.get_by_label("Person to ask").select_option(label="Bruno Costa")
    await form.get_by_role("button", name="Run", exact=True).click()
    await expect(form).to_be_hidden()
    bruno = await town.sit("bruno")
    await bruno.get_by_role("link", name="Headfirst").first.click()
    await bruno.get_by_role("link", name="Messages").click()
    await said(bruno, PRAISE).get_by_role("button", name="Tell it").click()
    await expect(bruno.get_by_role("dialog").get_by_label("What happened?")).to_have_value(PRAISE)
    await press(bruno, "Share")
    await expect(bruno.get_by_role("dialog")).to_contain_text("on its way to #kudos")
    await bruno.keyboard.press("Escape")
    await visit(bruno, "kudos")
    await expect(said(bruno, PRAISE)).to_be_visible()
