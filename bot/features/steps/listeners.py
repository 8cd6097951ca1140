"""Steps of people's workflows: done once, and Slack hears how each ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.channels import problem
from bot.features.steps.words import (
    A_CHANNEL_FIRST,
    A_FRAMEWORK,
    LONG_CUSTOMER,
    LONG_WORDS,
    NOT_HERE,
    SHORT_WORDS,
    UNKNOWN_STEP,
)
from bot.service.secrets import fresh_key
from bot.slack.channels import Channel
from bot.slack.requests import Event, StepRun
from bot.slack.sentences import LONG_QUESTION, sentence
from rituals import experiments, polls, schedules, steps, tips
from rituals.catalog import Framework
from rituals.errors import RitualError
from rituals.ids import ChannelId, PersonId
from rituals.polls import Place
from rituals.steps import Ended
from rituals.stories import LONGEST, tells
from rituals.workspaces import slug

# Slack's words for a step that has ended already, or that somebody has stopped.
OVER = {"execution_not_in_running_state", "function_execution_not_found"}


class Unfit(Exception):
    """A step that can't be done; its words are for the person who runs the workflow, and say what to do."""


Do = Callable[[Event, StepRun, str], Awaitable[None]]


def by_execution(event: Event) -> str:
    """The key of an event: Slack may tell of one execution twice."""
    return _key(event.step.execution if event.step else "")


async def executed(event: Event) -> None:
    """A workflow has come to one of our steps."""
    if event.step is None:
        return
    execution = event.step.execution
    ended = await event.look(steps.ended, execution)
    if ended is None:
        ended = await event.act(steps.end, execution, await _done(event, event.step))
    await _told(event.slack, execution, ended)


async def _done(event: Event, step: StepRun) -> str | None:
    """What keeps the step from being done; None if it is done. Again, it changes nothing."""
    do = STEPS.get(step.name)
    try:
        if do is None:
            raise Unfit(UNKNOWN_STEP)
        await do(event, step, _key(step.execution))
    except Unfit as unfit:
        return str(unfit)
    except RitualError as error:
        return sentence(error)
    return None


async def _told(slack: AsyncWebClient, execution: str, ended: Ended) -> None:
    # With our own token: the one that comes with the event ends with the step, and is never kept.
    try:
        if ended.error is None:
            await slack.functions_completeSuccess(function_execution_id=execution, outputs={})
        else:
            await slack.functions_completeError(function_execution_id=execution, error=ended.error)
    except SlackApiError as refused:
        if refused.response.get("error") not in OVER:
            raise


async def _post_experiment(event: Event, step: StepRun, key: str) -> None:
    channel, framework = await _channel(event, step), _framework(event, step)
    today = event.scene.today(await event.recall(schedules.usual_zone))
    wanted = framework.key if framework else None
    await event.act(experiments.post_next, event.catalog, channel.id, wanted, key, today)


async def _start_poll(event: Event, step: StepRun, key: str) -> None:
    channel, framework = await _channel(event, step), _framework(event, step)
    question = await event.plain_words(step.inputs.get("question", ""))
    if len(question) > polls.LONGEST_QUESTION:
        raise Unfit(LONG_QUESTION)
    if framework is None:
        framework = await event.look(experiments.framework_for, event.catalog, channel.id)
    setup = polls.of_framework(framework, question.strip())
    place = Place(channel.id, channel.open, people=channel.people)
    await event.act(polls.open_once, setup, place, key=fresh_key(), request=key)


async def _suggest_story(event: Event, step: StepRun, key: str) -> None:
    text = await event.plain_words(step.inputs.get("text", ""))
    customer = await event.plain_words(step.inputs.get("customer", ""))
    if not tells(text):
        raise Unfit(SHORT_WORDS)
    if len(text) > LONGEST:
        raise Unfit(LONG_WORDS)
    if len(customer) > tips.LONGEST_CUSTOMER:
        raise Unfit(LONG_CUSTOMER)
    who = PersonId(step.inputs.get("who", ""))
    if who and not await event.directory.is_colleague(event.workspace, who):
        raise Unfit(NOT_HERE)
    await event.act(tips.suggest, text, customer.strip() or None, who, request=key)


async def _channel(event: Event, step: StepRun) -> Channel:
    channel = ChannelId(step.inputs.get("channel", ""))
    if not channel:
        raise Unfit(A_CHANNEL_FIRST)
    found = await event.directory.channel(event.workspace, channel)
    if why := problem(found):
        raise Unfit(why)
    return found


def _framework(event: Event, step: StepRun) -> Framework | None:
    """The framework of that name, in any spelling; None if there's no such name."""
    wanted = step.inputs.get("framework", "").strip()
    if not wanted:
        return None
    for each in event.catalog:
        if slug(wanted) in {slug(name) for name in (each.key, each.name, *each.formerly)}:
            return each
    raise Unfit(A_FRAMEWORK.format(names=", ".join(each.name for each in event.catalog)))


def _key(execution: str) -> str:
    return f"step:{execution}"


STEPS: dict[str, Do] = {
    "post_experiment": _post_experiment,
    "start_mindset_poll": _start_poll,
    "suggest_story": _suggest_story,
}
