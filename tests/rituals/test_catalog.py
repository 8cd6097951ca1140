"""What the catalogue promises: packs that load, words worth reading, broken packs refused with reasons."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from rituals.catalog import (
    Catalog,
    Experiment,
    Framework,
    PackError,
    Tone,
    UnknownExperiment,
    UnknownFramework,
    UnknownMindset,
    load,
)
from rituals.errors import RitualError

CATALOG = load()
EXPERIMENTS = [experiment for framework in CATALOG for experiment in framework.experiments]
PACKS = pytest.mark.parametrize("pack", list(CATALOG), ids=lambda pack: pack.key)

STALE = re.compile(
    r"\b(delight|journey|empower|leverage|utili[sz]e|passion|seamless|stakeholder|world-class|proactive|"
    r"synerg|holistic|cadence|methodolog|customer-centric|excellence|mindful|slave|servant|master)\w*",
    re.IGNORECASE,
)
QUOTED = re.compile(r'"[^"]*"')


# --- the built-in packs ---


def test_the_five_frameworks_come_in_their_order() -> None:
    assert list(CATALOG.frameworks) == [
        "unusual_three",
        "be_human",
        "learn_teach_getlost",
        "by_choice",
        "head_first",
    ]
    assert list(load()) == list(CATALOG)


def test_a_channel_that_has_not_chosen_practises_the_unusual_three() -> None:
    assert CATALOG.default.key == "unusual_three"


@PACKS
def test_a_pack_has_enough_for_its_rituals(pack: Framework) -> None:
    assert len(pack.experiments) >= 12
    assert len(pack.story_prompts) >= 6
    assert sum(experiment.playful for experiment in pack.experiments) >= 2
    assert pack.poll_question.endswith("?")


@PACKS
def test_every_mindset_is_exercised_at_least_twice(pack: Framework) -> None:
    practised = Counter(experiment.mindset for experiment in pack.experiments)
    assert set(practised) == {mindset.key for mindset in pack.mindsets}
    assert min(practised.values()) >= 2


@PACKS
def test_a_pack_takes_people_to_every_kind_of_place(pack: Framework) -> None:
    assert {experiment.setting for experiment in pack.experiments} == {
        *("phone", "chat", "counter", "visit", "email")
    }


@PACKS
def test_every_framework_has_a_stance_to_reach_for_and_one_to_notice(pack: Framework) -> None:
    assert {mindset.tone for mindset in pack.mindsets} == {Tone.ASPIRE, Tone.SHADOW}
    assert pack.offers_shadow


def test_mindset_keys_are_unique_across_all_packs() -> None:
    assert _twice(mindset.key for pack in CATALOG for mindset in pack.mindsets) == []


@PACKS
def test_what_a_pack_holds_is_found_by_its_key(pack: Framework) -> None:
    assert CATALOG.framework(pack.key) is pack
    for mindset in pack.mindsets:
        assert pack.mindset(mindset.key) is CATALOG.mindset(mindset.key) is mindset
    for experiment in pack.experiments:
        assert CATALOG.experiment(pack.key, experiment.key) is experiment
        assert experiment.framework == pack.key


def test_a_key_that_nobody_has_is_a_ritual_error() -> None:
    with pytest.raises(UnknownFramework):
        CATALOG.framework("smile_more")
    with pytest.raises(UnknownMindset):
        CATALOG.default.mindset("smile_more")
    with pytest.raises(UnknownMindset):
        CATALOG.mindset("smile_more")
    with pytest.raises(UnknownExperiment) as refused:
        CATALOG.experiment("be_human", "smile_more")
    assert isinstance(refused.value, RitualError)


# --- words that fit their place ---


def test_mindset_names_fit_a_button_on_a_phone() -> None:
    labels = [(mindset.name, mindset.label) for pack in CATALOG for mindset in pack.mindsets]
    assert [name for name, label in labels if len(name) > 32 or len(label) > 75] == []


def test_titles_have_three_to_six_words() -> None:
    assert [each.title for each in EXPERIMENTS if len(each.title.split()) not in range(3, 7)] == []


def test_a_thought_experiment_takes_two_minutes() -> None:
    assert [each.key for each in EXPERIMENTS if len(_told(each).split()) not in range(40, 91)] == []


def test_a_scene_ends_in_one_question_that_one_line_can_answer() -> None:
    wrong = [each.key for each in EXPERIMENTS if each.question.count("?") != 1 or each.question[-1] != "?"]
    assert wrong == []
    assert [each.key for each in EXPERIMENTS if len(each.question.split()) > 16] == []


# --- words worth reading ---


def test_no_two_scenes_open_alike() -> None:
    assert _twice(_opening(each.scene, words=5) for each in EXPERIMENTS) == []
    # Two in seventy may share two words ("It is"); three would be a habit.
    assert [start for start, n in Counter(_opening(e.scene, 2) for e in EXPERIMENTS).items() if n > 2] == []


def test_no_two_questions_or_titles_are_alike() -> None:
    assert _twice(_opening(each.question, words=6) for each in EXPERIMENTS) == []
    assert _twice(each.title.lower() for each in EXPERIMENTS) == []


def test_scenes_do_not_begin_the_way_they_always_do() -> None:
    stock = ("imagine", "picture", "suppose", "think of", "your next", "a customer", "today")
    assert [each.key for each in EXPERIMENTS if each.scene.lower().startswith(stock)] == []


def test_nobody_is_cheered_at_or_spoken_to_in_office_language() -> None:
    # Stiff phrases may be quoted: that is what some scenes are about.
    texts = [QUOTED.sub("", text) for pack in CATALOG for text in _texts(pack)]
    assert [text for text in texts if "!" in text or STALE.search(text)] == []


def test_every_text_reads_at_or_below_grade_eight() -> None:
    # Below some thirty words the formula measures one long word, so short texts are read a pack at a time.
    hard = {each.key: _grade(_told(each)) for each in EXPERIMENTS if _grade(_told(each)) > 8}
    assert hard == {}
    for pack in CATALOG:
        assert _grade(" ".join(f"{prompt.rstrip('?.')}." for prompt in pack.story_prompts)) <= 8
        assert _grade(" ".join(mindset.meaning for mindset in pack.mindsets)) <= 8


def test_the_reading_grade_tells_a_child_from_a_lawyer() -> None:
    assert _grade("The cat sat on the mat. It was warm.") < 2
    assert _grade("Notwithstanding prior considerations, remediation remains discretionary.") > 16


@pytest.mark.parametrize(
    ("word", "count"),
    [("cake", 1), ("table", 2), ("walked", 1), ("wanted", 2), ("boxes", 2), ("times", 1), ("piano", 3)],
)
def test_syllables_are_counted_by_ear(word: str, count: int) -> None:
    assert _syllables(word) == count


# --- a pack of a team's own ---

SCENE = "She waits at the desk with a wet coat and a bag of plums, and asks you for nothing. " * 3
SMALL = f"""
key: plums
name: Plums
tagline: A small pack.
emoji: ":plum:"
source: The test
poll_question: Sweet or sour?
story_prompts: ["Who brought plums?"]
mindsets:
  - {{key: sweet, name: Sweet, emoji: ":honey_pot:", meaning: Kind., tone: aspire}}
  - {{key: sour, name: Sour, emoji: ":lemon:", meaning: Not kind., tone: shadow}}
