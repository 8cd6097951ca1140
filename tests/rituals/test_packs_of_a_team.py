"""What a team's own packs meet with: they load beside the built-in ones, or are refused with reasons."""

import re
from pathlib import Path

import pytest

from rituals.catalog import Catalog, PackError, load
from rituals.catalog.acts.load import gather

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


def test_a_pack_from_before_answers_had_a_shape_stays_valid(tmp_path: Path) -> None:
    experiment = _load(tmp_path, plums=SMALL).experiment("plums", "wet_coat")
    assert (experiment.shape, experiment.theme, experiment.example) == ("say", "everyday", "")
    assert (experiment.memory, experiment.tender) == (False, False)


def test_an_experiment_says_how_its_answer_looks(tmp_path: Path) -> None:
    more = "shape: last_time\n    theme: ahead\n    tender: yes\n    example: On Monday. Plums."
    pack = SMALL.replace("playful: no", f"playful: no\n    {more}")
    experiment = _load(tmp_path, plums=pack).experiment("plums", "wet_coat")
    assert (experiment.shape, experiment.theme, experiment.example) == (
        "last_time",
        "ahead",
        "On Monday. Plums.",
    )
    assert experiment.tender
    # Whoever is asked for the last time is asked about their own work.
    assert experiment.memory


def test_a_shape_that_is_none_and_an_example_that_is_no_line_are_refused(tmp_path: Path) -> None:
    more = f"shape: haiku\n    theme: sad\n    memory: perhaps\n    example: {'plum ' * 61}"
    assert _problems(tmp_path, plums=SMALL.replace("playful: no", f"playful: no\n    {more}")) == [
        "plums.yaml: experiments[1].shape: 'haiku' is not known; choose one of say, do, this_or_that, "
        "fill_the_blank, finish, rewrite, worst_wins, emoji, number_or_name, last_time, add, borrowed_voice",
        "plums.yaml: experiments[1].theme: 'sad' is not known; choose one of everyday, limit, inside, ahead",
        "plums.yaml: experiments[1].memory: should be true or false",
        "plums.yaml: experiments[1].example: has 304 characters; shorten it to 300 or fewer",
    ]


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
        "plums.yaml: name: should be text; write it in words, in quotes if it looks like a number or yes/no",
        "plums.yaml: emoji: 'plum' will not do; write the Slack name between colons, like :handshake:",
        "plums.yaml: story_prompts: should be a list; start each item on a new line with a dash",
        "plums.yaml: mindsets[2].tone: 'gloomy' is not known; choose one of aspire, shadow",
        "plums.yaml: experiments[1].setting: is missing; add it",
        "plums.yaml: experiments[1].mindset: 'swete' is not known; choose one of sweet, sour",
        "plums.yaml: experiments[1].seting: is not a field of a pack; did you mean setting?",
        "plums.yaml: experiments[1].playful: should be true or false",
        "plums.yaml: experiments[1].title: has 79 characters; shorten it to 60 or fewer",
        "plums.yaml: experiments[1].scene: has 6 words with its question; 20 to 90 read well",
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
        "plums.yaml: whole file: the mindset key 'sweet' is taken by pears.yaml; choose a different key",
        "plums.yaml: whole file: the mindset key 'sour' is taken by pears.yaml; choose a different key",
        "plums.yaml: experiments[2]: 'wet_coat' is taken by an earlier one; choose a different key",
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
        ("[" * 3000, "is nested too deeply; a pack needs no more than a few levels"),
        ("a: " + "{b: " * 3000, "is nested too deeply; a pack needs no more than a few levels"),
        ("- plums", "should hold the fields key, name"),
    ],
)
def test_a_file_that_is_no_pack_says_so_once(tmp_path: Path, text: str, reason: str) -> None:
    [problem] = _problems(tmp_path, plums=text)
    assert problem.startswith(f"plums.yaml: whole file: {reason}")


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    [problem] = _problems(tmp_path)
    assert problem.endswith("holds no pack; put at least one .yaml file there")


