"""A pack in the terminal, whole, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.emoji import Emoji
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from rituals.catalog import Experiment, Framework, GamePlan, Mindset
from rituals.catalog.rules.schema import THEMES

INDENT = (0, 0, 1, 3)


def show(framework: Framework, console: Console) -> None:
    """Print the pack: what it is about, then all that it can post."""
    for part in _parts(framework):
        console.print(part)


def _parts(framework: Framework) -> Iterable[RenderableType]:
    about = f"{framework.tagline}\n\nkey {framework.key} · from {framework.source}"
    yield Panel(Text(about), title=Text(_with_emoji(framework)), padding=(1, 2))
    yield _heading("Mindsets")
    yield from (_item(_with_emoji(each), f"{each.tone} · {each.meaning}") for each in framework.mindsets)
    yield _heading("In polls")
    yield _item(framework.poll_question)
    yield from _scenes("Thought experiments", framework, framework.experiments)
    yield from _scenes("Case studies", framework, framework.case_studies)
    yield _heading("Story prompts")
    yield from (_item(prompt) for prompt in framework.story_prompts)
    if framework.game_plans:
        yield _heading("Game plans")
        yield from (_game_plan(plan) for plan in framework.game_plans)


def _scenes(heading: str, framework: Framework, scenes: tuple[Experiment, ...]) -> Iterable[RenderableType]:
    if scenes:
        yield _heading(f"{heading} ({len(scenes)})")
    for number, each in enumerate(scenes, start=1):
        yield Text(f"{number}. {each.title}", style="bold")
        yield Text(f"   {' · '.join(_kind(framework, each))}", style="dim")
        told = Text(f"{each.scene}\n").append(each.question, style="italic")
        yield _indented(told.append(f"\nFor example: {each.example}" if each.example else "", style="dim"))


def _kind(framework: Framework, each: Experiment) -> Iterable[str]:
    yield from (framework.mindset(each.mindset).name, each.setting, each.shape.replace("_", " "))
    if each.theme != THEMES[0]:
        yield each.theme
    flags = {"playful": each.playful, "from memory": each.memory, "tender": each.tender}
    yield from (name for name, is_so in flags.items() if is_so)


def _game_plan(plan: GamePlan) -> RenderableType:
    return _item(plan.ingredient, plan.try_today)


def _item(head: str, rest: str = "") -> RenderableType:
    text = Text(head, style="bold" if rest else "")
    return _indented(text.append(f"\n{rest}", style="not bold") if rest else text)


def _heading(words: str) -> RenderableType:
    return Padding(Rule(Text(words), align="left"), (1, 0))


def _indented(text: Text) -> RenderableType:
    return Padding(text, INDENT)


def _with_emoji(thing: Framework | Mindset) -> str:
    # Names that the terminal doesn't know stay as they are.
    return f"{Emoji.replace(thing.emoji)} {thing.name}"
