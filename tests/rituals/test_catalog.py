"""What the built-in packs promise: enough for every ritual, and words worth reading."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

import bot.playground
from rituals.catalog import (
    Experiment,
    Framework,
    Tone,
    UnknownExperiment,
    UnknownFramework,
    UnknownMindset,
    load,
)
from rituals.catalog.reading import grade
from rituals.errors import RitualError

CATALOG = load()
EXPERIMENTS = [each for framework in CATALOG for each in (*framework.experiments, *framework.case_studies)]
STAPLES = ("Listening", "Positive language", "Vocal delivery", "Smiles", "Please and thank you")
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
    assert len(pack.experiments) >= 30
    assert len(pack.story_prompts) >= 6
    assert pack.poll_question.endswith("?")


@PACKS
def test_every_mindset_is_exercised_at_least_six_times(pack: Framework) -> None:
    practised = Counter(experiment.mindset for experiment in pack.experiments)
    assert set(practised) == {mindset.key for mindset in pack.mindsets}
    assert min(practised.values()) >= 6


@PACKS
def test_a_quarter_of_a_pack_is_playful_and_more_than_half_is_not(pack: Framework) -> None:
    share = sum(experiment.playful for experiment in pack.experiments) / len(pack.experiments)
    assert 1 / 4 <= share < 1 / 2


@PACKS
def test_the_staple_ingredients_have_a_game_plan_each(pack: Framework) -> None:
    assert Counter(plan.ingredient for plan in pack.game_plans) == Counter(STAPLES)


def test_be_human_retells_acts_of_service() -> None:
    studies = CATALOG.framework("be_human").case_studies
    assert len(studies) >= 5
    # Each asks for the team's own version.
    assert [each.key for each in studies if not re.search(r"\b(our|us|we)\b", each.question)] == []


def test_case_studies_stay_out_of_the_everyday_rotation() -> None:
    pack = CATALOG.framework("be_human")
    assert set(pack.case_studies).isdisjoint(pack.experiments)


@PACKS
def test_a_pack_takes_people_to_every_kind_of_place(pack: Framework) -> None:
    places = Counter(experiment.setting for experiment in pack.experiments)
    assert set(places) == {"phone", "chat", "counter", "visit", "email"}
    assert min(places.values()) >= 5


@PACKS
def test_every_framework_has_a_stance_to_reach_for_and_one_to_notice(pack: Framework) -> None:
    assert {mindset.tone for mindset in pack.mindsets} == {Tone.ASPIRE, Tone.SHADOW}
    assert pack.offers_shadow


def test_get_lost_has_the_disguises_in_which_nobody_says_it_aloud() -> None:
    get_lost = CATALOG.mindset("get_lost")
    assert len(get_lost.disguises) == 5
    assert get_lost.disguises[-1] == "Something else"
    others = [mindset for pack in CATALOG for mindset in pack.mindsets if mindset != get_lost]
    assert not any(mindset.disguises for mindset in others)


def test_mindset_keys_are_unique_across_all_packs() -> None:
    assert _twice(mindset.key for pack in CATALOG for mindset in pack.mindsets) == []


@PACKS
def test_what_a_pack_holds_is_found_by_its_key(pack: Framework) -> None:
    assert CATALOG.framework(pack.key) is pack
    for mindset in pack.mindsets:
        assert pack.mindset(mindset.key) is CATALOG.mindset(mindset.key) is mindset
    for experiment in (*pack.experiments, *pack.case_studies):
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


def test_every_emoji_is_one_that_the_playground_can_show() -> None:
    path = Path(bot.playground.__file__).with_name("emoji.yaml")
    known = {f":{name}:" for name in yaml.safe_load(path.read_text(encoding="utf-8"))}
    used = {each.emoji for pack in CATALOG for each in (pack, *pack.mindsets)}
    assert used - known == set()


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
    # Two of all may share two words ("It took"); three would be a habit.
    assert [start for start, n in Counter(_opening(e.scene, 2) for e in EXPERIMENTS).items() if n > 2] == []


def test_questions_are_not_all_cut_from_one_cloth() -> None:
    starts = Counter(_opening(each.question, words=3) for each in EXPERIMENTS)
    assert max(starts.values()) <= len(EXPERIMENTS) / 6


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
    assert {each.key: grade(_told(each)) for each in EXPERIMENTS if grade(_told(each)) > 8} == {}
    # Below some thirty words the formula measures one long word, so short texts are read a pack at a time.
    for pack in CATALOG:
        assert grade(" ".join(f"{prompt.rstrip('?.')}." for prompt in pack.story_prompts)) <= 8
        assert grade(" ".join(mindset.meaning for mindset in pack.mindsets)) <= 8
        assert grade(" ".join(plan.try_today for plan in pack.game_plans)) <= 8


# --- how the tests read ---


def _told(experiment: Experiment) -> str:
    return f"{experiment.scene} {experiment.question}"


def _texts(pack: Framework) -> Iterable[str]:
    yield from (pack.name, pack.tagline, pack.poll_question, *pack.story_prompts)
    for mindset in pack.mindsets:
        yield from (mindset.name, mindset.meaning)
    for experiment in (*pack.experiments, *pack.case_studies):
        yield from (experiment.title, _told(experiment))
    for plan in pack.game_plans:
        yield from (plan.ingredient, plan.try_today)


def _opening(text: str, words: int) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower())[:words])


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
