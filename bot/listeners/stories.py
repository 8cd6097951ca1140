"""Stories: asked for, told, cheered; and the channel they go to."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import stories as blocks
from bot.blocks.experiments import SAVE
from bot.blocks.kit import note
from bot.house import House
from bot.listeners.answers import Answers, Typed, conversation_of, open_form, tell
from bot.listeners.experiments import took_part
from bot.listeners.places import problem_with_feed
from bot.slack import plain_words
from rituals import experiments, stories, workspaces
from rituals.catalog import Framework
from rituals.ids import ChannelId, PersonId, StoryId
from rituals.scene import Scene

CHANNEL = re.compile(r"^<#([A-Z0-9]+)(?:\|[^>]*)?>$")


async def asked(typed: Typed) -> None:
    """`/mindset story [text]`: the form, with the text in it."""
    framework = await typed.house.quietly(
        experiments.framework_for, typed.scene, typed.house.catalog, typed.channel
    )
    text = await plain_words(typed.slack, typed.rest)
    view = blocks.story_form(typed.house.catalog, text=text, prompt=_prompt(framework, typed.scene))
    await open_form(typed.slack, typed.trigger, view)
    await typed.ack()


async def asked_for_form(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Share a story* on a card or in App Home."""
    framework = house.catalog.default
    channel = conversation_of(body)
    if channel is not None:
        framework = await house.quietly(experiments.framework_for, scene, house.catalog, channel)
    prompt = _prompt(framework, scene)
    if action.get("value") == SAVE:
        view = blocks.story_form(house.catalog, kind=stories.Kind.PROACTIVE_SAVE)
    else:
        view = blocks.story_form(house.catalog, mindset=action.get("value"), prompt=prompt)
    await open_form(client, body["trigger_id"], view)
    await took_part(action, house, scene)
    await ack()


async def told(ack: AsyncAck, view: dict[str, Any], house: House, scene: Scene) -> None:
    """The form was sent."""
    answers = Answers(view)
    text = answers.text("text")
    if not text:
        await ack(response_action="errors", errors={"text": "Write at least a few words."})
        return
    story = await house.act(
        stories.tell,
        scene,
        kind=stories.Kind(answers.chosen("kind")),
        text=text,
        credits=[PersonId(person) for person in answers.choices("credits")],
        mindset=answers.choice("mindset"),
        customer=answers.text("customer") or None,
        request=view["id"],
    )
    await ack(response_action="update", view=blocks.told_note(story))


async def cheered(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """Somebody pressed *Cheer* on a story: one cheer a person, again to take it back."""
    await house.act(stories.cheer, scene, StoryId(int(action["value"])))
    await ack()


async def asked_for_feed(typed: Typed) -> None:
    """`/mindset feed [#channel]`: where stories go. Without a channel, a form to choose one."""
    if not typed.rest:
        feed = await typed.house.quietly(workspaces.feed, typed.scene)
        await open_form(typed.slack, typed.trigger, blocks.feed_form(feed))
        await typed.ack()
        return
    named = CHANNEL.match(typed.rest)
    if named is None:
        await tell(
            typed.ack,
            "Choose the channel from the list that opens when you type `#`, like `/mindset feed #kudos`. "
            "Or type just `/mindset feed`.",
        )
        return
    channel = ChannelId(named.group(1))
    problem = await problem_with_feed(typed.slack, channel)
    if problem:
        await tell(typed.ack, problem)
        return
    waiting = await typed.house.act(stories.set_feed, typed.scene, channel)
    await tell(typed.ack, blocks.feed_answer(channel, waiting))


async def feed_chosen(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The feed's form was sent."""
    channel = ChannelId(Answers(view).chosen("channel"))
    problem = await problem_with_feed(client, channel)
    if problem:
        await ack(response_action="errors", errors={"channel": problem})
        return
    waiting = await house.act(stories.set_feed, scene, channel)
    await ack(response_action="update", view=note("The story feed", blocks.feed_answer(channel, waiting)))


def _prompt(framework: Framework, scene: Scene) -> str:
    prompts = framework.story_prompts
    return prompts[scene.now.toordinal() % len(prompts)] if prompts else ""
