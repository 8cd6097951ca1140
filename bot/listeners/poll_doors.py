"""The doors to a poll: a command, a shortcut, a button, a message, a story, a draft."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot import contents
from bot.blocks.poll_form import Memory
from bot.house import House
from bot.listeners.answers import conversation_of
from bot.listeners.experiments import took_part
from bot.listeners.poll_form import Desk, postable
from bot.slack import plain_words
from rituals import polls, workspaces
from rituals.errors import NotYourPoll
from rituals.ids import ChannelId, PollDraftId
from rituals.scene import Scene
from rituals.stories import Told

# A line of what a poll is about.
QUOTED = 200


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
    written = {"framework": action.get("value"), "channel": postable(conversation_of(body))}
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
        quote=_line(await plain_words(client, _words(message))),
        quoted=str(message.get("user") or ""),
    )
    written = {"channel": postable(ChannelId(channel))}
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


def _words(message: dict[str, Any]) -> str:
    return contents.words(message, by_app=contents.is_by_app(message)) if contents.is_said(message) else ""


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
