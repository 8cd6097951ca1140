"""The list of rituals that somebody has before them: in a private message, or in App Home."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from bot.features.rights import as_seen, ritual_seen
from bot.features.schedules import list_card
from bot.features.schedules.form import FormMemory
from bot.slack.block_kit import Message
from bot.slack.home import HomePage, Spot
from bot.slack.refusals import OVERTAKEN, code_of
from bot.slack.requests import HOME, OpenView, Press, Request
from bot.slack.telling import replace_by
from rituals import schedules
from rituals.errors import Gone
from rituals.ids import PollId, ScheduleId

# What a form remembers of the panel with one ritual's handles, from which it was opened.
PANEL = "panel:"


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
    if press.view is None:
        return press.response_url
    return HOME if press.at_home else f"{PANEL}{press.view.id}:{press.value}"


def remembered(form: OpenView) -> tuple[ScheduleId | None, str]:
    """The ritual and the list that `memory` wrote down."""
    ritual, _, shown = _about(form).split("|", 2)
    return (ScheduleId(int(ritual)) if ritual else None), shown


def repeated(form: OpenView) -> PollId | None:
    """The poll that is to be repeated, as `poll_memory` wrote it down."""
    poll = _about(form).split("|", 2)[1]
    return PollId(int(poll)) if poll else None


def _about(form: OpenView) -> str:
    return FormMemory.read(form.memory).about


async def show_again(request: Request, shown: str) -> None:
    """Bring the list up to date, after what was asked for is saved."""
    if shown == HOME:
        await request.show_home(Spot(HomePage.RITUALS))
    elif shown.startswith(PANEL):
        await _redraw_panel(request, *shown.removeprefix(PANEL).split(":"))
        await request.show_home(Spot(HomePage.RITUALS))
    elif shown:
        await replace_by(request, shown, await listed(request))


async def _redraw_panel(request: Request, view_id: str, known: str) -> None:
    try:
        panel = list_card.manage_panel(await ritual_seen(request, ScheduleId(int(known))), request.catalog)
    except Gone:
        panel = list_card.removed_note()
    try:
        await request.slack.views_update(view_id=view_id, view=panel)
    except SlackApiError as error:
        # Somebody who has closed it by now still has the list before them.
        if code_of(error) not in OVERTAKEN:
            raise
