"""The ways to a poll: a shortcut, a button, a message, a story, a draft."""

from __future__ import annotations

from bot.features.polls.form import PollMemory
from bot.features.polls.form_listeners import open_form, postable
from bot.features.polls.written import WrittenPoll
from bot.slack.replies import Replies
from bot.slack.requests import Press, Shortcut
from rituals import polls, stories, workspaces
from rituals.errors import NotYourPoll
from rituals.ids import ChannelId, PollDraftId, StoryId

# A line of what a poll is about.
QUOTED = 200


async def asked_by_shortcut(shortcut: Shortcut) -> Replies:
    """*Start a quick poll* among Slack's shortcuts."""
    return await open_form(shortcut, WrittenPoll())


async def asked_for_form(press: Press) -> Replies:
    """*Start a poll* on a card or in App Home."""
    written = WrittenPoll(framework=press.value or None, channel=postable(press.channel))
    return await open_form(press, written)


async def asked_about_message(shortcut: Shortcut) -> Replies:
    """*Which mindset was this?* in the menu of a message."""
    channel, about = shortcut.channel or ChannelId(""), shortcut.message
    memory = PollMemory(
        channel=channel,
        ts=shortcut.ts,
        thread=about.thread or shortcut.ts,
        quote=_line(await shortcut.plain_words(about.words if about.said else "")),
        quoted=about.author,
    )
    return await open_form(shortcut, WrittenPoll(channel=postable(channel)), memory)


async def asked_about_story(press: Press) -> Replies:
    """*Which mindset was this?* on a story."""
    told = await press.look_up(stories.told, StoryId(press.number))
    known = (
        framework.key
        for framework in press.catalog
        if any(mindset.key == told.telling.mindset for mindset in framework.mindsets)
    )
    feed, point = await press.look(workspaces.feed), told.telling.touchpoint
    # The link is enough: a story may be taken down, and its words must not stay anywhere then.
    # What is chosen already is seen, and sent.
    memory = PollMemory(story=told.id, more=bool(point))
    written = WrittenPoll(framework=next(known, None), channel=feed, touchpoint=point)
    return await open_form(press, written, memory)


async def went_on(press: Press) -> Replies:
    """*Continue* on a draft."""
    draft = await press.look_up(polls.draft, PollDraftId(press.number))
    if draft.person != press.person:
        raise NotYourPoll
    return await open_form(press, WrittenPoll.of_draft(draft.written), PollMemory(draft=draft.id, more=True))


async def dropped(press: Press) -> Replies:
    """*Discard* on a draft."""
    await press.act(polls.drop_draft, PollDraftId(press.number))
    return None


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
