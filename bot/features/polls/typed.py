"""Polls that are typed: started at once, or carried on in the form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.features.places import problem_for
from bot.features.polls import form as blocks
from bot.features.polls.form import OWN, Memory
from bot.features.polls.form_listeners import Desk, lasting, postable
from bot.features.sentences import (
    HOW_TO_TYPE,
    LONG_QUESTION,
    NO_QUESTION,
    PRIVATE_NAME,
    sentence,
    unread_sentence,
)
from bot.service.secrets import fresh_key
from bot.slack.answers import Typed, give_back, tell
from bot.slack.block_kit import coming
from bot.slack.lookups import Channel, own_words
from bot.slack.lookups import channel as channel_of
from bot.slack.markup import A_CHANNEL
from rituals import polls
from rituals.polls import BadOptions, Place, Setup
from rituals.words import CannotRead, is_blank


async def asked(typed: Typed) -> None:
    """`/mindset poll ["question" ["option" …]] [anonymous] [several] [#channel]`: the form, or the poll."""
    try:
        poll = polls.read_typed(typed.rest)
    except CannotRead as unread:
        await give_back(typed, unread_sentence(unread), unread.words, *HOW_TO_TYPE)
        return
    poll = replace(
        poll,
        question=await own_words(typed.slack, poll.question),
        options=tuple([await own_words(typed.slack, option) for option in poll.options]),
    )
    if poll.options and not poll.lines:
        await _start(typed, poll)
    else:
        # What was wished is shown, and stays whatever the poll is made to choose from.
        ticks, named = _ticks(poll), poll.anonymous is False
        memory = Memory(more=bool(ticks or named), ticks=",".join(ticks), named=named)
        written = {name: value for name, value in _written(typed, poll).items() if name != "ticks"}
        await Desk(typed.slack, typed.house, typed.scene).open(typed.trigger, written, memory)
        await typed.ack()


async def _start(typed: Typed, poll: polls.Typed) -> None:
    if why := _refused(poll):
        await give_back(typed, why)
        return
    try:
        setup = _setup(poll)
    except BadOptions as error:
        await give_back(typed, sentence(error), (), *HOW_TO_TYPE)
        return
    where = poll.channel or typed.channel
    if postable(where) is None:
        await typed.house.act(polls.keep_draft, typed.scene, _written(typed, poll), f"typed:{typed.trigger}")
        await tell(typed.ack, "Your poll is a draft, below. *Go on* lets you choose its channel.")
        return
    found = await channel_of(typed.slack, where)
    if why := await problem_for(typed.slack, typed.scene, found, typed.channel):
        await give_back(typed, why)
        return
    await _open(typed, setup, found)


async def _open(typed: Typed, setup: Setup, found: Channel) -> None:
    zone = await Desk(typed.slack, typed.house, typed.scene).zone()
    closes_at = polls.closes_at(polls.usual_closing(typed.scene.now, zone), typed.scene.now, zone)
    await typed.house.act(
        polls.open_poll,
        typed.scene,
        lasting(setup, closes_at, typed.scene),
        Place(found.id, found.open, people=found.people),
        closes_at=closes_at,
        key=fresh_key(),
        request=f"typed:{typed.trigger}",
    )
    elsewhere = found.id if found.id != typed.channel else None
    until = f", and open until {coming(closes_at)}" if closes_at else ""
    await tell(typed.ack, blocks.started_answer(until, elsewhere))


def _setup(poll: polls.Typed) -> Setup:
    return polls.of_own_options(
        poll.question,
        poll.options,
        anonymous=bool(poll.anonymous),
        several=bool(poll.several),
        adding=bool(poll.adding),
    )


def _refused(poll: polls.Typed) -> str | None:
    if is_blank(poll.question):
        return NO_QUESTION
    if any(A_CHANNEL in text for text in (poll.question, *poll.options)):
        return PRIVATE_NAME
    return LONG_QUESTION if len(poll.question) > polls.LONGEST_QUESTION else None


def _written(typed: Typed, poll: polls.Typed) -> dict[str, Any]:
    """The form, as far as the line fills it in."""
    written: dict[str, Any] = {"question": poll.question, "channel": postable(poll.channel or typed.channel)}
    if poll.options:
        written |= {"framework": OWN, "options": "\n".join(poll.options), "ticks": _ticks(poll)}
    return written


def _ticks(poll: polls.Typed) -> list[str]:
    return [name for name in ("anonymous", "several", "adding") if getattr(poll, name)]
