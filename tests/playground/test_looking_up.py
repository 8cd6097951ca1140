"""What the bot may look up: conversations, their history, people, reactions."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.conftest import Refuses

SUPPORT = "C0SUPPORT00"


async def talk(slack: StandIn, count: int) -> list[str]:
    return [(await slack.hands.say("ana", "#support", f"Line {n}")).ts for n in range(count)]


async def test_history_is_newest_first_without_replies_and_ephemeral_messages(
    slack: StandIn, client: AsyncWebClient
) -> None:
    head = await slack.hands.say("ana", "#support", "Head")
    await slack.hands.say("bruno", "#support", "Reply", thread=head)
    await client.chat_postEphemeral(channel=SUPPORT, user="U0ANADUARTE", text="Only you")
    await slack.hands.say("carla", "#support", "Last")
    found = await client.conversations_history(channel=SUPPORT)
    assert [m["text"] for m in found["messages"]] == ["Last", "Head"]
    assert found["messages"][1]["reply_count"] == 1
    assert found["has_more"] is False


async def test_history_is_read_page_by_page(slack: StandIn, client: AsyncWebClient) -> None:
    await talk(slack, 5)
    pages = []
    cursor = ""
    while True:
        found = await client.conversations_history(channel=SUPPORT, limit=2, cursor=cursor)
        pages.append([m["text"] for m in found["messages"]])
        if not found["has_more"]:
            break
        cursor = found["response_metadata"]["next_cursor"]
    assert pages == [["Line 4", "Line 3"], ["Line 2", "Line 1"], ["Line 0"]]


@pytest.mark.parametrize(
    ("inclusive", "expected"), [(False, ["Line 2"]), (True, ["Line 3", "Line 2", "Line 1"])]
)
async def test_history_between_two_moments(
    slack: StandIn, client: AsyncWebClient, inclusive: bool, expected: list[str]
) -> None:
    ts = await talk(slack, 5)
    found = await client.conversations_history(
        channel=SUPPORT, oldest=ts[1], latest=ts[3], inclusive=inclusive
    )
    assert [m["text"] for m in found["messages"]] == expected


async def test_history_shows_metadata_only_when_asked(client: AsyncWebClient) -> None:
    about = {"event_type": "post", "event_payload": {"key": "7"}}
    await client.chat_postMessage(channel=SUPPORT, text="x", metadata=about)
    [bare] = (await client.conversations_history(channel=SUPPORT))["messages"]
    [full] = (await client.conversations_history(channel=SUPPORT, include_all_metadata=True))["messages"]
    assert "metadata" not in bare
    assert full["metadata"] == about


async def test_history_needs_membership(slack: StandIn, client: AsyncWebClient, refuses: Refuses) -> None:
    await slack.hands.remove("#support", "headfirst")
    assert (await refuses(client.conversations_history(channel=SUPPORT)))["error"] == "not_in_channel"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"latest": "1.x"}, "invalid_ts_latest"),
        ({"cursor": "not a cursor"}, "invalid_cursor"),
        ({"limit": 5000}, "invalid_limit"),
    ],
)
async def test_bad_bounds_are_refused(
    client: AsyncWebClient, refuses: Refuses, args: dict[str, Any], error: str
) -> None:
    call = client.api_call("conversations.history", json={"channel": SUPPORT, **args})
    assert (await refuses(call))["error"] == error


async def test_a_channel_has_the_shape_that_slack_answers(client: AsyncWebClient) -> None:
    found = (await client.conversations_info(channel=SUPPORT, include_num_members=True))["channel"]
    assert found["num_members"] == 6
    assert (
        found.items()
        >= {
            "id": SUPPORT,
            "name": "support",
            "is_channel": True,
            "is_private": False,
            "is_im": False,
            "is_archived": False,
            "is_member": True,
        }.items()
    )
    assert found["topic"].keys() == {"value", "creator", "last_set"}


async def test_members_and_channels_are_listed(slack: StandIn, client: AsyncWebClient) -> None:
    members = (await client.conversations_members(channel="C0ESCALATES"))["members"]
    assert members == ["U0ANADUARTE", "U0BRUNOCOSTA", "U0CARLAMEYER", "U0HEADFIRST"]
    await slack.hands.new_channel("secret", private=True, members=["ana"])
    await slack.hands.archive("#kudos")
    listed = await client.conversations_list(types="public_channel,private_channel", exclude_archived=True)
    assert [c["name"] for c in listed["channels"]] == [
        *("general", "support", "escalations", "bakery-partners"),
    ]


async def test_the_channels_of_a_person_are_those_the_bot_may_know(
    slack: StandIn, client: AsyncWebClient
) -> None:
    await slack.hands.new_channel("secret", private=True, members=["dora"])
    await slack.hands.new_channel("lobby", members=["dora"])
    types = "public_channel,private_channel,im"
    of_dora = await client.users_conversations(user="U0DORAOKAFOR", types=types)
    everywhere = ["general", "support", "kudos"]
    assert [c["name"] for c in of_dora["channels"]] == [*everywhere, "bakery-partners", "lobby"]
    own = await client.users_conversations(types=types)
    assert [c["name"] for c in own["channels"]] == [*everywhere, "escalations", "bakery-partners"]


async def test_unknown_types_of_channels_are_refused(client: AsyncWebClient, refuses: Refuses) -> None:
    assert (await refuses(client.conversations_list(types="rooms")))["error"] == "invalid_types"


async def test_opening_a_direct_message_twice_is_one(client: AsyncWebClient) -> None:
    first = await client.conversations_open(users="U0ANADUARTE")
    second = await client.conversations_open(users=["U0ANADUARTE"])
    assert first["channel"] == second["channel"]
    assert (first.get("already_open"), second["already_open"]) == (None, True)


@pytest.mark.parametrize(
    ("users", "error"),
    [("", "users_list_not_supplied"), ("U0NOBODY000", "user_not_found"), ("U0DEPLOYBOT", "cannot_dm_bot")],
)
async def test_nobody_to_write_to(client: AsyncWebClient, refuses: Refuses, users: str, error: str) -> None:
    call = client.api_call("conversations.open", params={"users": users})
    assert (await refuses(call))["error"] == error


async def test_a_person_comes_with_a_zone(client: AsyncWebClient) -> None:
    carla = (await client.users_info(user="U0CARLAMEYER"))["user"]
    assert (carla["tz"], carla["tz_label"], carla["tz_offset"]) == ("Europe/Berlin", "CET", 3600)
    assert (carla["name"], carla["real_name"], carla["is_bot"]) == ("carla", "Carla Meyer", False)
    assert carla["profile"]["real_name"] == "Carla Meyer"


async def test_everybody_is_listed_bots_and_slackbot_too(client: AsyncWebClient, refuses: Refuses) -> None:
    names = [member["name"] for member in (await client.users_list())["members"]]
    assert names == ["slackbot", "ana", "bruno", "carla", "dora", "emil", "deploys", "headfirst"]
    assert (await refuses(client.users_info(user="U0NOBODY000")))["error"] == "user_not_found"


async def test_the_team_has_a_name(client: AsyncWebClient) -> None:
    assert (await client.team_info())["team"]["name"] == "Harbour Lane"


async def test_reactions_get_reads_a_message_even_a_reply(slack: StandIn, client: AsyncWebClient) -> None:
    head = await slack.hands.say("ana", "#support", "Head")
    reply = await slack.hands.say("bruno", "#support", "I stayed on the line", thread=head)
    await slack.hands.react("carla", reply, "star2")
    slack.app.scopes = {"reactions:read"}
    found = await client.reactions_get(channel=SUPPORT, timestamp=reply.ts)
    assert (found["type"], found["channel"]) == ("message", SUPPORT)
    [block] = found["message"].pop("blocks")
    assert block["type"] == "rich_text"
    assert found["message"] == {
        "type": "message",
        "user": "U0BRUNOCOSTA",
        "text": "I stayed on the line",
        "ts": reply.ts,
        "thread_ts": head.ts,
        "team": "T0HARBOUR",
        "reactions": [{"name": "star2", "users": ["U0CARLAMEYER"], "count": 1}],
        "permalink": slack.workspace.permalink(reply),
    }


async def test_reactions_get_does_not_see_into_other_peoples_rooms(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    said = await slack.hands.say("ana", "D0ANABRUNO0", "Between us")
    call = client.reactions_get(channel=said.channel, timestamp=said.ts)
    assert (await refuses(call))["error"] == "channel_not_found"


async def test_the_bot_reacts_once_and_takes_it_back_once(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    said = await slack.hands.say("ana", "#support", "Hello")
    item = {"channel": SUPPORT, "timestamp": said.ts, "name": "wave"}
    await client.reactions_add(**item)
    assert said.reactions == {"wave": ["U0HEADFIRST"]}
    assert (await refuses(client.reactions_add(**item)))["error"] == "already_reacted"
    await client.reactions_remove(**item)
    assert said.reactions == {}
    assert (await refuses(client.reactions_remove(**item)))["error"] == "no_reaction"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"name": "Not a name"}, "invalid_name"),
        ({"timestamp": "yesterday"}, "bad_timestamp"),
        ({"timestamp": "1.000001"}, "message_not_found"),
    ],
)
async def test_bad_reactions_are_refused(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses, args: dict[str, str], error: str
) -> None:
    said = await slack.hands.say("ana", "#support", "Hello")
    call = client.reactions_add(**{"channel": SUPPORT, "timestamp": said.ts, "name": "wave", **args})
    assert (await refuses(call))["error"] == error
