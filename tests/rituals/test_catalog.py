"""What the built-in packs promise: enough for every ritual, and words worth reading."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

import bot.playground
from rituals.catalog import Framework, Tone, UnknownExperiment, UnknownFramework, UnknownMindset, load
from rituals.catalog.rules.mix import mix
from rituals.catalog.rules.readability import grade
from rituals.errors import RitualError

CATALOG = load()
EVERYDAY = [each for framework in CATALOG for each in framework.experiments]
CASES = [each for framework in CATALOG for each in framework.case_studies]
EXPERIMENTS = [*EVERYDAY, *CASES]
ALL = mix(EVERYDAY)
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
    assert len(pack.experiments) >= 36
    assert len(pack.case_studies) >= 2
    assert len(pack.story_prompts) >= 6
    assert pack.poll_question.endswith("?")


@PACKS
def test_every_mindset_is_exercised_at_least_six_times(pack: Framework) -> None:
    practised = Counter(experiment.mindset for experiment in pack.experiments)
    assert set(practised) == {mindset.key for mindset in pack.mindsets}
    assert min(practised.values()) >= 6


def test_there_is_something_new_for_more_than_eight_months_of_weekdays() -> None:
    assert len(EVERYDAY) >= 180


@PACKS
def test_half_of_a_pack_is_playful(pack: Framework) -> None:
    of = mix(pack.experiments)
    assert 0.45 <= of.playful / of.count <= 0.55


@PACKS
def test_a_pack_asks_in_many_ways(pack: Framework) -> None:
    of = mix(pack.experiments)
    assert len(of.shapes) >= 10
    assert of.shapes["say"] / of.count <= 0.4


def test_what_would_you_say_is_not_what_most_questions_ask() -> None:
    assert set(ALL.shapes) == {
        *("say", "do", "this_or_that", "fill_the_blank", "finish", "rewrite", "worst_wins", "emoji"),
        *("number_or_name", "last_time", "add", "borrowed_voice"),
    }
    assert min(ALL.shapes.values()) >= 3
    assert ALL.shapes["say"] / ALL.count <= 1 / 3


def test_a_third_of_all_questions_ask_about_the_reader_s_own_work() -> None:
    assert ALL.memory / ALL.count >= 1 / 3
    assert min(mix(pack.experiments).memory for pack in CATALOG) >= 12


@PACKS
def test_few_questions_of_a_pack_ask_about_the_reader_s_home(pack: Framework) -> None:
    kin = "home|house|family|gran|mother|mum|dad|parents|kitchen|street"
    home = re.compile(rf"\b(at home|at school|your (own )?({kin}))\b")
    asked = [each.key for each in pack.experiments if home.search(each.question)]
    assert len(asked) / len(pack.experiments) <= 1 / 8


def test_not_every_customer_is_lovely_and_not_every_trouble_is_a_customer() -> None:
    assert ALL.themes["limit"] >= 20
    assert ALL.themes["inside"] >= 10
    assert ALL.themes["ahead"] >= 10


def test_grief_is_rare_and_marked() -> None:
    assert 1 <= ALL.tender <= 5
    assert [each.key for each in EVERYDAY if each.tender and each.playful] == []
    grieves = re.compile(r"\b(died|dead|funeral|widow\w*|hospital|her husband's name)\b", re.IGNORECASE)
    # Clint was a sourdough.
    assert {each.key for each in EVERYDAY if grieves.search(each.scene)} - {"in_memory_of_clint"} == {
        each.key for each in EVERYDAY if each.tender
    }


@PACKS
def test_the_staple_ingredients_have_a_game_plan_each(pack: Framework) -> None:
    assert Counter(plan.ingredient for plan in pack.game_plans) == Counter(STAPLES)


def test_be_human_retells_acts_of_service() -> None:
    assert len(CATALOG.framework("be_human").case_studies) >= 5
    assert len(CASES) >= 16
    # Each asks for the team's own version.
    assert [each.key for each in CASES if not re.search(r"\b(our|us|we)\b", each.question)] == []


def test_acts_of_service_come_from_ten_countries_and_more() -> None:
    # A city stands for its country where the story says no more.
    told = " ".join(each.scene for each in CASES)
    countries = [
        *("United States", "Britain", "Denmark", "Naples", "Brazil", "Iceland", "Spain", "Kenya", "China"),
        *("Colombia", "India", "Netherlands", "Canada", "Tokyo"),
    ]
    assert sum(country in told for country in countries) >= 10


def test_case_studies_stay_out_of_the_everyday_rotation() -> None:
    assert set(CASES).isdisjoint(EVERYDAY)


@PACKS
def test_a_third_of_a_pack_is_in_writing_and_the_rest_is_everywhere(pack: Framework) -> None:
    places = mix(pack.experiments).settings
    assert set(places) == {"phone", "chat", "counter", "visit", "email"}
    assert (places["chat"] + places["email"]) / len(pack.experiments) >= 1 / 3
    assert min(places.values()) >= 2


@PACKS
def test_every_framework_has_a_stance_to_reach_for_and_one_to_notice(pack: Framework) -> None:
    assert {mindset.tone for mindset in pack.mindsets} == {Tone.ASPIRE, Tone.SHADOW}
    assert pack.offers_shadow


def test_every_poll_has_an_honest_middle() -> None:
    assert {pack.key: pack.middle.name if pack.middle else "" for pack in CATALOG} == {
        "unusual_three": "An ordinary one",
        "be_human": "A bit of each",
        "learn_teach_getlost": "I just answered",
        "by_choice": "Somewhere in between",
        "head_first": "",  # where Getting there is one
    }


def test_get_lost_has_the_disguises_in_which_nobody_says_it_aloud() -> None:
    get_lost = CATALOG.mindset("get_lost")
    assert get_lost.disguises == (
        "A long hold",
        "A bot that goes round in circles",
        "“Closed as solved”",
        "An address that nobody reads",
        "“I've passed it on”",
        "“That's not how it works”",
        "Another team's fault",
        "A link to the page they came from",
        "Something else",
    )
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
    used = {pack.emoji for pack in CATALOG} | {each.emoji for pack in CATALOG for each in pack.choices}
    assert used - known == set()


def test_mindset_names_fit_a_button_on_a_phone() -> None:
    labels = [(mindset.name, mindset.label) for pack in CATALOG for mindset in pack.choices]
    assert [name for name, label in labels if len(name) > 32 or len(label) > 75] == []


def test_titles_have_up_to_six_words() -> None:
    assert [each.title for each in EXPERIMENTS if len(each.title.split()) not in range(1, 7)] == []


def test_a_scene_is_read_in_ten_seconds() -> None:
    assert [each.key for each in EVERYDAY if len(each.scene.split()) not in range(20, 46)] == []
    assert [each.key for each in CASES if len(each.scene.split()) not in range(40, 61)] == []


def test_a_scene_ends_in_one_question_that_one_line_can_answer() -> None:
    wrong = [
        each.key for each in EXPERIMENTS if each.question.count("?") > 1 or each.question[-1] not in '.?"'
    ]
    assert wrong == []
    assert [each.key for each in EXPERIMENTS if len(each.question.split()) > 16] == []


def test_a_shape_is_plain_from_the_question() -> None:
    asks = {
        "fill_the_blank": r"\bFill in\b.*___",
        "finish": r"\bFinish\b.*…\"$|does your no begin\?$",
        "worst_wins": r"Worst one wins\.$",
        "emoji": r"[Ee]moji only\.$",
        "rewrite": r"\b[Rr]ewrite\b|instead\?$|rather say\?$|would it read|new first line\?$",
        "this_or_that": r" or .*\?$|^Do(es)? .*\?$",
        "last_time": r"\blast\b|\bclosest\b|^What does it say|deed for|\bstopped\b",
        "add": r"\b[Aa]dd\b",
    }
    wrong = [e.key for e in EVERYDAY if e.shape in asks and not re.search(asks[e.shape], e.question)]
    assert wrong == []


def test_every_question_comes_with_a_short_answer_of_a_colleague() -> None:
    assert [each.key for each in EXPERIMENTS if len(each.example.split()) not in range(1, 18)] == []
    emoji = [each.example for each in EVERYDAY if each.shape == "emoji"]
    assert [example for example in emoji if re.search(r"[a-z]", example, re.IGNORECASE)] == []
    assert _twice(each.example for each in EXPERIMENTS) == []


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
    stock = ("imagine", "picture", "suppose", "think of", "your next customer", "a customer", "today")
    # One customer, who has rewritten our docs.
    assert [each.key for each in EXPERIMENTS if each.scene.lower().startswith(stock)] == [
        "better_than_our_docs"
    ]


@PACKS
def test_a_pack_does_not_sting_repeat_or_list_by_habit(pack: Framework) -> None:
    of = mix(pack.experiments)
    # A last sentence of four words is funny now and then.
    assert of.stingers / of.count <= 1 / 5
    assert max(of.words.values(), default=0) <= of.count / 5
    assert max(of.asks.values(), default=0) <= of.count / 4
    threes = [each for each in pack.experiments if re.search(r"\w+, [^,.?!]+,? and \w+", each.scene)]
    assert len(threes) / of.count <= 1 / 3


def test_nobody_plays_the_tuba() -> None:
    told = " ".join(each.told for each in EVERYDAY).lower()
    counted = {word: len(re.findall(rf"\b{word}s?\b", told)) for word in ("walrus", "tuba", "cello", "goose")}
    assert counted == {"walrus": 0, "tuba": 0, "cello": 0, "goose": 0}


def test_they_speak_as_people_do() -> None:
    stiff = re.compile(
        r"\b((do|does|did|is|are|was|has|have|will|would|could) not|cannot|that is|i am|i have|we are)\b",
        re.IGNORECASE,
    )
    texts = [(e.key, QUOTED.sub("", f"{e.title} {e.told} {e.example}")) for e in EVERYDAY]
    assert [key for key, text in texts if stiff.search(text)] == []


def test_nobody_is_cheered_at_or_spoken_to_in_office_language() -> None:
    # Stiff phrases may be quoted: that is what some scenes are about.
    texts = [QUOTED.sub("", text) for pack in CATALOG for text in _texts(pack)]
    assert [text for text in texts if "!" in text or STALE.search(text)] == []


def test_every_text_reads_at_or_below_grade_eight() -> None:
    assert {each.key: grade(each.told) for each in EXPERIMENTS if grade(each.told) > 8} == {}
    # Below some thirty words the formula measures one long word, so short texts are read a pack at a time.
    for pack in CATALOG:
        assert grade(" ".join(f"{prompt.rstrip('?.')}." for prompt in pack.story_prompts)) <= 8
        assert grade(" ".join(mindset.meaning for mindset in pack.mindsets)) <= 8
        assert grade(" ".join(plan.try_today for plan in pack.game_plans)) <= 8


# --- how the tests read ---


def _texts(pack: Framework) -> Iterable[str]:
    yield from (pack.name, pack.tagline, pack.poll_question, *pack.story_prompts)
    for mindset in pack.mindsets:
        yield from (mindset.name, mindset.meaning)
    for experiment in (*pack.experiments, *pack.case_studies):
        yield from (experiment.title, experiment.told)
    for plan in pack.game_plans:
        yield from (plan.ingredient, plan.try_today)


def _opening(text: str, words: int) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower())[:words])


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
