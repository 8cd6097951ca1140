"""Looks for a message in Slack: in a channel's history, and in its threads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.refusals import code_of
from rituals.posts import THREAD_GONE, Claimed, Outcome, Verdict, text_mark

PAGES = 10
# Slack's clock and ours may be apart by that much; the key is unique, so to look further costs little.
LOOK_BACK = timedelta(hours=1)


async def look(slack: AsyncWebClient, errand: Claimed) -> Outcome:
    """Look for the post's key since it was sent: is it there?"""
    if errand.thread:
        outcome = await _look_in(slack, errand, errand.thread)
        if outcome.verdict is not Verdict.ABSENT:
            return outcome
    # The history of a channel doesn't have what stands in its threads. But a reply whose thread was gone
    # stands in the channel itself.
    return await _look_in(slack, errand, None)


def strayed(errand: Claimed, ts: str, message: dict[str, Any]) -> bool:
    """Whether Slack has put a reply into the channel itself, as it does when the message above is gone."""
    return errand.thread is not None and message.get("thread_ts") in (None, ts)


def stray(errand: Claimed, ts: str, channel: str) -> Outcome:
    """The outcome for such a reply: it has to be taken away."""
    return Outcome(
        errand.id, Verdict.STRAY, version=errand.version, ts=ts, shown_in=channel, error=THREAD_GONE
    )


async def _look_in(slack: AsyncWebClient, errand: Claimed, thread: str | None) -> Outcome:
    assert errand.sent_at is not None
    oldest = f"{(errand.sent_at - LOOK_BACK).timestamp():.6f}"
    cursor = None
    for _ in range(PAGES):
        page = await _page(slack, errand.channel, thread, oldest, cursor)
        for message in page["messages"]:
            if _key(message) == errand.key:
                return _found(errand, message)
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return Outcome(errand.id, Verdict.ABSENT)
    return Outcome(errand.id, Verdict.UNSEEABLE, error="too_much_history")


async def _page(
    slack: AsyncWebClient, channel: str, thread: str | None, oldest: str, cursor: str | None
) -> AsyncSlackResponse | dict[str, Any]:
    about: dict[str, Any] = {"channel": channel, "oldest": oldest, "cursor": cursor}
    about |= {"include_all_metadata": True, "limit": 200}
    if thread is None:
        return await slack.conversations_history(**about)
    try:
        return await slack.conversations_replies(ts=thread, **about)
    except SlackApiError as error:
        if code_of(error) == "thread_not_found":
            return {"messages": []}
        raise


def _found(errand: Claimed, message: dict[str, Any]) -> Outcome:
    ts = str(message["ts"])
    if strayed(errand, ts, message):
        return stray(errand, ts, errand.channel)
    mark = text_mark(errand.key, str(message.get("text") or ""))
    return Outcome(errand.id, Verdict.FOUND, ts=ts, shown_in=errand.channel, text_mark=mark)


def _key(message: dict[str, Any]) -> object:
    metadata = message.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return payload.get("key") if isinstance(payload, dict) else None
