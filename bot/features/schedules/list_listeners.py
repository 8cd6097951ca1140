"""The handles of rituals: the buttons of the list, and the small forms behind its menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.features.channels import problem_with
from bot.features.rights import as_seen, check_may_handle, ritual_seen
from bot.features.schedules import list_card
from bot.features.schedules.form_listeners import change_form
from bot.features.schedules.lists import memory, remembered, show_again, where
from bot.features.schedules.previews import preview
from bot.features.schedules.wording import set_up_answer
from bot.service.secrets import fresh_key
from bot.slack.block_kit import View
from bot.slack.replies import Redraw, Refuse, Replies, Show, say
from bot.slack.requests import Press, Request, Submission
from bot.slack.sentences import TOO_LATE_TO_UNDO, sentence
from rituals import agenda, experiments, schedules
from rituals.catalog import Catalog
from rituals.errors import AlreadyPast, NotAPerson, NotInChannel, Overtakes, Shut
from rituals.ids import PersonId, ScheduleId
from rituals.scene import UTC_ZONE, zone_named
from rituals.schedules import Ritual


async def handled(press: Press) -> Replies:
    """*Pause*, *Resume*, *Skip next*, *Preview*, *Post now*, or an entry of the menu beside them."""
    handle, ritual = _pressed(press)
    if handle not in LOOKS:
        # Before a form opens: nobody should fill one in for nothing.
        await check_may_handle(press, ritual)
    if handle in ("reroll", "redraw"):
        return await _draw_another(press, ritual, again=handle == "redraw")
    if handle in FORMS:
        return Show(await FORMS[handle](press, ritual))
    try:
        await CHANGES[handle](press, ritual)
    except AlreadyPast:
        return say(TOO_LATE_TO_UNDO)
    press.then(show_again, press, where(press))
    return None


async def _draw_another(press: Press, known: ScheduleId, *, again: bool) -> Replies:
    """*Draw another*, in the list, or `again` in the preview: the preview of what comes instead."""
    ritual = await press.look(schedules.ritual, known)
    on = ritual.next_on or press.scene.today(zone_named(ritual.wishes.zone) or UTC_ZONE)
    drawn = await press.act(experiments.draw_another, press.catalog, ritual, on)
    shown = list_card.preview_panel(drawn, await preview(press, drawn))
    if again:
        return Redraw(shown)
    press.then(show_again, press, where(press))
    return Show(shown)


def _pressed(press: Press) -> tuple[str, ScheduleId]:
    return press.after(list_card.HANDLE).removeprefix(list_card.MORE), ScheduleId(press.number)


async def answered(sent: Submission) -> Replies:
    """One of the small forms behind the menu was sent."""
    ask = sent.after(list_card.ASKED)
    known, shown = remembered(sent.form)
    assert known is not None
    await check_may_handle(sent, known)
    try:
        done = await ANSWERS[ask](sent, known)
    except (AlreadyPast, Overtakes, NotAPerson) as error:
        return Refuse({FIELDS[ask]: sentence(error)})
    sent.then(show_again, sent, shown)
    return Show(done)


async def resumed(press: Press) -> Replies:
    """*Resume* in the private note about a ritual that had paused itself.

    The note may be old: whoever it went to may have left the channel since, or handed the ritual over.
    """
    await check_may_handle(press, ScheduleId(press.number))
    await _resume(press, ScheduleId(press.number))
    return None


async def _pause(press: Press, ritual: ScheduleId) -> None:
    await press.act(schedules.pause, ritual)


async def _resume(press: Press, known: ScheduleId) -> None:
    ritual = await press.look(schedules.ritual, known)
    if await problem_with(press, ritual.channel):
        # It would only pause itself again.
        raise Shut
    await press.act(schedules.resume, known)


async def _skip(press: Press, ritual: ScheduleId) -> None:
    await press.act(schedules.skip_next, ritual)


async def _unskip(press: Press, ritual: ScheduleId) -> None:
    await press.act(schedules.unskip, ritual)


async def _post(press: Press, ritual: ScheduleId) -> None:
    await press.act(agenda.post_now, press.catalog, ritual, fresh_key())


async def _manage(press: Press, ritual: ScheduleId) -> View:
    return list_card.manage_panel(await ritual_seen(press, ritual), press.catalog)


async def _preview(press: Press, known: ScheduleId) -> View:
    ritual = await ritual_seen(press, known)
    if ritual.veiled:
        raise NotInChannel
    return list_card.preview_panel(ritual, await preview(press, ritual))


def _asks(form: Callable[[Ritual, Catalog, str], View]) -> Callable[[Press, ScheduleId], Awaitable[View]]:
    async def ask(press: Press, ritual: ScheduleId) -> View:
        return form(await ritual_seen(press, ritual), press.catalog, memory(press, ritual))

    return ask


FORMS: dict[str, Callable[[Press, ScheduleId], Awaitable[View]]] = {
    "preview": _preview,
    "manage": _manage,
    "change": change_form,
    "move": _asks(list_card.move_form),
    "pause_until": _asks(list_card.pause_form),
    "hand_over": _asks(list_card.hand_over_form),
    "remove": _asks(list_card.remove_form),
}
# Everybody may look, also people who can't change anything.
LOOKS = {"preview", "manage"}
CHANGES: dict[str, Callable[[Press, ScheduleId], Awaitable[None]]] = {
    "pause": _pause,
    "resume": _resume,
    "skip": _skip,
    "unskip": _unskip,
    "post": _post,
}


async def _move(sent: Submission, ritual: ScheduleId) -> View:
    to = datetime.fromtimestamp(int(sent.answers.chosen("to")), UTC)
    return await _done(sent, await sent.act(schedules.move_next, ritual, to))


async def _pause_until(sent: Submission, ritual: ScheduleId) -> View:
    return await _done(sent, await sent.act(schedules.pause, ritual, sent.answers.day("until")))


async def _hand_over(sent: Submission, ritual: ScheduleId) -> View:
    to = PersonId(sent.answers.chosen("to"))
    if not await sent.directory.is_colleague(sent.workspace, to):
        raise NotAPerson
    return await _done(sent, await sent.act(schedules.hand_over, ritual, to))


async def _remove(sent: Submission, ritual: ScheduleId) -> View:
    await sent.act(schedules.remove, ritual)
    return list_card.removed_note()


async def _done(request: Request, ritual: Ritual) -> View:
    [seen] = await as_seen(request, [ritual])
    return list_card.done_note(set_up_answer(seen, request.catalog))


ANSWERS: dict[str, Callable[[Submission, ScheduleId], Awaitable[View]]] = {
    "move": _move,
    "pause_until": _pause_until,
    "hand_over": _hand_over,
    "remove": _remove,
}
# The field at which an answer is refused.
FIELDS = {"move": "to", "pause_until": "until", "hand_over": "to"}
