"""What people do, as a real Bolt app hears it: the payloads have the fields that Slack's samples have."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from bot.playground.entities import Message
from tests.playground.shapes import INTERACTION, STORY, modal, options, words
from tests.playground.small_bot import SmallBot


async def a_button(client: AsyncWebClient, slack: StandIn) -> Message:
    button = {"type": "button", "action_id": "cheer", "text": words("Cheer"), "value": "7"}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button]}]
    posted = await client.chat_postMessage(channel="#support", text="A story", blocks=blocks)
    message = slack.workspace.message(posted["channel"], posted["ts"])
    assert message is not None
    return message


# --- slash commands


async def test_a_command_is_heard_with_everything_in_it(slack: StandIn, either_bot: SmallBot) -> None:
    answered = await slack.hands.command("ana", "#support", "/mindset feed #kudos for @bruno & <b>")
    assert answered.ok
    heard = either_bot.last
    assert heard.keys() == {
        *("token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name"),
        *("command", "text", "api_app_id", "is_enterprise_install", "response_url", "trigger_id"),
    }
    assert heard["command"] == "/mindset"
    assert heard["text"] == "feed <#C0KUDOSFEED|kudos> for <@U0BRUNOCOSTA|bruno> &amp; &lt;b&gt;"
    assert (heard["user_name"], heard["channel_name"]) == ("ana", "support")


async def test_mentions_stay_as_typed_where_the_manifest_does_not_ask_to_escape(
    slack: StandIn, bot: SmallBot
) -> None:
    slack.app.commands = [{"command": "/mindset", "should_escape": False}]
    await slack.hands.command("ana", "#escalations", "/mindset hello @bruno")
    assert (bot.last["text"], bot.last["channel_name"]) == ("hello @bruno", "privategroup")


async def test_the_answer_in_the_acknowledgement_is_for_the_asker(
    slack: StandIn, either_bot: SmallBot
) -> None:
    either_bot.says = {"text": "Only for you"}
    await slack.hands.command("ana", "#support", "/mindset")
    [message] = slack.workspace.messages("#support")
    assert (message.text, message.seen_by) == ("Only for you", "U0ANADUARTE")


async def test_an_answer_in_the_channel_is_for_everybody(slack: StandIn, either_bot: SmallBot) -> None:
    either_bot.says = {"text": "For all", "response_type": "in_channel"}
    await slack.hands.command("ana", "#support", "/mindset")
    [message] = slack.workspace.messages("#support")
    assert (message.text, message.ephemeral) == ("For all", False)


async def test_an_answer_that_slack_would_refuse_is_a_failure(slack: StandIn, bot: SmallBot) -> None:
    bot.says = {"text": "x", "blocks": [{"type": "nonsense"}]}
    answered = await slack.hands.command("ana", "#support", "/mindset")
    assert (answered.ok, answered.error) == (False, "invalid_blocks")
    assert slack.workspace.messages("#support") == []


async def test_a_bot_that_fails_and_a_bot_that_is_not_there(slack: StandIn, either_bot: SmallBot) -> None:
    either_bot.turn_deaf(1)
    answered = await slack.hands.command("ana", "#support", "/mindset")
    # Socket Mode knows only silence; over HTTP the status tells at once.
    expected = "operation_timeout" if slack.delivery.link.kind == "socket" else "dispatch_failed"
    assert (answered.ok, answered.error) == (False, expected)


async def test_without_a_bot_a_command_fails_at_once(slack: StandIn) -> None:
    assert (await slack.hands.command("ana", "#support", "/mindset")).error == "dispatch_failed"


# --- buttons and other elements


async def test_a_press_on_a_message_is_heard_with_everything_in_it(
    slack: StandIn, either_bot: SmallBot, client: AsyncWebClient
) -> None:
    message = await a_button(client, slack)
    assert (await slack.hands.press("ana", message, "cheer")).ok
    heard = either_bot.last
    more = {"container", "trigger_id", "channel", "message", "state", "response_url", "actions"}
    assert heard.keys() == INTERACTION | more
    [action] = heard["actions"]
    assert action.keys() == {"type", "action_id", "block_id", "text", "value", "action_ts"}
    assert (action["value"], action["block_id"]) == ("7", "row")
    assert heard["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C0SUPPORT00",
        "is_ephemeral": False,
    }
    assert heard["user"] == {"id": "U0ANADUARTE", "username": "ana", "name": "ana", "team_id": "T0HARBOUR"}
    assert heard["message"]["ts"] == message.ts


async def test_a_press_counts_though_the_blocks_were_drawn_again_meanwhile(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    message = await a_button(client, slack)
    assert (await slack.hands.press("ana", message, "cheer", value="7", block_id="an-older-row")).ok
    assert bot.last["actions"][0]["block_id"] == "row"


async def test_the_content_of_an_ephemeral_message_is_not_sent_back(slack: StandIn, bot: SmallBot) -> None:
    button = {"type": "button", "action_id": "go", "text": words("Go")}
    bot.says = {"text": "x", "blocks": [{"type": "actions", "elements": [button]}]}
    await slack.hands.command("ana", "#support", "/mindset")
    bot.says = {}
    await slack.hands.press("ana", slack.workspace.messages("#support")[0], "go")
    assert "message" not in bot.last
    assert bot.last["container"]["is_ephemeral"] is True


@pytest.mark.parametrize(
    ("element", "selected", "expected"),
    [
        ({"type": "static_select", "options": options("a", "b")}, "b", ("selected_option", "b")),
        ({"type": "overflow", "options": options("a", "b")}, "a", ("selected_option", "a")),
        ({"type": "radio_buttons", "options": options("a", "b")}, "a", ("selected_option", "a")),
        ({"type": "checkboxes", "options": options("a", "b")}, ["a", "b"], ("selected_options", ["a", "b"])),
        ({"type": "users_select"}, "U0BRUNOCOSTA", ("selected_user", "U0BRUNOCOSTA")),
        ({"type": "conversations_select"}, "C0KUDOSFEED", ("selected_conversation", "C0KUDOSFEED")),
        ({"type": "multi_channels_select"}, ["C0KUDOSFEED"], ("selected_channels", ["C0KUDOSFEED"])),
        ({"type": "datepicker"}, "2026-03-04", ("selected_date", "2026-03-04")),
        ({"type": "timepicker"}, "09:30", ("selected_time", "09:30")),
    ],
)
async def test_every_kind_of_element_says_what_was_chosen(
    slack: StandIn,
    bot: SmallBot,
    client: AsyncWebClient,
    element: dict[str, Any],
    selected: Any,
    expected: tuple[str, Any],
) -> None:
    blocks = [{"type": "actions", "block_id": "row", "elements": [{**element, "action_id": "pick"}]}]
    await client.chat_postMessage(channel="#support", text="Choose", blocks=blocks)
    [message] = slack.workspace.messages("#support")
    await slack.hands.press("ana", message, "pick", selected=selected)
    [action] = bot.last["actions"]
    name, value = expected
    chosen = action[name]
    if isinstance(chosen, dict):
        chosen = chosen["value"]
    elif isinstance(chosen, list) and isinstance(chosen[0], dict):
        chosen = [option["value"] for option in chosen]
    assert chosen == value
    held = (
        {}
        if element["type"] == "overflow"
        else {"row": {"pick": {"type": element["type"], name: action[name]}}}
    )
    assert bot.last["state"]["values"] == held


async def test_a_choice_that_is_not_offered_cannot_be_made(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    element = {"type": "static_select", "action_id": "pick", "options": options("a")}
    blocks = [{"type": "actions", "elements": [element]}]
    await client.chat_postMessage(channel="#support", text="Choose", blocks=blocks)
    [message] = slack.workspace.messages("#support")
    with pytest.raises(ValueError, match="does not offer 'z'"):
        await slack.hands.press("ana", message, "pick", selected="z")
    with pytest.raises(LookupError, match="nothing to press"):
        await slack.hands.press("ana", message, "elsewhere")


async def test_a_press_in_a_modal_carries_what_is_typed_there(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    button = {"type": "button", "action_id": "more", "text": words("More")}
    view = modal(STORY, {"type": "actions", "elements": [button]})
    await client.views_open(trigger_id=slack.triggers.make("U0ANADUARTE"), view=view)
    shown = slack.workspace.modal_of("ana")
    assert shown is not None
    await slack.hands.press("ana", shown, "more", values={"story": "So far"})
    assert bot.last.keys() == INTERACTION | {"container", "trigger_id", "view", "actions"}
    assert bot.last["container"] == {"type": "view", "view_id": shown.id}
    assert bot.last["view"]["state"]["values"]["story"]["story-element"]["value"] == "So far"


async def test_a_press_at_home_is_a_press_in_a_view(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    button = {"type": "button", "action_id": "poll", "text": words("Start a poll")}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    await client.views_publish(user_id="U0ANADUARTE", view=home)
    assert (await slack.hands.press("ana", "home", "poll")).ok
    assert bot.last["view"]["type"] == "home"


# --- shortcuts


async def test_a_message_shortcut_carries_the_message(slack: StandIn, either_bot: SmallBot) -> None:
    said = await slack.hands.say("bruno", "#support", "I stayed for @carla")
    assert (await slack.hands.shortcut("ana", "which_mindset", said)).ok
    heard = either_bot.last
    more = {"callback_id", "action_ts", "trigger_id", "response_url", "message_ts", "channel", "message"}
    assert heard.keys() == INTERACTION | more
    assert heard["type"] == "message_action"
    assert (
        heard["message"].items() >= {"user": "U0BRUNOCOSTA", "text": "I stayed for <@U0CARLAMEYER>"}.items()
    )
    assert heard["message"]["blocks"][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "I stayed for "},
        {"type": "user", "user_id": "U0CARLAMEYER"},
    ]


async def test_a_global_shortcut_carries_no_place(slack: StandIn, either_bot: SmallBot) -> None:
    assert (await slack.hands.shortcut("ana", "tell_story")).ok
    assert either_bot.last.keys() == INTERACTION | {"callback_id", "action_ts", "trigger_id"}
    assert either_bot.last["type"] == "shortcut"


async def test_a_shortcut_that_the_manifest_does_not_name_is_not_there(slack: StandIn) -> None:
    slack.app.shortcuts = [{"name": "Which?", "type": "message", "callback_id": "which_mindset"}]
    with pytest.raises(LookupError, match="no global shortcut"):
        await slack.hands.shortcut("ana", "which_mindset")
