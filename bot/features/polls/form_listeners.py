"""Starting a poll by the one form behind every door: filled in, looked at first, sent."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime

from bot.features.channels import problem_for
from bot.features.polls import form
from bot.features.polls.form import PollMemory
from bot.features.polls.written import WrittenPoll
from bot.service.secrets import fresh_key
from bot.slack.block_kit import View
from bot.slack.channels import Channel, permalink
from bot.slack.replies import Redraw, Refuse, Replies, Show
from bot.slack.requests import Press, Request, Submission
from bot.slack.sentences import NO_QUESTION, WHEN, sentence
from rituals import experiments, polls, posts, stories, workspaces
from rituals.catalog import Catalog
from rituals.errors import RitualError
from rituals.ids import ChannelId, PersonId, PollDraftId
from rituals.polls import BadOptions, Closing, Place, Setup
from rituals.scene import Scene

NOTHING = PollMemory()


async def open_form(request: Request, written: WrittenPoll, memory: PollMemory = NOTHING) -> Show:
    """The form with what is written. What nobody has chosen is as the channel has it."""
    if written.channel and not written.framework:
        channel = ChannelId(written.channel)
        framework = await request.look(experiments.framework_for, request.catalog, channel)
        written = replace(written, framework=framework.key)
    return Show(await _form(request, written, memory))


async def turned(press: Press) -> Replies:
    """Something was chosen that asks for other fields, or the form is to be unfolded."""
    memory = PollMemory.read(press.form.memory)
    if press.action == form.MORE:
        memory = replace(memory, more=True)
    return Redraw(await _form(press, WrittenPoll.of(press.form.answers), memory))


async def previewed(press: Press) -> Replies:
    """*Preview*: the poll as it would be, on top of the form."""
    written = WrittenPoll.of(press.form.answers)
    if refused := _refused(written, press.catalog):
        return Show(form.not_yet(next(iter(refused.values()))))
    return Show(form.preview(form.setup_of(written, press.catalog), press.catalog))


async def started(sent: Submission) -> Replies:
    """The form was sent."""
    memory, written = PollMemory.read(sent.form.memory), WrittenPoll.of(sent.answers)
    draft = PollDraftId(memory.draft) if memory.draft else None
    if refused := _refused(written, sent.catalog):
        return Refuse(refused)
    if not written.channel:
        await sent.act(polls.keep_draft, asdict(written), sent.form.id, draft)
        return Show(form.draft_note())
    found = await sent.directory.channel(sent.workspace, ChannelId(written.channel))
    closes_at = await _closes_at(sent, written)
    why = await problem_for(sent, found, in_thread=_in_thread(found, memory, written))
    if refused := {"channel": why} if why else _too_soon(closes_at, sent.scene):
        return Refuse(refused)
    place = await _place(sent, found, memory, written)
    await sent.act(
        polls.start,
        lasting(form.setup_of(written, sent.catalog), closes_at, sent.scene),
        place,
        closes_at=closes_at,
        key=fresh_key(),
        request=sent.form.id,
        known=draft,
    )
    return Show(form.started_note(place.channel))


async def _form(request: Request, written: WrittenPoll, memory: PollMemory) -> View:
    """The form with what is written; its rarer questions are there once it is unfolded."""
    settings = await request.recall(workspaces.settings)
    return form.poll_form(
        request.catalog,
        written,
        memory,
        now=request.scene.now,
        zone=await request.directory.form_zone(request.scene),
        touchpoints=settings.touchpoints,
    )


def _refused(written: WrittenPoll, catalog: Catalog) -> dict[str, str]:
    """What is wrong with it, by field; nothing if it can be a poll."""
    if written.own and not written.question:
        return {"question": NO_QUESTION}
    try:
        form.setup_of(written, catalog)
    except BadOptions as error:
        return {"options": sentence(error)}
    except RitualError as error:
        return {"framework": sentence(error)}
    return {}


async def _closes_at(sent: Submission, written: WrittenPoll) -> datetime | None:
    if written.closes == Closing.AT:
        return datetime.fromtimestamp(int(written.at or 0), UTC)
    now, zone = sent.scene.now, await sent.directory.own_zone(sent.scene)
    return polls.closes_at(Closing(written.closes or polls.usual_closing(now, zone)), now, zone)


def _too_soon(closes_at: datetime | None, scene: Scene) -> dict[str, str]:
    return {"at": WHEN} if closes_at is not None and closes_at <= scene.now else {}


def lasting(setup: Setup, closes_at: datetime | None, scene: Scene) -> Setup:
    """With how long it lasts, should it become a ritual."""
    return replace(setup, lasts=closes_at - scene.now) if closes_at else setup


async def _place(sent: Submission, found: Channel, memory: PollMemory, written: WrittenPoll) -> Place:
    link, readable = await _about(sent, found, memory)
    place = Place(
        found.id,
        found.open,
        thread_ts=memory.thread if _in_thread(found, memory, written) else None,
        link=link if readable else None,
        people=found.people,
    )
    # Without a link it's no longer there.
    if not (readable and link and memory.quote):
        return place
    said_by, source = PersonId(memory.quoted), f"{memory.channel}:{memory.ts}"
    return replace(place, quote=memory.quote, quoted=said_by, source=source)


def _in_thread(found: Channel, memory: PollMemory, written: WrittenPoll) -> bool:
    return written.has_tick("thread") and memory.channel == found.id


async def _about(sent: Submission, found: Channel, memory: PollMemory) -> tuple[str | None, bool]:
    """The link to what the poll is about, and whether the poll's readers may follow it."""
    source = (memory.channel, memory.ts) if memory.ts else None
    if memory.story is not None:
        source = await sent.look(posts.where, stories.CARD.once_key(memory.story))
    if source is None:
        return None, False
    there = await sent.directory.channel(sent.workspace, ChannelId(source[0]))
    readable = there.id == found.id or (there.open and found.open)
    return await permalink(sent.slack, *source), readable


def postable(channel: ChannelId | None) -> str | None:
    """The channel, if it may be one for a poll: nobody votes in a direct message."""
    return channel if channel and not channel.startswith("D") else None
