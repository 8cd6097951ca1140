"""Polls that are typed: started at once, or carried on in the form."""

from __future__ import annotations

from dataclasses import asdict, replace

from bot.features.channels import problem_for
from bot.features.giving_back import give_back, give_back_unread
from bot.features.polls import form
from bot.features.polls.form import PollMemory
from bot.features.polls.form_listeners import lasting, open_form, postable
from bot.features.polls.written import OWN, WrittenPoll
from bot.service.secrets import fresh_key
from bot.slack.channels import Channel
from bot.slack.markup import A_CHANNEL
from bot.slack.replies import Replies, say
from bot.slack.requests import Line
from bot.slack.sentences import (
    HOW_TO_TYPE,
    LONG_QUESTION,
    NO_QUESTION,
    PRIVATE_NAME,
    sentence,
)
from rituals import polls
from rituals.polls import BadOptions, Place, Setup
from rituals.words import CannotRead, is_blank


async def asked_for_poll(line: Line) -> Replies:
    """`/mindset poll ["question" ["option" …]] [anonymous] [several] [#channel]`: the form, or the poll."""
    try:
        poll = polls.read_typed(line.rest)
    except CannotRead as unread:
        return await give_back_unread(line, unread, *HOW_TO_TYPE)
    poll = replace(
        poll,
        question=await line.own_words(poll.question),
        options=tuple([await line.own_words(option) for option in poll.options]),
    )
    if poll.options and not poll.lines:
        return await _start(line, poll)
    # What was wished is shown, and stays whatever the poll is made to choose from.
    # Whoever wishes for names may see that a poll of this kind has none.
    ticks = _ticks(poll)
    memory = PollMemory(more=bool(ticks) or poll.anonymous is False, ticks=",".join(ticks))
    return await open_form(line, replace(_written(line, poll), ticks=None), memory)


async def _start(line: Line, poll: polls.TypedPoll) -> Replies:
    if why := _refused(poll):
        return await give_back(line, why)
    try:
        setup = _setup(poll)
    except BadOptions as error:
        return await give_back(line, sentence(error), (), *HOW_TO_TYPE)
    where = poll.channel or line.here
    if postable(where) is None:
        await line.act(polls.keep_draft, asdict(_written(line, poll)), f"typed:{line.trigger}")
        return say("I've kept your poll as a draft, below. Press *Continue* to choose its channel.")
    found = await line.directory.channel(line.workspace, where)
    if why := await problem_for(line, found, line.here):
        return await give_back(line, why)
    return await _open(line, setup, found)


async def _open(line: Line, setup: Setup, found: Channel) -> Replies:
    zone = await line.directory.own_zone(line.scene)
    closes_at = polls.closes_at(polls.usual_closing(line.scene.now, zone), line.scene.now, zone)
    await line.act(
        polls.open_poll,
        lasting(setup, closes_at, line.scene),
        Place(found.id, found.open, people=found.people),
        closes_at=closes_at,
        key=fresh_key(),
        request=f"typed:{line.trigger}",
    )
    elsewhere = found.id if found.id != line.channel else None
    return say(form.started_answer(closes_at, elsewhere))


def _setup(poll: polls.TypedPoll) -> Setup:
    return polls.of_own_options(
        poll.question,
        poll.options,
        anonymous=bool(poll.anonymous),
        several=bool(poll.several),
        adding=bool(poll.adding),
    )


def _refused(poll: polls.TypedPoll) -> str | None:
    if is_blank(poll.question):
        return NO_QUESTION
    if any(A_CHANNEL in text for text in (poll.question, *poll.options)):
        return PRIVATE_NAME
    return LONG_QUESTION if len(poll.question) > polls.LONGEST_QUESTION else None


def _written(line: Line, poll: polls.TypedPoll) -> WrittenPoll:
    """The form, as far as the line fills it in."""
    written = WrittenPoll(poll.question, channel=postable(poll.channel or line.here))
    if not poll.options:
        return written
    return replace(written, framework=OWN, options="\n".join(poll.options), ticks=_ticks(poll))


def _ticks(poll: polls.TypedPoll) -> tuple[str, ...]:
    return tuple(name for name in ("anonymous", "several", "adding") if getattr(poll, name))
