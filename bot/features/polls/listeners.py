"""Polls: voted on, and changed, closed, repeated or removed by those who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.features.polls import card, menu, notes
from bot.features.rights import check_may_change, is_admin
from bot.slack.block_kit import View, note
from bot.slack.people import colleagues_in
from bot.slack.replies import Refuse, Replies, Show, say
from bot.slack.requests import Press, Request, Submission
from bot.slack.sentences import WHEN, sentence
from rituals import polls
from rituals.errors import AlreadyPast, NotYourPoll
from rituals.ids import PersonId, PollId
from rituals.polls import BadOptions, MyVote, Results, Shown

# More aren't written to one by one.
MOST_REMINDED = 100


async def voted(press: Press) -> Replies:
    """Somebody pressed an option: a vote, a change of it, or its removal."""
    poll, choice = PollId(press.number), press.after(card.VOTE)
    mine = await press.together(polls.vote_each, polls.VotePress(press.scene, poll, choice, press.at), poll)
    pressed = next(each for each in card.offered(mine.setup, press.catalog) if each.key == choice)
    said = say(notes.vote_answer(mine, press.catalog, await _so_far(press, poll, mine)))
    if pressed.disguises and choice in mine.choices:
        return Show(menu.disguise_form(poll, pressed)), said
    return said


async def asked_for_own(press: Press) -> Replies:
    """*My vote*."""
    poll = PollId(press.number)
    mine = await press.look(polls.my_vote, poll)
    return say(notes.my_vote_answer(mine, press.catalog, await _so_far(press, poll, mine)))


async def _so_far(press: Press, poll: PollId, mine: MyVote | None) -> notes.SoFar:
    """What the private line says of the count, asked for only where it does; see polls.after_vote."""
    if mine is None or mine.setup.results is not Results.AFTER_VOTE:
        return notes.SoFar()
    return notes.SoFar(*await press.look_up(polls.after_vote, poll))


async def asked_for_option(press: Press) -> Replies:
    """*Add an option*."""
    return Show(menu.option_form(await press.look_up(polls.shown, PollId(press.number))))


async def chose(press: Press) -> Replies:
    """An entry of the menu of three dots."""
    poll = await press.look_up(polls.shown, PollId(press.number))
    await authority(press, poll)
    return Show(FORMS[press.after(f"{card.POLL_MENU}:")](poll))


async def answered(sent: Submission) -> Replies:
    """One of the small forms was sent."""
    try:
        done = await ANSWERS[sent.after(menu.ASKED)](sent, PollId(int(sent.form.memory)))
    except AlreadyPast:
        return Refuse({"at": WHEN})
    except BadOptions as error:
        return Refuse({next(field for field in sent.form.fields if _holds_option(field)): sentence(error)})
    return Show(done) if done else None


async def authority(request: Request, poll: Shown) -> bool:
    """Whether somebody changes the poll by another right than that it is theirs. NotYourPoll, NotInChannel.

    That of a ritual belongs to nobody, and is changed by those who may change the ritual.
    """
    if poll.maker == request.person:
        return False
    if not poll.maker:
        await check_may_change(request, poll.channel)
        return True
    if not await is_admin(request):
        raise NotYourPoll
    return True


async def _admin(sent: Submission, poll: PollId) -> bool:
    """As authority has it, of the poll as it is now. Gone."""
    return await authority(sent, await sent.look_up(polls.shown, poll))


def _moment(sent: Submission) -> datetime | None:
    """The chosen end; None for by hand."""
    chosen = sent.answers.choice("at")
    return datetime.fromtimestamp(int(chosen), UTC) if chosen else None


async def _edit(sent: Submission, poll: PollId) -> View | None:
    options = (await sent.look_up(polls.shown, poll)).setup.options
    await sent.act(
        polls.edit,
        poll,
        question=sent.answers.text("question"),
        labels={each.key: sent.answers.text(f"{menu.LABEL}{each.key}") or each.label for each in options},
        closes_at=_moment(sent),
        admin=await _admin(sent, poll),
    )
    return None


async def _add(sent: Submission, poll: PollId) -> View | None:
    await sent.act(polls.add_option, poll, sent.answers.text("option"))
    return None


async def _disguise(sent: Submission, poll: PollId) -> View | None:
    worn = sent.answers.choice("worn")
    await sent.act(polls.disguise, poll, worn)
    return None


async def _close(sent: Submission, poll: PollId) -> View | None:
    await sent.act(polls.close, poll, admin=await _admin(sent, poll))
    return None


async def _reopen(sent: Submission, poll: PollId) -> View | None:
    await sent.act(polls.reopen, poll, _moment(sent), admin=await _admin(sent, poll))
    return None


async def _remove(sent: Submission, poll: PollId) -> View | None:
    await sent.act(polls.remove, poll, admin=await _admin(sent, poll))
    return note("Removed", "I'm removing the poll from the channel.")


async def _remind(sent: Submission, poll: PollId) -> View | None:
    shown, admin = await sent.look_up(polls.shown, poll), await _admin(sent, poll)
    members: list[PersonId] = []
    if not shown.anonymous:
        members = await colleagues_in(sent.slack, sent.workspace, shown.channel, MOST_REMINDED)
    letters = await sent.act(polls.remind, poll, members, admin=admin)
    return menu.reminded_note(letters)


FORMS: dict[str, Callable[[Shown], View]] = {
    "edit": menu.edit_form,
    "remind": menu.remind_form,
    "close": menu.close_form,
    "reopen": menu.reopen_form,
    "remove": menu.remove_form,
}
ANSWERS: dict[str, Callable[[Submission, PollId], Awaitable[View | None]]] = {
    "edit": _edit,
    "add": _add,
    "disguise": _disguise,
    "close": _close,
    "reopen": _reopen,
    "remove": _remove,
    "remind": _remind,
}


def _holds_option(field: str) -> bool:
    return field == "option" or field.startswith(menu.LABEL)
