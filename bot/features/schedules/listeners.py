"""Rituals: set up by form or typed, and listed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.permission import as_seen, check_may_change, check_may_handle
from bot.features.places import problem_with, unheard
from bot.features.schedules import form as blocks
from bot.features.schedules.lists import listed, memory, remembered, repeated, show_again
from bot.features.sentences import LAST_BEFORE_FIRST, NO_GAME_PLAN, ONLY_AMONG_US, sentence, unread_sentence
from bot.features.zones import zone_of
from bot.service.house import House
from bot.slack.answers import Answers, Typed, answer, conversation_of, day_of, give_back, open_form, tell
from bot.slack.lookups import channel as channel_of
from rituals import agenda, digests, experiments, polls, schedules
from rituals.errors import NeverComes, NoDays, NotInChannel, RitualError, UnknownZone, WordsStay
from rituals.ids import ChannelId
from rituals.scene import Scene
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


async def asked(typed: Typed) -> None:
    """`/mindset schedule` opens the form, `… list` shows what there is, `… daily 09:00` sets it up."""
    match typed.rest.lower():
        case "":
            await _open(typed.slack, typed.trigger, typed.house, typed.scene, typed.channel)
            await typed.ack()
        case "list":
            await answer(typed.ack, await listed(typed.slack, typed.house, typed.scene))
        case _:
            await _typed_plan(typed)


async def _typed_plan(typed: Typed) -> None:
    catalog = typed.house.catalog
    try:
        plan = agenda.read_plan(typed.rest, catalog)
    except schedules.CannotRead as unread:
        await give_back(typed, unread_sentence(unread), unread.words, *blocks.EXAMPLES)
        return
    wishes = await _wished(typed, plan)
    problems = await _problems(typed.slack, typed.house, wishes[0])
    if problems:
        await give_back(typed, next(iter(problems.values())))
        return
    await check_may_change(typed.slack, typed.house, typed.scene, wishes[0].channel)
    rituals = await typed.house.act(schedules.set_up_all, typed.scene, wishes, f"typed:{typed.trigger}")
    said = [
        blocks.set_up_answer(each, catalog, await typed.house.quietly(schedules.beside, typed.scene, each))
        for each in rituals
    ]
    hints = await unheard(typed.slack, wishes[0].channel)
    await tell(typed.ack, "\n".join([*said, *blocks.zone_hint(plan.zone), *hints]))


async def _wished(typed: Typed, plan: schedules.Typed) -> list[Wishes]:
    """A ritual for each of the times."""
    channel = plan.channel or typed.channel
    framework = plan.framework
    if framework is None:
        usual = experiments.framework_for
        framework = (await typed.house.quietly(usual, typed.scene, typed.house.catalog, channel)).key
    first = Wishes(
        channel,
        framework,
        plan.weekdays,
        plan.at,
        plan.zone or (await zone_of(typed.slack, typed.house, typed.scene)).key,
        kind=plan.kind or schedules.THOUGHT_EXPERIMENT,
        rhythm=plan.rhythm,
        open=(await channel_of(typed.slack, channel)).open,
    )
    return [first, *(replace(first, at=at) for at in plan.also_at)]


async def asked_for_form(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*New ritual* in the list or in App Home."""
    await _open(client, body["trigger_id"], house, scene, conversation_of(body), memory(body))
    await ack()


