"""App Home: brought up to date whenever somebody opens it, and turned from page to page."""

from __future__ import annotations

from bot.features.home.pages import PAGE
from bot.slack.home import HomePage, Spot, read_spot
from bot.slack.replies import Replies
from bot.slack.requests import Event, Press


async def opened(event: Event) -> None:
    """Somebody opened the app. Its stories and rituals are for those who work here."""
    person = await event.directory.person(event.workspace, event.person)
    if person is None or not person.outsider:
        await event.show_home()


async def is_home(event: Event) -> bool:
    """The event comes for the messages tab too."""
    return event.tab == "home"


def by_person(event: Event) -> str:
    """However often somebody opens it meanwhile, it's published once."""
    return f"home:{event.person}"


async def turned(press: Press) -> Replies:
    """A page was chosen."""
    press.then(press.show_home, Spot(HomePage(press.after(PAGE))))
    return None


async def chose_whose(press: Press) -> Replies:
    """*All*, *Mine* or *Thanks to me* above the stories."""
    press.then(press.show_home, read_spot(press.value).but(page=HomePage.STORIES))
    return None


async def turned_rituals(press: Press) -> Replies:
    """*More rituals*, or *First ones*."""
    press.then(press.show_home, Spot(HomePage.RITUALS, skip=press.number))
    return None
