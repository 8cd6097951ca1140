"""Nominations: a reaction, the message shortcut, and what people answer in private."""

from __future__ import annotations

import json

from bot.features.nominations import card
from bot.features.stories.form import Written
from bot.features.stories.form_listeners import credited
from bot.features.stories.menu import line_form
from bot.slack import contents
from bot.slack.block_kit import carried
from bot.slack.messages import Unseen, as_message, message
from bot.slack.replies import Refuse, Replies, Show, say
from bot.slack.requests import Event, Press, Request, Shortcut, Submission
from bot.slack.sentences import NO_WORDS, NOBODY_CREDITED, NOT_YOUR_OWN, UNSAID, WORDS_CHANGED
from bot.slack.submitted import Answers
from rituals import nominations, stories, workspaces
from rituals.errors import Gone
from rituals.ids import ChannelId, NominatedId, PersonId
from rituals.nominations import NominationWishes, Reaction, SeenMessage
from rituals.stories import Voice


async def nominates(event: Event) -> bool:
    """Whether a reaction, put on or taken off, may make a nomination; most don't."""
    reaction = _reaction(event)
    if reaction is None:
        return False
    if event.kind == "reaction_added" and event.fact("item_user") in (reaction.by, event.bot_user):
        return False
    settings = await event.recall(workspaces.settings)
    # One that nominated under other settings can still be taken off.
    return event.kind == "reaction_removed" or nominations.names_a_moment(reaction.emoji, settings.emoji)


async def reacted(event: Event) -> None:
    """Somebody put an emoji on a message."""
    reaction = _reaction(event)
    # Whose feed it is: apps, and people of other organisations, have no say in it.
    if reaction is None or not await event.directory.is_colleague(event.workspace, reaction.by):
        return
    words = await message(event.directory, event.workspace, reaction.channel, reaction.ts)
    if not isinstance(words, Unseen):
        await event.act(nominations.nominate, reaction, words)


async def took_back(event: Event) -> None:
    """Somebody took an emoji off a message."""
    reaction = _reaction(event)
    if reaction is not None:
        await event.act(nominations.withdraw, reaction)


async def asked_about_message(shortcut: Shortcut) -> Replies:
    """*Great human moment* in the menu of a message."""
    where = shortcut.channel or ChannelId("")
    known = await shortcut.look(stories.of_message, f"{where}:{shortcut.ts}")
    if known is not None:
        mine = next((voice.text for voice in known.lines if voice.person == shortcut.person), "")
        return Show(line_form(known, shortcut.catalog, mine))
    place = await shortcut.directory.channel(shortcut.workspace, where)
    words = await as_message(shortcut.directory, shortcut.workspace, place, shortcut.message)
    if why := _why_not(words, shortcut.person):
        return Show(card.not_this_note(why))
    assert isinstance(words, SeenMessage)
    settings = await shortcut.recall(workspaces.settings)
    view = card.moment_form(
        shortcut.catalog,
        settings.touchpoints,
        words.words,
        words.author,
        _carried(where, shortcut),
        asked_first=not words.open,
        hears=place.member,
    )
    return Show(view)


async def nominated(sent: Submission) -> Replies:
    """The form about a message was sent."""
    answers, about = sent.answers, json.loads(sent.form.memory)
    credits, refused = await credited(sent, _chosen(answers))
    words = await _words(sent, about)
    if not credits and not refused and words is not None and not words.author:
        refused = {"front": NOBODY_CREDITED}
    if refused:
        return Refuse(refused)
    if words is None:
        return Show(card.gone_note())
    why = answers.text("why")
    wishes = NominationWishes(
        mindset=answers.choice("mindset"),
        touchpoint=answers.choice("touchpoint"),
        beyond_job=bool(answers.choices("beyond")),
        credits=credits,
        lines=(Voice(sent.person, why),) if why else (),
    )
    at = f"{sent.scene.now.timestamp():.6f}"
    reaction = Reaction(about["channel"], about["ts"], sent.person, "", at)
    return Show(card.nominated_note(await sent.act(nominations.nominate, reaction, words, wishes)))


async def asked_whom(press: Press) -> Replies:
    """*Say who* in the question about a message that an app has written."""
    message_id = NominatedId(press.number)
    ask = await press.look_up(nominations.ask, message_id)
    return Show(card.whom_form(message_id, ask.words))


async def said_whom(sent: Submission) -> Replies:
    """It was said whom the message credits."""
    credits, refused = await credited(sent, _chosen(sent.answers))
    if refused:
        return Refuse(refused)
    message_id = NominatedId(int(sent.form.memory))
    found = await _as_it_is(sent, message_id)
    await sent.act(nominations.credited, message_id, credits, found)
    return Show(card.nominated_note(await sent.look_up(nominations.ask, message_id)))


async def answered(press: Press) -> Replies:
    """The author of words from a private place says whether they may be told."""
    number, _, shown = press.value.partition(":")
    message_id = NominatedId(int(number))
    if press.channel:
        await press.act(nominations.question_is_there, message_id, press.channel, press.ts)
    if press.action == card.KEEP_WORDS:
        await press.act(nominations.keep_private, message_id)
        return None
    found = await _as_it_is(press, message_id)
    shared = await press.act(nominations.share, message_id, found, shown)
    return None if shared else say(WORDS_CHANGED)


async def _as_it_is(request: Request, message_id: NominatedId) -> SeenMessage | None:
    """A nominated message as it is now; None if it can't be seen.

    If it is gone, that is written down; Gone if Slack can't find it.
    """
    look = await request.look(nominations.where, message_id)
    seen = await message(request.directory, request.workspace, look.channel, look.ts)
    if seen is Unseen.DELETED:
        await request.act(nominations.looked, message_id, None)
    if seen is Unseen.MISSING:
        # What Slack can't find isn't published, and not yet erased.
        await request.act(nominations.missed, message_id, older_is_there=False)
        raise Gone
    return None if isinstance(seen, Unseen) else seen


def _why_not(message: SeenMessage | Unseen, person: PersonId) -> str | None:
    """Why the person can't nominate the message; None if they can."""
    if isinstance(message, Unseen):
        return UNSAID
    if message.author == person or message.gone:
        return NOT_YOUR_OWN
    return None if message.words.strip() else NO_WORDS


def _reaction(event: Event) -> Reaction | None:
    """The reaction, if it is on a message."""
    if event.fact("item", "type") != "message":
        return None
    return Reaction(
        channel=ChannelId(event.fact("item", "channel")),
        ts=event.fact("item", "ts"),
        by=event.person,
        emoji=event.fact("reaction"),
        at=event.fact("event_ts"),
    )


def _carried(where: ChannelId, shortcut: Shortcut) -> str:
    found = shortcut.message
    about = {name: found[name] for name in ("user", "bot_id", "subtype") if found.get(name)}
    words = contents.words(found, by_app=contents.is_by_app(found))
    return carried({"channel": where, "ts": shortcut.ts, **about}, "text", words)


async def _words(request: Request, about: Written) -> SeenMessage | None:
    """The message as it is now, or as the form carried it; None if it was deleted meanwhile."""
    where = ChannelId(about["channel"])
    seen = await message(request.directory, request.workspace, where, about["ts"])
    if seen is Unseen.HIDDEN:
        place = await request.directory.channel(request.workspace, where)
        seen = await as_message(request.directory, request.workspace, place, {**about})
    return None if isinstance(seen, Unseen) else seen


def _chosen(answers: Answers) -> Written:
    return {"front": answers.choices("front"), "back": answers.choices("back"), "groups": []}
