"""The feed as a list: asked for, filtered, searched, paged; and the channel where stories live."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.features.feed import card as blocks
from bot.features.home.listeners import publish
from bot.features.permission import check_may_change
from bot.features.places import problem_with_feed, unheard
from bot.features.stories import card as story_blocks
from bot.service.house import House
from bot.slack.answers import Typed, answer, open_form, replace, tell
from bot.slack.block_kit import Message
from bot.slack.lookups import plain_words
from rituals import nominations, stories, workspaces
from rituals.catalog import Catalog
from rituals.ids import ChannelId, PersonId
from rituals.scene import Scene
from rituals.stories import Filter, Kind

CHANNEL = re.compile(r"^<#([A-Z0-9]+)(?:\|([^>]*))?>$")


async def asked(typed: Typed) -> None:
    """`/mindset feed [kind | mindset | @person | #touchpoint | words]`: stories, for the asker alone.

    `/mindset feed #channel` chooses where they live, unless a touchpoint is called like that.
    """
    settings = await typed.house.quietly(workspaces.settings, typed.scene)
    named = CHANNEL.match(typed.rest)
    if named and not workspaces.named_touchpoint(named[2] or "", settings.touchpoints):
        await _set(typed, ChannelId(named[1]))
        return
    wanted = stories.read_filter(typed.rest, _mindsets(typed.house.catalog), settings.touchpoints)
    words = await plain_words(typed.slack, wanted.words)
    wanted = wanted.but(words=words[: blocks.MOST_WORDS])
    await answer(typed.ack, await typed.house.quietly(_card, typed.scene, typed.house.catalog, wanted, None))


async def turned(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """*Older stories* or *Newest*, in a private list or in App Home."""
    wanted, before = blocks.read(str(action.get("value") or ""))
    if body.get("view"):
        await publish(client, house, scene, wanted, before)
        await ack()
        return
    card = await house.quietly(_card, scene, house.catalog, wanted, before)
    await ack()
    await replace(respond, card)


async def filtered(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """Something above the list in App Home was chosen, or words were typed."""
    chosen = {
        name.removeprefix(blocks.FILTER): _picked(field)
        for fields in body["view"]["state"]["values"].values()
        for name, field in fields.items()
        if name.startswith(blocks.FILTER)
    }
    kind, person = chosen.get("kind"), chosen.get("person")
    wanted = Filter(
        kind=Kind(kind) if kind else None,
        touchpoint=chosen.get("touchpoint"),
        person=PersonId(person) if person else None,
        words=chosen.get("words") or "",
    )
    await publish(client, house, scene, wanted)
    await ack()


async def asked_for_channel(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Choose the feed's channel*."""
    await check_may_change(client, house, scene)
    feed = await house.quietly(workspaces.feed, scene)
    await open_form(client, body["trigger_id"], story_blocks.feed_form(feed))
    await ack()


async def _set(typed: Typed, channel: ChannelId) -> None:
    await check_may_change(typed.slack, typed.house, typed.scene)
    problem = await problem_with_feed(typed.slack, channel)
    if problem:
        await tell(typed.ack, problem)
        return
    waiting = await typed.house.act(nominations.move_feed, typed.scene, channel)
    hints = await unheard(typed.slack, channel)
    await tell(typed.ack, "\n".join([story_blocks.feed_answer(channel, waiting), *hints]))


def _picked(field: dict[str, Any]) -> str | None:
    option = field.get("selected_option") or {}
    picked = option.get("value") or field.get("selected_user") or field.get("value")
    return None if picked in (None, "", blocks.ANY) else str(picked)


def _card(db: Session, scene: Scene, catalog: Catalog, wanted: Filter, before: int | None) -> Message:
    page = stories.page(db, scene, wanted, before)
    return blocks.list_card(page, wanted, before, catalog, workspaces.feed(db, scene))


def _mindsets(catalog: Catalog) -> dict[str, str]:
    known = [mindset for framework in catalog for mindset in framework.mindsets]
    return {m.key.lower(): m.key for m in known} | {m.name.lower(): m.key for m in known}
