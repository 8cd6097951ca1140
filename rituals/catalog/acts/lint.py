"""What a pack should be beyond what it must be: enough of everything, in plain English.

What a pack must be (see read.py) decides if the bot takes it. What is found here besides is for its writer:
counts are a promise of the built-in packs alone, and no team should lose its pack over a long word.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rituals.catalog.acts.load import BUILT_IN, refuse_clashes
from rituals.catalog.records.fields import Field, Problem
from rituals.catalog.records.glossary import glossary
from rituals.catalog.records.parsing import Pack, pack_files, read_pack
from rituals.catalog.rules.readability import FEWEST_WORDS, HARDEST, grade
from rituals.catalog.rules.schema import Framework
from rituals.catalog.rules.stiffness import FoundTerm
from rituals.scripts import is_whole

FEWEST = {"experiments": 36, "case_studies": 2, "story_prompts": 6, "game_plans": 5}
FEWEST_CASE_STUDIES = {"be_human": 5}
FEWEST_FOR_A_MINDSET = 6
# "Rewrite this line." asks as well as a question does.
ENDS = (".", "?", "…", '"', "”", "。", "」", "』", "।", "።")
# Question marks as other scripts write them.
MARKS = str.maketrans("？؟⸮", "???")


def lint(paths: Sequence[Path], english: bool = True) -> dict[Path, tuple[Problem, ...]]:
    """Every problem of each of these pack files, in the order of its lines.

    A key may not be one of the built-in packs either. Without `english`, words are left unread.
    """
    packs = {path: read_pack(path) for path in paths}
    given = {path.resolve() for path in paths}
    others = [read_pack(path) for path in pack_files(BUILT_IN) if path.resolve() not in given]
    refuse_clashes([*others, *packs.values()])
    for path, pack in packs.items():
        if path.resolve().parent == BUILT_IN.resolve():
            _want_enough(pack)
        if english:
            _want_questions(pack)
            _want_plain_words(pack)
            _want_easy_reading(pack)
    return {path: pack.problems for path, pack in packs.items()}


# --- enough of everything ---


def _want_enough(pack: Pack) -> None:
    of_cases = FEWEST_CASE_STUDIES.get(pack.framework.key, FEWEST["case_studies"])
    fewest = FEWEST | {"case_studies": of_cases}
    for name, count in fewest.items():
        given = len(getattr(pack.framework, name))
        if given < count:
            pack.root.spot(name).wrong(f"has {given}; a built-in pack has at least {count}")
    practised = Counter(experiment.mindset for experiment in pack.framework.experiments)
    for mindset in pack.framework.mindsets:
        if practised[mindset.key] < FEWEST_FOR_A_MINDSET:
            what = f"exercise {mindset.key!r} {practised[mindset.key]} times; make it {FEWEST_FOR_A_MINDSET}"
            pack.root.spot("experiments").wrong(what)


# --- in plain English ---


def _want_questions(pack: Pack) -> None:
    for path, (field, words) in pack.page.texts.items():
        text = words.translate(MARKS)
        if path == "poll_question" and not (_ends(text, ("?",)) and text.count("?") <= 1):
            field.wrong("should be one question; end it with the only question mark")
        if path.endswith(".question") and not (text.count("?") <= 1 and _ends(text, ENDS)):
            field.wrong("should ask one thing; end it with a full stop or the only question mark")


def _ends(text: str, marks: tuple[str, ...]) -> bool:
    # Thai, for one, has no marks at the end of a sentence; Japanese asks with a full stop, too.
    return text.endswith(marks) or is_whole(text.removesuffix("。")[-1:])


def _want_plain_words(pack: Pack) -> None:
    for path, (field, text) in pack.page.texts.items():
        if path != "source":
            for found in glossary().stiff_in(text):
                field.wrong(_plainer(found))


def _plainer(found: FoundTerm) -> str:
    note = f" ({found.term.note})" if found.term.note else ""
    plain = " or ".join(found.plain) or "leaving it out"
    return f"{found.words!r} is stiff; try {plain}{note}"


def _want_easy_reading(pack: Pack) -> None:
    """A scene with its question is read by itself; short texts are read together, by kind."""
    framework = pack.framework
    for name, experiments in (
        ("experiments", framework.experiments),
        ("case_studies", framework.case_studies),
    ):
        for number, experiment in enumerate(experiments, start=1):
            place = pack.page.texts.get(f"{name}[{number}].scene")
            if place:
                _grade(place[0], experiment.told)
    for name, texts in _short_texts(framework):
        _grade(pack.root.spot(name), " ".join(f"{text.rstrip('.?!')}." for text in texts if text))


def _short_texts(framework: Framework) -> Iterable[tuple[str, list[str]]]:
    yield "mindsets", [mindset.meaning for mindset in framework.mindsets]
    yield "story_prompts", list(framework.story_prompts)
    yield "game_plans", [plan.try_today for plan in framework.game_plans]


def _grade(field: Field, text: str) -> None:
    reads = grade(text)
    if reads > HARDEST and len(text.split()) >= FEWEST_WORDS:
        field.wrong(f"reads at grade {reads:.1f}; shorter sentences and words bring it to {HARDEST} or less")
