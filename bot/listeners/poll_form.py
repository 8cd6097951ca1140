"""Starting a poll: the one form behind every door, typed polls, and drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import poll_form as blocks
from bot.blocks.kit import View, moment, said
from bot.blocks.poll_form import OWN, Memory, Written
from bot.chance import fresh_key
from bot.house import House
from bot.listeners.answers import Answers, Typed, conversation_of, open_form, tell
from bot.listeners.experiments import took_part
from bot.listeners.places import problem
from bot.sentences import HOW_TO_TYPE, LONG_QUESTION, NO_QUESTION, WHEN, sentence
from bot.slack import Channel, permalink, plain_words, zone_of
from bot.slack import channel as channel_of
from rituals import experiments, polls, posts, stories, workspaces
from rituals.errors import RitualError
from rituals.ids import ChannelId, PollDraftId
from rituals.polls import BadOptions, Closing, Place, Setup
from rituals.scene import Scene
from rituals.stories import Told

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
        return ZoneInfo(await zone_of(self.slack, self.scene.person))

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


async def asked(typed: Typed) -> None:
    """`/mindset poll ["question" ["option" …]]`: the form, or, with options, the poll itself."""
    question, options = polls.read_typed(await plain_words(typed.slack, typed.rest))
    if options:
        await _start_typed(typed, question, options)
        return
    written = {"question": question, "channel": _postable(typed.channel)}
    await Desk(typed.slack, typed.house, typed.scene).open(typed.trigger, written)
    await typed.ack()


async def asked_by_shortcut(
    ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Start a quick poll* among Slack's shortcuts."""
    await Desk(client, house, scene).open(shortcut["trigger_id"], {})
    await ack()


async def asked_for_form(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Start a poll* on a card or in App Home."""
    written = {"framework": action.get("value"), "channel": _postable(conversation_of(body))}
    await Desk(client, house, scene).open(body["trigger_id"], written)
    await took_part(action, house, scene)
    await ack()


async def asked_about_message(
    ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Which mindset was this?* in the menu of a message."""
    message, channel = shortcut["message"], str(shortcut["channel"]["id"])
    memory = Memory(
        channel=channel,
        ts=str(shortcut["message_ts"]),
        thread=str(message.get("thread_ts") or shortcut["message_ts"]),
        quote=_line(await plain_words(client, str(message.get("text") or ""))),
    )
    written = {"channel": _postable(ChannelId(channel))}
    await Desk(client, house, scene).open(shortcut["trigger_id"], written, memory)
    await ack()


async def poll_about_story(
    slack: AsyncWebClient, house: House, scene: Scene, trigger: str, told: Told
) -> None:
    """*Which mindset was this?* on a story."""
    known = (
        framework.key
        for framework in house.catalog
        if any(mindset.key == told.telling.mindset for mindset in framework.mindsets)
    )
    written = {"channel": await house.quietly(workspaces.feed, scene), "framework": next(known, None)}
    memory = Memory(story=told.id, quote=_line(told.text))
    await Desk(slack, house, scene).open(trigger, {**written, "touchpoint": told.telling.touchpoint}, memory)


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
    await client.views_update(view_id=view["id"], hash=view["hash"], view=form)
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
    refused = {"channel": why} if (why := problem(found)) else _too_soon(closes_at, scene)
    if refused:
        await ack(response_action="errors", errors=refused)
        return
    setup = _lasting(blocks.setup_of(written, house.catalog), closes_at, scene)
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


async def went_on(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Go on* on a draft."""
    draft = await house.quietly(polls.draft, scene.workspace, PollDraftId(int(action["value"])))
    memory = Memory(draft=draft.id, more=True)
    await Desk(client, house, scene).open(body["trigger_id"], draft.written, memory)
    await ack()


async def dropped(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """*Drop it* on a draft."""
    await house.act(polls.drop_draft, scene, PollDraftId(int(action["value"])))
    await ack()


async def _start_typed(typed: Typed, question: str, options: list[str]) -> None:
    try:
        setup = polls.of_own_options(question, options)
    except BadOptions as error:
        await _tell_typed(typed, sentence(error))
        return
    if len(question) > polls.LONGEST_QUESTION:
        await _tell_typed(typed, LONG_QUESTION)
        return
    if _postable(typed.channel) is None:
        written = {"question": question, "framework": OWN, "options": "\n".join(options)}
        await typed.house.act(polls.keep_draft, typed.scene, written, f"typed:{typed.trigger}")
        await tell(typed.ack, "Your poll is a draft, below. *Go on* lets you choose its channel.")
        return
    found = await channel_of(typed.slack, typed.channel)
    if why := problem(found):
        await _tell_typed(typed, why)
        return
    desk = Desk(typed.slack, typed.house, typed.scene)
    zone = await desk.zone()
    closes_at = polls.closes_at(polls.usual_closing(typed.scene.now, zone), typed.scene.now, zone)
    await typed.house.act(
        polls.open_poll,
        typed.scene,
        _lasting(setup, closes_at, typed.scene),
        Place(typed.channel, found.open),
        closes_at=closes_at,
        key=fresh_key(),
        request=f"typed:{typed.trigger}",
    )
    until = f", and open until {moment(closes_at)}" if closes_at else ""
    await tell(typed.ack, blocks.started_answer(until))


async def _tell_typed(typed: Typed, why: str) -> None:
    line = said(typed.rest.replace("`", "'"), 1000)
    await tell(typed.ack, f"{why} {HOW_TO_TYPE}\n`/mindset poll {line}`")


def _postable(channel: ChannelId | None) -> str | None:
    """The channel, if it may be one for a poll: nobody votes in a direct message."""
    return channel if channel and not channel.startswith("D") else None


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"


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


def _lasting(setup: Setup, closes_at: datetime | None, scene: Scene) -> Setup:
    """With how long it lasts, should it become a ritual."""
    return replace(setup, lasts=closes_at - scene.now) if closes_at else setup


async def _place(desk: Desk, found: Channel, memory: Memory, written: Written) -> Place:
    link, readable = await _about(desk, found, memory)
    in_thread = "thread" in (written["ticks"] or ()) and memory.channel == found.id
    return Place(
        found.id,
        found.open,
        thread_ts=memory.thread if in_thread else None,
        link=link if readable else None,
        # Without a link it is not there any more.
        quote=memory.quote or None if readable and link else None,
    )


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
