"""Channels where only some may post, and replies to what is gone: as Slack does."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn


@pytest.mark.parametrize(
    ("how", "error", "told"),
    [
        ("read_only", "restricted_action_read_only_channel", "is_read_only"),
        ("thread_only", "restricted_action_thread_only_channel", "is_thread_only"),
        ("untold", "restricted_action", None),
    ],
)
async def test_where_only_some_may_post_the_bot_may_not(
    slack: StandIn, client: AsyncWebClient, how: str, error: str, told: str | None
) -> None:
    support = slack.workspace.find_channel("#support")
    await slack.hands.limit(support, how)
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=support.id, text="x")
    assert refused.value.response["error"] == error
    info = (await client.conversations_info(channel=support.id))["channel"]
    assert [name for name in ("is_read_only", "is_thread_only") if info.get(name)] == ([told] if told else [])

    await slack.hands.limit(support, "")
    assert (await client.chat_postMessage(channel=support.id, text="x"))["ok"]


@pytest.mark.parametrize("replies", [0, 1], ids=["gone", "a tombstone"])
async def test_a_reply_to_what_was_deleted_goes_to_the_channel_itself(
    slack: StandIn, client: AsyncWebClient, replies: int
) -> None:
    support = slack.workspace.find_channel("#support")
    head = await slack.hands.say("ana", "#support", "The export button is hidden again.")
    for _ in range(replies):
        await client.chat_postMessage(channel=support.id, text="a reply", thread_ts=head.ts)
    await slack.hands.delete("ana", head)
    answer = await client.chat_postMessage(channel=support.id, text="too late", thread_ts=head.ts)
    assert "thread_ts" not in answer["message"]
    history = (await client.conversations_history(channel=support.id))["messages"]
    assert "too late" in [message["text"] for message in history]
