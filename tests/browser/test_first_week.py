"""A first week, by the page alone: an admin and three of the team, nobody types a command."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from bot.service.clock import MovableClock
from tests.browser.conftest import Desk, said
from tests.browser.test_first_day import goes_to

# In milliseconds: a busy machine is slow, and no promise is about that here.
PATIENCE = 60_000
pytestmark = pytest.mark.asyncio(loop_scope="package")


@dataclass
class Hand:
    """One person at their own window, and how often they pressed, picked or sent something."""

    page: Page
    presses: int = 0

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog").last

    async def goes_to(self, place: str) -> None:
        self.presses += 1
        await goes_to(self.page, place)

    async def presses_on(self, name: str, within: Locator | None = None) -> None:
        self.presses += 1
        await (within or self.page).get_by_role("button", name=name, exact=True).last.click()

    async def picks(self, label: str, choice: str) -> None:
        self.presses += 1
        await self.form.get_by_label(label).select_option(label=choice)

    async def ticks(self, label: str) -> None:
        self.presses += 1
        await self.form.get_by_label(label).check()

    async def writes(self, label: str, words: str) -> None:
        await self.form.get_by_label(label).fill(words)

    async def sees_no_form(self) -> None:
        await expect(self.page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)

    async def closes(self) -> None:
        self.presses += 1
        await self.page.keyboard.press("Escape")
        await self.sees_no_form()


async def test_a_first_week_without_a_command(town: Desk) -> None:
    ana, bruno, carla, dora = [Hand(await town.sit(who)) for who in ("ana", "bruno", "carla", "dora")]
    for hand in (ana, bruno, carla, dora):
        hand.page.set_default_timeout(PATIENCE)

    # Set up, and the first one posted.
    await ana.goes_to("Headfirst")
    await ana.presses_on("Set up in a minute")
    await ana.picks("Where should I ask?", "#support")
    await ana.ticks("Post the first one now")
    await ana.presses_on("Start")
    await expect(ana.form).to_contain_text("The first one is on its way to #support", timeout=PATIENCE)
    await ana.closes()
    assert ana.presses <= 6

    # Three of the team answer.
    for hand, line in ((bruno, "The one with the moustache."), (carla, "Coffee."), (dora, "Ask her first.")):
        hand.presses = 0
        await hand.goes_to("support")
        await hand.presses_on("Answer", hand.main)
        await hand.writes("Your answer", line)
        await hand.presses_on("Answer", hand.form)
        await hand.sees_no_form()
        assert hand.presses <= 3
    await expect(said(bruno.page, "3 answers")).to_have_count(1, timeout=PATIENCE)

    # A story, told from Home.
    bruno.presses = 0
    await bruno.goes_to("Headfirst")
    await bruno.presses_on("Share a story", bruno.main)
    await bruno.writes("What happened?", "A florist taught me how to say no to a bride.")
    await bruno.presses_on("Share", bruno.form)
    await expect(bruno.form).to_contain_text("on its way to #kudos", timeout=PATIENCE)
    await bruno.closes()
    assert bruno.presses <= 4
    await ana.goes_to("kudos")
    await expect(said(ana.page, "A florist taught me")).to_have_count(1, timeout=PATIENCE)

    # A nomination: a star on what somebody wrote.
    message = said(dora.page, "A bakery in Kreuzberg")
    await message.hover()
    await message.get_by_role("button", name="React", exact=True).click()
    await dora.page.get_by_role("menuitem", name=re.compile("star2")).click()
    await expect(said(ana.page, "A bakery in Kreuzberg")).to_contain_text(
        "nominated by @Dora Okafor", timeout=PATIENCE
    )

    # A poll, from Home; its result after the close.
    dora.presses = 0
    await dora.goes_to("Headfirst")
    await dora.presses_on("Start a poll", dora.main)
    await dora.picks("Channel", "#support")
    await dora.presses_on("Start", dora.form)
    await expect(dora.form).to_contain_text("on its way", timeout=PATIENCE)
    await dora.closes()
    assert dora.presses <= 5
    for hand in (ana, bruno, carla):
        await hand.goes_to("support")
        poll = said(hand.page, "Quick poll").last
        await poll.get_by_role("button").first.click()
        await expect(said(hand.page, "Your vote")).to_have_count(1, timeout=PATIENCE)

    # A look-ahead, and a save that is done.
    await new_ritual(ana, "Look-ahead")
    await bruno.goes_to("support")
    await bruno.presses_on("Plan a save", bruno.main)
    await bruno.writes("What could disappoint a customer next week?", "The export is late on Friday.")
    await bruno.writes("What can we do today?", "Write to them first.")
    await bruno.presses_on("Plan it", bruno.form)
    await bruno.sees_no_form()
    await bruno.goes_to("Headfirst")
    await expect(bruno.main).to_contain_text("The export is late on Friday.", timeout=PATIENCE)

    # The week's digest has it all.
    assert isinstance(town.slack.clock, MovableClock)
    town.slack.clock.advance(timedelta(days=1))
    await new_ritual(ana, "Digest")
    await ana.goes_to("support")
    digest = said(ana.page, "A florist taught me").last
    await expect(digest).to_be_visible()


async def new_ritual(hand: Hand, kind: str) -> None:
    """A new ritual in #support, posted at once."""
    await hand.goes_to("Headfirst")
    await hand.presses_on("Rituals", hand.main)
    await expect(hand.main.get_by_role("button", name="Days off")).to_be_visible(timeout=PATIENCE)
    await hand.presses_on("New ritual", hand.main)
    await expect(hand.form.get_by_label("What to post")).to_be_visible(timeout=PATIENCE)
    option = hand.form.get_by_label("What to post").get_by_role("option", name=re.compile(kind))
    await hand.form.get_by_label("What to post").select_option(value=await option.get_attribute("value"))
    await hand.form.get_by_label("Channel").select_option(label="#support")
    await hand.presses_on("Start", hand.form)
    await expect(hand.form.get_by_label("What to post")).to_have_count(0, timeout=PATIENCE)
    await hand.closes()
    row = (
        hand.main.locator("div")
        .filter(has_text=kind)
        .filter(has=hand.page.get_by_role("button", name="Manage"))
    )
    await hand.presses_on("Manage", row.last)
    await expect(hand.form).to_contain_text(kind, timeout=PATIENCE)
    await hand.presses_on("Post now", hand.form)
    await hand.closes()
