"""How the thought experiments of a pack are mixed, and how much they're alike, as counts. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rituals.catalog.rules.schema import Experiment
from rituals.scripts import count_words

WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
# Thai has no marks; where they have no space behind them, they are of full width.
SENTENCE = re.compile(r"[^.?!。？！]+[.?!。？！]+[\"”」』]?")
# A last sentence this short is a sting in the tail. Now and then it's funny.
STINGER_WORDS = 4
# Shorter words hold sentences together and say nothing about their subject, and so do these.
FEWEST_LETTERS = 5
JOINTS = frozenset(
    [
        "about",
        "after",
        "again",
        "answer",
        "before",
        "could",
        "every",
        "finish",
        "first",
        "hasn't",
        "isn't",
        "other",
        "question",
        "sentence",
        "something",
        "somebody",
        "their",
        "there",
        "there's",
        "they're",
        "thing",
        "think",
        "three",
        "today",
        "wants",
        "what's",
        "where",
        "which",
        "who's",
        "would",
        "write",
        "wrong",
        "you're",
        "you've",
    ]
)


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares are counts of `count`. What is alike comes with how many experiments share it, the most first.

    `openings`: the first two words of a scene. `asks`: the first two of a question. `stingers`: how many
    scenes end in a very short sentence. `words`: longer words that an eighth or more of the experiments use.
    """

    count: int
    shapes: Mapping[str, int]
    settings: Mapping[str, int]
    themes: Mapping[str, int]
    playful: int
    memory: int
    tender: int
    lengths: tuple[int, int, int]
    openings: Mapping[str, int]
    asks: Mapping[str, int]
    stingers: int
    words: Mapping[str, int]


def mix(experiments: Sequence[Experiment]) -> Mix:
    """The mix of these experiments, at least one.

    `lengths` are the words of the shortest, the median and the longest scene.
    """
    lengths = [count_words(each.scene) for each in experiments]
    often = max(3, len(experiments) / 8)
    return Mix(
        count=len(experiments),
        shapes=_most_first(each.shape for each in experiments),
        settings=_most_first(each.setting for each in experiments),
        themes=_most_first(each.theme for each in experiments),
        playful=sum(each.playful for each in experiments),
        memory=sum(each.memory for each in experiments),
        tender=sum(each.tender for each in experiments),
        lengths=(min(lengths), round(median(lengths)), max(lengths)),
        openings=_shared((opening(each.scene, 2) for each in experiments), 2),
        asks=_shared((opening(each.question, 2) for each in experiments), 3),
        stingers=sum(_stings(each.scene) for each in experiments),
        words=_shared((word for each in experiments for word in _subjects(each.told)), often),
    )


def opening(text: str, words: int) -> str:
    """The first words of a text, in small letters and without marks."""
    return " ".join(WORD.findall(text.lower())[:words])


def report(of: Mix) -> Iterator[str]:
    """The mix in a few lines for its writer."""
    shortest, middle, longest = of.lengths
    experiments = "1 experiment" if of.count == 1 else f"{of.count} experiments"
    yield f"{experiments}: {of.playful} playful, {of.memory} from memory, {of.tender} tender"
    yield f"shapes: {_listed(of.shapes)}"
    yield f"settings: {_listed(of.settings)}"
    yield f"themes: {_listed(of.themes)}"
    yield f"scenes: {shortest} to {longest} words, {middle} in the middle"
    yield f"scenes that end on a very short sentence: {of.stingers}"
    for what, alike in (("open with", of.openings), ("ask with", of.asks), ("use", of.words)):
        if alike:
            yield f"several {what}: {_listed(alike)}"


def _most_first(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _shared(values: Iterable[str], often: float) -> dict[str, int]:
    return {value: count for value, count in _most_first(values).items() if count >= often}


def _stings(scene: str) -> bool:
    sentences = SENTENCE.findall(scene)
    return len(sentences) > 1 and count_words(sentences[-1]) <= STINGER_WORDS


def _subjects(text: str) -> set[str]:
    return {word for word in WORD.findall(text.lower()) if len(word) >= FEWEST_LETTERS} - JOINTS


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{value or 'none'} {count}" for value, count in counts.items())
