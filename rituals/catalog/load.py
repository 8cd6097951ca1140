"""From pack files to a Catalog: all of it, or a list of everything that is wrong."""

from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

import yaml

from rituals.catalog.fields import Field, refuse_doubles
from rituals.catalog.schema import (
    BUTTON_LABEL,
    MINDSET_NAME,
    ONE_LINE,
    PROSE,
    SCENE_WORDS,
    SETTINGS,
    TITLE,
    Catalog,
    Experiment,
    Framework,
    Mindset,
    Tone,
)
from rituals.errors import RitualError

BUILT_IN = Path(__file__).parent / "packs"
# The order in which people meet the built-in frameworks. Other packs come after them, by file name.
ORDER = ("unusual_three", "be_human", "learn_teach_getlost", "by_choice", "head_first")


class PackError(RitualError):
    """The packs cannot be used. `problems` names all; trying again helps once the files are mended."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def load(folder: Path | None = None) -> Catalog:
    """All packs of a folder, the built-in ones if none is given. PackError names every problem at once."""
    problems: list[str] = []
    roots = [_open(path, problems) for path in _pack_files(folder or BUILT_IN, problems)]
    frameworks = [_framework(root) for root in roots]
    _refuse_shared_keys(roots, frameworks)
    if problems:
        raise PackError(problems)
    frameworks.sort(key=_place)
    return Catalog(MappingProxyType({framework.key: framework for framework in frameworks}))


def _pack_files(folder: Path, problems: list[str]) -> list[Path]:
    files = sorted(path for path in folder.glob("*") if path.suffix in {".yaml", ".yml"})
    if not files:
        problems.append(f"{folder}: whole folder: holds no pack; put at least one .yaml file there")
    return files


def _open(path: Path, problems: list[str]) -> Field:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        node = None
        reason = f"cannot be read; mend it as YAML in UTF-8: {_in_a_line(error)}"
        Field(path.name, "", None, problems).wrong(reason)
    else:
        if node is None:
            Field(path.name, "", None, problems).wrong("is empty; write a pack here or remove the file")
    return Field(path.name, "", node, problems)


def _framework(root: Field) -> Framework:
    part = root.parts(
        *("key", "name", "tagline", "emoji", "source", "poll_question", "story_prompts"),
        *("mindsets", "experiments"),
    )
    key = part["key"].key()
    mindsets = _mindsets(part["mindsets"].each(fewest=2))
    return Framework(
        key=key,
        name=part["name"].text(longest=MINDSET_NAME),
        tagline=part["tagline"].text(longest=ONE_LINE),
        emoji=part["emoji"].emoji(),
        source=part["source"].text(longest=ONE_LINE),
        mindsets=mindsets,
        experiments=_experiments(part["experiments"].each(fewest=1), key, mindsets),
        poll_question=part["poll_question"].text(longest=ONE_LINE),
        story_prompts=tuple(prompt.text(longest=ONE_LINE) for prompt in part["story_prompts"].each(fewest=1)),
    )


def _mindsets(fields: list[Field]) -> tuple[Mindset, ...]:
    mindsets = tuple(_mindset(field) for field in fields)
    refuse_doubles(zip(fields, (mindset.key for mindset in mindsets), strict=True))
    return mindsets


def _mindset(field: Field) -> Mindset:
    part = field.parts("key", "name", "emoji", "meaning", "tone")
    mindset = Mindset(
        key=part["key"].key(),
        name=part["name"].text(longest=MINDSET_NAME),
        emoji=part["emoji"].emoji(),
        meaning=part["meaning"].text(longest=ONE_LINE),
        tone=Tone(part["tone"].one_of(tuple(Tone)) or Tone.ASPIRE),
    )
    if len(mindset.label) > BUTTON_LABEL:
        part["name"].wrong(f"makes a button of {len(mindset.label)} characters; Slack allows {BUTTON_LABEL}")
    return mindset


def _experiments(fields: list[Field], framework: str, mindsets: Iterable[Mindset]) -> tuple[Experiment, ...]:
    known = tuple(mindset.key for mindset in mindsets if mindset.key)
    experiments = tuple(_experiment(field, framework, known) for field in fields)
    refuse_doubles(zip(fields, (experiment.key for experiment in experiments), strict=True))
    return experiments


def _experiment(field: Field, framework: str, mindsets: tuple[str, ...]) -> Experiment:
    part = field.parts("key", "mindset", "setting", "playful", "title", "scene", "question")
    experiment = Experiment(
        key=part["key"].key(),
        framework=framework,
        mindset=part["mindset"].one_of(mindsets),
        setting=part["setting"].one_of(SETTINGS),
        playful=part["playful"].flag(),
        title=part["title"].text(longest=TITLE),
        scene=part["scene"].text(longest=PROSE),
        question=part["question"].text(longest=PROSE),
    )
    words = len(f"{experiment.scene} {experiment.question}".split())
    if experiment.scene and experiment.question and words not in SCENE_WORDS:
        part["scene"].wrong(
            f"has {words} words with its question; {SCENE_WORDS.start} to {SCENE_WORDS.stop - 1} read well"
        )
    return experiment


def _refuse_shared_keys(roots: list[Field], frameworks: list[Framework]) -> None:
    """A framework's key is its own, and a mindset's too: a story remembers only the mindset's key."""
    refuse_doubles(zip(roots, (framework.key for framework in frameworks), strict=True))
    owner: dict[str, str] = {}
    for root, framework in zip(roots, frameworks, strict=True):
        for key in (mindset.key for mindset in framework.mindsets if mindset.key):
            if owner.setdefault(key, root.file) != root.file:
                root.wrong(f"the mindset key {key!r} is taken by {owner[key]}; choose a different key")


def _place(framework: Framework) -> int:
    return ORDER.index(framework.key) if framework.key in ORDER else len(ORDER)


def _in_a_line(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{error.problem} (line {error.problem_mark.line + 1})"
    return " ".join(str(error).split())
