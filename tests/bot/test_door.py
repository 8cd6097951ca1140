"""What Slack signed: events that nobody needs, shapes that it doesn't send, and no words in the log."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import AsyncIterator, Iterator
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.bot.steps import feed
from tests.bot.test_logs import WORD, logged
from tests.bot.test_web import FORM, JSON, Door, a_door
from tests.cast import ANA, BRUNO
from tests.journeys.world import World, a_world, words

__all__ = ["logged"]

HOOK = "http://127.0.0.1:1/hooks/nobody"
USER = {"id": ANA, "username": "ana", "team_id": "T0HARBOUR"}
SHARED = {"team": {"id": "T0HARBOUR"}, "user": USER, "trigger_id": "1.2.abc", "response_url": HOOK}
VIEW = {
    "id": "V1",
    "type": "modal",
    "hash": "1.a",
    "callback_id": "tell_story",
    "private_metadata": '{"more": true}',
    "blocks": [{"type": "input", "block_id": "text"}],
    "state": {
        "values": {
            "text": {"text": {"type": "plain_text_input", "value": f"{WORD} and a few more words of it"}},
            "kind": {"kind": {"type": "static_select", "selected_option": {"value": "great_human_moment"}}},
            "front": {"front": {"type": "multi_users_select", "selected_users": [BRUNO]}},
        }
    },
}
MESSAGE = {"type": "message", "user": BRUNO, "text": WORD, "ts": "1772441100.000100"}
ITEM = {"type": "message", "channel": "C0SUPPORT00", "ts": "1772441100.000100"}


def press(action: str, value: str) -> dict[str, Any]:
    about = {"type": "block_actions", **SHARED, "channel": {"id": "C0SUPPORT00"}}
    return {**about, "actions": [{"action_id": action, "block_id": "b", "value": value}]}


def event(**happened: Any) -> dict[str, Any]:
    about = {"type": "event_callback", "team_id": "T0HARBOUR", "event_id": "Ev1", "event_time": 1772441100}
    return {**about, "authorizations": [{"team_id": "T0HARBOUR", "user_id": "U1"}], "event": happened}


def reaction(**more: Any) -> dict[str, Any]:
    return event(user=ANA, item=ITEM, item_user=BRUNO, event_ts="1772441101.000100", **more)


# One of each way in, as Slack sends it.
SENT: dict[str, dict[str, Any]] = {
    "command": {
        "command": "/mindset",
        "text": f"story {WORD}",
        "user_id": ANA,
        "team_id": "T0HARBOUR",
        "channel_id": "C0SUPPORT00",
        "trigger_id": "1.2.abc",
        "response_url": HOOK,
    },
    "cheer": press("cheer", "1"),
    "vote": press("vote:human", "1"),
    "turned": {**press("written:kind", "x"), "view": VIEW},
    "sent": {"type": "view_submission", **SHARED, "view": VIEW},
    "closed": {"type": "view_closed", **SHARED, "view": VIEW},
    "shortcut": {"type": "shortcut", **SHARED, "callback_id": "share_story"},
    "message shortcut": {
        **{"type": "message_action", **SHARED, "callback_id": "great_human_moment"},
        **{"channel": {"id": "C0SUPPORT00"}, "message_ts": MESSAGE["ts"], "message": MESSAGE},
    },
    "starred": reaction(type="reaction_added", reaction="star2"),
    "unstarred": reaction(type="reaction_removed", reaction="star2"),
    "home": event(type="app_home_opened", user=ANA, tab="home", channel="D1"),
    "archived": event(type="channel_archive", channel="C0SUPPORT00", user=ANA),
    "joined": event(type="member_joined_channel", channel="C0SUPPORT00", user=ANA, channel_type="C"),
    "left": event(type="member_left_channel", channel="C0SUPPORT00", user=ANA, channel_type="G"),
    "deleted": event(type="group_deleted", channel="C0SUPPORT00"),
    "another id": event(type="channel_id_changed", old_channel_id="G0OLD", new_channel_id="C0NEW"),
    "moved": event(type="user_change", user={"id": ANA, "tz": "Europe/Lisbon"}),
    "revoked": event(type="tokens_revoked", tokens={"oauth": [ANA]}),
}


async def sends(door: Door, body: dict[str, Any], field: str = "payload") -> tuple[int, str]:
    """Slack sends it, as it sends such things."""
    if "event" in body or field == "json":
        return await door.signed(json.dumps(body).encode(), JSON)
    typed = {key: str(value) for key, value in body.items()} if "command" in body else None
    form = urlencode(typed or {"payload": json.dumps(body)}, errors="replace")
    return await door.signed(form.encode(), FORM)


@pytest.fixture
async def door(sqlite_url: str, logged: StringIO) -> AsyncIterator[Door]:
    async with a_door(sqlite_url) as door:
        yield door


# --- events that nobody needs


@pytest.mark.parametrize("kind", ["message", "team_join", "pin_added", "emoji_changed", "what_comes_in_2027"])
async def test_an_event_that_nobody_handles_is_answered_quietly(
    door: Door, logged: StringIO, kind: str
) -> None:
    before = logged.getvalue()
    status, answer = await sends(door, event(type=kind, text=WORD, user={"id": ANA}, channel=["C1"]))
    assert (status, answer) == (200, "")
    assert logged.getvalue() == before


async def test_slack_hears_of_no_more_events_once_an_hour(door: Door, logged: StringIO) -> None:
    limited = {"type": "app_rate_limited", "token": "t", "team_id": "T0HARBOUR", "api_app_id": "A1"}
    for minute in (1772438400, 1772438460, 1772438520):
        assert await sends(door, {**limited, "minute_rate_limited": minute}, "json") == (200, "")
    assert logged.getvalue().count("slack.tells_of_no_more_events") == 1
    await sends(door, {**limited, "minute_rate_limited": 1772442000}, "json")
    assert logged.getvalue().count("slack.tells_of_no_more_events") == 2


async def test_slack_may_look_at_the_certificate(door: Door) -> None:
    assert await door.get("/slack/events?ssl_check=1&token=x") == 200
    assert (await door.post(b"ssl_check=1&token=x", FORM))[0] == 200
    assert (await door.signed(b"ssl_check=1&token=x", FORM))[0] == 200
    assert await door.get("/slack/events") == 401
    assert await door.nothing_ran()


async def test_a_button_of_another_age_says_so_and_is_not_in_the_log(door: Door, logged: StringIO) -> None:
    status, _ = await sends(door, press(f"gone:{WORD}", WORD))
    assert status == 200
    assert "too old to work." in await door.letters()
    assert WORD not in logged.getvalue()
    old = {"type": "view_submission", **SHARED, "view": {**VIEW, "callback_id": f"gone:{WORD}"}}
    status, answer = await sends(door, old)
    assert status == 200
    assert list(json.loads(answer)["errors"]) == ["text"]
    assert "too old to work." in answer
    assert WORD not in logged.getvalue()


# --- shapes that Slack doesn't send


@pytest.mark.parametrize("name", SENT)
async def test_what_slack_sends_is_understood(door: Door, name: str) -> None:
    assert (await sends(door, SENT[name]))[0] != 400


PARTS = {
    "command": ("user_id", "channel_id", "trigger_id", "response_url"),
    "cheer": ("user", "actions", "trigger_id"),
    "sent": ("user", "view"),
    "shortcut": ("user", "callback_id", "trigger_id"),
    "message shortcut": ("channel", "message", "message_ts"),
}


@pytest.mark.parametrize(("name", "part"), [(name, part) for name, parts in PARTS.items() for part in parts])
async def test_what_lacks_a_part_is_refused(door: Door, name: str, part: str) -> None:
    body = {key: value for key, value in SENT[name].items() if key != part}
    assert await sends(door, body) == (400, '{"error": "not understood"}')


SCRAPS = (WORD, "", "\x00", "\ud800", "1")
WILD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(SCRAPS)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", WORD]), inner),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a body, by its path."""
    if path:
        yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from places(each, (*path, key))