def test_a_team_may_add_case_studies_and_game_plans(tmp_path: Path) -> None:
    case = SMALL.partition("experiments:\n")[2].replace("wet_coat", "dry_coat")
    plan = "game_plans:\n  - {key: ear, ingredient: Listening, try_today: Hear one story to its end.}\n"
    pack = _load(tmp_path, plums=f"{SMALL}case_studies:\n{case}{plan}").framework("plums")
    assert [each.key for each in pack.experiments] == ["wet_coat"]
    assert [each.key for each in pack.case_studies] == ["dry_coat"]
    assert pack.experiment("dry_coat").framework == "plums"
    assert pack.game_plans[0].ingredient == "Listening"


def test_a_shadow_may_have_disguises_and_not_too_many(tmp_path: Path) -> None:
    shadow = "meaning: Not kind., tone: shadow"
    few, many = (SMALL.replace(shadow, f"{shadow}, disguises: {['A grin'] * n}") for n in (2, 10))
    assert _load(tmp_path, plums=few).mindset("sour").disguises == ("A grin", "A grin")
    [problem] = _problems(tmp_path, plums=many)
    assert "mindsets[2].disguises: has 10 items; give at most 9" in problem


def test_a_pack_may_have_an_honest_middle(tmp_path: Path) -> None:
    middle = 'middle: {name: So-so, emoji: ":bread:", meaning: Neither sweet nor sour.}\n'
    pack = _load(tmp_path, plums=SMALL + middle).framework("plums")
    assert [each.name for each in pack.choices] == ["Sweet", "So-so", "Sour"]
    assert [each.name for each in pack.mindsets] == ["Sweet", "Sour"]
    assert pack.mindset("middle").meaning == "Neither sweet nor sour."
    taken = SMALL.replace("key: sweet", "key: middle").replace("mindset: sweet", "mindset: middle")
    [problem] = _problems(tmp_path, plums=taken)
    assert "mindsets[1].key: 'middle' is the key of what lies between; choose a different key" in problem


def test_a_case_study_has_a_key_of_its_own(tmp_path: Path) -> None:
    twins = f"{SMALL}case_studies:\n{SMALL.partition('experiments:' + chr(10))[2]}"
    [problem] = _problems(tmp_path, plums=twins)
    assert problem.startswith("plums.yaml: case_studies[1]: 'wet_coat' is taken")


def test_a_wrong_pack_is_kept_out_whole_and_the_others_go_on(tmp_path: Path) -> None:
    _write(
        tmp_path,
        plums=SMALL,
        pears=SMALL.replace("key: plums", "key: pears").replace("key: sour", "key: tart"),
    )
    _write(tmp_path, figs=SMALL.replace("key: plums", "key: figs").replace("tone: shadow", "tone: gloomy"))
    gathered = gather(tmp_path)
    assert list(gathered.catalog.frameworks) == [*load().frameworks, "pears"]
    assert list(gathered.refused) == ["figs.yaml", "plums.yaml"]
    assert "gloomy" in str(gathered.refused["figs.yaml"][0])
    assert "the mindset key 'sweet' is taken by pears.yaml" in str(gathered.refused["plums.yaml"][0])


def test_a_pack_may_not_take_the_place_of_a_built_in_one_even_under_its_file_name(tmp_path: Path) -> None:
    _write(tmp_path, be_human=SMALL.replace("key: plums", "key: be_human"))
    gathered = gather(tmp_path)
    assert gathered.catalog == load()
    [problem] = gathered.refused["be_human.yaml"]
    assert "the key 'be_human' is taken by be_human.yaml" in problem.what


def test_without_a_folder_of_its_own_a_team_has_the_built_in_packs() -> None:
    assert gather(None).catalog == load()
    assert gather(None).refused == {}


def _load(folder: Path, **packs: str) -> Catalog:
    _write(folder, **packs)
    return load(folder)


def _write(folder: Path, **packs: str) -> None:
    for name, text in packs.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def _problems(folder: Path, **packs: str) -> list[str]:
    """Every problem of these packs, without the line numbers."""
    with pytest.raises(PackError) as refused:
        _load(folder, **packs)
    return [re.sub(r" \(line \d+\)$", "", str(problem)) for problem in refused.value.problems]