experiments:
  - key: wet_coat
    mindset: sweet
    setting: counter
    playful: no
    title: A wet coat
    scene: {SCENE}
    question: What do you say?
"""


def test_a_team_can_bring_a_pack_of_its_own(tmp_path: Path) -> None:
    catalog = _load(tmp_path, plums=SMALL)
    assert catalog.default.key == "plums"
    assert catalog.experiment("plums", "wet_coat").playful is False
    assert len(catalog) == 1


def test_a_broken_pack_is_refused_with_all_its_problems_named(tmp_path: Path) -> None:
    broken = (
        SMALL.replace('emoji: ":plum:"', "emoji: plum")
        .replace("tone: shadow", "tone: gloomy")
        .replace("mindset: sweet", "mindset: swete")
        .replace("setting: counter", "seting: counter")
        .replace("playful: no", "playful: sometimes")
        .replace("title: A wet coat", f"title: {'wet ' * 20}")
        .replace("source: The test\n", "")
        .replace("name: Plums", "name: 12")
        .replace('story_prompts: ["Who brought plums?"]', "story_prompts: Who brought plums?")
        .replace(SCENE, "She waits.")
    )
    assert _problems(tmp_path, plums=broken) == [
        "plums.yaml: source: is missing; add it",
        "plums.yaml: mindsets[2].tone: 'gloomy' is not known; choose one of aspire, shadow",
        "plums.yaml: name: should be text; write it in words, in quotes if it looks like a number or yes/no",
        "plums.yaml: emoji: 'plum' will not do; write the Slack name between colons, like :handshake:",
        "plums.yaml: experiments[1].seting: is not a field of a pack; did you mean setting?",
        "plums.yaml: experiments[1].setting: is missing; add it",
        "plums.yaml: experiments[1].mindset: 'swete' is not known; choose one of sweet, sour",
        "plums.yaml: experiments[1].playful: should be true or false",
        "plums.yaml: experiments[1].title: has 79 characters; shorten it to 60 or fewer",
        "plums.yaml: experiments[1].scene: has 6 words with its question; 40 to 90 read well",
        "plums.yaml: story_prompts: should be a list; start each item on a new line with a dash",
    ]


def test_a_problem_says_its_line(tmp_path: Path) -> None:
    with pytest.raises(PackError) as refused:
        _load(tmp_path, plums=SMALL.replace('":plum:"', "plum"))
    assert str(refused.value).endswith("(line 5)")


def test_a_field_given_twice_is_noticed(tmp_path: Path) -> None:
    [problem] = _problems(tmp_path, plums=SMALL + "source: Somebody else\n")
    assert problem == "plums.yaml: source: is given twice; keep one"


def test_keys_may_not_be_shared(tmp_path: Path) -> None:
    twins = SMALL + SMALL.partition("experiments:\n")[2]
    assert _problems(tmp_path, pears=SMALL.replace("key: plums", "key: pears"), plums=twins) == [
        "plums.yaml: experiments[2]: 'wet_coat' is taken by an earlier one; choose a different key",
        "plums.yaml: whole file: the mindset key 'sweet' is taken by pears.yaml; choose a different key",
        "plums.yaml: whole file: the mindset key 'sour' is taken by pears.yaml; choose a different key",
    ]


def test_a_button_that_slack_would_cut_is_refused(tmp_path: Path) -> None:
    long = SMALL.replace('":honey_pot:"', f'":{"honey_" * 12}:"')
    [problem] = _problems(tmp_path, plums=long)
    assert problem == "plums.yaml: mindsets[1].name: makes a button of 80 characters; Slack allows 75"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty; write a pack here or remove the file"),
        ("key: a: b", "cannot be read; mend it as YAML in UTF-8: mapping values are not allowed here"),
        ("- plums", "should hold the fields key, name"),
    ],
)
def test_a_file_that_is_no_pack_says_so_once(tmp_path: Path, text: str, reason: str) -> None:
    [problem] = _problems(tmp_path, plums=text)
    assert problem.startswith(f"plums.yaml: whole file: {reason}")


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    [problem] = _problems(tmp_path)
    assert problem.endswith("holds no pack; put at least one .yaml file there")


# --- how the tests read ---


def _load(folder: Path, **packs: str) -> Catalog:
    for name, text in packs.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def _problems(folder: Path, **packs: str) -> list[str]:
    """Every problem of these packs, without the line numbers."""
    with pytest.raises(PackError) as refused:
        _load(folder, **packs)
    return [re.sub(r" \(line \d+\)$", "", problem) for problem in refused.value.problems]


def _told(experiment: Experiment) -> str:
    return f"{experiment.scene} {experiment.question}"


def _texts(pack: Framework) -> Iterable[str]:
    yield from (pack.name, pack.tagline, pack.poll_question, *pack.story_prompts)
    for mindset in pack.mindsets:
        yield from (mindset.name, mindset.meaning)
    for experiment in pack.experiments:
        yield from (experiment.title, _told(experiment))


def _opening(text: str, words: int) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower())[:words])


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _grade(text: str) -> float:
    """US school grade by Flesch and Kincaid."""
    words = re.findall(r"[a-z][a-z']*", text.lower())
    sentences = len(re.findall(r'[.?!]+(?=["\s]|$)', text))
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / max(1, sentences) + 11.8 * syllables / len(words) - 15.59


# A last e written but not said (cake, whole, walked, times), and vowels said apart (piano, quiet).
SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiou]l)e$|(?<![aeioudty])ed$|(?<![aeiousxzchg])es$")
APART = re.compile(r"(?<![cst])i[ao]|iet|ua[lt]|[aeouy]ing$")


def _syllables(word: str) -> int:
    bare = word.removesuffix("'s")
    groups = len(re.findall(r"[aeiouy]+", SILENT.sub("", bare)))
    return max(1, groups + len(APART.findall(bare)))
