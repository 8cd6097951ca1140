"""The playground's page: what the bot shows. Cards, windows with all their inputs, and its Home."""

import base64

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.conftest import Desk, said, send

pytestmark = pytest.mark.asyncio(loop_scope="package")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


async def test_a_press_updates_the_card_and_keeps_the_focus(page: Page) -> None:
    await send(page, "/mindset poll")
    card = said(page, "0 votes")
    await expect(card.get_by_role("heading", name="A quick poll")).to_be_visible()
    await card.get_by_role("button", name="Vote").focus()
    await page.keyboard.press("Enter")
    card = said(page, "1 votes")
    await expect(card).to_be_visible()
    await expect(card.get_by_role("button", name="Vote")).to_be_focused()


async def test_what_asks_for_it_is_confirmed_first(page: Page) -> None:
    await send(page, "/mindset poll")
    await page.get_by_role("button", name="End it").click()
    sure = page.get_by_role("alertdialog", name="Sure?")
    await sure.get_by_role("button", name="Not now").click()
    await expect(sure).to_have_count(0)
    await page.get_by_role("button", name="End it").click()
    await sure.get_by_role("button", name="Do it").click()
    await expect(said(page, "It is over.")).to_be_visible()


async def test_a_window_says_what_is_missing_and_keeps_the_rest(page: Page) -> None:
    await send(page, "/mindset story")
    window = page.get_by_role("dialog", name="Tell a story")
    words = window.get_by_role("textbox", name="What happened?")
    await expect(words).to_be_focused()
    await words.fill("Short")
    await window.get_by_label("Kind").select_option("small")
    await expect(window.get_by_text("A great one, then.")).to_be_visible()
    await expect(words).to_have_value("Short")
    await window.get_by_role("button", name="Who did it").click()
    await page.get_by_role("checkbox", name="Bruno Costa").check()
    await page.keyboard.press("Escape")
    await window.get_by_role("button", name="Share").click()
    await expect(window.get_by_role("alert").filter(has_text="A little more, please.")).to_be_visible()
    await expect(words).to_be_focused()
    await expect(words).to_have_value("Short")
    await expect(window.get_by_label("Kind")).to_have_value("small")
    await expect(window.get_by_role("button", name="Who did it: Bruno Costa")).to_be_visible()
    await words.fill("Short, but it grew on me")
    await window.get_by_role("button", name="Share").click()
    await expect(window).to_have_count(0)
    await expect(said(page, "A story: Short, but it grew on me")).to_be_visible()


async def test_what_must_be_filled_in_is_pointed_out(page: Page) -> None:
    await send(page, "/mindset story")
    window = page.get_by_role("dialog", name="Tell a story")
    await window.get_by_role("button", name="Share").click()
    await expect(window.get_by_role("alert").filter(has_text="required")).to_have_count(2)
    await expect(window.get_by_role("textbox", name="What happened?")).to_be_focused()


async def test_every_kind_of_input_is_read_and_sent(desk: Desk, page: Page) -> None:
    await send(page, "/mindset plan")
    window = page.get_by_role("dialog", name="Plan")
    await window.get_by_label("Day (optional)", exact=True).fill("2026-12-01")
    await window.get_by_label("Time (optional)", exact=True).fill("07:30")
    await expect(window.get_by_label("Moment")).to_have_value("2026-11-24T09:00")
    await window.get_by_role("radio", name="Bold").check()
    await window.get_by_role("checkbox", name="Calm").check()
    await window.get_by_role("button", name="Days: Tue").click()
    await page.get_by_role("checkbox", name="Mon").check()
    await page.keyboard.press("Enter")
    await window.get_by_label("Person").select_option(label="Carla Meyer")
    await window.get_by_label("Place").select_option(label="#kudos")
    await window.get_by_label("Room").select_option(label="#general")
    await window.get_by_label("Number").fill("7")
    await window.get_by_label("Mail").fill("ana@example.com")
    await window.get_by_label("Link").fill("https://example.com")
    await window.get_by_role("button", name="Keep").click()
    await expect(window).to_have_count(0)
    find = desk.slack.workspace
    assert "Planned: " + str(
        {
            "day": "2026-12-01",
            "time": "07:30",
            "moment": 1_795_510_800,
            "way": "bold",
            "extras": ["calm"],
            "days": ["mon", "tue"],
            "person": find.find_user("carla").id,
            "place": find.find_channel("#kudos").id,
            "room": find.find_channel("#general").id,
            "number": "7",
            "mail": "ana@example.com",
            "link": "https://example.com",
        }
    ) == next(args["text"] for method, args in desk.slack.calls if method == "chat.postMessage")


