"""Nominations: a reaction, the message shortcut, and what people answer in private."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.features.nominations import card
from bot.features.stories.form_listeners import credited
from bot.features.stories.menu import line_form
from bot.features.stories.written import WrittenStory
from bot.slack.block_kit import carried
from bot.slack.contents import BY_APP, SlackMessage, read_message
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


@dataclass(frozen=True, slots=True)
class _About:
    """The message that a form is about, as the form carries it: where it stands, and how it was."""

    channel: ChannelId
    ts: str
    message: SlackMessage

    @classmethod
    def read(cls, memory: str) -> _About:
        known = json.loads(memory)
        return cls(ChannelId(known["channel"]), known["ts"], read_message(known))

    def written(self) -> str:
        # Named as Slack names it, so that it's read like any message of Slack's.
        kind = {"subtype": BY_APP} if self.message.by_app else {}
        about = {"channel": self.channel, "ts": self.ts, "user": self.message.author, **kind}
        return carried(about, "text", self.message.words)


async def nominates(event: Event) -> bool:
    """Whether a reaction, put on or taken off, may make a nomination; most don't."""
    reaction = event.reaction
    if reaction is None:
        return False
    if event.kind == "reaction_added" and event.reacted_to in (reaction.by, event.bot_user):
        return False
    settings = await event.recall(workspaces.settings)
    # One that nominated under other settings can still be taken off.
    return event.kind == "reaction_removed" or nominations.names_a_moment(reaction.emoji, settings.emoji)


async def reacted(event: Event) -> None:
    """Somebody put an emoji on a message."""
    reaction = event.reaction
    # Whose feed it is: apps, and people of other organisations, have no say in it.
    if reaction is None or not await event.directory.is_colleague(event.workspace, reaction.by):
        return
    words = await message(event.directory, event.workspace, reaction.channel, reaction.ts)
    if not isinstance(words, Unseen):
        seen = nominations.SeenReaction(event.scene, reaction, words)
        await event.house.together(nominations.nominate_each, seen)
        event.house.woken.set()


async def took_back(event: Event) -> None:
    """Somebody took an emoji off a message."""
    if event.reaction is not None:
        await event.act(nominations.withdraw, event.reaction)


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
        words,
        _About(where, shortcut.ts, shortcut.message).written(),
        hears=place.member,
    )
    return Show(view)


async def nominated(sent: Submission) -> Replies:
    """The form about a message was sent."""
    answers, about = sent.answers, _About.read(sent.form.memory)
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
    reaction = Reaction(about.channel, about.ts, sent.person, "", at)
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


async def _words(request: Request, about: _About) -> SeenMessage | None:
    """The message as it is now, or as the form carried it; None if it was deleted meanwhile."""
    seen = await message(request.directory, request.workspace, about.channel, about.ts)
    if seen is Unseen.HIDDEN:
        place = await request.directory.channel(request.workspace, about.channel)
        seen = await as_message(request.directory, request.workspace, place, about.message)
    return None if isinstance(seen, Unseen) else seen


def _chosen(answers: Answers) -> WrittenStory:
    return WrittenStory(front=tuple(answers.choices("front")), back=tuple(answers.choices("back")))
