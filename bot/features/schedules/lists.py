"""The list of rituals that somebody has before them: in a private message, or in App Home."""

from __future__ import annotations

from bot.features.rights import as_seen
from bot.features.schedules import list_card
from bot.slack.block_kit import Message
from bot.slack.requests import HOME, OpenView, Press, Request
from bot.slack.telling import replace_by
from rituals import schedules
from rituals.ids import PollId, ScheduleId


async def listed(request: Request) -> Message:
    """The private list of all rituals, with their handles."""
    rituals = await as_seen(request, await request.look(schedules.rituals))
    return list_card.list_card(rituals, request.catalog)


def memory(press: Press, ritual: ScheduleId | None = None) -> str:
    """What a form remembers: the ritual that it is about, and the list from which it was opened."""
    return f"{ritual or ''}||{where(press)}"


def poll_memory(poll: PollId) -> str:
    """What a form remembers that repeats a poll."""
    return f"|{poll}|"


def where(press: Press) -> str:
    """The list whose button was pressed; empty if it was no list."""
    return HOME if press.at_home else press.response_url


def remembered(form: OpenView) -> tuple[ScheduleId | None, str]:
    """The ritual and the list that `memory` wrote down."""
    ritual, _, shown = form.memory.split("|", 2)
    return (ScheduleId(int(ritual)) if ritual else None), shown


def repeated(form: OpenView) -> PollId | None:
    """The poll that is to be repeated, as `poll_memory` wrote it down."""
    poll = form.memory.split("|", 2)[1]
    return PollId(int(poll)) if poll else None


async def show_again(request: Request, shown: str) -> None:
    """Bring the list up to date, after what was asked for is saved."""
    if shown == HOME:
        await request.show_home()
    elif shown:
        await replace_by(request, shown, await listed(request))