async def test_going_back_finds_the_window_as_it_was_left(page: Page) -> None:
    await send(page, "/mindset stack")
    first = page.get_by_role("dialog", name="Step 1")
    await first.get_by_label("Note 1").fill("remember me")
    await first.get_by_role("button", name="Go deeper").click()
    second = page.get_by_role("dialog", name="Step 2")
    await expect(second.get_by_label("Note 2")).to_be_focused()
    await second.get_by_role("button", name="Back", exact=True).click()
    await expect(first.get_by_label("Note 1")).to_have_value("remember me")
    await first.get_by_role("button", name="Go deeper").click()
    await second.get_by_role("button", name="Close window").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_the_focus_stays_in_the_window(page: Page) -> None:
    await send(page, "/mindset stack")
    window = page.get_by_role("dialog", name="Step 1")
    await expect(window).to_be_visible()
    for _ in range(9):
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


async def test_the_home_tab_shows_what_the_bot_published(desk: Desk, page: Page) -> None:
    await page.get_by_role("link", name="Headfirst, connected").click()
    await expect(
        page.get_by_role("region", name="Home").get_by_role("heading", name="Good to see you")
    ).to_be_visible()
    await page.get_by_role("link", name="Messages", exact=True).click()
    await expect(page.get_by_role("textbox", name="Message Headfirst")).to_be_visible()


async def test_a_shortcut_starts_from_anywhere(page: Page) -> None:
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Tell a story").click()
    await expect(page.get_by_role("dialog", name="Tell a story")).to_be_visible()


async def test_pictures_from_elsewhere_are_named_not_fetched(desk: Desk, page: Page) -> None:
    picture = {"type": "image", "image_url": "https://example.com/cat.png", "alt_text": "A cat on a parcel"}
    await desk.slack.hands.say("bruno", "#support", "a picture", blocks=[picture])
    await expect(page.get_by_role("img", name="A cat on a parcel")).to_have_text("Picture: A cat on a parcel")


async def test_files_are_pictures_or_cards_to_download(desk: Desk, page: Page) -> None:
    client = AsyncWebClient(desk.slack.bot_token, base_url=f"{desk.url}/api/")
    csv = {"filename": "stories.csv", "title": "All stories", "content": "who,what\nana,listened\n" * 100}
    cake = {"filename": "cake.png", "content": PNG, "alt_txt": "A cake from Kreuzberg"}
    room = desk.slack.workspace.find_channel("#support").id
    await client.files_upload_v2(channel=room, file_uploads=[csv, cake], initial_comment="As you asked")
    one = said(page, "As you asked")
    picture = one.get_by_role("img", name="A cake from Kreuzberg")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    card = one.get_by_role("link", name="Download All stories, 2.2 kB")
    await expect(card).to_contain_text("stories.csv")
    await card.focus()
    async with page.expect_download() as download:
        await page.keyboard.press("Enter")
    got = await download.value
    assert got.suggested_filename == "stories.csv"
    assert (await got.path()).read_text() == csv["content"]


async def test_a_picture_of_a_file_is_drawn_inside_blocks(desk: Desk, page: Page) -> None:
    client = AsyncWebClient(desk.slack.bot_token, base_url=f"{desk.url}/api/")
    done = await client.files_upload_v2(filename="cake.png", content=PNG)
    block = {"type": "image", "slack_file": {"id": done["file"]["id"]}, "alt_text": "The cake"}
    await client.chat_postMessage(channel="#support", text="Look", blocks=[block])
    picture = page.get_by_role("img", name="The cake")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
