"""The wall on a screen in the office: a real browser, the real bot, and people in Slack meanwhile."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, expect

from bot.features.stories.card import STORY_MENU
from bot.playground.entities import Message
from rituals import links, stories
from rituals.links import LinkKind
from rituals.stories import Kind, Telling
from tests.cast import ANA, KUDOS, scene
from tests.journeys.world import World, a_world

pytestmark = pytest.mark.asyncio(loop_scope="package")

Scheme = Literal["light", "dark"]
SECRET = "w" * 43
MOMENT = "I stayed on the line until her mother picked up."
LONG = "The price list was to go live on Monday, and the old one was still in the shop. " * 7
# In milliseconds. People who see a story that was taken down wonder; the page has to be quicker, even on a
# busy machine.
SECONDS = 20_000
# In pixels on a screen of 1920 by 1080: from three metres, nothing smaller can be read.
SMALLEST, SMALLEST_WORDS = 32, 34


@dataclass
class Office:
    """A screen on the wall, and the bot behind it."""

    world: World
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.world.bot.house.public_url}/wall/{SECRET}"

    async def screen(
        self, scheme: str = "light", width: int = 1920, height: int = 1080, query: str = ""
    ) -> Page:
        """Somebody opens the link on the screen."""
        window = await self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = await window.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        await page.goto(self.address + query)
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    async def tell(self, text: str, request: str = "form-1", **more: Any) -> Message:
        """Ana tells a story; its card in #kudos."""
        house, now = self.world.bot.house, self.world.clock.now()
        await house.act(stories.tell, scene(ANA, now), Telling(text, **more), request=request)
        await self.world.beat()
        return self.world.posts("#kudos")[-1]

    async def takes_down(self, card: Message) -> None:
        """Ana takes her story down, in the card's menu."""
        [story] = re.findall(r"down:(\d+)", str(card.blocks))
        await self.world.chooses("ana", card, f"down:{story}", STORY_MENU)
        await self.world.sends("ana")
        await self.world.beat()


@pytest_asyncio.fixture(loop_scope="package")
async def office(browser: Browser, sqlite_url: str) -> AsyncIterator[Office]:
    async with a_world(sqlite_url) as world:
        world.bot.pages.lasts = 1
        await world.bot.house.act(stories.set_feed, scene(ANA), KUDOS)
        await world.bot.house.act(links.make, scene(ANA), LinkKind.WALL, SECRET)
        office = Office(world, browser)
        yield office
        for window in browser.contexts:
            await window.close()
    assert office.complaints == []
    assert [url for url in office.asked if not url.startswith(world.bot.house.public_url)] == []


def shown(page: Page) -> Locator:
    return page.locator("article.on")


async def test_a_story_appears_by_itself_and_goes_when_it_is_taken_down(office: Office) -> None:
    page = await office.screen()
    await expect(page.get_by_text("No stories yet.")).to_be_visible()
    await page.evaluate("window.notReloaded = true")
    card = await office.tell(MOMENT)
    await expect(shown(page)).to_contain_text(MOMENT, timeout=SECONDS)
    await expect(shown(page)).to_be_visible()
    await office.takes_down(card)
    await expect(page.get_by_text(MOMENT)).to_have_count(0, timeout=SECONDS)
    assert await page.evaluate("window.notReloaded") is True
    assert MOMENT not in await page.content()


async def test_what_is_new_comes_first_and_the_others_take_turns(office: Office) -> None:
    await office.tell(MOMENT)
    page = await office.screen()
    await expect(shown(page)).to_contain_text(MOMENT)
    await office.tell("A second one, told a little later.", request="form-2")
    await expect(shown(page)).to_contain_text("A second one", timeout=SECONDS)
    await expect(page.locator("#dots li")).to_have_count(2)
    await expect(page.locator("article:visible")).to_have_count(1)


async def test_everything_can_be_read_from_three_metres(office: Office) -> None:
    await office.tell(
        "Short and sweet, said Maureen, and hung up.", taught="To be brief.", thanked="We were."
    )
    await office.tell(LONG, request="form-2", kind=Kind.PROACTIVE_SAVE)
    page = await office.screen()
    sizes = await page.evaluate(
        """() => [...document.querySelectorAll("h1, article *")]
            .filter((each) => [...each.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
            .map((each) => [each.textContent, parseFloat(getComputedStyle(each).fontSize)])"""
    )
    assert {text: size for text, size in sizes if size < SMALLEST} == {}
    for words in await page.locator(".words").all():
        assert await words.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= SMALLEST_WORDS
    for story in await page.locator("article").all():
        assert await story.evaluate("each => each.scrollHeight <= each.clientHeight")


@pytest.mark.parametrize(
    ("scheme", "query", "dark"),
    [
        pytest.param("light", "", False, marks=pytest.mark.long),
        ("dark", "", True),
        pytest.param("light", "?theme=dark", True, marks=pytest.mark.long),
        ("dark", "?theme=light", False),
    ],
)
async def test_it_is_light_or_dark_as_the_screen_or_the_link_says(
    office: Office, scheme: Scheme, query: str, dark: bool
) -> None:
    await office.tell(MOMENT)
    page = await office.screen(scheme, query=query)
    paper, ink = [await colour(page, name) for name in ("backgroundColor", "color")]
    assert (sum(paper) < 150, sum(ink) > 600) == (dark, dark)
    # Web Content Accessibility Guidelines, AAA.
    assert contrast(paper, ink) >= 7


async def colour(page: Page, name: str) -> list[int]:
    read = f"getComputedStyle(document.body).{name}.match(/\\d+/g).map(Number)"
    found: list[int] = await page.evaluate(read)
    return found


def contrast(one: list[int], other: list[int]) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def brightness(colour: list[int]) -> float:
    parts = [each / 255 for each in colour]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_what_cannot_be_asked_about_is_not_shown_any_more(office: Office) -> None:
    await office.tell(MOMENT)
    page = await office.screen()
    await expect(shown(page)).to_be_visible()
    await page.route("**/stories", lambda route: route.abort())
    await expect(page.get_by_text("Back in a moment.")).to_be_visible(timeout=SECONDS)
    await expect(page.get_by_text(MOMENT)).to_be_hidden()
    await page.unroute("**/stories")
    await expect(shown(page)).to_be_visible(timeout=SECONDS)
    office.complaints.clear()


async def test_a_revoked_link_leaves_an_empty_wall(office: Office) -> None:
    await office.tell(MOMENT)
    page = await office.screen()
    await expect(shown(page)).to_be_visible()
    await office.world.bot.house.act(links.revoke, scene(ANA), LinkKind.WALL)
    await expect(page.get_by_text("This link has ended.")).to_be_visible(timeout=SECONDS)
    assert MOMENT not in await page.content()
    # The browser's own word on a 404.
    assert {each[:40] for each in office.complaints} == {"Failed to load resource: the server resp"}
    office.complaints.clear()


async def test_what_people_type_runs_nothing_on_the_wall(office: Office) -> None:
    page = await office.screen()
    await page.evaluate("window.ran = 0")
    await office.tell(
        "<img src=x onerror='window.ran=1'> <script>window.ran=1</script> *that was it* for today"
    )
    await expect(shown(page)).to_contain_text("<img src=x onerror='window.ran=1'>", timeout=SECONDS)
    await expect(shown(page).locator("strong")).to_have_text("that was it")
    assert await page.evaluate("window.ran") == 0
