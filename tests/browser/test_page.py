"""The playground's page: the conversation. Every test also ends (by its fixture) with no complaint of the
browser and no address asked that isn't the playground's own."""

import re

import pytest
from playwright.async_api import Page, expect

from bot.playground import StandIn, serve
from bot.service.clock import MovableClock
from tests.browser.conftest import Desk, composer, said, send

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_what_people_type_stays_words(page: Page) -> None:
    nasty = "<img src=x onerror=alert(1)> & <b>bold</b> &lt;i&gt; <javascript:alert(1)|x>"
    await send(page, nasty)
    await expect(said(page, "onerror").locator(".text")).to_have_text(nasty)
    await expect(page.locator("main").locator("img, b, i, script, a[href^='javascript']")).to_have_count(0)


async def test_a_bots_link_may_not_run_anything(desk: Desk, page: Page) -> None:
    await desk.slack.hands.say("bruno", "#support", "see")
    message = desk.slack.workspace.messages(desk.slack.workspace.find_channel("#support").id)[-1]
    message.text = (
        "see <javascript:alert(1)|this> <data:text/html,x|that> <https://example.com/?a=1&amp;b=2|there>"
    )
    desk.slack.workspace.changed()
    await expect(said(page, "see").get_by_role("link")).to_have_count(1)
    link = page.get_by_role("link", name="there")
    await expect(link).to_have_attribute("href", "https://example.com/?a=1&b=2")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(link).to_have_attribute("target", "_blank")


async def test_styles_look_as_typed(page: Page) -> None:
    await send(page, "*brave* _calm_ ~gone~ `code` *_both_* snake_case_name 2 * 3 * 4 :star2: :nosuch:")
    one = said(page, "snake_case_name")
    for tag, words in {"strong": "brave", "em": "calm", "del": "gone", "code": "code"}.items():
        await expect(one.locator(tag).first).to_have_text(words)
    await expect(one.locator("strong > em")).to_have_text("both")
    await expect(one).to_contain_text("snake_case_name 2 * 3 * 4 🌟 :nosuch:")


async def test_quotes_code_and_lists_keep_their_lines(page: Page) -> None:
    await send(page, "first\n> quoted\n> twice\n```\n*not bold*\n  kept\n```\nlast")
    one = said(page, "first")
    await expect(one.locator("blockquote")).to_have_text("quoted\ntwice")
    await expect(one.locator("pre")).to_have_text("*not bold*\n  kept")
    await expect(one.locator("strong")).to_have_count(0)


async def test_mentions_and_dates_are_for_the_one_who_reads(desk: Desk, page: Page) -> None:
    room = desk.slack.workspace.find_channel("#escalations").id
    message = await desk.slack.hands.say("bruno", "#support", "look")
    message.text = (
        f"look <@{desk.slack.workspace.find_user('carla').id}> <#{room}> <!date^1795510800^{{time}}|then>"
    )
    desk.slack.workspace.changed()
    await expect(said(page, "look")).to_contain_text("look @Carla Meyer #escalations 09:00")
    dora = await desk.sit("dora")
    await expect(said(dora, "look")).to_contain_text("look @Carla Meyer private channel 04:00")
    await expect(dora.get_by_text("escalations")).to_have_count(0)


async def test_commands_are_completed_by_keyboard(page: Page) -> None:
    field = composer(page)
    await field.press_sequentially("/mi")
    await expect(page.get_by_role("option", name="/mindset")).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_role("option", name="/mindset")).to_contain_text("[story | poll | stack | plan]")
    await field.press("Enter")
    await expect(field).to_have_value("/mindset ")
    await field.press("ArrowDown")
    await field.press("ArrowDown")
    await field.press("Tab")
    await expect(field).to_have_value("/mindset poll ")
    await field.press("Enter")
    await expect(said(page, "A quick poll")).to_be_visible()


