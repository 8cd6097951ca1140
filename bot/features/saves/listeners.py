"""Saves: planned in a look-ahead, taken, done, dropped, carried over, handed on, shared, removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from bot.features.rights import is_admin
from bot.features.saves import form
from bot.features.stories.card import told_note
from bot.slack.block_kit import View, note
from bot.slack.replies import Redraw, Refuse, Replies, Show
from bot.slack.requests import Press, Request, Submission
from bot.slack.sentences import sentence
from rituals import saves
from rituals.errors import AlreadyPast, NotAPerson, NotYours
from rituals.ids import DrawId, PersonId, StoryId
from rituals.stories import Told


async def asked_to_plan(press: Press) -> Replies:
    """*Plan a save* on a look-ahead: its form, with the person as the owner."""
    due_on = saves.proposed(await _today(press))
    return Show(form.plan_form(DrawId(press.number), press.person, due_on))


async def planned(sent: Submission) -> Replies:
    """The form was sent."""
    owner, due_on = _owner(sent), sent.answers.day("due")
    if refused := await _refused(sent, owner):
        return refused
    assert due_on is not None
    save = saves.Planned(sent.answers.text("risk"), sent.answers.text("remedy"), owner, due_on)
    try:
        await sent.act(saves.plan, DrawId(int(sent.form.memory)), save, request=sent.form.id)
    except AlreadyPast as error:
        return Refuse({"due": sentence(error)})
    return None


async def taken(press: Press) -> Replies:
    """*I'll take it*."""
    await press.act(saves.take, StoryId(press.number))
    return None


async def finished(press: Press) -> Replies:
    """*Done*."""
    await press.act(saves.finish, StoryId(press.number), press.at)
    return None


async def turned(press: Press) -> Replies:
    """*Done*, or *Reopen*, on a card from before the two were told apart."""
    told = await press.look_up(saves.told, StoryId(press.number))
    return await (reopened if told.settled else finished)(press)


async def reopened(press: Press) -> Replies:
    """*Reopen*."""
    await press.act(saves.reopen, StoryId(press.number))
    return None


async def dropped(press: Press) -> Replies:
    """*Drop* in a menu."""
    await press.act(saves.drop, StoryId(press.number), press.at)
    return None


async def dropped_in_form(press: Press) -> Replies:
    """*Drop this save* in a form, which says so."""
    await press.act(saves.drop, StoryId(press.number), press.at)
    return Redraw(note("Dropped", "The save is dropped. *Reopen* brings it back."))


async def asked(press: Press) -> Replies:
    """A button, or an entry of a menu, that opens a form."""
    wish = press.action.rpartition(":")[2]
    return Show(await FORMS[wish](press, await press.look_up(saves.told, StoryId(press.number))))


async def edited(sent: Submission) -> Replies:
    """The author has said it in other words."""
    await sent.act(saves.edit, _story(sent), sent.answers.text("risk"), sent.answers.text("remedy"))
    return None


async def shared(sent: Submission) -> Replies:
    """The author lets everybody read it in the feed."""
    words = sent.answers.text("risk"), sent.answers.text("remedy")
    return Show(told_note(await sent.act(saves.share, _story(sent), *words)))


async def carried_over(sent: Submission) -> Replies:
    """It is to be done by another day."""
    due_on = sent.answers.day("due")
    assert due_on is not None
    try:
        await sent.act(saves.carry_over, _story(sent), due_on)
        sent.then(sent.show_home)
    except AlreadyPast as error:
        return Refuse({"due": sentence(error)})
    return None


async def assigned(sent: Submission) -> Replies:
    """Who owns it, and by when."""
    owner = _owner(sent)
    if refused := await _refused(sent, owner):
        return refused
    try:
        await sent.act(saves.assign, _story(sent), owner, sent.answers.day("due"))
    except AlreadyPast as error:
        return Refuse({"due": sentence(error)})
    return None


async def removed(sent: Submission) -> Replies:
    """It is really to be erased."""
    story = _story(sent)
    told = await sent.look_up(saves.told, story)
    admin = told.teller != sent.person and await is_admin(sent)
    await sent.act(saves.remove, story, admin=admin)
    return Show(note("Removed", "I'm removing the save from its thread."))


async def _edit_form(press: Press, told: Told) -> View:
    _check_author(press, told)
    return form.edit_form(told)


async def _share_form(press: Press, told: Told) -> View:
    _check_author(press, told)
    return form.share_form(told)


async def _carry_form(press: Press, told: Told) -> View:
    return form.carry_form(told, saves.put_off(told.due_on, await _today(press)))


async def _assign_form(_: Press, told: Told) -> View:
    return form.assign_form(told)


async def _remove_form(press: Press, told: Told) -> View:
    if told.teller != press.person and not await is_admin(press):
        raise NotYours
    return form.remove_form(told)


FORMS: dict[str, Callable[[Press, Told], Awaitable[View]]] = {
    "edit": _edit_form,
    "share": _share_form,
    "carry": _carry_form,
    "assign": _assign_form,
    # The menu of a story in the feed has called it so from the start.
    "save": _assign_form,
    "remove": _remove_form,
}


async def _today(request: Request) -> date:
    return request.scene.today(await request.directory.form_zone(request.scene))


async def _refused(sent: Submission, owner: PersonId | None) -> Refuse | None:
    if owner and not await sent.directory.is_colleague(sent.workspace, owner):
        return Refuse({"owner": sentence(NotAPerson())})
    return None


def _owner(sent: Submission) -> PersonId | None:
    owner = sent.answers.choice("owner")
    return PersonId(owner) if owner else None


def _check_author(press: Press, told: Told) -> None:
    if told.teller != press.person:
        raise NotYours


def _story(sent: Submission) -> StoryId:
    return StoryId(int(sent.form.memory))