async def set_up(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent, for a new ritual or to change one."""
    answers = Answers(view)
    known, shown = remembered(view)
    try:
        wishes = await _asking(await _wishes(answers, client, house), view, client, house, scene)
        errors = await _problems(client, house, wishes)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await check_may_change(client, house, scene, wishes.channel)
        if known:
            await check_may_handle(client, house, scene, known)
            ritual = await house.act(schedules.change, scene, known, wishes)
        else:
            ritual = await house.act(schedules.set_up, scene, wishes, view["id"])
    except tuple(FIELDS) as error:
        await ack(response_action="errors", errors={FIELDS[type(error)]: sentence(error)})
        return
    beside = await house.quietly(schedules.beside, scene, ritual)
    [seen] = await as_seen(client, scene, [ritual])
    hints = await unheard(client, wishes.channel)
    await ack(response_action="update", view=blocks.set_up_note(seen, house.catalog, beside, hints))
    await show_again(client, house, scene, shown)


async def _asking(
    wishes: Wishes, view: dict[str, Any], slack: AsyncWebClient, house: House, scene: Scene
) -> Wishes:
    """With the poll that is repeated, or that the ritual repeats already; other mindsets are another poll.

    WordsStay if that would bring the words of a closed channel to another one.
    """
    known, poll = remembered(view)[0], repeated(view)
    if wishes.kind != POLL or not (known or poll):
        return wishes
    if poll is not None:
        shown = await house.quietly(polls.shown, scene.workspace, poll)
        if shown.maker != scene.person:
            await _check_stays(slack, shown.channel, wishes.channel)
        return replace(wishes, asks=shown.setup.stored())
    assert known is not None
    before = (await house.quietly(schedules.ritual, scene, known)).wishes
    same = before.kind == POLL and before.framework == wishes.framework
    if same and before.asks:
        await _check_stays(slack, before.channel, wishes.channel)
    return replace(wishes, asks=before.asks if same else None)


async def _check_stays(slack: AsyncWebClient, said_in: ChannelId, to: ChannelId) -> None:
    if to != said_in and not (await channel_of(slack, said_in)).open:
        raise WordsStay


async def _wishes(answers: Answers, slack: AsyncWebClient, house: House) -> Wishes:
    regions = re.split(r"[,;\n]", answers.text("region"))
    after = answers.choice("game_plan")
    return Wishes(
        channel=ChannelId(answers.chosen("channel")),
        kind=answers.chosen("kind"),
        framework=house.catalog.framework(answers.chosen("framework")).key,
        weekdays=frozenset(int(day) for day in answers.choices("days")),
        rhythm=Rhythm(answers.chosen("rhythm")),
        at=time.fromisoformat(answers.chosen("at")),
        zone=answers.text("zone"),
        starts_on=day_of(answers, "starts_on"),
        ends_on=day_of(answers, "ends_on"),
        holidays=(
            *answers.choices("country"),
            *(schedules.place_named(each) for each in regions if each.strip()),
        ),
        grace=timedelta(minutes=int(answers.chosen("grace"))),
        game_plan_after=int(after) if after and after != "0" else None,
        open=(await channel_of(slack, ChannelId(answers.chosen("channel")))).open,
    )


async def _problems(slack: AsyncWebClient, house: House, wishes: Wishes) -> dict[str, str]:
    problem = await problem_with(slack, wishes.channel)
    if problem:
        return {"channel": problem}
    if wishes.kind == digests.KIND and (await channel_of(slack, wishes.channel)).shared:
        return {"channel": ONLY_AMONG_US}
    if not experiments.can_draw(house.catalog, wishes.kind, wishes.framework):
        return {"framework": "This framework has none of these. “Be human” has case studies."}
    if wishes.game_plan_after and wishes.kind not in blocks.CARRY_GAME_PLANS:
        return {"game_plan": NO_GAME_PLAN}
    if wishes.starts_on and wishes.ends_on and wishes.ends_on < wishes.starts_on:
        return {"ends_on": LAST_BEFORE_FIRST}
    return {}


async def _open(
    slack: AsyncWebClient,
    trigger: str,
    house: House,
    scene: Scene,
    channel: ChannelId | None,
    memory: str = "||",
) -> None:
    await check_may_change(slack, house, scene)
    zone = (await zone_of(slack, house, scene)).key
    framework = house.catalog.default
    if channel is not None:
        framework = await house.quietly(experiments.framework_for, scene, house.catalog, channel)
    view = blocks.schedule_form(
        house.catalog, None, framework=framework.key, zone=zone, channel=channel, memory=memory
    )
    await open_form(slack, trigger, view)


async def repeat_poll(
    slack: AsyncWebClient, house: House, scene: Scene, body: dict[str, Any], poll: polls.Shown
) -> None:
    """*Make it a ritual* in the menu of a poll: the form, for a poll like that one."""
    await check_may_change(slack, house, scene)
    view = blocks.schedule_form(
        house.catalog,
        None,
        framework=poll.setup.framework or house.catalog.default.key,
        zone=(await zone_of(slack, house, scene)).key,
        channel=poll.channel,
        memory=memory(body, poll=poll.id),
        asks=poll.setup,
    )
    await open_form(slack, body["trigger_id"], view)
