"""The form that sets a ritual up or changes it: opened, drawn again as its fields are chosen, sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

from bot.features.channels import problem_with, unheard
from bot.features.rights import as_seen, check_may_change, check_may_handle, ritual_seen
from bot.features.schedules import wording
from bot.features.schedules.form import MORE, Filled, FormMemory, name_of, ritual_form
from bot.features.schedules.lists import memory, poll_memory, remembered, repeated, show_again
from bot.features.schedules.previews import preview
from bot.slack.block_kit import View, note, panel
from bot.slack.replies import Redraw, Refuse, Replies, Show
from bot.slack.requests import OpenView, Press, Request, Submission
from bot.slack.sentences import LAST_BEFORE_FIRST, ONLY_AMONG_US, sentence
from rituals import ballots, digests, experiments, polls, schedules
from rituals.errors import NeverComes, NoDays, NotInChannel, RitualError, UnknownZone, WordsStay
from rituals.ids import ChannelId, PollId, ScheduleId
from rituals.polls import Setup
from rituals.schedules import Rhythm, UnknownCountry, Wishes

POLL = "poll"
# Which field of the form an error belongs to.
FIELDS: dict[type[RitualError], str] = {
    UnknownZone: "zone",
    NoDays: "days",
    UnknownCountry: "region",
    NeverComes: "ends_on",
    NotInChannel: "channel",
    WordsStay: "channel",
}


async def asked_for_form(press: Press) -> Replies:
    """*New ritual* in the list or in App Home."""
    return await new_form(press, press.channel, memory(press))


async def new_form(request: Request, channel: ChannelId | None, about: str) -> Show:
    """The form for a new ritual, with a good plan in it."""
    await check_may_change(request)
    framework = request.catalog.default.key
    if channel is not None:
        framework = (await request.look(experiments.framework_for, request.catalog, channel)).key
    zone = (await request.directory.form_zone(request.scene)).key
    filled = Filled.proposed(schedules.THOUGHT_EXPERIMENT, framework, zone, channel)
    return Show(await _drawn(request, filled, FormMemory(about, filled)))


async def change_form(press: Press, known: ScheduleId) -> View:
    """The form as the ritual is."""
    filled = Filled.of((await ritual_seen(press, known)).wishes)
    return await _drawn(press, filled, FormMemory(memory(press, known), filled))


async def asked_to_repeat_poll(press: Press) -> Replies:
    """*Make it a ritual* in the menu of a poll: the form, for a poll like that one."""
    poll = await press.look_up(polls.shown, PollId(press.number))
    await check_may_change(press)
    framework = poll.setup.framework or press.catalog.default.key
    zone = (await press.directory.form_zone(press.scene)).key
    filled = Filled.proposed(POLL, framework, zone, poll.channel)
    return Show(await _drawn(press, filled, FormMemory(poll_memory(poll.id), filled), poll.setup))


async def turned(press: Press) -> Replies:
    """Something was chosen that asks for other fields, or the form is to be unfolded."""
    before, filled = _filled(press.form)
    now = replace(before, more=before.more or press.action == MORE)
    if filled.kind != before.kept.kind:
        filled = replace(filled, kind=before.kept.kind).turned_to(filled.kind)
        now = replace(now, turn=before.turn + 1)
    return Redraw(await _drawn(press, filled, now, await _repeated(press, press.form)))


async def asked_to_see(press: Press) -> Replies:
    """*See it now*: what it would post, on top of the form."""
    _, filled = _filled(press.form)
    if not filled.channel:
        return Show(note("Preview", "Choose a channel first. What comes next depends on what it has had."))
    try:
        wishes = await _asking(press, press.form, await _wishes(press, filled))
        problems = await problems_with(press, wishes)
        why = next(iter(problems.values()), None)
    except RitualError as error:
        why = sentence(error)
    return Show(note("Preview", why) if why else panel("Preview", await preview(press, wishes)))


async def sent(form_sent: Submission) -> Replies:
    """The form was sent, for a new ritual or to change one."""
    before, filled = _filled(form_sent.form)
    known, shown = remembered(form_sent.form)
    await check_may_change(form_sent)
    try:
        wishes = await _asking(form_sent, form_sent.form, await _wishes(form_sent, filled))
        if errors := await problems_with(form_sent, wishes):
            return Refuse(_placed(form_sent.form, errors))
        await check_may_change(form_sent, wishes.channel)
        if known:
            await check_may_handle(form_sent, known)
        twins = (
            [] if before.warned else await form_sent.look(schedules.twins, wishes, known, form_sent.form.id)
        )
        if twins:
            asks = await _repeated(form_sent, form_sent.form)
            return Show(await _drawn(form_sent, filled, replace(before, warned=True), asks))
        if known:
            ritual = await form_sent.act(schedules.change, known, wishes)
        else:
            ritual = await form_sent.act(schedules.set_up, wishes, form_sent.form.id)
    except tuple(FIELDS) as error:
        return Refuse(_placed(form_sent.form, {FIELDS[type(error)]: sentence(error)}))
    form_sent.then(show_again, form_sent, shown)
    beside = await form_sent.look(schedules.beside, ritual)
    [seen] = await as_seen(form_sent, [ritual])
    hints = await unheard(form_sent, wishes.channel)
    return Show(wording.set_up_note(seen, form_sent.catalog, beside, hints))


async def problems_with(request: Request, wishes: Wishes) -> dict[str, str]:
    """What is wrong with a ritual as it's wished for, by field."""
    if problem := await problem_with(request, wishes.channel):
        return {"channel": problem}
    retold = wishes.kind in (digests.KIND, ballots.KIND)
    if retold and (await request.directory.channel(request.workspace, wishes.channel)).shared:
        return {"channel": ONLY_AMONG_US}
    if wishes.kind == POLL and wishes.framework == experiments.ALL_SCHOOLS and not wishes.asks:
        return {"framework": "A poll needs one framework for its options. Choose a framework."}
    if not experiments.can_draw(request.catalog, wishes.kind, wishes.framework):
        return {"framework": "This framework has nothing of that kind. “Be human” has case studies."}
    if wishes.starts_on and wishes.ends_on and wishes.ends_on < wishes.starts_on:
        return {"ends_on": LAST_BEFORE_FIRST}
    return {}


