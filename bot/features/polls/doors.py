"""The ways to a poll: a command, a shortcut, a button, a message, a story, a draft."""

from __future__ import annotations

from bot.features.channels import problem
from bot.features.experiments.listeners import took_part
from bot.features.polls import form
from bot.features.polls.form import OWN, Memory
from bot.features.polls.form_listeners import lasting, open_form
from bot.service.secrets import fresh_key
from bot.slack.block_kit import moment, said
from bot.slack.replies import Replies, Say, say
from bot.slack.requests import Line, Press, Shortcut
from bot.slack.sentences import HOW_TO_TYPE, LONG_QUESTION, sentence
from rituals import polls, workspaces
from rituals.errors import NotYourPoll
from rituals.ids import ChannelId, PollDraftId
from rituals.polls import BadOptions, Place
from rituals.stories import Told

# A line of what a poll is about.
QUOTED = 200


async def asked(line: Line) -> Replies:
    """`/mindset poll ["question" ["option" …]]`: the form, or, with options, the poll itself."""
    question, options = polls.read_typed(await line.plain_words(line.rest))
    if options:
        return await _start_typed(line, question, options)
    return await open_form(line, {"question": question, "channel": _postable(line.channel)})


async def asked_by_shortcut(shortcut: Shortcut) -> Replies:
    """*Start a quick poll* among Slack's shortcuts."""
    return await open_form(shortcut, {})


async def asked_for_form(press: Press) -> Replies:
    """*Start a poll* on a card or in App Home."""
    written = {"framework": press.value or None, "channel": _postable(press.channel)}
    opened = await open_form(press, written)
    await took_part(press)
    return opened


async def asked_about_message(shortcut: Shortcut) -> Replies:
    """*Which mindset was this?* in the menu of a message."""
    channel = shortcut.channel or ChannelId("")
    memory = Memory(
        channel=channel,
        ts=shortcut.ts,
        thread=str(shortcut.message.get("thread_ts") or shortcut.ts),
        quote=_line(await shortcut.plain_words(str(shortcut.message.get("text") or ""))),
        quoted=str(shortcut.message.get("user") or ""),
    )
    return await open_form(shortcut, {"channel": _postable(channel)}, memory)


async def poll_about_story(press: Press, told: Told) -> Replies:
    """*Which mindset was this?* on a story."""
    known = (
        framework.key
        for framework in press.catalog
        if any(mindset.key == told.telling.mindset for mindset in framework.mindsets)
    )
    written = {"channel": await press.look(workspaces.feed), "framework": next(known, None)}
    # The link is enough: a story may be taken down, and its words must not stay anywhere then.
    # What is chosen already is seen, and sent.
    memory = Memory(story=told.id, more=bool(told.telling.touchpoint))
    return await open_form(press, {**written, "touchpoint": told.telling.touchpoint}, memory)


async def went_on(press: Press) -> Replies:
    """*Go on* on a draft."""
    draft = await press.look_up(polls.draft, PollDraftId(press.number))
    if draft.person != press.person:
        raise NotYourPoll
    return await open_form(press, draft.written, Memory(draft=draft.id, more=True))


async def dropped(press: Press) -> Replies:
    """*Drop it* on a draft."""
    await press.act(polls.drop_draft, PollDraftId(press.number))
    return None


async def _start_typed(line: Line, question: str, options: list[str]) -> Replies:
    try:
        setup = polls.of_own_options(question, options)
    except BadOptions as error:
        return _typed_again(line, sentence(error))
    if len(question) > polls.LONGEST_QUESTION:
        return _typed_again(line, LONG_QUESTION)
    if _postable(line.channel) is None:
        written = {"question": question, "framework": OWN, "options": "\n".join(options)}
        await line.act(polls.keep_draft, written, f"typed:{line.trigger}")
        return say("Your poll is a draft, below. *Go on* lets you choose its channel.")
    found = await line.directory.channel(line.workspace, line.here)
    if why := problem(found):
        return _typed_again(line, why)
    zone = await line.directory.zone(line.scene)
    closes_at = polls.closes_at(polls.usual_closing(line.scene.now, zone), line.scene.now, zone)
    await line.act(
        polls.open_poll,
        lasting(setup, closes_at, line.scene),
        Place(line.here, found.open),
        closes_at=closes_at,
        key=fresh_key(),
        request=f"typed:{line.trigger}",
    )
    until = f", and open until {moment(closes_at)}" if closes_at else ""
    return say(form.started_answer(until))


def _typed_again(line: Line, why: str) -> Say:
    typed = said(line.rest.replace("`", "'"), 1000)
    return say(f"{why} {HOW_TO_TYPE}\n`/mindset poll {typed}`")


def _postable(channel: ChannelId | None) -> str | None:
    """The channel, if it may be one for a poll: nobody votes in a direct message."""
    return channel if channel and not channel.startswith("D") else None


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
