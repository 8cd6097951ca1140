"""The playground's page: people of other organisations, groups, and apps that write under another name."""

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.conftest import Desk, composer, said, send

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_shared_channel_says_with_whom_and_its_people_where_they_are_from(
    desk: Desk, page: Page
) -> None:
    await desk.slack.hands.say("ines", "#bakery-partners", "Fresh bread at six")
    await page.get_by_role("link", name="bakery-partners, 1 unread, shared with Padaria Sol").click()
    await expect(page.get_by_role("main")).to_contain_text("shared with Padaria Sol")
    await expect(said(page, "Fresh bread at six")).to_contain_text("Ines PrataPadaria Sol")


async def test_somebody_from_elsewhere_has_that_channel_and_nothing_of_the_app(
    desk: Desk, page: Page
) -> None:
    await page.get_by_role("button", name="Acting as Ana Duarte").click()
    await page.get_by_role("menuitemradio", name="Ines Prata").click()
    await expect(composer(page, "#bakery-partners")).to_be_visible()
    await expect(page.get_by_role("link", name="support")).to_have_count(0)
    await expect(page.get_by_role("link", name="Headfirst")).to_have_count(0)
    await composer(page, "#bakery-partners").press_sequentially("/mi")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await composer(page, "#bakery-partners").fill("Good morning")
    await page.keyboard.press("Enter")
    one = said(page, "Good morning")
    await one.hover()
    await one.get_by_role("button", name="More actions").click()
    await expect(page.get_by_role("menuitem", name="Copy link")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Which mindset was this?")).to_have_count(0)


async def test_what_the_app_writes_to_somebody_from_elsewhere_is_found(desk: Desk, page: Page) -> None:
    client = AsyncWebClient(desk.slack.bot_token, base_url=f"{desk.url}/api/")
    await client.chat_postMessage(channel="U0INESPRATA", text="Dora thanked you")
    await page.get_by_role("button", name="Acting as Ana Duarte").click()
    await page.get_by_role("menuitemradio", name="Ines Prata").click()
    await page.get_by_role("link", name="Headfirst, 1 unread, connected").click()
    await expect(said(page, "Dora thanked you")).to_be_visible()
    await expect(page.get_by_role("link", name="Home", exact=True)).to_have_count(0)


async def test_nobody_becomes_somebody_who_has_left(page: Page) -> None:
    await page.get_by_role("button", name="Acting as Ana Duarte").click()
    await expect(page.get_by_role("menuitemradio", name="Carla Meyer")).to_be_visible()
    await expect(page.get_by_role("menuitemradio", name="Emil Frost")).to_have_count(0)


async def test_a_group_is_shown_by_its_handle(page: Page) -> None:
    await send(page, "Thank you, @first-line!")
    await expect(said(page, "Thank you").locator(".mention")).to_have_text("@first-line")


async def test_an_app_under_another_name_is_shown_under_that_name(desk: Desk, page: Page) -> None:
    await desk.slack.hands.relay("deploys", "#support", "A customer wrote: thank you!", "Shared inbox")
    one = said(page, "A customer wrote")
    await expect(one).to_contain_text("Shared inboxapp")
    await expect(one).not_to_contain_text("Deploys")
    await one.hover()
    await one.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Which mindset was this?").click()
    await expect(page.get_by_role("dialog", name="Step 1")).to_be_visible()


async def test_a_group_message_without_the_bot_has_its_shortcuts_too(desk: Desk, page: Page) -> None:
    room = desk.slack.hands.direct(["ana", "bruno", "carla"])
    await desk.slack.hands.say("bruno", room, "Between the three of us")
    await page.get_by_role("link", name="Bruno Costa, Carla Meyer").click()
    one = said(page, "Between the three of us")
    await one.hover()
    await one.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Which mindset was this?").click()
    await expect(page.get_by_role("dialog", name="Step 1")).to_be_visible()
