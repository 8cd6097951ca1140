"""What people wrote, on pages outside Slack: as Slack shows it, and never as what a browser obeys."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.links.words import as_html, cut, drawn, without_places

ALLOWED = {"strong", "em", "del", "code", "pre", "blockquote", "br"}
pieces = st.sampled_from(
    (
        *("<script>", "</div>", "<img src=x onerror=a()>", "<a href='x'>", "javascript:", "<!--", "]]>"),
        *("*", "_", "~", "`", "```", "\n", "> ", ":tada:", ":", "&lt;", "&", '"', "'", "\x00"),
        *("word", " ", "\U0001f389"),
    )
)
wild = st.one_of(st.text(max_size=300), st.lists(pieces, max_size=60).map("".join))


class Reader(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert attrs == []
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


@given(wild)
def test_whatever_is_typed_a_browser_sees_words_and_a_few_plain_tags(text: str) -> None:
    reader = Reader()
    reader.feed(as_html(text))
    reader.close()
    assert reader.open == []


@given(st.text(alphabet="abc <>&\"'", max_size=200))
def test_words_without_marks_stay_what_they_are(text: str) -> None:
    reader = Reader()
    reader.feed(as_html(text.replace(">", "")))
    reader.close()
    assert reader.words == text.replace(">", "").strip()


@pytest.mark.parametrize("text", ["*" * 2500, "*_~" * 833, "`" * 2500, ":a" * 1250, "*a " * 833, "> " * 1250])
def test_no_text_nests_deeper_than_there_are_marks(text: str) -> None:
    assert as_html(text).count("<strong><strong>") == 0


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*bold* _soft_ ~gone~", "<strong>bold</strong> <em>soft</em> <del>gone</del>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("snake_case_here and 2 * 3 * 4", "snake_case_here and 2 * 3 * 4"),
        ("`*not bold*`", "<code>*not bold*</code>"),
        ("```\na <b>\n```", "<pre>a &lt;b&gt;\n</pre>"),
        ("> a\n> b\nc", "<blockquote>a<br>b</blockquote>c"),
        (":white_check_mark: done", "✅ done"),
        ("*:heart:*", "<strong>❤️</strong>"),
    ],
)
def test_marks_are_shown_as_slack_shows_them(typed: str, shown: str) -> None:
    assert as_html(typed) == shown


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        (":wave::skin-tone-3:", "👋🏼"),
        (":tada::skin-tone-3:", "🎉"),
        (":+1:", "👍"),
        (":large_green_circle:", "🟢"),
        (":our-parrot:", ":our-parrot:"),
        ("at 10:30:45", "at 10:30:45"),
    ],
)
def test_emoji_are_drawn_where_there_is_a_picture(name: str, sign: str) -> None:
    assert drawn(name) == sign


def test_a_closed_channel_has_no_name_and_others_that_begin_like_it_keep_theirs() -> None:
    said = without_places("#Escalations, #escalations-eu and (#escalations)", ["escalations"])
    assert said == "#a-channel, #escalations-eu and (#a-channel)"


def test_what_is_cut_ends_with_a_word() -> None:
    assert cut("one two three", 9) == "one two …"
    assert cut("x" * 20, 5) == "xxxxx …"
