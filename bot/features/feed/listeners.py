"""The feed as a list: asked for, filtered, searched, paged; and the channel where stories live."""

from __future__ import annotations

import re

from bot.features.channels import problem_with_feed, unheard
from bot.features.feed import card, draws
from bot.features.rights import check_may_change
from bot.features.stories.card import feed_answer, feed_form
from bot.slack.block_kit import note
from bot.slack.home import HomePage, Spot, read_spot
from bot.slack.replies import Become, Refuse, Replies, Say, Show, say
from bot.slack.requests import Line, Press, Submission
from rituals import nominations, stories, workspaces
from rituals.catalog import Catalog
from rituals.ids import ChannelId, PersonId
from rituals.stories import Kind

CHANNEL = re.compile(r"^<#([A-Z0-9]+)(?:\|([^>]*))?>$")


async def asked_for_stories(line: Line) -> Replies:
    """`/mindset feed [kind | mindset | @person | #touchpoint | words]`: stories, for the asker alone.

    `/mindset feed #channel` chooses where they live, unless a touchpoint is called like that.
    """
    settings = await line.recall(workspaces.settings)
    named = CHANNEL.match(line.rest)
    if named and not workspaces.named_touchpoint(named[2] or "", settings.touchpoints):
        return await _set(line, ChannelId(named[1]))
    wanted = stories.read_filter(line.rest, _mindsets(line.catalog), settings.touchpoints)
    words = await line.plain_words(wanted.words)
    wanted = wanted.but(words=words[: card.MOST_WORDS])
    return Say(await line.recall(draws.page, line.catalog, Spot(wanted=wanted)))


async def turned(press: Press) -> Replies:
    """*Older stories* or *Newest*, in a private list or in App Home."""
    asked = read_spot(press.value)
    if press.at_home:
        press.then(press.show_home, asked.but(page=HomePage.STORIES))
        return None
    return Become(await press.look(draws.page, press.catalog, asked))


async def filtered(press: Press) -> Replies:
    """Something above the list in App Home was chosen, or words were typed."""
    chosen = {name: value for name, value in press.form.answers.at(card.FILTER).items() if value != card.ANY}
    wanted = press.spot.wanted.but(
        kind=Kind(chosen["kind"]) if chosen.get("kind") else None,
        touchpoint=chosen.get("touchpoint") or None,
        person=PersonId(chosen["person"]) if chosen.get("person") else None,
        words=chosen.get("words") or "",
    )
    press.then(press.show_home, Spot(HomePage.STORIES, wanted))
    return None


async def asked_for_channel(press: Press) -> Replies:
    """*Choose the feed's channel*."""
    await check_may_change(press)
    return Show(feed_form(await press.look(workspaces.feed)))


async def channel_chosen(sent: Submission) -> Replies:
    """The form that chooses the feed's channel was sent."""
    await check_may_change(sent)
    channel = ChannelId(sent.answers.chosen("channel"))
    if problem := await problem_with_feed(sent, channel):
        return Refuse({"channel": problem})
    waiting = await sent.act(nominations.move_feed, channel)
    return Show(note("The story feed", feed_answer(channel, waiting), *await unheard(sent, channel)))


async def _set(line: Line, channel: ChannelId) -> Replies:
    await check_may_change(line)
    if problem := await problem_with_feed(line, channel):
        return say(problem)
    waiting = await line.act(nominations.move_feed, channel)
    return say("\n".join([feed_answer(channel, waiting), *await unheard(line, channel)]))


def _mindsets(catalog: Catalog) -> dict[str, str]:
    known = [mindset for framework in catalog for mindset in framework.mindsets]
    return {m.key.lower(): m.key for m in known} | {m.name.lower(): m.key for m in known}
