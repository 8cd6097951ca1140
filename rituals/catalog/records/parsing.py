"""Reading one pack file into a Framework, field by field, with every problem noted on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from rituals.catalog.records.fields import Field, PackFile, Problem, refuse_doubles
from rituals.catalog.rules.schema import (
    BUTTON_LABEL,
    DISGUISE,
    EXAMPLE,
    INGREDIENT,
    MIDDLE,
    MINDSET_NAME,
    MOST_DISGUISES,
    ONE_LINE,
    PROSE,
    SCENE_WORDS,
    SETTINGS,
    SHAPES,
    THEMES,
    TITLE,
    Experiment,
    Framework,
    GamePlan,
    Mindset,
    Tone,
)
from rituals.scripts import count_words

# Of a mindset. The middle is none.
TONES = (Tone.ASPIRE, Tone.SHADOW)
ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack file that has been read. Where it has problems, its framework has gaps."""

    root: Field
    framework: Framework

    @property
    def page(self) -> PackFile:
        return self.root.page

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it, in the order of its lines."""
        return tuple(sorted(self.page.problems, key=lambda problem: problem.line or 0))

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Those of the problems for which it can't be used."""
        return tuple(problem for problem in self.problems if not problem.advice)


def read_pack(path: Path) -> Pack:
    """One pack file. Whatever is wrong with it is in its problems; nothing is raised."""
    root = _open(path)
    return Pack(root, _framework(root))


def pack_files(folder: Path) -> list[Path]:
    """The pack files of a folder, by name."""
    return sorted(path for path in folder.glob("*") if path.suffix in ENDINGS and path.is_file())


def _open(path: Path) -> Field:
    whole = Field(PackFile(path.name), "", None)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        whole.wrong(f"cannot be read; mend it as YAML in UTF-8: {_in_a_line(error)}")
        return whole
    except RecursionError:
        whole.wrong("is nested too deeply; a pack needs no more than a few levels")
        return whole
    if node is None:
        whole.wrong("is empty; write a pack here or remove the file")
    return Field(whole.page, "", node)


def _framework(root: Field) -> Framework:
    part = root.parts(
        *("key", "name", "tagline", "emoji", "source", "poll_question", "story_prompts"),
        *("mindsets", "experiments"),
        optional=("case_studies", "game_plans", "formerly", "middle"),
    )
    key = part["key"].key()
    mindsets = _mindsets(part["mindsets"].each(fewest=2))
    scenes = part["experiments"].each(fewest=1)
    experiments = _experiments([*scenes, *part["case_studies"].each(fewest=0)], key, mindsets)
    return Framework(
        key=key,
        name=part["name"].text(longest=MINDSET_NAME),
        tagline=part["tagline"].text(longest=ONE_LINE),
        emoji=part["emoji"].emoji(),
        source=part["source"].text(longest=ONE_LINE),
        mindsets=mindsets,
        experiments=experiments[: len(scenes)],
        poll_question=part["poll_question"].text(longest=ONE_LINE),
        story_prompts=tuple(prompt.text(longest=ONE_LINE) for prompt in part["story_prompts"].each(fewest=1)),
        case_studies=experiments[len(scenes) :],
        game_plans=_game_plans(part["game_plans"].each(fewest=0)),
        formerly=tuple(name.key() for name in part["formerly"].each(fewest=0)),
        middle=_middle(part["middle"]) if part["middle"].node else None,
    )


def _mindsets(fields: list[Field]) -> tuple[Mindset, ...]:
    mindsets = tuple(_mindset(field) for field in fields)
    refuse_doubles(zip(fields, (mindset.key for mindset in mindsets), strict=True))
    return mindsets


def _mindset(field: Field) -> Mindset:
    part = field.parts("key", "name", "emoji", "meaning", "tone", optional=("disguises",))
    if (key := part["key"].key()) == MIDDLE:
        part["key"].wrong(f"{MIDDLE!r} is the key of what lies between; choose a different key")
    mindset = Mindset(
        key=key,
        name=part["name"].text(longest=MINDSET_NAME),
        emoji=part["emoji"].emoji(),
        meaning=part["meaning"].text(longest=ONE_LINE),
        tone=Tone(part["tone"].one_of(TONES) or Tone.ASPIRE),
        disguises=_disguises(part["disguises"]),
    )
    return _fitting(mindset, part["name"])


def _middle(field: Field) -> Mindset:
    part = field.parts("name", "emoji", "meaning")
    middle = Mindset(
        key=MIDDLE,
        name=part["name"].text(longest=MINDSET_NAME),
        emoji=part["emoji"].emoji(),
        meaning=part["meaning"].text(longest=ONE_LINE),
        tone=Tone.MIDDLE,
    )
    return _fitting(middle, part["name"])


def _fitting(mindset: Mindset, name: Field) -> Mindset:
    if len(mindset.label) > BUTTON_LABEL:
        name.wrong(f"makes a button of {len(mindset.label)} characters; Slack allows {BUTTON_LABEL}")
    return mindset


def _disguises(field: Field) -> tuple[str, ...]:
    disguises = tuple(each.text(longest=DISGUISE) for each in field.each(fewest=0))
    if len(disguises) > MOST_DISGUISES:
        field.wrong(f"has {len(disguises)} items; give at most {MOST_DISGUISES}")
    return disguises


def _experiments(fields: list[Field], framework: str, mindsets: Iterable[Mindset]) -> tuple[Experiment, ...]:
    known = tuple(mindset.key for mindset in mindsets if mindset.key)
    experiments = tuple(_experiment(field, framework, known) for field in fields)
    refuse_doubles(zip(fields, (experiment.key for experiment in experiments), strict=True))
    return experiments


def _experiment(field: Field, framework: str, mindsets: tuple[str, ...]) -> Experiment:
    part = field.parts(
        *("key", "mindset", "setting", "playful", "title", "scene", "question"),
        optional=("shape", "theme", "memory", "tender", "example"),
    )
    shape = part["shape"].one_of(SHAPES) or SHAPES[0]
    experiment = Experiment(
        key=part["key"].key(),
        framework=framework,
        mindset=part["mindset"].one_of(mindsets),
        setting=part["setting"].one_of(SETTINGS),
        playful=part["playful"].flag(),
        title=part["title"].text(longest=TITLE),
        scene=part["scene"].text(longest=PROSE),
        question=part["question"].text(longest=PROSE),
        shape=shape,
        theme=part["theme"].one_of(THEMES) or THEMES[0],
        memory=part["memory"].flag() or shape == "last_time",
        tender=part["tender"].flag(),
        example=part["example"].text(longest=EXAMPLE),
    )
    words = count_words(experiment.told)
    if experiment.scene and experiment.question and words not in SCENE_WORDS:
        part["scene"].wrong(
            f"has {words} words with its question; {SCENE_WORDS.start} to {SCENE_WORDS.stop - 1} read well",
            advice=True,
        )
    return experiment


def _game_plans(fields: list[Field]) -> tuple[GamePlan, ...]:
    plans = tuple(_game_plan(field) for field in fields)
    refuse_doubles(zip(fields, (plan.key for plan in plans), strict=True))
    return plans


def _game_plan(field: Field) -> GamePlan:
    part = field.parts("key", "ingredient", "try_today")
    return GamePlan(
        key=part["key"].key(),
        ingredient=part["ingredient"].text(longest=INGREDIENT),
        try_today=part["try_today"].text(longest=ONE_LINE),
    )


def _in_a_line(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{error.problem} (line {error.problem_mark.line + 1})"
    return " ".join(str(error).split())
