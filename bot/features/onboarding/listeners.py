"""The first day: somebody brings the bot along, calls it by its name, or sets it up."""

from __future__ import annotations

from datetime import time

import structlog

from bot.features.channels import problem_with, problem_with_feed, unheard_among
from bot.features.onboarding import card, form
from bot.features.onboarding.form import FirstChoices
from bot.features.rights import check_may_change
from bot.features.schedules.wording import crowded
from bot.features.unheard import unheard_line
from bot.service.secrets import fresh_key
from bot.slack.block_kit import View
from bot.slack.people import admins
from bot.slack.replies import Redraw, Refuse, Replies, Show, say
from bot.slack.requests import Event, Press, Request, Submission
from bot.slack.sentences import sentence
from bot.slack.submitted import Answers
from bot.slack.telling import SLACK_FAILED, name, whisper
from rituals import agenda, experiments, onboarding, schedules, workspaces
from rituals.errors import AdminsOnly, NoDays, NotInChannel
from rituals.ids import ChannelId, PersonId
from rituals.schedules import Wishes

log = structlog.get_logger()


# --- hello


async def brought_in(event: Event, channel: ChannelId) -> None:
    """The bot has joined a channel. Slack says who invited it, unless an admin's settings did."""
    inviter = event.inviter
    if inviter and not await event.directory.is_colleague(event.workspace, inviter):
        inviter = PersonId("")
    await event.house.act(onboarding.invited, event.scene.as_person(inviter), channel)


async def mentioned(event: Event) -> None:
    """Somebody called the bot by its name: they alone see what it can do, where they are."""
    assert event.channel is not None
    person = await event.directory.person(event.workspace, event.person)
    if person is None or person.bot:
        return
    if person.outsider:
        message = card.outsider_card()
    else:
        known = await event.look(onboarding.is_set_up)
        message = card.ways_in_card(event.channel, known=known)
        if not known:
            await event.act(onboarding.meet)
    await whisper(event, event.channel, message, event.thread)


async def is_by_a_person(event: Event) -> bool:
    """Apps mention the bot, too."""
    return bool(event.person and event.channel) and not event.by_app


def by_place(event: Event) -> str:
    """However often somebody calls meanwhile, they're answered once."""
    return f"mention:{event.channel}:{event.person}:{event.thread}"


# --- the form


async def asked_to_set_up(press: Press) -> Replies:
    """*Set up in a minute*."""
    try:
        await check_may_change(press)
    except AdminsOnly:
        return say(card.not_allowed(await _who_can(press)))
    channel = press.value or None
    feed = await press.look(workspaces.feed)
    return Show(await _form(press, FirstChoices(channel=channel, feed=feed)))


async def asked_for_quiz(press: Press) -> Replies:
    """*Help me choose*: the quiz takes the place of the form, and remembers it."""
    return Redraw(form.quiz_form(press.catalog, _wanted(press.form.answers)))


async def went_back(press: Press) -> Replies:
    """*Back to the form*, without a suggestion."""
    return Redraw(await _form(press, FirstChoices.read(press.form.memory)))


async def quiz_answered(sent: Submission) -> Replies:
    """The quiz was sent: the form comes back with the school that it suggests, and why."""
    chosen = [sent.answers.chosen(f"quiz_{number}") for number in range(len(form.QUESTIONS))]
    school = sent.catalog.framework(onboarding.suggested(chosen))
    before = FirstChoices.read(sent.form.memory)
    wanted = FirstChoices(before.channel, school.key, before.days, before.at, before.feed, before.first)
    return Show(await _form(sent, wanted, form.reason_for(school, chosen)))


async def set_up(sent: Submission) -> Replies:
    """The form was sent: a ritual, perhaps the feed, and perhaps the first one at once."""
    wanted = _wanted(sent.answers)
    channel = ChannelId(wanted.channel or "")
    feed = ChannelId(wanted.feed) if wanted.feed else await sent.look(workspaces.feed)
    try:
        await check_may_change(sent, channel)
        if problems := await _problems(sent, channel, wanted.feed):
            return Refuse(problems)
        ritual = await sent.act(
            agenda.begin,
            sent.catalog,
            await _wishes(sent, wanted, channel),
            sent.form.id,
            feed=ChannelId(wanted.feed) if wanted.feed else None,
            chance=fresh_key() if wanted.first else None,
        )
    except (NoDays, NotInChannel) as error:
        return Refuse({"days" if isinstance(error, NoDays) else "channel": sentence(error)})
    sent.then(sent.show_home)
    beside = await sent.look(schedules.beside, ritual)
    hints = crowded(beside) + await _hints(sent, [channel, *([feed] if feed else [])])
    return Show(form.set_up_note(ritual, sent.catalog, feed, hints, first=wanted.first))


async def _form(request: Request, wanted: FirstChoices, reason: str = "") -> View:
    zone = await request.directory.form_zone(request.scene)
    return form.set_up_form(request.catalog, wanted, zone.key, reason)


def _wanted(answers: Answers) -> FirstChoices:
    return FirstChoices(
        channel=answers.choice("channel"),
        school=answers.chosen("school"),
        days=tuple(answers.choices("days")),
        at=answers.chosen("at"),
        feed=answers.choice("feed"),
        first=form.NOW in answers.choices("first"),
    )


async def _wishes(sent: Submission, wanted: FirstChoices, channel: ChannelId) -> Wishes:
    school = wanted.school
    return Wishes(
        channel=channel,
        framework=school if school == experiments.ALL_SCHOOLS else sent.catalog.framework(school).key,
        weekdays=frozenset(map(int, wanted.days)),
        at=time.fromisoformat(wanted.at),
        # What somebody sets up lasts, so no other zone than theirs will do.
        zone=(await sent.directory.own_zone(sent.scene)).key,
        kind=schedules.THOUGHT_EXPERIMENT,
        open=(await sent.directory.channel(sent.workspace, channel)).open,
    )


async def _problems(sent: Request, channel: ChannelId, feed: str | None) -> dict[str, str]:
    problems = {"channel": await problem_with(sent, channel)}
    if feed:
        problems["feed"] = await problem_with_feed(sent, ChannelId(feed))
    return {field: problem for field, problem in problems.items() if problem}


async def _hints(sent: Request, channels: list[ChannelId]) -> list[str]:
    deaf = await unheard_among(sent, channels)
    return [unheard_line(deaf)] if deaf else []


async def _who_can(request: Request) -> list[PersonId]:
    """The admins; nobody if Slack won't say now."""
    try:
        return await admins(request.slack, request.workspace)
    except SLACK_FAILED as error:
        log.warning("admins.cannot_ask", error=name(error))
        return []