async def test_people_and_channels_are_completed_and_escape_leaves_the_words(page: Page) -> None:
    field = composer(page)
    await field.press_sequentially("thanks @br")
    await field.press("Tab")
    await field.press_sequentially("in #ku")
    await field.press("Enter")
    await field.press_sequentially("and @")
    await field.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await expect(field).to_have_value("thanks @bruno in #kudos and @")
    await field.press("Enter")
    await expect(said(page, "thanks @Bruno Costa in #kudos and @")).to_be_visible()


async def test_words_that_did_not_arrive_come_back(desk: Desk, page: Page) -> None:
    desk.slack.delivery.link.limit = 0.5
    await send(page, "/silent but heard")
    await expect(
        page.get_by_role("alert").filter(has_text="didn't answer in time (operation_timeout)")
    ).to_be_visible()
    await expect(composer(page)).to_have_value("/silent but heard")


async def test_what_only_i_see_can_be_waved_away(desk: Desk, page: Page) -> None:
    await send(page, "/mindset hello")
    card = said(page, "You said hello.")
    await expect(card).to_contain_text("Only visible to you")
    bruno = await desk.sit("bruno")
    await expect(said(bruno, "You said")).to_have_count(0)
    await card.hover()
    await card.get_by_role("button", name="Dismiss").click()
    await expect(card).to_have_count(0)


async def test_reactions_are_toggled_and_tell_who(desk: Desk, page: Page) -> None:
    await desk.slack.hands.say("bruno", "#support", "I stayed on the line")
    one = said(page, "I stayed on the line")
    await one.hover()
    await one.get_by_role("button", name="React", exact=True).click()
    await expect(page.get_by_role("menuitem").first).to_have_accessible_name("glowing star, star2")
    await page.keyboard.press("Enter")
    chip = one.get_by_role("button", name="glowing star")
    await expect(chip).to_have_attribute("aria-pressed", "true")
    dora = await desk.sit("dora")
    await said(dora, "I stayed").get_by_role("button", name="glowing star").click()
    await expect(chip).to_have_accessible_name("glowing star, 2 people: you, Dora Okafor")
    await chip.click()
    await expect(chip).to_have_accessible_name("glowing star, 1 person: Dora Okafor")


