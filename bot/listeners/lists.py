"""The list of rituals that somebody has before them: in a private message, or in App Home."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import handles as blocks
from bot.blocks.kit import Message, View
from bot.house import House
from bot.listeners.answers import replace, saved_already
from bot.listeners.home import publish
from bot.listeners.permission import as_seen
from rituals import schedules
from rituals.ids import PollId, ScheduleId
from rituals.scene import Scene

HOME = "home"


async def listed(slack: AsyncWebClient, house: House, scene: Scene) -> Message:
    """The private list of all rituals, with their handles."""
    rituals = await as_seen(slack, scene, await house.quietly(schedules.rituals, scene))
    return blocks.list_card(rituals, house.catalog)


def memory(body: dict[str, Any], ritual: ScheduleId | None = None, poll: PollId | None = None) -> str:
    """What a form remembers: the ritual that it is about, or the poll that it repeats, and the list from
    which it was opened.
    """
    return f"{ritual or ''}|{poll or ''}|{where(body) if poll is None else ''}"


def where(body: dict[str, Any]) -> str:
    """The list whose button was pressed; empty if it was no list."""
    at_home = (body.get("view") or {}).get("type") == HOME
    return HOME if at_home else str(body.get("response_url") or "")


def remembered(view: View) -> tuple[ScheduleId | None, str]:
    """The ritual and the list that `memory` wrote down."""
    ritual, _, shown = str(view["private_metadata"]).split("|", 2)
    return (ScheduleId(int(ritual)) if ritual else None), shown


def repeated(view: View) -> PollId | None:
    """The poll that is to be repeated, as `memory` wrote it down."""
    poll = str(view["private_metadata"]).split("|", 2)[1]
    return PollId(int(poll)) if poll else None


async def show_again(slack: AsyncWebClient, house: House, scene: Scene, shown: str) -> None:
    """Bring the list up to date, after what was asked for is saved."""
    with saved_already():
        if shown == HOME:
            await publish(slack, house, scene)
        elif shown:
            await replace(AsyncRespond(response_url=shown), await listed(slack, house, scene))
