"""For those who use the page by keyboard, or hear it: where the focus goes, and what things are called."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, composer, press, said, send

pytestmark = pytest.mark.asyncio(loop_scope="package")

# Everything with a name of its own and words to be seen in it, of which some aren't in the name.
UNHEARD = """() => {
  const bare = (text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, "")
  return [...document.querySelectorAll("[aria-label]:is(a, button)")]
    .filter((one) => one.checkVisibility() && !bare(one.ariaLabel).includes(bare(one.innerText)))
    .map((one) => `${one.ariaLabel}: ${one.innerText}`)
}"""
# How well the letters of each avatar stand out from its colour, by the definition of WCAG 2.
CONTRASTS = """() => {
  const bright = (color) => {
    const parts = color.match(/[\\d.]+/g).slice(0, 3).map((x) => x / 255)
    const [r, g, b] = parts.map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  return [...document.querySelectorAll(".avatar")].filter((one) => one.checkVisibility()).map((one) => {
    const style = getComputedStyle(one)
    const [dark, light] = [bright(style.color), bright(style.backgroundColor)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  })
}"""
# Words outside all landmarks.
HOMELESS = """() => [...document.body.children]
  .filter((one) => one.innerText?.trim() && one.checkVisibility())
  .filter((one) => !one.matches("header, nav, main, aside, dialog"))
  .filter((one) => !one.matches("a[href^='#'], [role=status], [aria-live]"))
  .map((one) => one.outerHTML)
"""


async def test_after_unfolding_a_form_one_goes_on_at_the_first_new_question(town: Desk) -> None:
    page = await town.sit()
    await send(page, "/mindset story")
    await page.get_by_role("button", name="More details").press("Enter")
    await expect(page.get_by_label("How did we thank them?")).to_be_focused()
    await page.keyboard.press("Escape")
    await send(page, "/mindset poll")
    await page.get_by_role("button", name="More choices").press("Enter")
    await expect(page.get_by_label("When do the bars show?")).to_be_focused()


async def test_a_form_that_becomes_a_note_leaves_the_focus_in_the_window(town: Desk) -> None:
    page = await town.sit("carla")
    await send(page, "/mindset forget me")
    form = page.get_by_role("dialog")
    await form.locator("button[type=submit]").press("Enter")
    await expect(form.locator("button[type=submit]")).to_be_hidden()
    await expect(form.get_by_role("button", name="Close", exact=True)).to_be_focused()


async def test_a_button_that_goes_with_its_press_leaves_the_focus_on_the_message(page: Page) -> None:
    await send(page, "/mindset poll")
    await page.get_by_role("button", name="End it").press("Enter")
    await page.get_by_role("button", name="Do it").press("Enter")
    await expect(said(page, "It is over.")).to_be_focused()


async def test_a_choice_that_redraws_its_form_keeps_the_focus(page: Page) -> None:
    await send(page, "/mindset story")
    await page.get_by_label("Kind").focus()
    await page.get_by_label("Kind").select_option("Great")
    await expect(page.get_by_text("A great one, then.")).to_be_visible()
    await expect(page.get_by_label("Kind")).to_be_focused()


@pytest.mark.parametrize("color", ["dark", pytest.param("light", marks=pytest.mark.long)])
async def test_every_screen_has_names_contrast_and_places(town: Desk, color: str) -> None:
    page = await town.sit(new=True)
    await page.emulate_media(color_scheme="dark" if color == "dark" else "light")
    for screen in ("support", "kudos", "Bruno Costa", "Headfirst", "Home"):
        await page.get_by_role("link", name=screen).first.click()
        await expect(page.get_by_role("link", name=screen).first).to_have_attribute("aria-current", "page")
        assert await page.evaluate(UNHEARD) == [], screen
        assert await page.evaluate(HOMELESS) == [], screen
        contrasts = await page.evaluate(CONTRASTS)
        assert contrasts and min(contrasts) >= 4.5, screen


async def test_menus_and_pickers_lie_in_a_place_of_their_own(page: Page, desk: Desk) -> None:
    await desk.slack.hands.say("bruno", "#support", "I stayed on the line")
    one = said(page, "I stayed on the line")
    for name, layer in (("React", "Pick a reaction"), ("More actions", "More actions")):
        await one.hover()
        await press(page, name)
        places = page.get_by_role("region", name="Menus")
        await expect(places.get_by_role("menu", name=layer)).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(places).to_have_count(0)


@pytest.mark.parametrize("width", [pytest.param(390, marks=pytest.mark.long), 1280])
async def test_the_page_has_one_heading_above_all_others(desk: Desk, width: int) -> None:
    page = await desk.sit(width=width)
    await expect(page.get_by_role("heading", level=1)).to_have_count(1)


async def test_the_skip_link_leads_somewhere(page: Page) -> None:
    skip = page.get_by_role("link", name="Skip to the composer")
    target = await skip.get_attribute("href")
    assert target is not None
    await expect(page.get_by_role("main")).to_have_id(target.removeprefix("#"))
    await skip.press("Enter")
    await expect(composer(page)).to_be_focused()


async def test_reactions_are_called_what_one_would_say(desk: Desk, page: Page) -> None:
    message = await desk.slack.hands.say("bruno", "#support", "I stayed on the line")
    for who in ("ana", "bruno", "carla"):
        await desk.slack.hands.react(who, message, "heart")
    await desk.slack.hands.react("dora", message, "+1::skin-tone-3")
    await desk.slack.hands.react("dora", message, "raised_hands")
    one = said(page, "I stayed on the line")
    chips = one.locator(".reaction")
    await expect(chips.nth(0)).to_have_accessible_name("heart, 3 people: you, Bruno Costa, Carla Meyer")
    await expect(chips.nth(1)).to_have_accessible_name("thumbs up, 1 person: Dora Okafor")
    await expect(chips.nth(2)).to_have_accessible_name("raised hands, 1 person: Dora Okafor")
    await one.hover()
    await press(page, "React")
    await expect(page.get_by_role("menuitem").first).to_have_accessible_name("glowing star, star2")