async def test_a_thread_opens_beside_and_its_count_grows(desk: Desk, page: Page) -> None:
    await desk.slack.hands.say("bruno", "#support", "how did it go?")
    one = said(page, "how did it go?")
    await one.hover()
    await one.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    await thread.get_by_role("textbox", name="Reply in thread").fill("very well")
    await page.keyboard.press("Enter")
    await expect(thread.get_by_role("article").filter(has_text="very well")).to_be_visible()
    await expect(said(page, "very well")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()
    await one.get_by_role("link", name="1 reply").click()
    await expect(thread.get_by_role("article")).to_have_count(2)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
async def test_what_changes_under_a_press_takes_nothing_away(desk: Desk, page: Page, by: str) -> None:
    async with page.expect_event("websocket") as opening:
        await page.reload()
    line = await opening.value
    if by == "mouse":
        held = page.get_by_role("link", name="escalations")
        await held.hover()
        await page.mouse.down()
    else:
        held = page.get_by_role("button", name="Acting as Ana Duarte")
        await held.focus()
        await page.keyboard.down("Space")
    async with line.expect_event("framereceived", lambda frame: "while you press" in frame):
        desk.slack.workspace.find_user("ana").real_name = "Ana D."
        await desk.slack.hands.say("bruno", "#escalations", "while you press")
    if by == "mouse":
        await page.mouse.up()
        await expect(said(page, "while you press")).to_be_visible()
    else:
        await page.keyboard.up("Space")
        await expect(page.get_by_role("menuitemradio", name="Dora Okafor")).to_be_visible()


async def test_one_becomes_another_person(desk: Desk, page: Page) -> None:
    await desk.slack.hands.say("bruno", "#escalations", "only among us")
    await expect(page.get_by_role("link", name="escalations, 1 unread")).to_be_visible()
    await page.get_by_role("button", name="Acting as Ana Duarte").click()
    await page.get_by_role("menuitemradio", name="Dora Okafor").click()
    await expect(page.get_by_role("button", name="Acting as Dora Okafor, New York")).to_be_visible()
    await expect(page.get_by_role("link", name="escalations")).to_have_count(0)
    await send(page, "hello from New York")
    await expect(said(page, "hello from New York")).to_contain_text("Dora Okafor")
    await page.reload()
    await expect(page.get_by_role("button", name="Acting as Dora Okafor")).to_be_visible()


async def test_the_clock_moves_where_one_lives(desk: Desk, page: Page) -> None:
    clock = page.get_by_role("region", name="Clock")
    await clock.get_by_role("button", name="Next 09:00").click()
    await expect(clock).to_contain_text("09:00 Lisbon")
    await clock.get_by_role("button", name="+1 hour").click()
    await expect(clock).to_contain_text("10:00 Lisbon")
    await send(page, "so late already")
    await expect(said(page, "so late already").locator("time")).to_have_text("10:00")


async def test_news_disturb_nobody(desk: Desk, page: Page) -> None:
    await desk.slack.hands.say("bruno", "#support", "steady")
    steady = await said(page, "steady").element_handle()
    assert steady is not None
    await composer(page).press_sequentially("half a thou")
    bruno = await desk.sit("bruno")
    await send(bruno, "here is some news")
    await expect(said(page, "here is some news")).to_be_visible()
    await expect(page.locator("[aria-live=polite]", has_text="Bruno Costa: here is some news")).to_have_count(
        1
    )
    await expect(composer(page)).to_be_focused()
    await page.keyboard.type("ght")
    await expect(composer(page)).to_have_value("half a thought")
    assert await steady.evaluate("node => node.isConnected")


async def test_the_list_stays_where_one_reads(desk: Desk, page: Page) -> None:
    for number in range(40):
        await desk.slack.hands.say("bruno", "#support", f"line {number}")
    await expect(said(page, "line 39")).to_be_in_viewport()
    await said(page, re.compile(r"line 3$")).scroll_into_view_if_needed()
    await desk.slack.hands.say("carla", "#support", "the newest")
    newer = page.get_by_role("button", name="New messages")
    await expect(newer).to_be_visible()
    await expect(said(page, re.compile(r"line 3$"))).to_be_in_viewport()
    await newer.click()
    await expect(said(page, "the newest")).to_be_in_viewport()


async def test_an_answer_that_comes_as_the_composer_shrinks_again_is_in_sight(desk: Desk, page: Page) -> None:
    for number in range(40):
        await desk.slack.hands.say("bruno", "#support", f"line {number}")
    await expect(said(page, "line 39")).to_be_in_viewport()
    await composer(page).fill("a long command\n" * 5)
    await expect(said(page, "line 39")).to_be_in_viewport()
    # Between the frame in which the list has grown and the browser's word of it, in the next one.
    left = await page.evaluate(
        """async () => {
            const { messageList } = await import(document.querySelector("script[type=module]").src
                .replace(/[^/]*$/, "messages.js"))
            const { messages, store } = await import(document.querySelector("script[type=module]").src
                .replace(/[^/]*$/, "state.js"))
            const channel = document.querySelector(".messages").dataset.channel
            const all = messages(channel)
            const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
            const list = messageList("")
            const size = (height) => Object.assign(list.node.style, { position: "fixed", inset: 0, height })
            document.body.append(list.node)
            size("200px")
            list.draw(channel, all.slice(0, -9), "a list")
            await frame()
            await frame()
            size("400px")
            await frame()
            list.draw(channel, all, "a list")
            await frame()
            await frame()
            const box = list.node.querySelector(".messages")
            const left = box.scrollHeight - box.scrollTop - box.clientHeight
            list.node.remove()
            return left
        }"""
    )
    assert left < 2


async def test_a_link_to_a_message_leads_there(desk: Desk, page: Page) -> None:
    there = await desk.slack.hands.say("bruno", "#support", "the very one")
    await page.get_by_role("link", name="kudos").click()
    await expect(composer(page, "#kudos")).to_be_visible()
    await send(page, f"see {desk.slack.workspace.permalink(there)}", "#kudos")
    await said(page, "see").get_by_role("link").click()
    await expect(page.locator(f"[data-ts='{there.ts}']")).to_be_focused()
    await expect(composer(page)).to_be_visible()


async def test_one_mends_and_takes_back_ones_own_words(page: Page) -> None:
    await send(page, "teh words")
    one = said(page, "teh words")
    await one.hover()
    await one.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Edit message").click()
    await page.get_by_role("textbox", name="Edit message").fill("the words")
    await page.keyboard.press("Enter")
    mended = said(page, "the words")
    await expect(mended).to_contain_text("(edited)")
    await mended.hover()
    await mended.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(mended).to_have_count(0)


async def test_everything_is_within_reach_of_the_keyboard(desk: Desk, page: Page) -> None:
    await desk.slack.hands.say("bruno", "#support", "a kind word")
    await page.reload()
    await expect(said(page, "a kind word")).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the composer")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(composer(page)).to_be_focused()
    await page.get_by_role("log", name="Messages in #support").focus()
    await page.keyboard.press("ArrowUp")
    await expect(said(page, "a kind word")).to_be_focused()
    for name in ("React", "Reply in thread", "More actions"):
        await page.keyboard.press("Tab")
        await expect(said(page, "a kind word").get_by_role("button", name=name, exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Which mindset was this?")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Step 1").get_by_role("textbox")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(said(page, "a kind word").get_by_role("button", name="More actions")).to_be_focused()


async def test_a_newcomer_is_shown_what_to_try_once(desk: Desk) -> None:
    page = await desk.sit(new=True)
    tips = page.get_by_role("region", name="New here? Try these")
    await tips.get_by_role("button", name="/mindset poll").click()
    await expect(composer(page)).to_be_focused()
    await expect(composer(page)).to_have_value("/mindset poll ")
    await tips.get_by_role("button", name="Dismiss the tips").click()
    await page.reload()
    await expect(composer(page)).to_be_visible()
    await expect(tips).to_have_count(0)


async def test_on_a_phone_the_sidebar_is_a_drawer(desk: Desk) -> None:
    page = await desk.sit(width=320, height=640)
    await expect(page.get_by_role("navigation", name="Channels and people")).to_be_hidden()
    await page.get_by_role("button", name="Channels and people").click()
    # Wherever the focus has gone meanwhile.
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("navigation", name="Channels and people")).to_be_hidden()
    await page.get_by_role("button", name="Channels and people").click()
    await page.get_by_role("link", name="kudos").click()
    await expect(composer(page, "#kudos")).to_be_visible()
    await expect(page.get_by_role("navigation", name="Channels and people")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 320


async def test_a_lost_line_is_said_quietly_and_found_again(desk: Desk) -> None:
    first = StandIn(MovableClock(), town="quiet")
    async with serve(first) as url:
        lonely = Desk(first, url, desk.browser)
        page = await lonely.sit("bruno")
    lost = page.get_by_text("The playground isn't answering. Trying again…")
    await expect(lost).to_be_visible()
    await composer(page).fill("kept")
    async with serve(StandIn(MovableClock(), town="quiet"), port=int(url.rpartition(":")[2])):
        await expect(lost).to_be_hidden()
        await expect(page.get_by_role("button", name="Acting as Bruno Costa")).to_be_visible()
        await expect(composer(page)).to_have_value("kept")
        await page.context.close()
