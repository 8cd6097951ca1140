"""Thought experiments and their kin: for one person, for a channel, for App Home."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.answers.card import answer_button, answers_line
from bot.features.saves.card import became, plan_button, planned_here
from bot.features.ways_in import MY_PRACTICE, OPEN_POLL, OPEN_STORY, OPEN_SUGGEST, SAVE
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    mention,
    option,
    said,
    section,
)
from rituals.answers import Standing
from rituals.catalog import GamePlan
from rituals.experiments import DrawKind, Drawn, Hero
from rituals.saves import LookedAhead

SHARE_EXPERIMENT, SHARE_HERO = "share_experiment", "share_hero"
POST_HERE = "Post to this channel"
# Under a question that only its asker sees.
HOW_TO_ANSWER = "Only you see this. Post it to this channel, and everybody here can answer in a line."
SHOW_ANOTHER = "show_another"
NO_SAVES = LookedAhead()


def own_card(drawn: Drawn, again: int = 0) -> Message:
    """Today's experiment for the person who asked, with the ways on from there."""
    assert drawn.experiment is not None
    post = button(POST_HERE, SHARE_EXPERIMENT, f"{drawn.framework.key}/{drawn.experiment.key}")
    others = [button("Show me another", SHOW_ANOTHER, str(again + 1)), _menu(drawn)]
    return _for_one(drawn, post, others)


def channel_card(drawn: Drawn, standing: Standing, saves: LookedAhead = NO_SAVES) -> Message:
    """What a ritual or a person has posted, as everybody in a channel sees it; a look-ahead with saves."""
    first, *others = scene(drawn)
    blocks = [first, *became(saves.before), *others, *planned_here(saves.planned)]
    footer = [answers_line(standing)] if drawn.answerable else []
    footer += [f"Posted by {mention(drawn.by)}"] if drawn.by else []
    if footer:
        blocks.append(context(*footer))
    ways = _ways_on_alone(drawn) if drawn.personal else [*_ways_on(drawn), *_suggest(drawn)]
    return Message(_summary(drawn), [*blocks, actions(*ways)])


def hero_card(drawn: Drawn) -> Message:
    """The hero of the day for the person who asked."""
    return _for_one(drawn, button(POST_HERE, SHARE_HERO))


def game_plan_card(plan: GamePlan) -> Message:
    """One thing to try, in the thread, after people have answered."""
    return Message(
        f"A thing to try: {said(plan.try_today)}",
        [
            context(":compass: Head first, game plan second"),
            section(f"*{said(plan.ingredient)}*\n{said(plan.try_today)}"),
        ],
    )


def preview_card(drawn: Drawn) -> list[Block]:
    """What a ritual will post next, for the person who asked to see it."""
    return [
        context(":eyes: Only you see this. It's next, unless somebody posts another one first."),
        *scene(drawn),
    ]


def scene(drawn: Drawn) -> list[Block]:
    """What was drawn, without buttons."""
    match drawn.kind:
        case DrawKind.STORY_CALL:
            return [context(":seedling: Story call"), section(f"*{said(drawn.line)}*")]
        case DrawKind.LOOK_AHEAD:
            return _look_ahead()
        case DrawKind.HERO:
            assert drawn.hero is not None
            return _hero(drawn.hero)
        case DrawKind.THOUGHT_EXPERIMENT | DrawKind.CASE_STUDY:
            return _experiment(drawn)


def _experiment(drawn: Drawn) -> list[Block]:
    experiment, framework = drawn.experiment, drawn.framework
    assert experiment is not None
    mindset = framework.mindset(experiment.mindset)
    thanks = f" · suggested by {mention(drawn.suggested_by)}" if drawn.suggested_by else ""
    what = "Case study" if drawn.kind is DrawKind.CASE_STUDY else "Thought experiment"
    return [
        context(f"{framework.emoji} {what} · {said(framework.name)}{thanks}"),
        # A suggested one may be all ampersands, of which escaping makes five characters each.
        section(f"*{said(experiment.title)}*\n{said(experiment.scene, 2600)}"),
        section(f":thought_balloon: *{said(experiment.question)}*"),
        context(f"{mindset.emoji} {said(mindset.name)}"),
    ]


def _hero(hero: Hero) -> list[Block]:
    return [
        context(":superhero: Hero of the day"),
        section(f"*{said(hero.entrance)}*\n{said(hero.legend)} {said(hero.plea)}"),
        section(f":thought_balloon: *{said(hero.question)}*"),
    ]


def _look_ahead() -> list[Block]:
    return [
        context(":telescope: Look-ahead"),
        section("*What could disappoint a customer next week, and what can we do today?*"),
        section("Plan a save: what we'll do, who does it, and by when. Customers won't notice, but we will."),
    ]


def answer_ways(drawn: Drawn) -> list[Element]:
    """*Answer* where a channel has had it, as App Home shows it."""
    return [answer_button(drawn.id)] if drawn.answerable and drawn.id is not None else []


def _for_one(drawn: Drawn, post: Element, others: Sequence[Element] = ()) -> Message:
    """What only one person sees: with *Answer* where the channel has it, else with the way to that."""
    if drawn.answerable:
        return Message(_summary(drawn), [*scene(drawn), actions(*_ways_on(drawn), *others)])
    ways = actions(post | {"style": "primary"}, *_further(drawn), *others)
    return Message(_summary(drawn), [*scene(drawn), context(HOW_TO_ANSWER), ways])


def _ways_on(drawn: Drawn) -> list[Element]:
    """The buttons of a card. Where people answer in a line, that comes first."""
    if drawn.answerable:
        assert drawn.id is not None
        return [answer_button(drawn.id), *_further(drawn)]
    first, *others = _further(drawn)
    return [first | {"style": "primary"}, *others]


def _further(drawn: Drawn) -> list[Element]:
    match drawn.kind:
        case DrawKind.LOOK_AHEAD:
            plan = [plan_button(drawn.id)] if drawn.id is not None and not drawn.personal else []
            return [*plan, button("Share a save", OPEN_STORY, SAVE)]
        case DrawKind.STORY_CALL | DrawKind.HERO:
            return [button("Share a story", OPEN_STORY)]
        case DrawKind.THOUGHT_EXPERIMENT | DrawKind.CASE_STUDY:
            assert drawn.experiment is not None
            return [
                button("Share a story", OPEN_STORY, drawn.experiment.mindset),
                button("Start a poll", OPEN_POLL, drawn.framework.key),
            ]


def _ways_on_alone(drawn: Drawn) -> list[Element]:
    # In a direct message there is nobody to vote, and nobody to count.
    story, *_ = _ways_on(drawn)
    return [story, button("Snooze or stop", MY_PRACTICE)]


def _suggest(drawn: Drawn) -> list[Element]:
    return [_menu(drawn)] if drawn.answerable else []


def _menu(drawn: Drawn) -> Element:
    suggest = option("Suggest an experiment", drawn.framework.key)
    return {"type": "overflow", "action_id": OPEN_SUGGEST, "options": [suggest]}


def _summary(drawn: Drawn) -> str:
    if drawn.experiment:
        what = "Case study" if drawn.kind is DrawKind.CASE_STUDY else "Thought experiment"
        return f"{what}: {said(drawn.experiment.question)}"
    if drawn.kind is DrawKind.STORY_CALL:
        return f"Story call: {said(drawn.line)}"
    if drawn.hero:
        return f"Hero of the day: {said(drawn.hero.entrance)}"
    return "Look-ahead: what could disappoint a customer next week?"
