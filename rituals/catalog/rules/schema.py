"""What a pack holds, as frozen values: a framework, its mindsets, thought experiments and game plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rituals.errors import RitualError

DEFAULT_FRAMEWORK = "unusual_three"
# By this key a vote for a framework's middle is kept. No mindset may have it.
MIDDLE = "middle"
SETTINGS = ("phone", "chat", "counter", "visit", "email")
# The form of an answer. The first is what a pack means that doesn't say.
SHAPES = (
    *("say", "do", "this_or_that", "fill_the_blank", "finish", "rewrite", "worst_wins", "emoji"),
    *("number_or_name", "last_time", "add", "borrowed_voice"),
)
# Whom or what the scene is up against. `limit`: a customer who is wrong or rude, and the answer is a kind no.
# `inside`: a colleague, a manager, a metric. `ahead`: nobody has complained yet.
THEMES = ("everyday", "limit", "inside", "ahead")

# Slack cuts a button label at 75 characters, and the emoji is part of the label.
BUTTON_LABEL = 75
MINDSET_NAME = 60
TITLE = 60
INGREDIENT = 40
ONE_LINE = 140
DISGUISE = 60
MOST_DISGUISES = 9
PROSE = 700
EXAMPLE = 300
SCENE_WORDS = range(20, 91)


class UnknownFramework(RitualError):
    """No pack has this framework key. Trying again can't help, unless a pack is added."""


class UnknownMindset(RitualError):
    """No mindset has this key. Trying again can't help, unless a pack is added."""


class UnknownExperiment(RitualError):
    """The framework has no thought experiment with this key. Trying again can't help."""


class Tone(StrEnum):
    """Whether we reach for a mindset, slip into it and want to notice, or were somewhere between."""

    ASPIRE = "aspire"
    SHADOW = "shadow"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody's name, and the pronoun that goes with it: she or he."""

    name: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody needs, and the question about just that."""

    thing: str
    question: str


@dataclass(frozen=True, slots=True)
class HeroParts:
    """Five lists of parts. Each part goes with all of the other lists; hero.yaml says how it must look."""

    customers: tuple[Customer, ...]
    deeds: tuple[str, ...]
    feats: tuple[str, ...]
    habits: tuple[str, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Mindset:
    """One stance towards a customer. Its key is unique across all packs.

    `disguises` are the guises in which a shadow hides; who votes for it may say which one it wore.
    """

    key: str
    name: str
    emoji: str
    meaning: str
    tone: Tone
    disguises: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a button says: the emoji's short name, then the mindset's name."""
        return f"{self.emoji} {self.name}"


@dataclass(frozen=True, slots=True)
class Experiment:
    """A short scene and one question. Its key is unique within the pack and never changes.

    `shape` is the form of the answer, one of SHAPES; `theme` is one of THEMES. `memory`: it asks about the
    reader's own work. `tender`: it touches on grief or illness. `example` is an answer that a colleague might
    give, or "".
    """

    key: str
    framework: str
    mindset: str
    setting: str
    playful: bool
    title: str
    scene: str
    question: str
    shape: str = SHAPES[0]
    theme: str = THEMES[0]
    memory: bool = False
    tender: bool = False
    example: str = ""

    @property
    def told(self) -> str:
        """The scene with its question, as it's read."""
        return f"{self.scene} {self.question}"


@dataclass(frozen=True, slots=True)
class GamePlan:
    """One staple ingredient of good service, and one thing to try today. Its key never changes."""

    key: str
    ingredient: str
    try_today: str


@dataclass(frozen=True, slots=True)
class Framework:
    """One school of thought about serving customers, with all that its rituals need.

    A case study is a thought experiment that retells an act of service. It is drawn by its own ritual only,
    but shares the keys of the pack, so that a card of either kind is found again in one way. `formerly` are
    keys that the framework had before it was renamed: what was scheduled and drawn under them still counts.
    `middle` is what a poll offers besides, to whoever was neither here nor there. It's not practised, and no
    story carries it.
    """

    key: str
    name: str
    tagline: str
    emoji: str
    source: str
    mindsets: tuple[Mindset, ...]
    experiments: tuple[Experiment, ...]
    poll_question: str
    story_prompts: tuple[str, ...]
    case_studies: tuple[Experiment, ...] = ()
    game_plans: tuple[GamePlan, ...] = ()
    formerly: tuple[str, ...] = ()
    middle: Mindset | None = None

    @property
    def choices(self) -> tuple[Mindset, ...]:
        """What a poll offers: the mindsets, with the middle ahead of the shadows."""
        middle = (self.middle,) if self.middle else ()
        shadows = tuple(each for each in self.mindsets if each.tone is Tone.SHADOW)
        return (*(each for each in self.mindsets if each not in shadows), *middle, *shadows)

    def mindset(self, key: str) -> Mindset:
        """The mindset or middle with this key, or UnknownMindset."""
        for mindset in self.choices:
            if mindset.key == key:
                return mindset
        raise UnknownMindset(f"The framework {self.key} has no mindset {key!r}.")

    def experiment(self, key: str) -> Experiment:
        """The thought experiment or case study with this key, or UnknownExperiment."""
        for experiment in (*self.experiments, *self.case_studies):
            if experiment.key == key:
                return experiment
        raise UnknownExperiment(f"The framework {self.key} has no thought experiment {key!r}.")

    @property
    def offers_shadow(self) -> bool:
        """Whether a poll from this framework shows a stance that people would rather not own up to."""
        return any(mindset.tone is Tone.SHADOW for mindset in self.mindsets)


@dataclass(frozen=True)
class Catalog:
    """All frameworks that can be practised, always in the same order."""

    frameworks: Mapping[str, Framework]

    def __hash__(self) -> int:
        # A mapping has none of its own.
        return hash(tuple(self.frameworks))

    def __iter__(self) -> Iterator[Framework]:
        return iter(self.frameworks.values())

    def __len__(self) -> int:
        return len(self.frameworks)

    def framework(self, key: str) -> Framework:
        """The framework with this key, or that had it formerly; UnknownFramework."""
        if key in self.frameworks:
            return self.frameworks[key]
        for framework in self:
            if key in framework.formerly:
                return framework
        raise UnknownFramework(f"There is no framework {key!r}.")

    def experiment(self, framework_key: str, key: str) -> Experiment:
        """One thought experiment of one framework; UnknownFramework or UnknownExperiment if there is none."""
        return self.framework(framework_key).experiment(key)

    def mindset(self, key: str) -> Mindset:
        """The mindset with this key, whichever framework it belongs to, or UnknownMindset."""
        for framework in self:
            for mindset in framework.mindsets:
                if mindset.key == key:
                    return mindset
        raise UnknownMindset(f"No framework has a mindset {key!r}.")

    @property
    def default(self) -> Framework:
        """What a channel practises until somebody chooses: unusual_three, or the first where it is absent."""
        return self.frameworks.get(DEFAULT_FRAMEWORK) or next(iter(self))
