"""What a writer of packs is told about the mix: shares, and sameness that can be counted."""

from dataclasses import replace

import pytest

from rituals.catalog import Experiment
from rituals.catalog.rules.mix import mix, report

ONE = Experiment(
    key="one",
    framework="plums",
    mindset="sweet",
    setting="chat",
    playful=True,
    title="One",
    scene="He wants the moon by Friday, gift-wrapped.",
    question="What's your first line?",
    shape="say",
)
TWO = replace(ONE, key="two", setting="email", shape="last_time", memory=True, playful=False, tender=True)


def test_shares_are_counted_the_most_first() -> None:
    of = mix([ONE, TWO, replace(TWO, theme="limit")])
    assert (of.count, of.playful, of.memory, of.tender) == (3, 1, 2, 2)
    assert list(of.shapes.items()) == [("last_time", 2), ("say", 1)]
    assert of.settings == {"email": 2, "chat": 1}
    assert of.themes == {"everyday": 2, "limit": 1}


def test_scenes_that_open_alike_and_questions_that_ask_alike_are_named() -> None:
    other = replace(ONE, scene="She doesn't.", question="Tea?")
    assert mix([ONE, other]).openings == {}
    of = mix([ONE, ONE, ONE, other])
    assert (of.openings, of.asks) == ({"he wants": 3}, {"what's your": 3})


def test_a_sting_in_the_tail_is_a_last_sentence_of_up_to_four_words() -> None:
    scenes = (
        "It rains. He has no coat at all.",
        "It rains. He waits.",
        'It rains. He says "no."',
        "He waits.",
    )
    assert [mix([replace(ONE, scene=scene)]).stingers for scene in scenes] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("scene", "words", "stings"),
    [
        ("外は雨です。傘を持った人が、駅前でずっと待っています。", 12, 0),
        ("傘を持った人が、駅前でずっと待っています。雨だ。", 11, 1),
        ("他在雨里等最后一班车。谁会等？", 7, 1),
        ("เธอรอรถเมล์กลางสายฝน", 5, 0),
    ],
)
def test_scenes_are_counted_as_their_script_writes(scene: str, words: int, stings: int) -> None:
    of = mix([replace(ONE, scene=scene)])
    assert (of.lengths, of.stingers) == ((words, words, words), stings)


def test_words_that_an_eighth_of_a_pack_shares_are_named() -> None:
    rest = [replace(ONE, scene=f"It rains at {number}.") for number in range(24)]
    owl = replace(ONE, scene="The penguin is late.")
    assert "penguin" not in mix([*rest, owl, owl]).words
    assert mix([*rest[:20], owl, owl, owl, owl]).words["penguin"] == 4


def test_a_report_says_it_in_a_few_lines() -> None:
    assert list(report(mix([ONE, ONE, TWO]))) == [
        "3 experiments: 2 playful, 1 from memory, 1 tender",
        "shapes: say 2, last_time 1",
        "settings: chat 2, email 1",
        "themes: everyday 3",
        "scenes: 7 to 7 words, 7 in the middle",
        "scenes that end on a very short sentence: 0",
        "several open with: he wants 3",
        "several ask with: what's your 3",
        "several use: friday 3, wrapped 3",
    ]
