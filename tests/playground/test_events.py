"""What the bot is told of, when it is told, and how often."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.small_bot import SmallBot

HOME: dict[str, Any] = {"type": "home", "blocks": [{"type": "divider"}]}


async def test_the_envelope_has_what_slack_puts_around_an_event(slack: StandIn, either_bot: SmallBot) -> None:
    await slack.hands.say("ana", "#support", "Hello")
    await slack.settled()
    assert either_bot.last.keys() == {
        *("token", "team_id", "context_team_id", "context_enterprise_id", "api_app_id", "event", "type"),
        *("event_id", "event_time", "authorizations", "is_ext_shared_channel", "event_context"),
    }
    [installed] = either_bot.last["authorizations"]
    assert installed.keys() == {"enterprise_id", "team_id", "user_id", "is_bot", "is_enterprise_install"}


async def test_a_message_is_told_with_its_stored_text(slack: StandIn, bot: SmallBot) -> None:
    said = await slack.hands.say("ana", "#support", "R & D, @bruno")
    await slack.settled()
    [event] = bot.events("message")
    assert event.keys() == {
        *(
            "type",
            "text",
            "ts",
            "team",
            "user",
            "client_msg_id",
            "blocks",
            "event_ts",
            "channel",
            "channel_type",
        ),
    }
    assert (event["text"], event["ts"]) == ("R &amp; D, <@U0BRUNOCOSTA>", said.ts)
    assert event["channel_type"] == "channel"


async def test_a_reaction_names_the_message_and_its_author_but_not_its_text(
    slack: StandIn, either_bot: SmallBot
) -> None:
    said = await slack.hands.say("bruno", "#support", "I stayed on the line")
    await slack.hands.react("ana", said, "star2")
    await slack.hands.unreact("ana", said, "star2")
    await slack.settled()
    [added], [removed] = either_bot.events("reaction_added"), either_bot.events("reaction_removed")
    assert added.keys() == removed.keys() == {"type", "user", "reaction", "item", "item_user", "event_ts"}
    assert added["item"] == {"type": "message", "channel": "C0SUPPORT00", "ts": said.ts}
    assert (added["user"], added["item_user"]) == ("U0ANADUARTE", "U0BRUNOCOSTA")


async def test_the_same_reaction_of_the_same_person_is_told_once(slack: StandIn, bot: SmallBot) -> None:
    said = await slack.hands.say("bruno", "#support", "Hello")
    await slack.hands.react("ana", said, "star2")
    await slack.hands.react("ana", said, "star2")
    await slack.settled()
    assert len(bot.events("reaction_added")) == 1


async def test_a_message_without_a_user_has_no_item_user(slack: StandIn, bot: SmallBot) -> None:
    bot.says = {"text": "For all", "response_type": "in_channel"}
    await slack.hands.command("ana", "#support", "/mindset")
    bot.says = {}
    await slack.hands.react("bruno", slack.workspace.messages("#support")[0], "star2")
    await slack.settled()
    assert "item_user" not in bot.events("reaction_added")[0]


async def test_an_event_can_be_told_twice_under_one_id(slack: StandIn, bot: SmallBot) -> None:
    said = await slack.hands.say("bruno", "#support", "Hello")
    await slack.hands.react("ana", said, "star2")
    slack.events.again()
    await slack.settled()
    ids = [body["event_id"] for body in bot.heard if body["event"]["type"] == "reaction_added"]
    assert len(ids) == 2
    assert len(set(ids)) == 1


async def test_home_is_told_with_what_is_published_there(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    await slack.hands.open_home("ana")
    await client.views_publish(user_id="U0ANADUARTE", view=HOME)
    view = await slack.hands.open_home("ana")
    first, second = bot.events("app_home_opened")
    assert first.keys() == {"type", "user", "channel", "tab", "event_ts"}
    assert first["tab"] == "home"
    assert second["view"] == view


async def test_comings_and_goings_are_told(slack: StandIn, bot: SmallBot) -> None:
    await slack.hands.invite("#escalations", "dora", by="ana")
    await slack.hands.remove("#escalations", "dora")
    await slack.hands.remove("#escalations", "headfirst")
    await slack.hands.invite("#escalations", "dora")
    await slack.hands.archive("#support")
    await slack.hands.unarchive("#support")
    await slack.hands.rename("#kudos", "praise")
    await slack.settled()
    told = {body["event"]["type"] for body in bot.heard}
    assert told == {
        *("member_joined_channel", "member_left_channel", "group_left"),
        *("channel_archive", "channel_unarchive", "channel_rename"),
    }
    [joined] = bot.events("member_joined_channel")
    assert joined.keys() == {"type", "user", "channel", "channel_type", "team", "inviter", "event_ts"}
    # Of the app's own removal Slack may not tell by this event, and so nor does this one.
    assert [event["user"] for event in bot.events("member_left_channel")] == ["U0DORAOKAFOR"]


async def test_a_channel_that_is_deleted_is_told_of_and_not_there(slack: StandIn, bot: SmallBot) -> None:
    await slack.hands.delete_channel("#kudos")
    await slack.hands.delete_channel("#escalations")
    await slack.settled()
    [public], [private] = bot.events("channel_deleted"), bot.events("group_deleted")
    assert public.keys() == private.keys() == {"type", "channel", "event_ts"}
    assert (public["channel"], private["channel"]) == ("C0KUDOSFEED", "C0ESCALATES")
    with pytest.raises(KeyError):
        slack.workspace.find_channel("#kudos")


async def test_private_channels_have_events_of_their_own_name(slack: StandIn, bot: SmallBot) -> None:
    await slack.hands.archive("#escalations")
    await slack.hands.unarchive("#escalations")
    await slack.settled()
    [archived], [open_again] = bot.events("group_archive"), bot.events("group_unarchive")
    assert archived.keys() == open_again.keys() == {"type", "channel", "user", "event_ts"}


async def test_somebody_who_travels_is_told_with_their_new_zone(slack: StandIn, bot: SmallBot) -> None:
    await slack.hands.travel("carla", "Asia/Tokyo")
    await slack.settled()
    [event] = bot.events("user_change")
    assert event.keys() == {"type", "user", "cache_ts", "event_ts"}
    assert (event["user"]["id"], event["user"]["tz"]) == ("U0CARLAMEYER", "Asia/Tokyo")
    assert event["user"]["tz_offset"] == 9 * 3600


async def test_edits_and_deletions_are_told_with_what_was_there(slack: StandIn, bot: SmallBot) -> None:
    said = await slack.hands.say("ana", "#support", "Frist")
    await slack.hands.edit("ana", said, "First")
    await slack.hands.delete("ana", said)
    await slack.settled()
    _, changed, deleted = bot.events("message")
    assert (changed["subtype"], changed["previous_message"]["text"]) == ("message_changed", "Frist")
    assert changed["message"]["text"] == "First"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said.ts)


async def test_nobody_edits_or_deletes_for_somebody_else(slack: StandIn) -> None:
    said = await slack.hands.say("ana", "#support", "Mine")
    with pytest.raises(PermissionError):
        await slack.hands.edit("bruno", said, "Yours")
    with pytest.raises(PermissionError):
        await slack.hands.delete("bruno", said)


async def test_a_mention_of_the_bot_is_an_app_mention(slack: StandIn, bot: SmallBot) -> None:
    await slack.hands.say("ana", "#support", "What do you think, @headfirst?")
    await slack.settled()
    assert bot.events("app_mention")[0]["text"] == "What do you think, <@U0HEADFIRST>?"


async def test_only_what_was_subscribed_to_is_told(slack: StandIn, bot: SmallBot) -> None:
    slack.app.events = {"reaction_added"}
    said = await slack.hands.say("ana", "#support", "Hello")
    await slack.hands.react("bruno", said, "star2")
    await slack.settled()
    assert [body["event"]["type"] for body in bot.heard] == ["reaction_added"]


async def test_only_what_the_scopes_allow_is_told(slack: StandIn, bot: SmallBot) -> None:
    slack.app.scopes -= {"groups:history"}
    await slack.hands.say("ana", "#escalations", "Among us")
    await slack.hands.say("ana", "#support", "Among all")
    await slack.settled()
    assert [event["text"] for event in bot.events("message")] == ["Among all"]


async def test_the_bot_hears_nothing_of_rooms_that_it_is_not_in(slack: StandIn, bot: SmallBot) -> None:
    said = await slack.hands.say("ana", "D0ANABRUNO0", "Between us")
    await slack.hands.react("bruno", said, "star2")
    await slack.settled()
    assert bot.heard == []


async def test_an_event_that_is_not_acknowledged_comes_again_with_its_number(
    slack: StandIn, either_bot: SmallBot
) -> None:
    either_bot.turn_deaf(2)
    await slack.hands.say("ana", "#support", "Hello")
    await slack.settled()
    assert len({body["event_id"] for body in either_bot.heard}) == 1
    numbers = [headers.get("x-slack-retry-num") for headers in either_bot.headers]
    assert numbers[1:] == [["1"], ["2"]]
    reason = "timeout" if slack.delivery.link.kind == "socket" else "http_error"
    assert either_bot.headers[-1]["x-slack-retry-reason"] == [reason]


async def test_after_three_retries_an_event_is_lost(slack: StandIn, either_bot: SmallBot) -> None:
    either_bot.turn_deaf(9)
    await slack.hands.say("ana", "#support", "Hello")
    await slack.settled()
    assert len(either_bot.heard) == 4


async def test_a_retry_says_what_was_true_when_it_happened(slack: StandIn, bot: SmallBot) -> None:
    bot.turn_deaf(1)
    said = await slack.hands.say("ana", "#support", "Before")
    said.text = "After"
    await slack.settled()
    assert [event["text"] for event in bot.events("message")] == ["Before", "Before"]
