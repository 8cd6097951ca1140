"""Rituals: set up by form or typed, and listed."""

from __future__ import annotations

from dataclasses import replace

from bot.features.channels import unheard
from bot.features.giving_back import give_back, give_back_unread
from bot.features.rights import check_may_change
from bot.features.schedules import wording
from bot.features.schedules.form_listeners import new_form, problems_with
from bot.features.schedules.lists import listed
from bot.slack.replies import Replies, Say, say
from bot.slack.requests import Line
from rituals import agenda, experiments, schedules
from rituals.schedules import Wishes


async def asked_for_rituals(line: Line) -> Replies:
    """`/mindset schedule` opens the form, `… list` shows what there is, `… daily 09:00` sets it up."""
    match line.rest.lower():
        case "":
            return await new_form(line, line.channel, "||")
        case "list":
            return Say(await listed(line))
    return await _typed_plan(line)


async def _typed_plan(line: Line) -> Replies:
    try:
        plan = agenda.read_plan(line.rest, line.catalog)
    except schedules.CannotRead as unread:
        return await give_back_unread(line, unread, *wording.EXAMPLES)
    wishes = await _wished(line, plan)
    if problems := await problems_with(line, wishes[0]):
        return await give_back(line, next(iter(problems.values())))
    await check_may_change(line, wishes[0].channel)
    rituals = await line.act(schedules.set_up_all, wishes, f"typed:{line.trigger}")
    said = [
        wording.set_up_answer(each, line.catalog, await line.look(schedules.beside, each)) for each in rituals
    ]
    hints = await unheard(line, wishes[0].channel)
    return say("\n".join([*said, *wording.zone_hint(plan.zone), *hints]))


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
