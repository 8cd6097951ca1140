"""Thought experiments: for one person, for a channel, for App Home."""

from __future__ import annotations

from bot.blocks.kit import Block, Element, Message, actions, button, context, mention, moment, said, section
from rituals.experiments import Drawn

OPEN_STORY = "open_story"
OPEN_POLL = "open_poll"
SHARE_EXPERIMENT = "share_experiment"


def own_card(drawn: Drawn, *, may_post: bool = True) -> Message:
    """Today's experiment for the person who asked, with the ways on from there."""
    buttons = _ways_on(drawn)
    if may_post:
        value = f"{drawn.framework.key}/{drawn.experiment.key}"
        buttons.append(button("Post to this channel", SHARE_EXPERIMENT, value))
    return Message(_summary(drawn), [*scene(drawn), actions(*buttons)])


def channel_card(drawn: Drawn) -> Message:
    """The experiment as everybody in a channel sees it."""
    blocks = scene(drawn)
    footer = _how_it_came(drawn)
    if footer:
        blocks.append(context(footer))
    return Message(_summary(drawn), [*blocks, actions(*_ways_on(drawn))])


def preview_card(drawn: Drawn) -> list[Block]:
    """What a ritual will post next, for the person who asked to see it."""
    return [
        context(":eyes: Only you see this. It comes next, unless another is posted before."),
        *scene(drawn),
    ]


def scene(drawn: Drawn) -> list[Block]:
    """The experiment itself, without buttons."""
    experiment, framework = drawn.experiment, drawn.framework
    mindset = framework.mindset(experiment.mindset)
    return [
        context(f"{framework.emoji} Thought experiment · {said(framework.name)}"),
        section(f"*{said(experiment.title)}*\n{said(experiment.scene)}"),
        section(f":thought_balloon: *{said(experiment.question)}*"),
        context(f"{mindset.emoji} *{said(mindset.name)}* · {said(mindset.meaning)}"),
    ]


def _ways_on(drawn: Drawn) -> list[Element]:
    return [
        button("Share a story", OPEN_STORY, drawn.experiment.mindset, style="primary"),
        button("Start a poll", OPEN_POLL, drawn.framework.key),
    ]


def _how_it_came(drawn: Drawn) -> str | None:
    if drawn.by:
        return f"Posted by {mention(drawn.by)}"
    if drawn.planned and drawn.drawn_at and (drawn.drawn_at - drawn.planned).total_seconds() > 120:
        return f"A little late: it was planned for {moment(drawn.planned, '{time}')}."
    return None


def _summary(drawn: Drawn) -> str:
    return f"Thought experiment: {said(drawn.experiment.question)}"
