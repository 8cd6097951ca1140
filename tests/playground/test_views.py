"""Modals and App Home through the Web API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from freezegun import freeze_time
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from bot.playground.refusals import Refused
from bot.playground.triggers import Triggers
from bot.service.clock import MovableClock, WallClock
from tests.playground.conftest import Refuses
from tests.playground.shapes import VIEW, words

ANA = "U0ANADUARTE"


def modal(title: str = "Tell a story", **more: Any) -> dict[str, Any]:
    field = {"type": "plain_text_input", "action_id": "words"}
    blocks = [{"type": "input", "block_id": "story", "label": words("What happened?"), "element": field}]
    return {"type": "modal", "title": words(title), "submit": words("Tell"), "blocks": blocks, **more}


HOME: dict[str, Any] = {"type": "home", "blocks": [{"type": "divider"}]}


async def test_a_modal_opens_for_the_person_of_the_trigger(slack: StandIn, client: AsyncWebClient) -> None:
    answer = await client.views_open(trigger_id=slack.triggers.make(ANA), view=modal(private_metadata="7"))
    view = slack.workspace.modal_of("ana")
    assert view == answer["view"]
    assert view is not None
    assert view.keys() == VIEW
    assert view["state"] == {"values": {"story": {"words": {"type": "plain_text_input", "value": None}}}}


async def test_a_trigger_opens_one_view_within_three_seconds(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses, clock: MovableClock
) -> None:
    used, old = slack.triggers.make(ANA), slack.triggers.make(ANA)
    await client.views_open(trigger_id=used, view=modal())
    clock.advance(timedelta(seconds=3))
    for trigger, error in [
        (used, "exchanged_trigger_id"),
        (old, "expired_trigger_id"),
        ("1.2.invented", "invalid_trigger_id"),
    ]:
        assert (await refuses(client.views_open(trigger_id=trigger, view=modal())))["error"] == error


def test_three_seconds_are_not_too_late_and_more_are() -> None:
    with freeze_time() as time:
        triggers = Triggers(WallClock())
        in_time, too_late = triggers.make(ANA), triggers.make(ANA)
        time.tick(timedelta(seconds=3))
        assert triggers.exchange(in_time).user == ANA
        time.tick(timedelta(milliseconds=1))
        with pytest.raises(Refused, match="expired_trigger_id"):
            triggers.exchange(too_late)


async def test_a_refused_view_does_not_use_the_trigger_up(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    trigger = slack.triggers.make(ANA)
    refusal = await refuses(client.views_open(trigger_id=trigger, view=modal("A title that is far too long")))
    assert refusal["error"] == "invalid_arguments"
    assert refusal["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert (await client.views_open(trigger_id=trigger, view=modal()))["ok"]


async def test_three_modals_lie_on_each_other_and_no_more(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    first = await client.views_open(trigger_id=slack.triggers.make(ANA), view=modal("One"))
    second = await client.views_push(trigger_id=slack.triggers.make(ANA), view=modal("Two"))
    await client.views_push(trigger_id=slack.triggers.make(ANA), view=modal("Three"))
    fourth = client.views_push(trigger_id=slack.triggers.make(ANA), view=modal("Four"))
    assert (await refuses(fourth))["error"] == "push_limit_reached"
    assert second["view"]["root_view_id"] == second["view"]["previous_view_id"] == first["view"]["id"]


async def test_an_update_keeps_what_was_typed_where_the_ids_stay(
    slack: StandIn, client: AsyncWebClient
) -> None:
    opened = await client.views_open(trigger_id=slack.triggers.make(ANA), view=modal())
    view = slack.workspace.modal_of("ana")
    assert view is not None
    view["state"]["values"]["story"]["words"]["value"] = "She sang"
    await client.views_update(view_id=opened["view"]["id"], view=modal("A new title"))
    assert view["title"]["text"] == "A new title"
    assert view["state"]["values"]["story"]["words"]["value"] == "She sang"


async def test_a_stale_hash_is_a_conflict(slack: StandIn, client: AsyncWebClient, refuses: Refuses) -> None:
    opened = (await client.views_open(trigger_id=slack.triggers.make(ANA), view=modal()))["view"]
    await client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
    again = client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
    assert (await refuses(again))["error"] == "hash_conflict"


async def test_a_view_that_was_closed_is_not_found(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    opened = await client.views_open(trigger_id=slack.triggers.make(ANA), view=modal())
    await slack.hands.close("ana")
    late = client.views_update(view_id=opened["view"]["id"], view=modal())
    assert (await refuses(late))["error"] == "not_found"


async def test_an_external_id_finds_a_view_and_is_taken_once(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    await client.views_open(trigger_id=slack.triggers.make(ANA), view=modal(external_id="story-7"))
    again = client.views_open(
        trigger_id=slack.triggers.make("U0BRUNOCOSTA"), view=modal(external_id="story-7")
    )
    assert (await refuses(again))["error"] == "duplicate_external_id"
    updated = await client.views_update(external_id="story-7", view=modal("Found", external_id="story-7"))
    assert updated["view"]["title"]["text"] == "Found"


async def test_a_view_above_250_kilobytes_is_too_large(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    blocks = [{"type": "section", "text": words("x" * 2900)} for _ in range(100)]
    call = client.views_publish(user_id=ANA, view={"type": "home", "blocks": blocks})
    assert (await refuses(call))["error"] == "view_too_large"


async def test_home_is_published_for_one_person(slack: StandIn, client: AsyncWebClient) -> None:
    first = (await client.views_publish(user_id=ANA, view=HOME))["view"]
    second = (await client.views_publish(user_id=ANA, view=HOME, hash=first["hash"]))["view"]
    assert first["id"] == second["id"]
    assert first["hash"] != second["hash"]
    assert slack.workspace.home_of("ana") == second
    assert slack.workspace.home_of("bruno") is None


@pytest.mark.parametrize(
    ("user", "view"),
    [("U0NOBODY000", HOME), ("U0DEPLOYBOT", HOME), (ANA, modal()), (ANA, {"type": "home"})],
)
async def test_a_home_that_is_none_is_refused(
    client: AsyncWebClient, refuses: Refuses, user: str, view: dict[str, Any]
) -> None:
    assert (await refuses(client.views_publish(user_id=user, view=view)))["error"] == "invalid_arguments"


async def test_home_needs_its_tab(slack: StandIn, client: AsyncWebClient, refuses: Refuses) -> None:
    slack.app.home_tab = False
    assert (await refuses(client.views_publish(user_id=ANA, view=HOME)))["error"] == "not_enabled"
