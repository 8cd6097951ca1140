"""The slash command: the first word says which capability is meant."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.experiments import listeners as experiments
from bot.features.exports import listeners as exports
from bot.features.feed import listeners as feed
from bot.features.forgetting import listeners as forgetting
from bot.features.mindset.help import help_card, meant_card
from bot.features.places import unheard
from bot.features.polls import typed as typed_polls
from bot.features.practice import listeners as practice
from bot.features.schedules import listeners as schedules
from bot.features.settings import listeners as settings
from bot.features.stories import form_listeners as story_form
from bot.features.suggestions import listeners as suggestions
from bot.features.trends import listeners as trends
from bot.service.house import House
from bot.slack.answers import Typed, answer
from bot.slack.lookups import own_words
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.words import first_word, nearest

HELP = "help"
WORDS = {
    "": experiments.asked,
    "story": story_form.asked,
    "feed": feed.asked,
    "poll": typed_polls.asked,
    "trends": trends.asked,
    "trend": trends.asked,
    "schedule": schedules.asked,
    "hero": experiments.asked_for_hero,
    "me": practice.asked,
    "settings": settings.asked,
    "notes": settings.asked_for_notes,
    "export": exports.asked,
    "forget": forgetting.asked,
    "suggest": suggestions.asked,
    "suggestions": suggestions.asked_for_list,
}


# What people put around or behind a word.
AROUND = "*_~`:,.!?\"'“”"


async def typed(
    ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """Somebody typed /mindset. What is not understood is answered with help, a slip with what was meant."""
    line = str(command.get("text") or "")
    first, rest = first_word(line)
    word = first.strip(AROUND).lower()
    channel, trigger = ChannelId(command["channel_id"]), command["trigger_id"]
    if (word or not first) and word in WORDS:
        await WORDS[word](Typed(ack, client, house, scene, channel, trigger, word, rest))
        return
    meant = nearest(word, [*filter(None, WORDS), HELP])
    if word == HELP or not meant:
        unknown = "" if word == HELP else await own_words(client, line.strip())
        await answer(ack, help_card(unknown, await unheard(client, channel)))
    else:
        await answer(ack, meant_card(f"/mindset {meant} {await own_words(client, rest)}".strip()))
