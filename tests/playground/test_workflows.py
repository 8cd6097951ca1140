"""Steps of workflows as Slack runs them: who may end them, how, and once."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from bot.playground.workflows import Execution
from tests.playground.conftest import Refuses

ANA = "U0ANADUARTE"
PERSON = {"type": "slack#/types/user_id", "title": "Who", "description": "Who is greeted"}
COUNT = {"type": "integer", "title": "Count", "description": "How often"}
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Greeter"},
    "settings": {
        "org_deploy_enabled": True,
        "function_runtime": "remote",
        "event_subscriptions": {"bot_events": ["function_executed"]},
    },
    "functions": {
        "greet": {
            "title": "Greet",
            "description": "Greets somebody",
            "input_parameters": {"properties": {"who": PERSON}, "required": ["who"]},
            "output_parameters": {"properties": {"count": COUNT}, "required": ["count"]},
        }
    },
}


async def greet(slack: StandIn) -> Execution:
    slack.configure(MANIFEST)
    return await slack.hands.run_step("greet", who=ANA)


async def test_the_bot_is_told_of_a_step_with_its_inputs_and_a_token_of_its_own(slack: StandIn) -> None:
    execution = await greet(slack)
    event = slack.events.sent[-1]["event"]
    assert event["type"] == "function_executed"
    assert event["function"]["callback_id"] == "greet"
    assert event["function"]["input_parameters"] == [{"name": "who", **PERSON, "is_required": True}]
    assert (event["inputs"], event["function_execution_id"]) == ({"who": ANA}, execution.id)
    assert event["bot_access_token"].startswith("xwfp-")


async def test_a_step_ends_once_well_or_not(slack: StandIn, client: AsyncWebClient, refuses: Refuses) -> None:
    first, second = await greet(slack), await greet(slack)
    await client.functions_completeSuccess(function_execution_id=first.id, outputs={"count": 1})
    await client.functions_completeError(function_execution_id=second.id, error="Nobody is there.")
    assert (first.state, second.state, second.error) == ("completed", "failed", "Nobody is there.")
    again = client.functions_completeSuccess(function_execution_id=second.id, outputs={"count": 1})
    assert (await refuses(again))["error"] == "execution_not_in_running_state"
    unknown = client.functions_completeError(function_execution_id="Fx0", error="Nobody is there.")
    assert (await refuses(unknown))["error"] == "function_execution_not_found"


@pytest.mark.parametrize("outputs", [{}, {"count": 1, "mood": "good"}])
async def test_outputs_are_those_of_the_manifest(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses, outputs: dict[str, Any]
) -> None:
    execution = await greet(slack)
    sent = client.functions_completeSuccess(function_execution_id=execution.id, outputs=outputs)
    assert (await refuses(sent))["error"] == "parameter_validation_failed"
    assert execution.state == "running"


async def test_inputs_are_those_of_the_manifest(slack: StandIn) -> None:
    await greet(slack)
    for inputs in ({}, {"who": ANA, "why": "so"}, {"who": "U0NOBODY"}):
        with pytest.raises(ValueError):
            await slack.hands.run_step("greet", **inputs)


@pytest.mark.parametrize("left_out", ["org_deploy_enabled", "function_runtime"])
async def test_an_app_that_is_not_ready_for_organisations_has_no_steps(slack: StandIn, left_out: str) -> None:
    manifest = copy.deepcopy(MANIFEST)
    del manifest["settings"][left_out]
    slack.configure(manifest)
    with pytest.raises(LookupError):
        await slack.hands.run_step("greet", who=ANA)
