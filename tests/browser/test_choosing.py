"""The playground's page: what people choose and type, and what the bot is told of it meanwhile."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, said, send

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_message_lets_one_choose_people_and_days(desk: Desk, page: Page) -> None:
    await send(page, "/mindset board")
    card = page.get_by_role("article").filter(has=page.get_by_label("Date"))
    await card.get_by_label("Date").fill("2026-12-01")
    await expect(said(page, "Chosen: 2026-12-01")).to_be_visible()
    await card.get_by_role("combobox").select_option(label="Carla Meyer")
    carla, dora = (desk.slack.workspace.find_user(name) for name in ("carla", "dora"))
    await expect(said(page, f"Chosen: {carla.id}")).to_be_visible()
    await card.get_by_role("button", name="Choose:").click()
    await page.get_by_role("checkbox", name="Carla Meyer").check()
    await page.get_by_role("checkbox", name="Dora Okafor").check()
    await page.keyboard.press("Enter")
    await expect(said(page, f"Chosen: ['{carla.id}', '{dora.id}']")).to_be_visible()


async def test_a_menu_that_asks_for_it_is_confirmed_by_keyboard(page: Page) -> None:
    await send(page, "/mindset board")
    card = page.get_by_role("article").filter(has=page.get_by_label("Date"))
    menu = card.locator(".blocks").get_by_role("button", name="More actions")
    sure = page.get_by_role("alertdialog", name="Sure?")
    for answer in ("Not now", "Do it"):
        await menu.focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await sure.get_by_role("button", name=answer).focus()
        await page.keyboard.press("Enter")
        await expect(sure).to_have_count(0)
    await expect(said(page, "Chosen: share")).to_have_count(1)


async def test_a_window_answers_while_one_types_and_keeps_the_words(desk: Desk, page: Page) -> None:
    await send(page, "/mindset find")
    window = page.get_by_role("dialog", name="Find")
    await window.get_by_label("Note").fill("kept")
    search = window.get_by_label("Search")
    await search.press_sequentially("cake", delay=20)
    await expect(window.get_by_text("Looking for cake.")).to_be_visible()
    await expect(search).to_be_focused()
    await expect(search).to_have_value("cake")
    await search.press_sequentially("s")
    await expect(window.get_by_text("Looking for cakes.")).to_be_visible()
    await expect(window.get_by_label("Note")).to_have_value("kept")
    shown = desk.slack.workspace.modal_of("ana")
    assert shown is not None
    assert shown["state"]["values"]["note"]["it"]["value"] == "kept"


@pytest.mark.parametrize(
    ("way", "everything"),
    [("Escape", False), pytest.param("Cancel", False, marks=pytest.mark.long), ("Close window", True)],
)
async def test_a_window_that_is_shut_says_so_and_not_what_was_in_it(
    page: Page, way: str, everything: bool
) -> None:
    await send(page, "/mindset find")
    window = page.get_by_role("dialog", name="Find")
    await window.get_by_label("Note").fill("a secret")
    if way == "Escape":
        await page.keyboard.press("Escape")
    else:
        await window.get_by_role("button", name=way).click()
    await expect(said(page, f"Closed, all of it: {everything}, holding {{}}")).to_be_visible()


async def test_home_tells_the_bot_all_that_stands_in_it(desk: Desk, page: Page) -> None:
    await page.get_by_role("link", name="Headfirst, connected").click()
    home = page.get_by_role("region", name="Home")
    await home.get_by_label("Note").fill("so far")
    await home.get_by_label("Search").fill("cake")
    await page.keyboard.press("Enter")
    await expect(home).to_contain_text("home_query: {'home_query': 'cake', 'it': 'so far'")
    await home.get_by_role("combobox", name="Who").select_option(label="Carla Meyer")
    carla = desk.slack.workspace.find_user("carla").id
    await expect(home).to_contain_text(f"'it': 'so far', 'home_who': '{carla}'")
    await home.get_by_role("combobox").last.select_option(label="Great")
    await expect(home).to_contain_text("'home_kind': 'great'")
    await home.get_by_role("button", name="Begin").click()
    await expect(home).to_contain_text("home_begin: {'home_query': 'cake', 'it': 'so far'")
    await expect(home.get_by_label("Search")).to_have_value("cake")


async def test_nobody_writes_where_the_app_does_not_listen(desk: Desk, page: Page) -> None:
    desk.slack.app.messages_open = False
    await page.get_by_role("link", name="Headfirst, connected").click()
    await page.get_by_role("link", name="Messages", exact=True).click()
    await expect(page.get_by_text("Sending messages to this app has been turned off.")).to_be_visible()
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await page.get_by_role("link", name="kudos").click()
    await expect(page.get_by_role("textbox", name="Message #kudos")).to_be_visible()


@pytest.mark.long
async def test_all_this_has_room_on_a_phone(desk: Desk) -> None:
    page = await desk.sit(width=360, height=700)
    await send(page, "/mindset board")
    await expect(page.get_by_label("Date")).to_be_visible()
    await send(page, "/mindset find")
    await expect(page.get_by_role("dialog", name="Find").get_by_label("Search")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360


async def test_a_shortcut_is_within_reach_of_the_keyboard(page: Page) -> None:
    await page.get_by_role("textbox", name="Message #support").focus()
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Shortcuts")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Tell a story")).to_be_visible()
