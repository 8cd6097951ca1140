"""What the bot may write, change and delete."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.conftest import Refuses

SECTION: dict[str, Any] = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


async def test_a_message_is_stored_with_text_blocks_and_metadata(
    slack: StandIn, client: AsyncWebClient
) -> None:
    about = {"event_type": "post", "event_payload": {"key": "7"}}
    answer = await client.chat_postMessage(channel="#support", text="Hello", blocks=[SECTION], metadata=about)
    [message] = slack.workspace.messages("#support")
    assert (message.ts, message.text, message.metadata) == (answer["ts"], "Hello", about)
    assert answer["channel"] == "C0SUPPORT00"
    assert answer["message"]["metadata"] == about


async def test_blocks_are_stored_with_their_ids_and_flags(client: AsyncWebClient) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Cheer"}}
    blocks = [SECTION, {"type": "actions", "elements": [button]}]
    answer = await client.chat_postMessage(channel="#support", text="Hello", blocks=blocks)
    section, actions = answer["message"]["blocks"]
    assert section["block_id"] != actions["block_id"]
    assert section["text"]["verbatim"] is False
    assert actions["elements"][0]["action_id"]
    assert actions["elements"][0]["text"]["emoji"] is True


async def test_the_answer_has_the_shape_that_slack_answers(client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel="#support", text="Hello")
    assert isinstance(answer.data, dict)
    assert answer.data.keys() == {"ok", "channel", "ts", "message"}
    assert answer["message"].keys() == {
        *("type", "text", "ts", "team", "user", "bot_id", "app_id", "bot_profile", "blocks"),
    }


async def test_two_messages_of_one_moment_have_two_timestamps(slack: StandIn, client: AsyncWebClient) -> None:
    first = await client.chat_postMessage(channel="#support", text="One")
    second = await client.chat_postMessage(channel="#support", text="Two")
    assert first["ts"] < second["ts"]


async def test_a_persons_id_opens_the_direct_message(slack: StandIn, client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel="U0ANADUARTE", text="Psst")
    place = slack.workspace.find_channel(answer["channel"])
    assert (place.kind, set(place.members)) == ("im", {"U0ANADUARTE", "U0HEADFIRST"})
    again = await client.chat_postMessage(channel="U0ANADUARTE", text="Psst again")
    assert again["channel"] == answer["channel"]


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C0NOWHERE00", "text": "x"}, "channel_not_found"),
        ({"channel": "D0ANABRUNO0", "text": "x"}, "channel_not_found"),
        ({"channel": "U0DEPLOYBOT", "text": "x"}, "channel_not_found"),
        ({"channel": "#support"}, "no_text"),
        ({"channel": "#support", "text": "x", "attachments": [{"text": "x"}]}, "invalid_arguments"),
        ({"channel": "#support", "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ({"channel": "#support", "text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"channel": "#support", "text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
    ],
)
async def test_what_slack_would_not_post_is_refused(
    client: AsyncWebClient, refuses: Refuses, args: dict[str, Any], error: str
) -> None:
    assert (await refuses(client.api_call("chat.postMessage", json=args)))["error"] == error


async def test_large_metadata_is_refused(client: AsyncWebClient, refuses: Refuses) -> None:
    about = {"event_type": "post", "event_payload": {"key": "x" * 9000}}
    call = client.chat_postMessage(channel="#support", text="x", metadata=about)
    assert (await refuses(call))["error"] == "metadata_too_large"


async def test_text_is_cut_at_forty_thousand_characters(slack: StandIn, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="#support", text="x" * 40_001)
    assert len(slack.workspace.messages("#support")[0].text) == 40_000


async def test_public_channels_are_open_to_the_bot_only_with_the_scope_for_it(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    place = await slack.hands.new_channel("lobby", members=["ana"])
    assert (await client.chat_postMessage(channel=place.id, text="Hello"))["ok"]
    slack.app.scopes.discard("chat:write.public")
    assert (await refuses(client.chat_postMessage(channel=place.id, text="x")))["error"] == "not_in_channel"


async def test_a_private_channel_without_the_bot_does_not_exist_for_it(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    place = await slack.hands.new_channel("secret", private=True, members=["ana"])
    assert (await refuses(client.chat_postMessage(channel=place.id, text="x")))[
        "error"
    ] == "channel_not_found"
    assert (await refuses(client.conversations_info(channel=place.id)))["error"] == "channel_not_found"


async def test_nothing_is_posted_to_an_archived_channel(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    message = await client.chat_postMessage(channel="#support", text="Before")
    await slack.hands.archive("#support")
    assert (await refuses(client.chat_postMessage(channel="#support", text="x")))["error"] == "is_archived"
    update = client.chat_update(channel="C0SUPPORT00", ts=message["ts"], text="x")
    assert (await refuses(update))["error"] == "is_inactive"


async def test_a_reply_joins_the_thread_of_its_head(slack: StandIn, client: AsyncWebClient) -> None:
    head = await slack.hands.say("ana", "#support", "Who has seen this?")
    first = await client.chat_postMessage(channel="#support", text="I", thread_ts=head.ts)
    await client.chat_postMessage(channel="#support", text="And I", thread_ts=first["ts"])
    assert [m.text for m in slack.workspace.replies(head)] == ["I", "And I"]


async def test_an_update_of_the_text_alone_takes_the_blocks_away(
    slack: StandIn, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="#support", text="One", blocks=[SECTION])
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Two")
    [message] = slack.workspace.messages("#support")
    assert (message.text, message.blocks, message.edited is not None) == ("Two", None, True)


async def test_an_update_of_the_blocks_alone_keeps_the_text(slack: StandIn, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="#support", text="One", blocks=[SECTION])
    change = {"channel": posted["channel"], "ts": posted["ts"], "blocks": [{"type": "divider"}]}
    # Not chat_update: the SDK warns of a missing text.
    await client.api_call("chat.update", json=change)
    [message] = slack.workspace.messages("#support")
    assert (message.text, message.blocks and message.blocks[0]["type"]) == ("One", "divider")
    assert message.edited is None


async def test_metadata_stays_unless_it_is_emptied(slack: StandIn, client: AsyncWebClient) -> None:
    about = {"event_type": "post", "event_payload": {}}
    posted = await client.chat_postMessage(channel="#support", text="One", metadata=about)
    [message] = slack.workspace.messages("#support")
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await client.chat_update(**where, text="Two")
    assert message.metadata == about
    await client.chat_update(**where, text="Three", metadata={})
    assert message.metadata is None


async def test_a_long_update_is_refused_where_a_long_post_is_cut(
    client: AsyncWebClient, refuses: Refuses
) -> None:
    posted = await client.chat_postMessage(channel="#support", text="One")
    update = client.chat_update(channel=posted["channel"], ts=posted["ts"], text="x" * 4_001)
    assert (await refuses(update))["error"] == "msg_too_long"


async def test_other_peoples_messages_are_theirs(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    said = await slack.hands.say("ana", "#support", "Mine")
    update = client.chat_update(channel=said.channel, ts=said.ts, text="x")
    assert (await refuses(update))["error"] == "cant_update_message"
    delete = client.chat_delete(channel=said.channel, ts=said.ts)
    assert (await refuses(delete))["error"] == "cant_delete_message"


async def test_a_deleted_message_is_gone_and_a_deleted_head_leaves_a_stone(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    alone = await client.chat_postMessage(channel="#support", text="Alone")
    head = await client.chat_postMessage(channel="#support", text="Head")
    await slack.hands.say("ana", "#support", "A reply", thread=head["ts"])
    for posted in (alone, head):
        await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    stone, reply = slack.workspace.messages("#support")
    assert (stone.subtype, reply.text) == ("tombstone", "A reply")
    again = client.chat_delete(channel=alone["channel"], ts=alone["ts"])
    assert (await refuses(again))["error"] == "message_not_found"


async def test_an_ephemeral_message_is_seen_by_one_and_cannot_be_changed(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    answer = await client.chat_postEphemeral(channel="C0SUPPORT00", user="U0ANADUARTE", text="For you")
    [message] = slack.workspace.messages("#support")
    assert (message.seen_by, message.ts) == ("U0ANADUARTE", answer["message_ts"])
    update = client.chat_update(channel="C0SUPPORT00", ts=message.ts, text="x")
    assert (await refuses(update))["error"] == "message_not_found"


async def test_an_ephemeral_message_needs_a_reader_who_is_there(
    client: AsyncWebClient, refuses: Refuses
) -> None:
    call = client.chat_postEphemeral(channel="C0ESCALATES", user="U0DORAOKAFOR", text="x")
    assert (await refuses(call))["error"] == "user_not_in_channel"


async def test_a_permalink_leads_into_the_page(slack: StandIn, client: AsyncWebClient) -> None:
    head = await slack.hands.say("ana", "#support", "Head")
    reply = await slack.hands.say("bruno", "#support", "Reply", thread=head)
    link = (await client.chat_getPermalink(channel=head.channel, message_ts=head.ts))["permalink"]
    assert link == f"{slack.url}/archives/C0SUPPORT00/p{head.ts.replace('.', '')}"
    inner = (await client.chat_getPermalink(channel=head.channel, message_ts=reply.ts))["permalink"]
    assert inner.endswith(f"p{reply.ts.replace('.', '')}?thread_ts={head.ts}&cid=C0SUPPORT00")
