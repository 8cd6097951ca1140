"""The slash command: the first word says which capability is meant."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.experiments import listeners as experiments
from bot.features.feed import listeners as feed
from bot.features.forgetting import listeners as forgetting
from bot.features.mindset.help import help_card
from bot.features.polls import doors as poll_doors
from bot.features.schedules import listeners as schedules
from bot.features.settings import listeners as settings
from bot.features.stories import form_listeners as story_form
from bot.features.suggestions import listeners as suggestions
from bot.service.house import House
from bot.slack.answers import Typed, answer
from bot.slack.lookups import plain_words
from rituals.ids import ChannelId
from rituals.scene import Scene

WORDS = {
    "": experiments.asked,
    "story": story_form.asked,
    "feed": feed.asked,
    "poll": poll_doors.asked,
    "schedule": schedules.asked,
    "hero": experiments.asked_for_hero,
    "settings": settings.asked,
    "notes": settings.asked_for_notes,
    "forget": forgetting.asked,
    "suggest": suggestions.asked,
    "suggestions": suggestions.asked_for_list,
}


async def typed(
    ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """Somebody typed /mindset. What is not understood is answered with help."""
    line = str(command.get("text") or "").strip()
    word, _, rest = line.partition(" ")
    asked = Typed(
        ack, client, house, scene, ChannelId(command["channel_id"]), command["trigger_id"], rest.strip()
    )
    listener = WORDS.get(word.lower())
    if listener is not None and (word or not rest):
        await listener(asked)
    else:
        unknown = "" if word.lower() == "help" else await plain_words(client, line)
        await answer(ack, help_card(unknown))
