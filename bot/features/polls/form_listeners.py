"""Starting a poll by the one form behind every door: filled in, looked at first, sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.places import problem_for
from bot.features.polls import form as blocks
from bot.features.polls.form import OWN, Memory, Written
from bot.features.sentences import NO_QUESTION, WHEN, sentence
from bot.features.zones import zone_of
from bot.service.house import House
from bot.service.secrets import fresh_key
from bot.slack.answers import Answers, open_form, redraw
from bot.slack.block_kit import View
from bot.slack.lookups import Channel, permalink
from bot.slack.lookups import channel as channel_of
from rituals import experiments, polls, posts, stories, workspaces
from rituals.errors import RitualError
from rituals.ids import ChannelId, PersonId, PollDraftId
from rituals.polls import BadOptions, Closing, Place, Setup
from rituals.scene import Scene

# A line of what a poll is about.
QUOTED = 200
NOTHING = Memory()


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a form is filled in: the person's scene, and their clock."""

    slack: AsyncWebClient
    house: House
    scene: Scene

    async def zone(self) -> ZoneInfo:
        return await zone_of(self.slack, self.house, self.scene)

    async def form(self, written: Written, memory: Memory) -> View:
        """The form with what is written; its rarer questions are there once it is unfolded."""
        settings = await self.house.quietly(workspaces.settings, self.scene)
        return blocks.poll_form(
            self.house.catalog,
            written,
            memory,
            now=self.scene.now,
            zone=await self.zone(),
            touchpoints=settings.touchpoints,
        )

    async def open(self, trigger: str, written: Written, memory: Memory = NOTHING) -> None:
        """Show it. What nobody has chosen is as the channel has it."""
        channel = written.get("channel")
        if channel and not written.get("framework"):
            framework = await self.house.quietly(
                experiments.framework_for, self.scene, self.house.catalog, ChannelId(channel)
            )
            written = {**written, "framework": framework.key}
        await open_form(self.slack, trigger, await self.form(written, memory))


async def turned(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """Something was chosen that asks for other fields, or the form is to be unfolded."""
    view = body["view"]
    memory = Memory.read(view["private_metadata"])
    if action["action_id"] == blocks.MORE:
        memory = replace(memory, more=True)
    form = await Desk(client, house, scene).form(_written(Answers(view)), memory)
    await redraw(client, view, form)
    await ack()


async def previewed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House) -> None:
    """*Preview*: the poll as it would be, on top of the form."""
    written = _written(Answers(body["view"]))
    refused = _refused(written, house)
    shown = (
        blocks.not_yet(next(iter(refused.values())))
        if refused
        else blocks.preview(blocks.setup_of(written, house.catalog), house.catalog)
    )
    await client.views_push(trigger_id=body["trigger_id"], view=shown)
    await ack()


async def started(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent."""
    desk, memory = Desk(client, house, scene), Memory.read(view["private_metadata"])
    written = _written(Answers(view))
    draft = PollDraftId(memory.draft) if memory.draft else None
    refused = _refused(written, house)
    if refused:
        await ack(response_action="errors", errors=refused)
        return
    if not written["channel"]:
        await house.act(polls.keep_draft, scene, {**written}, view["id"], draft)
        await ack(response_action="update", view=blocks.draft_note())
        return
    found = await channel_of(client, ChannelId(written["channel"]))
    closes_at = await _closes_at(desk, written)
    in_thread = _in_thread(found, memory, written)
    why = await problem_for(client, scene, found, in_thread=in_thread)
    refused = {"channel": why} if why else _too_soon(closes_at, scene)
    if refused:
        await ack(response_action="errors", errors=refused)
        return
    setup = lasting(blocks.setup_of(written, house.catalog), closes_at, scene)
    place = await _place(desk, found, memory, written)
    await house.act(
        polls.start,
        scene,
        setup,
        place,
        closes_at=closes_at,
        key=fresh_key(),
        request=view["id"],
        known=draft,
    )
    await ack(response_action="update", view=blocks.started_note(place.channel))


def _written(answers: Answers) -> dict[str, Any]:
    """What the form says. Fields that are not there, being folded away, say nothing."""
    texts = {name: answers.text(name) for name in ("question", "options")}
    names = ("framework", "channel", "closes", "at", "results", "touchpoint")
    chosen = {name: answers.choice(name) for name in names}
    ticks = "ticks_own" if chosen["framework"] == OWN else "ticks"
    return texts | chosen | {"ticks": answers.choices(ticks) if answers.asks(ticks) else None}


def _refused(written: Written, house: House) -> dict[str, str]:
    """What is wrong with it, by field; nothing if it can be a poll."""
    if written["framework"] == OWN and not written["question"]:
        return {"question": NO_QUESTION}
    try:
        blocks.setup_of(written, house.catalog)
    except BadOptions as error:
        return {"options": sentence(error)}
    except RitualError as error:
        return {"framework": sentence(error)}
    return {}


async def _closes_at(desk: Desk, written: Written) -> datetime | None:
    closing = Closing(written["closes"])
    if closing is Closing.AT:
        return datetime.fromtimestamp(int(written["at"] or 0), UTC)
    return polls.closes_at(closing, desk.scene.now, await desk.zone())


def _too_soon(closes_at: datetime | None, scene: Scene) -> dict[str, str]:
    return {"at": WHEN} if closes_at is not None and closes_at <= scene.now else {}


def lasting(setup: Setup, closes_at: datetime | None, scene: Scene) -> Setup:
    """With how long it lasts, should it become a ritual."""
    return replace(setup, lasts=closes_at - scene.now) if closes_at else setup


async def _place(desk: Desk, found: Channel, memory: Memory, written: Written) -> Place:
    link, readable = await _about(desk, found, memory)
    place = Place(
        found.id,
        found.open,
        thread_ts=memory.thread if _in_thread(found, memory, written) else None,
        link=link if readable else None,
        people=found.people,
    )
    # Without a link it is not there any more.
    if not (readable and link and memory.quote):
        return place
    said_by, source = PersonId(memory.quoted), f"{memory.channel}:{memory.ts}"
    return replace(place, quote=memory.quote, quoted=said_by, source=source)


def _in_thread(found: Channel, memory: Memory, written: Written) -> bool:
    return "thread" in (written["ticks"] or ()) and memory.channel == found.id


async def _about(desk: Desk, found: Channel, memory: Memory) -> tuple[str | None, bool]:
    """The link to what the poll is about, and whether the poll's readers may follow it."""
    source = (memory.channel, memory.ts) if memory.ts else None
    if memory.story is not None:
        key = stories.once_key(memory.story)
        source = await desk.house.quietly(posts.where, desk.scene, key)
    if source is None:
        return None, False
    there = await channel_of(desk.slack, ChannelId(source[0]))
    readable = there.id == found.id or (there.open and found.open)
    return await permalink(desk.slack, *source), readable


def postable(channel: ChannelId | None) -> str | None:
    """The channel, if it may be one for a poll: nobody votes in a direct message."""
    return channel if channel and not channel.startswith("D") else None
