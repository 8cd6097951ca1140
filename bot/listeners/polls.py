"""Polls: asked for, started, voted on."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import polls as blocks
from bot.chance import fresh_key
from bot.house import House
from bot.listeners.answers import Answers, Typed, conversation_of, open_form, saved_already, whisper
from bot.listeners.experiments import took_part
from bot.listeners.places import problem_with
from bot.slack import plain_words, zone_of
from rituals import experiments, polls
from rituals.ids import ChannelId, PollId
from rituals.scene import Scene


async def asked(typed: Typed) -> None:
    """`/mindset poll [question]`: the form, with the question in it."""
    question = await plain_words(typed.slack, typed.rest)
    await _open(typed.slack, typed.trigger, typed.house, typed.scene, typed.channel, question.strip(' "“”'))
    await typed.ack()


async def asked_for_form(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Start a poll* on a card or in App Home."""
    framework = action.get("value")
    await _open(client, body["trigger_id"], house, scene, conversation_of(body), framework=framework)
    await took_part(action, house, scene)
    await ack()


async def asked_about_message(
    ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Which mindset was this?* in the menu of a message."""
    about = {"channel": shortcut["channel"]["id"], "ts": shortcut["message_ts"]}
    channel = ChannelId(about["channel"])
    await _open(client, shortcut["trigger_id"], house, scene, channel, memory=json.dumps(about))
    await ack()


async def started(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent."""
    answers = Answers(view)
    channel = ChannelId(answers.chosen("channel"))
    question = answers.text("question")
    problem = await problem_with(client, channel)
    if problem or not question:
        field = {"channel": problem} if problem else {"question": "Write a question."}
        await ack(response_action="errors", errors=field)
        return
    zone = ZoneInfo(await zone_of(client, scene.person))
    await house.act(
        polls.open_poll,
        scene,
        channel=channel,
        framework=house.catalog.framework(answers.chosen("framework")),
        question=question,
        closes_at=polls.closes_at(polls.Closing(answers.chosen("closes")), scene.now, zone),
        key=fresh_key(),
        request=view["id"],
        link=await _link(client, view, channel),
    )
    await ack()


async def voted(
    ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond, house: House, scene: Scene
) -> None:
    """Somebody pressed a mindset: a vote, a change of it, or taking it back."""
    mindset = house.catalog.mindset(action["action_id"].removeprefix(blocks.VOTE))
    choice = await house.act(polls.vote, scene, PollId(int(action["value"])), mindset.key)
    await ack()
    with saved_already():
        await whisper(respond, blocks.vote_answer(mindset if choice else None))


async def _open(
    slack: AsyncWebClient,
    trigger: str,
    house: House,
    scene: Scene,
    channel: ChannelId | None,
    question: str = "",
    framework: str | None = None,
    memory: str = "",
) -> None:
    school = house.catalog.framework(framework) if framework else house.catalog.default
    if framework is None and channel is not None:
        school = await house.quietly(experiments.framework_for, scene, house.catalog, channel)
    view = blocks.poll_form(house.catalog, school, question=question, channel=channel, memory=memory)
    await open_form(slack, trigger, view)


async def _link(slack: AsyncWebClient, view: dict[str, Any], channel: ChannelId) -> str | None:
    """The way to the message that the poll is about, if the poll stays where the message is."""
    about = json.loads(view["private_metadata"]) if view["private_metadata"] else {}
    if about.get("channel") != channel:
        return None
    answer = await slack.chat_getPermalink(channel=channel, message_ts=about["ts"])
    return str(answer["permalink"])
