"""A real browser on the playground's page, with the real stand-in and a small bot of our own behind it."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, Request, async_playwright, expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.app.run import assembled, listening
from bot.app.run import working as at_work
from bot.playground import StandIn, serve, triggers
from bot.playground.opening import play_opening
from bot.service import manifest
from bot.service.clock import MovableClock
from tests.browser.small_bot import MANIFEST, small_bot
from tests.databases import ENGINES
from tests.journeys.world import settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MONDAY_AFTERNOON = datetime(2026, 11, 23, 15, tzinfo=ZoneInfo("Europe/Lisbon"))
# In milliseconds; nothing takes so long but what never comes, however busy the machine.
PATIENCE = 30_000
# In seconds. Slack waits for three, which are too few for a busy machine.
SLACK_WAITS = 60
expect.set_options(timeout=PATIENCE)


@dataclass
class Desk:
    """One stand-in with its page, and what the browser complained of or asked for."""

    slack: StandIn
    url: str
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def sit(self, who: str = "ana", width: int = 1280, height: int = 800, new: bool = False) -> Page:
        """Open the page as a person; `new` leaves the card for newcomers where it is."""
        # One window for each person: the acting person and the dismissal live in the session.
        window = await self.browser.new_context(viewport={"width": width, "height": height})
        page = await window.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note)
        if not new:
            await page.add_init_script("sessionStorage.setItem('playground.welcomed', 'yes')")
        await page.goto(f"{self.url}/?as={who}")
        await expect(composer(page)).to_be_visible()
        return page

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def strangers(self) -> list[str]:
        """Addresses asked for that aren't the playground's own."""
        own = re.sub("^http", "(http|ws)", re.escape(self.url))
        return [url for url in self.asked if not re.match(own + "/", url)]


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """The system's own Chromium, started once."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("No Chromium on the PATH: install one (Debian: apt-get install chromium).")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        await chromium.close()


@asynccontextmanager
async def working(slack: StandIn, url: str) -> AsyncIterator[None]:
    """The small bot, connected over Socket Mode."""
    app = small_bot(slack.bot_token, url)
    handler = AsyncSocketModeHandler(app, slack.app_token, web_client=app.client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected()
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture(autouse=True)
def patient_triggers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A trigger lasts for three seconds in Slack, and as long as it takes here."""
    monkeypatch.setattr(triggers, "LASTS", timedelta(seconds=SLACK_WAITS))


@pytest_asyncio.fixture(loop_scope="package")
async def desk(browser: Browser) -> AsyncIterator[Desk]:
    """A quiet workspace with the small bot; at the end nothing was complained of and nothing left."""
    slack = StandIn(MovableClock(), town="quiet", rate_limits=False, ack_limit=SLACK_WAITS)
    slack.configure(MANIFEST)
    async with serve(slack) as url, working(slack, url):
        seat = Desk(slack, url, browser)
        yield seat
        for window in browser.contexts:
            await window.close()
    assert seat.complaints == []
    assert seat.strangers() == []


@pytest_asyncio.fixture(loop_scope="package")
async def town(browser: Browser, sqlite_url: str) -> AsyncIterator[Desk]:
    """The playground as `make run` starts it."""
    async with a_town(browser, sqlite_url) as seat:
        yield seat


@asynccontextmanager
async def a_town(browser: Browser, sqlite_url: str) -> AsyncIterator[Desk]:
    """The seeded town with the bot in it; at the end nothing was complained of and nothing left."""
    slack = StandIn(MovableClock(MONDAY_AFTERNOON), ack_limit=SLACK_WAITS)
    slack.configure(manifest.manifest())
    async with serve(slack) as url:
        config = settings(slack, url, sqlite_url)
        async with (
            assembled(config, slack.clock, connected=ENGINES.to) as bot,
            at_work(bot),
            listening(bot, config),
        ):
            await slack.connected()
            # An answer that comes late is another test's.
            directory = bot.door.parser.directory
            bot.door.patience = directory.patience = directory.form_patience = SLACK_WAITS
            await play_opening(slack)
            seat = Desk(slack, url, browser)
            yield seat
            for window in browser.contexts:
                await window.close()
    assert seat.complaints == []
    assert seat.strangers() == []


@pytest_asyncio.fixture(loop_scope="package")
async def page(desk: Desk) -> Page:
    """The page, as Ana sees it in #support."""
    return await desk.sit()


def composer(page: Page, place: str = "#support") -> Locator:
    return page.get_by_role("textbox", name=f"Message {place}")


def said(page: Page, words: str | re.Pattern[str]) -> Locator:
    """The messages of the open conversation that hold these words."""
    return page.get_by_role("main").get_by_role("article").filter(has_text=words)


async def send(page: Page, line: str, place: str = "#support") -> None:
    await composer(page, place).fill(line)
    await composer(page, place).press("Enter")


async def visit(page: Page, channel: str) -> None:
    await page.get_by_role("link", name=re.compile(channel)).first.click()
    await expect(composer(page, f"#{channel}")).to_be_visible()


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).last.click()
