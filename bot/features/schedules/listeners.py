"""Rituals: set up by form or typed, and listed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time, timedelta

from bot.features.channels import problem_with, unheard
from bot.features.giving_back import give_back, give_back_unread
from bot.features.rights import as_seen, check_may_change, check_may_handle
from bot.features.schedules import form
from bot.features.schedules.lists import listed, memory, poll_memory, remembered, repeated, show_again
from bot.features.schedules.thread import thread_problems
from bot.slack.replies import Refuse, Replies, Say, Show, say
from bot.slack.requests import Line, Press, Request, Submission
from bot.slack.sentences import LAST_BEFORE_FIRST, ONLY_AMONG_US, sentence
from rituals import agenda, ballots, digests, experiments, polls, schedules
from rituals.errors import NeverComes, NoDays, NotInChannel, RitualError, UnknownZone, WordsStay
from rituals.ids import ChannelId, PollId
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


async def asked_for_rituals(line: Line) -> Replies:
    """`/mindset schedule` opens the form, `… list` shows what there is, `… daily 09:00` sets it up."""
    match line.rest.lower():
        case "":
            return await _form(line, line.channel, "||")
        case "list":
            return Say(await listed(line))
    return await _typed_plan(line)


async def _typed_plan(line: Line) -> Replies:
    try:
        plan = agenda.read_plan(line.rest, line.catalog)
    except schedules.CannotRead as unread:
        return await give_back_unread(line, unread, *form.EXAMPLES)
    wishes = await _wished(line, plan)
    if problems := await _problems(line, wishes[0]):
        return await give_back(line, next(iter(problems.values())))
    await check_may_change(line, wishes[0].channel)
    rituals = await line.act(schedules.set_up_all, wishes, f"typed:{line.trigger}")
    said = [
        form.set_up_answer(each, line.catalog, await line.look(schedules.beside, each)) for each in rituals
    ]
    hints = await unheard(line, wishes[0].channel)
    return say("\n".join([*said, *form.zone_hint(plan.zone), *hints]))


async def _wished(line: Line, plan: schedules.TypedPlan) -> list[Wishes]:
    """A ritual for each of the times."""
    channel = plan.channel or line.here
    framework = plan.framework
    if framework is None:
        framework = (await line.look(experiments.framework_for, line.catalog, channel)).key
    first = Wishes(
        channel,
        framework,
        plan.weekdays,
        plan.at,
        # What somebody sets up lasts, so no other zone than theirs will do.
        plan.zone or (await line.directory.own_zone(line.scene)).key,
        kind=plan.kind or schedules.THOUGHT_EXPERIMENT,
        rhythm=plan.rhythm,
        open=(await line.directory.channel(line.workspace, channel)).open,
    )
    return [first, *(replace(first, at=at) for at in plan.also_at)]


async def asked_for_form(press: Press) -> Replies:
    """*New ritual* in the list or in App Home."""
    return await _form(press, press.channel, memory(press))


async def set_up(sent: Submission) -> Replies:
    """The form was sent, for a new ritual or to change one."""
    known, shown = remembered(sent.form)
    try:
        wishes = await _asking(sent, await _wishes(sent))
        if errors := await _problems(sent, wishes):
            return Refuse(errors)
        await check_may_change(sent, wishes.channel)
        if known:
            await check_may_handle(sent, known)
            ritual = await sent.act(schedules.change, known, wishes)
        else:
            ritual = await sent.act(schedules.set_up, wishes, sent.form.id)
    except tuple(FIELDS) as error:
        return Refuse({FIELDS[type(error)]: sentence(error)})
    sent.then(show_again, sent, shown)
    beside = await sent.look(schedules.beside, ritual)
    [seen] = await as_seen(sent, [ritual])
    return Show(form.set_up_note(seen, sent.catalog, beside, await unheard(sent, wishes.channel)))


async def _asking(sent: Submission, wishes: Wishes) -> Wishes:
    """With the poll that is repeated, or that the ritual repeats already; other mindsets are another poll.

    WordsStay if that would bring the words of a closed channel to another one.
    """
    known, poll = remembered(sent.form)[0], repeated(sent.form)
    if wishes.kind != POLL or not (known or poll):
        return wishes
    if poll is not None:
        shown = await sent.look_up(polls.shown, poll)
        if shown.maker != sent.person:
            await _check_stays(sent, shown.channel, wishes.channel)
        return replace(wishes, asks=shown.setup.stored())
    assert known is not None
    before = (await sent.look(schedules.ritual, known)).wishes
    same = before.kind == POLL and before.framework == wishes.framework
    if same and before.asks:
        await _check_stays(sent, before.channel, wishes.channel)
    return replace(wishes, asks=before.asks if same else None)


async def _check_stays(request: Request, said_in: ChannelId, to: ChannelId) -> None:
    if to != said_in and not (await request.directory.channel(request.workspace, said_in)).open:
        raise WordsStay


async def _wishes(sent: Submission) -> Wishes:
    answers = sent.answers
    regions = re.split(r"[,;\n]", answers.text("region"))
    channel = ChannelId(answers.chosen("channel"))
    return Wishes(
        channel=channel,
        kind=answers.chosen("kind"),
        framework=_framework(sent),
        weekdays=frozenset(int(day) for day in answers.choices("days")),
        rhythm=Rhythm(answers.chosen("rhythm")),
        at=time.fromisoformat(answers.chosen("at")),
        zone=answers.text("zone"),
        starts_on=answers.day("starts_on"),
        ends_on=answers.day("ends_on"),
        holidays=(
            *answers.choices("country"),
            *(schedules.place_named(each) for each in regions if each.strip()),
        ),
        grace=timedelta(minutes=int(answers.chosen("grace"))),
        game_plan_after=_number(answers.choice("game_plan")),
        together=_number(answers.choice("together")),
        open=(await sent.directory.channel(sent.workspace, channel)).open,
    )


def _number(chosen: str | None) -> int | None:
    return int(chosen or 0) or None


async def _problems(sent: Request, wishes: Wishes) -> dict[str, str]:
    if problem := await problem_with(sent, wishes.channel):
        return {"channel": problem}
    retold = wishes.kind in (digests.KIND, ballots.KIND)
    if retold and (await sent.directory.channel(sent.workspace, wishes.channel)).shared:
        return {"channel": ONLY_AMONG_US}
    if wishes.kind == POLL and wishes.framework == experiments.ALL_SCHOOLS and not wishes.asks:
        return {"framework": "A poll needs one framework for its options. Choose a framework."}
    if not experiments.can_draw(sent.catalog, wishes.kind, wishes.framework):
        return {"framework": "This framework has nothing of that kind. “Be human” has case studies."}
    if problems := thread_problems(wishes):
        return problems
    if wishes.starts_on and wishes.ends_on and wishes.ends_on < wishes.starts_on:
        return {"ends_on": LAST_BEFORE_FIRST}
    return {}


def _framework(sent: Submission) -> str:
    chosen = sent.answers.chosen("framework")
    return chosen if chosen == experiments.ALL_SCHOOLS else sent.catalog.framework(chosen).key


async def _form(request: Request, channel: ChannelId | None, memory: str) -> Show:
    await check_may_change(request)
    zone = await request.directory.form_zone(request.scene)
    framework = request.catalog.default
    if channel is not None:
        framework = await request.look(experiments.framework_for, request.catalog, channel)
    view = form.schedule_form(
        request.catalog, None, framework=framework.key, zone=zone.key, channel=channel, memory=memory
    )
    return Show(view)


async def asked_to_repeat_poll(press: Press) -> Replies:
    """*Make it a ritual* in the menu of a poll: the form, for a poll like that one."""
    poll = await press.look_up(polls.shown, PollId(press.number))
    await check_may_change(press)
    view = form.schedule_form(
        press.catalog,
        None,
        framework=poll.setup.framework or press.catalog.default.key,
        zone=(await press.directory.form_zone(press.scene)).key,
        channel=poll.channel,
        memory=poll_memory(poll.id),
        asks=poll.setup,
    )
    return Show(view)