@st.composite
def odd_bodies(draw: st.DrawFn) -> dict[str, Any]:
    """What Slack sends, with one to three places of it gone, or become something else."""
    body = copy.deepcopy(SENT[draw(st.sampled_from(sorted(SENT)))])
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(list(places(body)) or [("type",)]))
        inside: Any = body
        for step in way:
            inside = inside[step]
        if draw(st.booleans()):
            inside[last] = draw(WILD)
        else:
            del inside[last]
    return body


@pytest.mark.hypothesis
async def test_whatever_shape_comes_it_has_an_answer_and_leaves_no_words_in_the_log(
    door: Door, logged: StringIO
) -> None:
    loop = asyncio.get_running_loop()

    @settings(suppress_health_check=list(HealthCheck))
    @example(body=press("cheer", "9" * 30))
    @example(body=press("cheer", WORD))
    @example(body={**SENT["home"], "authorizations": [None]})
    @given(body=odd_bodies())
    def odd(body: dict[str, Any]) -> None:
        status, _ = asyncio.run_coroutine_threadsafe(sends(door, body), loop).result()
        # 500 asks Slack to show that a press came to nothing, as its private notice goes nowhere here.
        assert status in (200, 400) or (status == 500 and "event" not in body)

    await asyncio.to_thread(odd)
    assert WORD not in logged.getvalue()
    assert "Traceback" not in logged.getvalue()


# --- presses that came to nothing


@pytest.mark.parametrize("hook", ["http://127.0.0.1:1/nobody", "{slack}/hooks/actions/T0HARBOUR/1/used"])
async def test_whose_private_notice_fails_too_is_told_by_direct_message(door: Door, hook: str) -> None:
    gone = {**press("vote:human", "404"), "response_url": hook.format(slack=door.slack.url)}
    assert (await sends(door, gone))[0] == 200
    assert "I can't find that" in await door.letters()


# --- what can't be kept


@pytest.fixture(params=["socket-sqlite", "http-postgresql"])
async def world(request: pytest.FixtureRequest, logged: StringIO) -> AsyncIterator[World]:
    way_in, _, database = request.param.partition("-")
    url = request.getfixturevalue("sqlite_url" if database == "sqlite" else "postgres_url")
    async with a_world(url, way_in) as world:
        yield world


@pytest.mark.parametrize("odd", ["\x00", "\ud83d"], ids=["NUL", "half a smiley"])
async def test_what_a_database_cannot_keep_is_kept_without_it(world: World, odd: str) -> None:
    await feed(world)
    await world.types("ana", "#support", "/mindset story")
    assert (await world.sends("ana", text=f"She brought {odd} us all soup.")).ok
    await world.types("ana", "#support", f'/mindset poll "Soup {odd}?" "Yes" "No"')
    moment = await world.slack.hands.say("bruno", "#support", f"I stayed {odd} on the line")
    await world.slack.hands.react("carla", moment, "star2")
    await world.beat()
    told = [words(post) for post in world.posts("#kudos")]
    assert any("She brought � us all soup." in each for each in told)
    assert any("I stayed � on the line" in each for each in told)
    assert "Soup" in words(world.posts("#support")[0])
    assert "soup" in await world.types("ana", "#support", f"/mindset feed {odd}soup")
