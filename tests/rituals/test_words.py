"""A typed line as words: quotes of any keyboard, what is no quote, and where each word stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals.words import first_word, is_blank, nearest, words


def shown(line: str) -> list[str]:
    """The words of a line; quoted ones between bars."""
    return [f"|{word.text}|" if word.quoted else word.text for word in words(line)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ('"Tea?" "Mint" "Black"', ["|Tea?|", "|Mint|", "|Black|"]),
        ('"Tea?” “Mint" „Black“', ["|Tea?|", "|Mint|", "|Black|"]),
        ("« Un thé ? » «Menthe» »Noir«", ["|Un thé ?|", "|Menthe|", "|Noir|"]),
        ("「お茶？」「緑」", ["|お茶？|", "|緑|"]),
        ('"Tea?""Mint","Black"; "None"', ["|Tea?|", "|Mint|", "|Black|", "|None|"]),
        ('"Tea?", "Mint", "Black".', ["|Tea?|", "|Mint|", "|Black|", "."]),
        ('"Is it "tea". Or not?" "Yes"!', ['|Is it "tea". Or not?|', "|Yes|", "!"]),
        ('Tea?"Mint" "Black"', ["Tea?", "|Mint|", "|Black|"]),
        ('*"Tea?"* _"Mint"_ `"Black"`', ["|Tea?|", "|Mint|", "|Black|"]),
        ('*"Tea?" "Mint"* ~"Black"~', ["|Tea?|", "|Mint|", "|Black|"]),
        (r'"Call it \"tea\"?" "C:\\temp"', ['|Call it "tea"?|', r"|C:\temp|"]),
        ('"Call it "tea" or not?" "Yes"', ['|Call it "tea" or not?|', "|Yes|"]),
        ('"A 32" screen, or a 27" one?" "32"" "27""', ['|A 32" screen, or a 27" one?|', '|32"|', '|27"|']),
        ('"Desk 12" shared "Desk 13"', ["|Desk 12|", "shared", "|Desk 13|"]),
        ('"Who\'s in?" "I\'m" "they’re"', ["|Who's in?|", "|I'm|", "|they’re|"]),
        ("'Who's in?' 'me' ‘you’", ["|Who's in?|", "|me|", "|you|"]),
        ("rock 'n' roll", ["rock", "'n'", "roll"]),
        ('"Tea?" "Mint', ["|Tea?|", '"Mint']),
        ('\u201cTea?\u201d\u00a0"Mint"\t"Black"\n"None"', ["|Tea?|", "|Mint|", "|Black|", "|None|"]),
        ('"<https://t.example|tea, hot>" R&amp;D', ["|<https://t.example|tea, hot>|", "R&amp;D"]),
        ("tea in <#C0TEA|tea>, <@U0BRUNO>", ["tea", "in", "<#C0TEA|tea>", "<@U0BRUNO>"]),
        ("\u200b \u2060", []),
        ('"\u200b"', ["||"]),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, parts: list[str]) -> None:
    assert shown(line) == parts


@pytest.mark.parametrize(
    "line",
    ['"Tea? "Mint" "Black" "None"', '"Tea?" Mint" "Black" "None"', "“Tea? “Mint” “Black” “None”"],
)
def test_a_quotation_mark_too_few_or_too_many_is_noticed(line: str) -> None:
    assert any(word.torn for word in words(line))


@given(st.text("\"“”„«»'‘’\\*_ ,a1<>&;\n\u200b", max_size=60))
def test_every_word_stands_where_it_says_and_none_overlap(line: str) -> None:
    end = 0
    for word in words(line):
        assert end <= word.start < word.end <= len(line)
        end = word.end
        if not word.quoted:
            assert line[word.start : word.end] == word.text
    left_out = line
    for word in reversed(words(line)):
        left_out = left_out[: word.start] + left_out[word.end :]
    # What belongs to no word is white space, commas and Slack's marks of bold and the like.
    assert set(left_out) <= set(" ,;\n\u200b*_")


def test_a_long_line_of_quotation_marks_is_read_at_once() -> None:
    assert len(words('"a ' * 2000)) == 2000
    assert words('"' * 4000)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\t", "\n", "\r\n", "\u3000", "\u200b", " \u00a0 "])
def test_any_white_space_ends_the_first_word(space: str) -> None:
    assert first_word(f"story{space}she waited") == ("story", "she waited")
    assert first_word(f"{space}feed{space}") == ("feed", "")


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u200d\u2060\ufeff", "\u3164", "\u2800\ufe0f"])
def test_what_nobody_can_see_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(f"{text}ok{text}")


@pytest.mark.parametrize("text", ["👍", "?", "茶", "👩\u200d👧"])
def test_what_can_be_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(("typed", "meant"), [("fedd", "feed"), ("shcedule", "schedule"), ("banana", "")])
def test_a_slip_finds_what_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, ["feed", "schedule", "me"]) == meant
