"""Thought experiments: asked for, and posted to a channel by a person."""

from __future__ import annotations

from bot.features.channels import problem_with
from bot.features.experiments import card
from bot.features.greeting import hello_to
from bot.slack.block_kit import Message
from bot.slack.replies import Become, Replies, Say, say
from bot.slack.requests import Line, Press, Request
from rituals import experiments
from rituals.ids import ChannelId


async def asked_for_experiment(line: Line) -> Replies:
    """`/mindset`: today's thought experiment, for the person alone."""
    shown = await _todays(line, line.here)
    return Say(Message(shown.text, [*await hello_to(line), *shown.blocks]))


async def asked_for_todays(press: Press) -> Replies:
    """*Today's experiment*, where the bot says what it can do."""
    return Say(await _todays(press, _where(press)))


async def asked_for_hero(line: Line) -> Replies:
    """`/mindset hero`: the hero of the day, for the person alone."""
    today = line.scene.today(await line.directory.zone(line.scene))
    return Say(card.hero_card(await line.look(experiments.hero_today, line.catalog, line.here, today)))


async def shared(press: Press) -> Replies:
    """*Post to this channel* on the private card."""
    channel = _where(press)
    if why := await problem_with(press, channel):
        return say(why)
    framework, _, experiment = press.value.partition("/")
    today = press.scene.today(await press.directory.zone(press.scene))
    new = await press.act(experiments.share, press.catalog, channel, framework, experiment, today)
    return say("Posted." if new else "This experiment was already posted here today.")


async def shared_hero(press: Press) -> Replies:
    """*Post to this channel* under the hero of the day."""
    channel = _where(press)
    if why := await problem_with(press, channel):
        return say(why)
    today = press.scene.today(await press.directory.zone(press.scene))
    new = await press.act(experiments.share_hero, press.catalog, channel, today)
    return say("Posted." if new else "This hero was already posted here today.")


async def another(press: Press) -> Replies:
    """*Show me another* on the private card: the card becomes another one, and nothing is remembered."""
    today = press.scene.today(await press.directory.zone(press.scene))
    drawn = await press.look(experiments.today, press.catalog, _where(press), today, press.number)
    return Become(card.own_card(drawn, press.number))


async def _todays(request: Request, channel: ChannelId) -> Message:
    today = request.scene.today(await request.directory.zone(request.scene))
    return card.own_card(await request.recall(experiments.today, request.catalog, channel, today))


def _where(press: Press) -> ChannelId:
    assert press.channel is not None
    return press.channel