async def _asking(request: Request, view: OpenView, wishes: Wishes) -> Wishes:
    """With the poll that is repeated, or that the ritual repeats already; other mindsets are another poll.

    WordsStay if that would bring the words of a closed channel to another one.
    """
    known, poll = remembered(view)[0], repeated(view)
    if wishes.kind != POLL or not (known or poll):
        return wishes
    if poll is not None:
        shown = await request.look_up(polls.shown, poll)
        if shown.maker != request.person:
            await _check_stays(request, shown.channel, wishes.channel)
        return replace(wishes, asks=shown.setup.stored())
    assert known is not None
    before = (await request.look(schedules.ritual, known)).wishes
    same = before.kind == POLL and before.framework == wishes.framework
    if same and before.asks:
        await _check_stays(request, before.channel, wishes.channel)
    return replace(wishes, asks=before.asks if same else None)


async def _check_stays(request: Request, said_in: ChannelId, to: ChannelId) -> None:
    if to != said_in and not (await request.directory.channel(request.workspace, said_in)).open:
        raise WordsStay


async def _wishes(request: Request, filled: Filled) -> Wishes:
    channel = ChannelId(filled.channel or "")
    regions = [each.strip() for each in re.split(r"[,;\n]", filled.region) if each.strip()]
    return Wishes(
        channel=channel,
        kind=filled.kind,
        framework=_framework(request, filled),
        weekdays=frozenset(int(day) for day in filled.days),
        rhythm=Rhythm(filled.rhythm),
        at=time.fromisoformat(filled.at),
        zone=filled.zone,
        starts_on=_day(filled.starts_on),
        ends_on=_day(filled.ends_on),
        holidays=(*filled.country, *map(schedules.place_named, regions)),
        grace=timedelta(minutes=int(filled.grace)),
        # What doesn't fit the kind isn't shown, and doesn't count.
        game_plan_after=_number(filled.game_plan) if filled.kind in experiments.ANSWERED else None,
        together=_number(filled.together) if filled.kind in experiments.ANSWERED else None,
        open=(await request.directory.channel(request.workspace, channel)).open,
    )


def _framework(request: Request, filled: Filled) -> str:
    if filled.kind in wording.OF_ALL or filled.framework == experiments.ALL_SCHOOLS:
        return filled.framework
    return request.catalog.framework(filled.framework).key


def _number(chosen: str) -> int | None:
    return int(chosen or 0) or None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _filled(view: OpenView) -> tuple[FormMemory, Filled]:
    """What the form remembers, and what stands in it now."""
    known = FormMemory.read(view.memory)
    return known, known.kept.but(view.answers, view.fields)


def _placed(view: OpenView, errors: dict[str, str]) -> dict[str, str]:
    """Errors at the blocks of their fields; of a field that's folded away, at the first."""
    blocks = {name_of(block): block for block in view.fields}
    return {blocks.get(field, view.fields[0]): why for field, why in errors.items()}


async def _repeated(request: Request, view: OpenView) -> Setup | None:
    poll = repeated(view)
    return None if poll is None else (await request.look_up(polls.shown, poll)).setup


async def _drawn(request: Request, filled: Filled, known: FormMemory, asks: Setup | None = None) -> View:
    hints = await unheard(request, ChannelId(filled.channel)) if filled.channel else []
    return ritual_form(request.catalog, filled, known, hints=hints, asks=asks)
