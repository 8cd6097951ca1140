"""Slack's limits on blocks and views, each with something just inside and something just outside."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.block_kit import check_message, check_view
from bot.playground.refusals import Refused

Block = dict[str, Any]


def plain(length: int) -> Block:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> Block:
    return {"type": "mrkdwn", "text": "x" * length}


def section(**more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(10), **more}


def button(text: int = 5, **more: Any) -> Block:
    return {"type": "button", "text": plain(text), **more}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def option(text: int = 5, value: str = "v", **more: Any) -> Block:
    return {"text": plain(text), "value": value, **more}


def select(count: int = 1, **more: Any) -> Block:
    return {"type": "static_select", "options": [option(value=str(n)) for n in range(count)], **more}


def field(**more: Any) -> Block:
    return {"type": "plain_text_input", **more}


def an_input(element: Block | None = None, label: int = 5, **more: Any) -> Block:
    return {"type": "input", "label": plain(label), "element": element or field(), **more}


def confirm(title: int = 5, text: int = 5, yes: int = 5) -> Block:
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(yes)}


INSIDE: list[list[Block]] = [
    [section()] * 50,
    [section(text=mrkdwn(3000))],
    [{"type": "section", "fields": [mrkdwn(2000)] * 10}],
    [{"type": "header", "text": plain(150)}],
    [{"type": "context", "elements": [mrkdwn(5)] * 10}],
    [actions(*[button()] * 25)],
    [actions(button(75, value="v" * 2000, url="u" * 3000, style="primary"))],
    [actions(button(confirm=confirm(100, 300, 30)))],
    [actions(select(100))],
    [actions({"type": "overflow", "options": [option(75, "v" * 150)] * 5})],
    [actions({"type": "radio_buttons", "options": [option()] * 10})],
    [actions(button(action_id="a" * 255)), actions(button(action_id="a" * 255))],
    [section(block_id="b" * 255)],
    [{"type": "image", "image_url": "https://x.test/i.png", "alt_text": "x" * 2000}],
    [{"type": "divider"}, {"type": "markdown", "text": "x" * 12_000}],
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
]

OUTSIDE: list[tuple[list[Any], str]] = [
    ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([section(text=mrkdwn(3001))], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section(text=mrkdwn(0))], "must be more than 0 characters"),
    ([{"type": "section"}], "must provide either text or fields"),
    ([{"type": "section", "fields": [mrkdwn(2001)]}], "/blocks/0/fields/0/text"),
    ([{"type": "section", "fields": [mrkdwn(5)] * 11}], "no more than 10 items allowed"),
    ([{"type": "header", "text": plain(151)}], "must be less than 151 characters"),
    ([{"type": "header", "text": mrkdwn(5)}], "must be one of the allowed text types"),
    ([{"type": "context", "elements": [mrkdwn(5)] * 11}], "no more than 10 items allowed"),
    ([{"type": "context", "elements": [button()]}], "must be one of the allowed text types"),
    ([actions()], "no fewer than 1 items allowed"),
    ([actions(*[button()] * 26)], "no more than 25 items allowed"),
    ([actions(button(76))], "must be less than 76 characters"),
    ([actions(button(value="v" * 2001))], "/blocks/0/elements/0/value"),
    ([actions(button(style="loud"))], "must be one of: primary, danger"),
    ([actions(button(confirm=confirm(101)))], "/confirm/title/text"),
    ([actions(button(confirm=confirm(text=301)))], "/confirm/text/text"),
    ([actions(button(confirm=confirm(yes=31)))], "/confirm/confirm/text"),
    ([actions(select(101))], "no more than 100 items allowed"),
    ([actions(select(0))], "must provide exactly one of options, option_groups"),
    ([actions(select(2, initial_option=option(value="9")))], "initial option must be one of the options"),
    ([actions({"type": "overflow", "options": [option()] * 6})], "no more than 5 items allowed"),
    ([actions({"type": "overflow", "options": [option(76)]})], "must be less than 76 characters"),
    (
        [actions({"type": "overflow", "options": [option(value="v" * 151)]})],
        "must be less than 151 characters",
    ),
    ([actions({"type": "radio_buttons", "options": [option()] * 11})], "no more than 10 items allowed"),
    ([actions(field())], "unsupported element: plain_text_input"),
    ([section(accessory=field())], "unsupported element: plain_text_input"),
    ([actions(button(action_id="same"), button(action_id="same"))], 'action_id "same" already exists'),
    ([section(block_id="same"), section(block_id="same")], 'block_id "same" already exists'),
    ([section(block_id="b" * 256)], "must be less than 256 characters"),
    ([section(colour="red")], "invalid additional property: colour"),
    ([section(text={"type": "mrkdwn", "text": "x", "emoji": True})], "invalid additional property: emoji"),
    ([{"type": "nonsense"}], "unsupported type: nonsense [json-pointer:/blocks/0/type]"),
    (["text"], "unsupported type: None"),
    ([an_input(field(focus_on_load=True))] * 2, "only one element may have focus_on_load"),
    ([{"type": "image", "alt_text": "x"}], "must provide exactly one of image_url, slack_file"),
    ([{"type": "image", "image_url": "https://x.test/i.png"}], "missing required field: alt_text"),
    ([an_input(label=2001)], "must be less than 2001 characters"),
    ([an_input(button())], "unsupported element: button"),
    ([actions({"type": "datepicker", "initial_date": "tomorrow"})], "must be a date of the form YYYY-MM-DD"),
    ([actions({"type": "timepicker", "initial_time": "9:00"})], "must be a time of the form HH:MM"),
    ([{"type": "markdown", "text": "x" * 7000}] * 2, "markdown text must be less than 12001 characters"),
]


@pytest.mark.parametrize("blocks", INSIDE, ids=range(len(INSIDE)))
def test_a_message_within_the_limits_is_taken(blocks: list[Block]) -> None:
    check_message(blocks)


@pytest.mark.parametrize(("blocks", "said"), OUTSIDE, ids=range(len(OUTSIDE)))
def test_a_message_beyond_a_limit_is_refused_and_the_place_named(blocks: list[Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        check_message(blocks)
    assert refused.value.error == "invalid_blocks"
    assert said in "\n".join(refused.value.messages)


def modal(*blocks: Block, **more: Any) -> Block:
    return {"type": "modal", "title": plain(24), "submit": plain(24), "blocks": list(blocks), **more}


@pytest.mark.parametrize(
    "view",
    [
        modal(*[section()] * 100, private_metadata="m" * 3000, callback_id="c" * 255),
        modal(an_input(field(max_length=3000, min_length=0), hint=plain(2000), optional=True)),
        {"type": "modal", "title": plain(5), "blocks": [section()]},
        {"type": "home", "blocks": [section()] * 100},
    ],
    ids=["full modal", "one input", "nothing to submit", "full home"],
)
def test_a_view_within_the_limits_is_taken(view: Block) -> None:
    check_view(view, "modal", "home")


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (
            modal(section(), title=plain(25)),
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (modal(section(), private_metadata="m" * 3001), "/view/private_metadata"),
        (modal(section(), callback_id="c" * 256), "/view/callback_id"),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
        (modal(an_input(field(max_length=3001))), "must be a number from 1 to 3000"),
        ({"type": "modal", "title": plain(5), "blocks": [an_input()]}, "missing required field: submit"),
        ({"type": "modal", "blocks": [section()]}, "missing required field: title"),
        ({"type": "home", "title": plain(5), "blocks": [section()]}, "invalid additional property: title"),
        ({"type": "home"}, "missing required field: blocks"),
        ({"type": "page", "blocks": []}, "must be one of: modal, home"),
    ],
)
def test_a_view_beyond_a_limit_is_refused(view: Block, said: str) -> None:
    with pytest.raises(Refused) as refused:
        check_view(view, "modal", "home")
    assert refused.value.error == "invalid_arguments"
    assert said in "\n".join(refused.value.messages)
