"""Nominations: a reaction, the message shortcut, and what people answer in private."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot import contents
from bot.blocks import nominations as blocks
from bot.blocks.kit import carried
from bot.blocks.story_menu import line_form
from bot.house import House
from bot.listeners.answers import Answers, open_form, whisper
from bot.listeners.story_form import credited
from bot.people import is_colleague
from bot.sentences import NO_WORDS, NOBODY_CREDITED, NOT_YOUR_OWN, UNSAID, WORDS_CHANGED
from bot.slack import Unseen, as_message, channel, message
from rituals import nominations, stories, workspaces
from rituals.errors import Gone
from rituals.ids import ChannelId, NominatedId, PersonId
from rituals.nominations import Message, Reaction, Wishes
from rituals.scene import Scene
from rituals.stories import Voice


async def reacted(
    event: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """Somebody put an emoji on a message."""
    reaction = _reaction(event)
    if reaction is None or event.get("item_user") in (reaction.by, context.bot_user_id):
        return
    settings = await house.quietly(workspaces.settings, scene)
    if not nominations.names_a_moment(reaction.emoji, settings.emoji):
        return
    # Whose feed it is: apps, and people of other organisations, have no say in it.
    if not await is_colleague(client, scene.workspace, reaction.by):
        return
    words = await message(client, scene.workspace, reaction.channel, reaction.ts)
    if not isinstance(words, Unseen):
        await house.act(nominations.nominate, scene, reaction, words)


async def took_back(event: dict[str, Any], house: House, scene: Scene) -> None:
    """Somebody took an emoji off a message."""
    reaction = _reaction(event)
    if reaction is not None:
        await house.act(nominations.withdraw, scene, reaction)


async def asked_about_message(
    ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Great human moment* in the menu of a message."""
    where, ts = ChannelId(shortcut["channel"]["id"]), str(shortcut["message_ts"])
    known = await house.quietly(stories.of_message, scene, f"{where}:{ts}")
    if known is not None:
        mine = next((voice.text for voice in known.lines if voice.person == scene.person), "")
        await open_form(client, shortcut["trigger_id"], line_form(known, house.catalog, mine))
        await ack()
        return
    place = await channel(client, where)
    words = await as_message(client, scene.workspace, place, shortcut["message"])
    if why := _why_not(words, scene.person):
        await open_form(client, shortcut["trigger_id"], blocks.not_this_note(why))
        await ack()
        return
    assert isinstance(words, Message)
    settings = await house.quietly(workspaces.settings, scene)
    view = blocks.moment_form(
        house.catalog,
        settings.touchpoints,
        words.words,
        words.author,
        _carried(where, ts, shortcut["message"]),
        asked_first=not words.open,
        hears=place.member,
    )
    await open_form(client, shortcut["trigger_id"], view)
    await ack()


async def nominated(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form about a message was sent."""
    answers, about = Answers(view), json.loads(view["private_metadata"])
    credits, refused = await credited(client, scene.workspace, _chosen(answers))
    words = await _words(client, scene, about)
    if not credits and not refused and words is not None and not words.author:
        refused = {"front": NOBODY_CREDITED}
    if refused:
        await ack(response_action="errors", errors=refused)
        return
    if words is None:
        await ack(response_action="update", view=blocks.gone_note())
        return
    why = answers.text("why")
    wishes = Wishes(
        mindset=answers.choice("mindset"),
        touchpoint=answers.choice("touchpoint"),
        beyond_job=bool(answers.choices("beyond")),
        credits=credits,
        lines=(Voice(scene.person, why),) if why else (),
    )
    reaction = Reaction(about["channel"], about["ts"], scene.person, "", f"{scene.now.timestamp():.6f}")
    ask = await house.act(nominations.nominate, scene, reaction, words, wishes)
    await ack(response_action="update", view=blocks.nominated_note(ask))


async def asked_whom(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Say who* in the question about a message that an app has written."""
    message_id = NominatedId(int(action["value"]))
    ask = await house.quietly(nominations.ask, scene.workspace, message_id)
    await open_form(client, body["trigger_id"], blocks.whom_form(message_id, ask.words))
    await ack()


async def said_whom(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """It was said whom the message credits."""
    credits, refused = await credited(client, scene.workspace, _chosen(Answers(view)))
    if refused:
        await ack(response_action="errors", errors=refused)
        return
    message_id = NominatedId(int(view["private_metadata"]))
    found = await _as_it_is(client, house, scene, message_id)
    await house.act(nominations.credited, scene, message_id, credits, found)
    ask = await house.quietly(nominations.ask, scene.workspace, message_id)
    await ack(response_action="update", view=blocks.nominated_note(ask))


async def answered(
    ack: AsyncAck,
    action: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """The author of words from a private place says whether they may be told."""
    number, _, shown = str(action["value"]).partition(":")
    message_id = NominatedId(int(number))
    if action["action_id"] == blocks.KEEP_WORDS:
        await house.act(nominations.keep_private, scene, message_id)
        await ack()
        return
    found = await _as_it_is(client, house, scene, message_id)
    if not await house.act(nominations.share, scene, message_id, found, shown):
        await whisper(respond, WORDS_CHANGED)
    await ack()


async def _as_it_is(
    slack: AsyncWebClient, house: House, scene: Scene, message_id: NominatedId
) -> Message | None:
    """A nominated message as it is now; None if it cannot be seen.

    If it is gone, that is written down; Gone if Slack cannot find it.
    """
    look = await house.quietly(nominations.where, scene, message_id)
    seen = await message(slack, scene.workspace, look.channel, look.ts)
    if seen is Unseen.DELETED:
        await house.act(nominations.looked, scene, message_id, None)
    if seen is Unseen.MISSING:
        # What Slack cannot find is not published, and not yet erased.
        await house.act(nominations.missed, scene, message_id, older_is_there=False)
        raise Gone
    return None if isinstance(seen, Unseen) else seen


def _why_not(message: Message | Unseen, person: PersonId) -> str | None:
    """Why the person cannot nominate the message; None if they can."""
    if isinstance(message, Unseen):
        return UNSAID
    if message.author == person or message.gone:
        return NOT_YOUR_OWN
    return None if message.words.strip() else NO_WORDS


def _reaction(event: dict[str, Any]) -> Reaction | None:
    """The reaction, if it is on a message."""
    item = event.get("item") or {}
    if item.get("type") != "message":
        return None
    return Reaction(
        channel=ChannelId(item["channel"]),
        ts=item["ts"],
        by=PersonId(event["user"]),
        emoji=event["reaction"],
        at=event["event_ts"],
    )


def _carried(where: ChannelId, ts: str, found: dict[str, Any]) -> str:
    about = {name: found[name] for name in ("user", "bot_id", "subtype") if found.get(name)}
    words = contents.words(found, by_app=contents.is_by_app(found))
    return carried({"channel": where, "ts": ts, **about}, "text", words)


async def _words(slack: AsyncWebClient, scene: Scene, about: dict[str, Any]) -> Message | None:
    """The message as it is now, or as the form carried it; None if it was deleted meanwhile."""
    where = ChannelId(about["channel"])
    seen = await message(slack, scene.workspace, where, about["ts"])
    if seen is Unseen.HIDDEN:
        seen = await as_message(slack, scene.workspace, await channel(slack, where), about)
    return None if isinstance(seen, Unseen) else seen


def _chosen(answers: Answers) -> dict[str, Any]:
    return {"front": answers.choices("front"), "back": answers.choices("back"), "groups": []}
