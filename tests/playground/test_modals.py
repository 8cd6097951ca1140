"""Modals, from what is filled in to what the bot's answer does."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.shapes import INTERACTION, STORY, VIEW, asks, modal, options, words
from tests.playground.small_bot import SmallBot


async def open_modal(slack: StandIn, client: AsyncWebClient, *blocks: dict[str, Any], **more: Any) -> None:
    await client.views_open(
        trigger_id=slack.triggers.make("U0ANADUARTE", "C0SUPPORT00"), view=modal(*blocks, **more)
    )


async def test_a_submission_is_heard_with_everything_in_it(
    slack: StandIn, either_bot: SmallBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, client, STORY, private_metadata="7")
    assert (await slack.hands.submit("ana", {"story": "She sang"})).ok
    heard = either_bot.last
    assert heard.keys() == INTERACTION | {"trigger_id", "view", "response_urls"}
    assert heard["type"] == "view_submission"
    assert heard["view"].keys() == VIEW
    assert heard["view"]["private_metadata"] == "7"
    assert heard["view"]["state"]["values"] == {
        "story": {"story-element": {"type": "plain_text_input", "value": "She sang"}}
    }
    assert slack.workspace.modal_of("ana") is None


async def test_plain_values_become_the_state_of_each_kind_of_input(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    await open_modal(
        slack,
        client,
        asks("kind", {"type": "static_select", "options": options("thanks", "rescue")}),
        asks("days", {"type": "checkboxes", "options": options("mon", "tue", "wed")}),
        asks("place", {"type": "conversations_select", "default_to_current_conversation": True}),
        asks("people", {"type": "multi_users_select"}),
        asks("at", {"type": "timepicker", "initial_time": "09:00"}),
        asks("until", {"type": "datepicker"}),
        asks("count", {"type": "number_input", "is_decimal_allowed": False}),
        asks("note", {"type": "plain_text_input"}, optional=True),
    )
    given = {"kind": "rescue", "days": ["mon", "wed"], "people": ["U0BRUNOCOSTA"], "count": 3}
    answered = await slack.hands.submit("ana", {**given, "until-element": "2026-03-09"})
    assert answered.ok
    values = {k: next(iter(v.values())) for k, v in bot.last["view"]["state"]["values"].items()}
    assert values["kind"]["selected_option"]["value"] == "rescue"
    assert [o["value"] for o in values["days"]["selected_options"]] == ["mon", "wed"]
    assert values["place"] == {"type": "conversations_select", "selected_conversation": "C0SUPPORT00"}
    assert values["people"]["selected_users"] == ["U0BRUNOCOSTA"]
    assert values["at"]["selected_time"] == "09:00"
    assert values["until"]["selected_date"] == "2026-03-09"
    assert (values["count"]["value"], values["note"]["value"]) == ("3", None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Please complete this required field."),
        ({"story": "  "}, "Please complete this required field."),
        ({"story": "ab"}, "Please enter at least 3 characters."),
        ({"story": "x" * 11}, "Please shorten this to 10 characters."),
    ],
)
async def test_what_the_client_itself_refuses_never_reaches_the_bot(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient, given: dict[str, str], said: str
) -> None:
    await open_modal(slack, client, STORY)
    answered = await slack.hands.submit("ana", given)
    assert (answered.ok, answered.errors) == (False, {"story": said})
    assert bot.heard == []


async def test_an_input_that_does_not_exist_cannot_be_filled_in(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, client, STORY)
    with pytest.raises(KeyError, match="No input of this view is called stroy"):
        await slack.hands.submit("ana", {"stroy": "She sang"})


async def test_errors_stay_in_the_modal(slack: StandIn, either_bot: SmallBot, client: AsyncWebClient) -> None:
    await open_modal(slack, client, STORY)
    either_bot.says = {"response_action": "errors", "errors": {"story": "A little more, please."}}
    answered = await slack.hands.submit("ana", {"story": "She sang"})
    assert (answered.ok, answered.errors) == (False, {"story": "A little more, please."})
    assert slack.workspace.modal_of("ana") is not None


async def test_an_answer_can_replace_the_modal_stack_another_or_clear_all(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, client, STORY)
    first = slack.workspace.modal_of("ana")
    bot.says = {"response_action": "update", "view": modal(STORY, title=words("Second"))}
    await slack.hands.submit("ana", {"story": "She sang"})
    assert first is not None
    assert first["title"]["text"] == "Second"
    bot.says = {"response_action": "push", "view": modal(STORY, title=words("Third"))}
    await slack.hands.submit("ana")
    assert len(slack.workspace.stacks["U0ANADUARTE"]) == 2
    bot.says = {"response_action": "clear"}
    await slack.hands.submit("ana", {"story": "She sang"})
    assert slack.workspace.modal_of("ana") is None


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ({"response_action": "errors", "errors": {"elsewhere": "x"}}, "invalid_response"),
        ({"response_action": "update", "view": {"type": "modal", "blocks": []}}, "invalid_arguments"),
    ],
)
async def test_a_wrong_answer_to_a_submission_is_shown_as_a_failure(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient, says: dict[str, Any], error: str
) -> None:
    await open_modal(slack, client, STORY)
    bot.says = says
    answered = await slack.hands.submit("ana", {"story": "She sang"})
    assert (answered.ok, answered.error) == (False, error)


async def test_closing_is_told_only_to_those_who_asked(
    slack: StandIn, either_bot: SmallBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, client, STORY)
    await slack.hands.close("ana")
    assert either_bot.heard == []
    await open_modal(slack, client, STORY, notify_on_close=True)
    await slack.hands.close("ana", everything=True)
    assert either_bot.last.keys() == INTERACTION | {"view", "is_cleared", "response_urls"}
    assert (either_bot.last["type"], either_bot.last["is_cleared"]) == ("view_closed", True)


async def test_a_closed_modal_does_not_say_what_was_in_it(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    button = {"type": "button", "action_id": "more", "text": words("More")}
    await open_modal(slack, client, STORY, {"type": "actions", "elements": [button]}, notify_on_close=True)
    shown = slack.workspace.modal_of("ana")
    assert shown is not None
    await slack.hands.press("ana", shown, "more", values={"story": "She sang"})
    await slack.hands.close("ana")
    assert bot.last["view"]["state"] == {"values": {}}
    assert bot.last["is_cleared"] is False


SEARCH = asks("search", {"type": "plain_text_input"}, dispatch_action=True)


async def test_typing_where_the_bot_wants_to_know_is_told_with_all_that_stands_there(
    slack: StandIn, either_bot: SmallBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, client, SEARCH, STORY)
    view = slack.workspace.modal_of("ana")
    assert view is not None
    await slack.hands.press("ana", view, "search-element", selected="cake", values={"story": "She sang"})
    [action] = either_bot.last["actions"]
    assert action.keys() == {"type", "action_id", "block_id", "value", "action_ts"}
    assert (action["type"], action["value"]) == ("plain_text_input", "cake")
    values = either_bot.last["view"]["state"]["values"]
    assert values["search"]["search-element"]["value"] == "cake"
    assert values["story"]["story-element"]["value"] == "She sang"
    await slack.hands.press("ana", view, "search-element", values={"search": "pie"})
    assert either_bot.last["actions"][0]["value"] == "pie"


async def test_an_input_that_only_counts_when_sent_tells_nothing(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    await open_modal(slack, client, STORY)
    view = slack.workspace.modal_of("ana")
    assert view is not None
    with pytest.raises(LookupError, match="no dispatch_action"):
        await slack.hands.press("ana", view, "story-element", selected="She sang")
    assert bot.heard == []


async def test_home_tells_what_stands_in_it_and_keeps_it(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    who = {"type": "users_select", "action_id": "who"}
    section = {"type": "section", "block_id": "person", "text": words("Who?"), "accessory": who}
    home = {"type": "home", "blocks": [SEARCH, section]}
    await client.views_publish(user_id="U0ANADUARTE", view=home)
    await slack.hands.press("ana", "home", "search-element", selected="cake")
    await client.views_publish(user_id="U0ANADUARTE", view=home)
    await slack.hands.press("ana", "home", "who", selected="U0CARLAMEYER")
    values = bot.last["view"]["state"]["values"]
    assert values["search"]["search-element"]["value"] == "cake"
    assert values["person"]["who"]["selected_user"] == "U0CARLAMEYER"


async def test_a_modal_can_hand_over_a_response_url(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    element = {"type": "conversations_select", "response_url_enabled": True}
    await open_modal(slack, client, asks("place", element))
    await slack.hands.submit("ana", {"place": "C0KUDOSFEED"})
    [handed] = bot.last["response_urls"]
    assert handed.keys() == {"block_id", "action_id", "channel_id", "response_url"}
    assert handed["channel_id"] == "C0KUDOSFEED"
