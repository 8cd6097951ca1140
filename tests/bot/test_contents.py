"""The words of a message, wherever in it they stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.contents import read_message

NO_TEXT = "This content can't be displayed."
MARKS = ("user", "subtype", "bot_id", "thread_ts", "permalink", "hidden")
NAMES = ("type", "text", "elements", "fields", "blocks", "attachments", "rows", "title", "fallback", "value")
KINDS = (
    "section",
    "mrkdwn",
    "plain_text",
    "rich_text",
    "rich_text_section",
    "link",
    "user",
    "image",
    "table",
)
wild = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(KINDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=20,
)


def mrkdwn(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


def plain(text: str, kind: str = "plain_text") -> dict[str, str]:
    return {"type": kind, "text": text}


def section(text: dict[str, str], **more: object) -> dict[str, Any]:
    return {"type": "section", "text": text, **more}


def line(*elements: dict[str, Any], kind: str = "rich_text_section") -> dict[str, Any]:
    return {"type": kind, "elements": list(elements)}


def rich(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(lines)}


def text(said: str) -> dict[str, str]:
    return {"type": "text", "text": said}


BUTTON = {"type": "button", "text": plain("Reply")}
MIXED = line(
    text("Thank you "),
    {"type": "user", "user_id": "U1"},
    text(" of "),
    {"type": "usergroup", "usergroup_id": "S1"},
    text(" "),
    {"type": "emoji", "name": "tada"},
    {"type": "link", "url": "https://x.com", "text": "see"},
    {"type": "link", "url": "https://y.com"},
)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"type": "header", "text": plain("A rating")}, "A rating"),
        (section(mrkdwn("*5* & more"), fields=[plain("By"), plain("Ana")]), "*5* & more\nBy\nAna"),
        (section(plain("1 < 2")), "1 &lt; 2"),
        ({"type": "context", "elements": [mrkdwn("Today"), {"type": "image", "alt_text": "A map"}]}, "Today"),
        ({"type": "markdown", "text": "**Good**"}, "**Good**"),
        (section(mrkdwn("Rate"), accessory=BUTTON), "Rate"),
        ({"type": "actions", "elements": [BUTTON]}, ""),
        ({"type": "image", "title": plain("A map"), "alt_text": "A map"}, ""),
        ({"type": "card", "title": plain("Good"), "body": mrkdwn("He stayed.")}, "Good\nHe stayed."),
        ({"type": "table", "rows": [[plain("Stars", "raw_text"), plain("5", "raw_text")]]}, "Stars\n5"),
        (rich(MIXED), "Thank you <@U1> of <!subteam^S1> :tada:<https://x.com|see><https://y.com>"),
        (rich({"type": "rich_text_list", "elements": [line(text("One")), line(text("Two"))]}), "One\nTwo"),
        (rich(line(text("He stayed."), kind="rich_text_quote")), "He stayed."),
    ],
)
def test_what_a_block_says(block: dict[str, Any], said: str) -> None:
    assert read_message({"text": NO_TEXT, "blocks": [block]}).of_app == said


@pytest.mark.parametrize(
    ("attachment", "said"),
    [
        ({"title": "Rating: good", "text": "He mended it."}, "Rating: good\nHe mended it."),
        ({"pretext": "New", "fields": [{"title": "Stars", "value": "5"}], "fallback": "x"}, "New\nStars\n5"),
        ({"fallback": "He mended it."}, "He mended it."),
        ({"fallback": "[no preview available]", "blocks": [section(mrkdwn("He came."))]}, "He came."),
        ({"fallback": "[no preview available]", "image_url": "https://x.com/a.png"}, ""),
        ({"text": "From elsewhere", "from_url": "https://x.slack.com/archives/C1/p1"}, ""),
        ({"text": "From elsewhere", "is_share": True}, ""),
        ({"text": "From elsewhere", "is_msg_unfurl": True}, ""),
    ],
)
def test_what_an_attachment_says(attachment: dict[str, Any], said: str) -> None:
    assert read_message({"text": "", "attachments": [attachment]}).of_app == said


def test_of_a_person_the_text_is_what_they_said_and_nothing_that_hangs_below_it() -> None:
    linked = {"text": "I stayed.", "attachments": [{"text": "Not theirs"}]}
    assert read_message(linked).of_person == "I stayed."
    assert read_message({"text": "", "attachments": [{"text": "Not theirs"}]}).of_person == ""
    assert read_message({"text": "", "blocks": [rich(line(text("I stayed.")))]}).of_person == "I stayed."


def test_the_text_beside_an_app_s_blocks_is_only_for_notifications() -> None:
    both = {"text": "New rating", "blocks": [section(mrkdwn("He mended it."))]}
    assert read_message(both).of_app == "He mended it."
    assert read_message({"text": "New rating", "blocks": []}).of_app == "New rating"


def test_a_kind_that_nobody_knows_is_nobody_s_words() -> None:
    assert read_message({"text": "I stayed."}).said
    assert not read_message({"text": "Something new", "subtype": "invented_next_year"}).said
    assert not read_message({"text": "I stayed.", "hidden": True}).said


def test_a_message_says_who_wrote_it_and_where_it_stands() -> None:
    found = {"user": "U1", "text": "I stayed.", "thread_ts": "1.2", "permalink": "https://x.slack.com/p1"}
    message = read_message(found)
    assert (message.author, message.thread, message.link) == ("U1", "1.2", "https://x.slack.com/p1")
    assert (message.words, message.by_app, message.stone) == ("I stayed.", False, False)


@pytest.mark.parametrize("mark", [{"bot_id": "B1"}, {"subtype": "bot_message"}])
def test_what_an_app_wrote_says_what_its_blocks_show(mark: dict[str, str]) -> None:
    message = read_message({**mark, "text": "New rating", "blocks": [section(mrkdwn("He mended it."))]})
    assert (message.by_app, message.words) == (True, "He mended it.")


@given(found=st.dictionaries(st.sampled_from((*NAMES, *MARKS)), wild, max_size=6))
def test_no_shape_stops_it_and_what_is_odd_is_empty(found: dict[str, Any]) -> None:
    message = read_message(found)
    assert isinstance(message.of_person, str) and isinstance(message.of_app, str)
    assert message.author == (found["user"] if isinstance(found.get("user"), str) else "")
