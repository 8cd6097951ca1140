"""The check of the voice sees what it's for, and lets good sentences pass."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.house.voice import LONGEST, Text, in_docs, in_docstrings, in_packs, in_pages, on_screens, problems


def found(words: str, *, screen: bool = True, told: bool = False) -> list[str]:
    return list(problems(Text("here", words, screen=screen, told=told)))


def words_of(texts: Iterable[Text]) -> list[str]:
    return [text.words for text in texts]


@pytest.mark.parametrize(
    "sentence",
    [
        "You haven't voted in this poll.",
        "Type `/mindset forget me`. I'll say what that erases, and ask before I do it.",
        "Say which day you mean, and I'll know what it is.",
        "*Nadia* had written: “I do not take it back!”",
        "Hi, I'm Headfirst. Most mornings I post one small question about customers.",
    ],
)
def test_what_somebody_would_say_aloud_passes(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("I do not know that time zone.", "“do not”: contract it"),
        ("There is no feed channel yet.", "“There is”: contract it"),
        ("Press it again to take it back.", "“take it back”: we say remove, or undo"),
        ("Only whoever started the poll can do that.", "“whoever”: we say"),
        ("Your poll is open. Utilise it well.", "“Utilise”: we say use"),
        ("Your story is in the feed! Well done.", "an exclamation mark"),
        (" ".join(["word"] * (LONGEST + 1)) + ".", "26 words in a sentence"),
        (
            "Organisational prerequisites necessitate administrative authorisation: "
            "configuration modifications, notification preferences, integration capabilities, visibility.",
            "reads at grade",
        ),
    ],
)
def test_what_nobody_would_say_is_found(sentence: str, problem: str) -> None:
    assert any(each.startswith(problem) for each in found(sentence)), found(sentence)


def test_people_in_a_scene_may_speak_as_they_do() -> None:
    assert found("She says that it is not her fault, and takes it back.", told=True) == []


def test_a_sentence_of_code_is_read_as_a_whole_and_what_is_no_sentence_is_not() -> None:
    code = '''
"""A module that does not matter."""
LINE = "Your poll is on its way to {place}, "  "and it is open."
def card(name):
    """A docstring that is not read."""
    log.warning("this is not read")
    if not name:
        raise ValueError("this is not read")
    return f"Thanks to {name}, there is a story."
'''
    assert words_of(on_screens(code, "card.py")) == [
        "Your poll is on its way to X, and it is open.",
        "Thanks to X, there is a story.",
    ]


def test_the_help_of_a_command_is_read() -> None:
    code = 'def export(what: Annotated[str, Argument()]):\n    """Write all that there is."""\n'
    assert words_of(on_screens(code, "cli.py")) == ["Write all that there is."]


def test_docs_are_read_by_paragraph_point_and_cell_without_their_code() -> None:
    page = "# A page\n\nOne line\nand another.\n\n```\nno prose\n```\n- a point\n- more\n\n| a cell | its |\n"
    assert words_of(in_docs(page, "page.md")) == [
        "# A page",
        "One line and another.",
        "- a point",
        "- more",
        "a cell",
        "its",
    ]


def test_a_page_is_read_by_string_and_between_tags_without_its_comments() -> None:
    script = """
// this comment is not read
announce(`It's now ${time} in Lisbon`)
const title = "Move the playground's clock ahead"
h("button", "small")
"""
    assert words_of(in_pages(script, "clock.js")) == [
        "It's now X in Lisbon",
        "Move the playground's clock ahead",
    ]
    page = "<body>\n  <noscript>The playground needs JavaScript.</noscript>\n</body>\n"
    assert words_of(in_pages(page, "index.html")) == ["The playground needs JavaScript."]


def test_docstrings_and_comments_are_read_wherever_they_stand() -> None:
    code = '"""A module."""\nclass Poll:\n    """A class."""\n'
    code += '    async def close(self):\n        """A function."""\n        # A comment.\n'
    found = words_of(in_docstrings(code, "polls.py"))
    assert found == ["# A comment.", "A module.", "A class.", "A function."]


@pytest.mark.parametrize(
    "docstring",
    ["It is written anew.", "Who looks after the ritual.", "It isn't there any more.", "It does not wait."],
)
def test_what_reads_as_translated_is_found_in_docstrings_too(docstring: str) -> None:
    assert len(list(problems(Text("here", docstring, screen=False, code=True)))) == 1


def test_developers_may_say_what_a_button_should_not() -> None:
    words = "It goes on until whoever called it is gone for good. It doesn't utilise a lock."
    assert list(problems(Text("here", words, screen=False, code=True))) == []


def test_all_that_a_pack_can_post_is_read() -> None:
    pack = {"key": "plums", "source": "not read", "experiments": [{"key": "one", "scene": "A long day."}]}
    [text] = in_packs(pack, "plums.yaml")
    assert (text.place, text.words, text.told) == (
        "plums.yaml plums.experiments one.scene",
        "A long day.",
        True,
    )
