"""The doors to a poll: a command, a shortcut, a button, a message, a story, a draft."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.experiments.listeners import took_part
from bot.features.places import problem
from bot.features.polls import form as blocks
from bot.features.polls.form import OWN, Memory
from bot.features.polls.form_listeners import Desk, lasting
from bot.service.house import House
from bot.service.secrets import fresh_key
from bot.slack.answers import Typed, conversation_of, tell
from bot.slack.block_kit import moment, said
from bot.slack.lookups import channel as channel_of
from bot.slack.lookups import plain_words
from bot.slack.sentences import HOW_TO_TYPE, LONG_QUESTION, sentence
from rituals import polls, workspaces
from rituals.errors import NotYourPoll
from rituals.ids import ChannelId, PollDraftId
from rituals.polls import BadOptions, Place
from rituals.scene import Scene
from rituals.stories import Told

# A line of what a poll is about.
QUOTED = 200


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
        quoted=str(message.get("user") or ""),
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
    # The link is enough: a story may be taken down, and its words must not stay anywhere then.
    # What is chosen already is seen, and sent.
    memory = Memory(story=told.id, more=bool(told.telling.touchpoint))
    await Desk(slack, house, scene).open(trigger, {**written, "touchpoint": told.telling.touchpoint}, memory)


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
    if draft.person != scene.person:
        raise NotYourPoll
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
        lasting(setup, closes_at, typed.scene),
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
