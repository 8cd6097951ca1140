"""What a team's own packs meet with: they load beside the built-in ones, or are refused with reasons."""

import re
from pathlib import Path

import pytest

from rituals.catalog import Catalog, PackError, load

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


def _load(folder: Path, **packs: str) -> Catalog:
    for name, text in packs.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def _problems(folder: Path, **packs: str) -> list[str]:
    """Every problem of these packs, without the line numbers."""
    with pytest.raises(PackError) as refused:
        _load(folder, **packs)
    return [re.sub(r" \(line \d+\)$", "", str(problem)) for problem in refused.value.problems]
