"""What Slack sends becomes typed values at the door, whatever shape it has."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.parsing import NotUnderstood, Parser
from bot.slack.requests import Event, Request, Shortcut
from tests.cast import ANA, BRUNO
from tests.journeys.world import World

MESSAGE = {"user": BRUNO, "text": "He stayed late.", "ts": "1.000200", "thread_ts": "1.000100"}
ITEM = {"type": "message", "channel": "C0SUPPORT00", "ts": "1.000200"}
FACTS = ("user", "item", "item_user", "view", "tokens", "inputs", "function", "function_execution_id")
odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from((*FACTS, "id")), inner),
    max_leaves=6,
)


@pytest.fixture
def parser(world: World) -> Parser:
    return world.bot.door.parser


def event(parser: Parser, **facts: Any) -> Event:
    request = parser.request({"event_id": "Ev1", "event": facts})
    assert isinstance(request, Event)
    return request


def test_a_reaction_says_on_what_and_by_whom(parser: Parser) -> None:
    about = {"user": ANA, "item_user": BRUNO, "reaction": "star2", "event_ts": "2.000300"}
    happened = event(parser, type="reaction_added", item=ITEM, **about)
    found = happened.reaction
    assert found is not None
    assert (found.channel, found.ts, found.by) == ("C0SUPPORT00", "1.000200", ANA)
    assert (found.emoji, found.at, happened.reacted_to) == ("star2", "2.000300", BRUNO)
    assert event(parser, type="reaction_added", item={"type": "file"}, **about).reaction is None


def test_a_step_has_what_stands_in_its_fields(parser: Parser) -> None:
    step = event(
        parser,
        type="function_executed",
        function={"callback_id": "start_poll"},
        function_execution_id="Fx1",
        inputs={"question": "Who?", "people": 3, "odd": ["x"], "none": None},
    ).step
    assert step is not None
    assert (step.name, step.execution) == ("start_poll", "Fx1")
    assert step.inputs == {"question": "Who?", "people": "3", "odd": "", "none": ""}


def test_a_changed_profile_is_a_person_seen_from_here(parser: Parser) -> None:
    user = {"id": ANA, "team_id": parser.workspace, "tz": "Europe/Lisbon", "deleted": True}
    person = event(parser, type="user_change", user=user).profile
    assert person is not None
    assert (person.id, person.zone, person.gone, person.outsider) == (ANA, "Europe/Lisbon", True, False)


def test_what_an_event_does_not_tell_is_empty(parser: Parser) -> None:
    happened = event(parser, type="channel_archive", channel="C0SUPPORT00")
    told = (happened.reaction, happened.step, happened.profile, happened.moved)
    assert told == (None, None, None, None)
    assert (happened.tab, happened.inviter, happened.group, happened.token_gone) == ("", "", False, False)


def test_a_shortcut_brings_its_message(parser: Parser) -> None:
    body = {"type": "message_action", "user": {"id": ANA}, "callback_id": "x", "message": MESSAGE}
    request = parser.request(body)
    assert isinstance(request, Shortcut)
    said = request.message
    assert (request.ts, said.author, said.words, said.thread) == (
        "1.000200",
        BRUNO,
        "He stayed late.",
        "1.000100",
    )


def test_a_message_that_goes_too_deep_is_not_understood(parser: Parser) -> None:
    deep: Any = {"type": "section", "text": "x"}
    for _ in range(5000):
        deep = {"type": "section", "elements": [deep]}
    body = {"type": "message_action", "user": {"id": ANA}, "callback_id": "x", "message": {"blocks": [deep]}}
    with pytest.raises(NotUnderstood):
        parser.request(body)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.dictionaries(st.sampled_from(FACTS), odd), message=odd)
def test_no_shape_raises_anything_else(parser: Parser, facts: dict[str, Any], message: object) -> None:
    shortcut = {"type": "message_action", "user": {"id": ANA}, "callback_id": "x", "message": message}
    for body in ({"event": {"type": "anything", **facts}}, shortcut):
        try:
            assert isinstance(parser.request(body), Request)
        except NotUnderstood:
            continue
