"""App Home: brought up to date whenever somebody opens it."""

from __future__ import annotations

from bot.features.home.publishing import publish
from bot.slack.requests import Event


async def opened(event: Event) -> None:
    """Somebody opened the app. Its stories and rituals are for those who work here."""
    person = await event.directory.person(event.workspace, event.person)
    if person is None or not person.outsider:
        await publish(event)


async def is_home(event: Event) -> bool:
    """The event comes for the messages tab too."""
    return event.fact("tab") == "home"


def by_person(event: Event) -> str:
    """However often somebody opens it meanwhile, it's published once."""
    return f"home:{event.person}"
