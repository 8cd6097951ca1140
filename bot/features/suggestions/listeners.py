"""Suggestions: asked for, made, decided on."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.home.listeners import publish
from bot.features.permission import check_admin
from bot.features.suggestions import card as blocks
from bot.service.house import House
from bot.slack.answers import Answers, Typed, answer, open_form, replace, saved_already
from rituals import experiments, suggestions
from rituals.ids import SuggestionId
from rituals.scene import Scene


async def asked(typed: Typed) -> None:
    """`/mindset suggest`: the form, for the channel's framework."""
    framework = await typed.house.quietly(
        experiments.framework_for, typed.scene, typed.house.catalog, typed.channel
    )
    await open_form(typed.slack, typed.trigger, blocks.suggest_form(framework))
    await typed.ack()


async def asked_for_form(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, house: House
) -> None:
    """*Suggest an experiment* in the menu of a card."""
    framework = house.catalog.framework(action["selected_option"]["value"])
    await open_form(client, body["trigger_id"], blocks.suggest_form(framework))
    await ack()


async def made(ack: AsyncAck, view: dict[str, Any], house: House, scene: Scene) -> None:
    """The form was sent."""
    answers = Answers(view)
    blank = {name: "Write a few words." for name in ("title", "scene", "question") if not answers.text(name)}
    if blank:
        await ack(response_action="errors", errors=blank)
        return
    await house.act(
        suggestions.suggest,
        scene,
        framework=view["private_metadata"],
        mindset=answers.chosen("mindset"),
        title=answers.text("title"),
        text=answers.text("scene"),
        question=answers.text("question"),
        request=view["id"],
    )
    await ack(response_action="update", view=blocks.thanks_note())


async def asked_for_list(typed: Typed) -> None:
    """`/mindset suggestions`: what waits for an admin."""
    await check_admin(typed.slack, typed.scene)
    waiting = await typed.house.quietly(suggestions.waiting, typed.scene)
    await answer(typed.ack, blocks.waiting_card(waiting, typed.house.catalog))


async def decided(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """*Approve* or *Not this time* was pressed: in the private list, in App Home, or in a direct message."""
    await check_admin(client, scene)
    approve = action["action_id"] == blocks.APPROVE
    await house.act(suggestions.decide, scene, SuggestionId(int(action["value"])), approve)
    await ack()
    with saved_already():
        if body.get("view"):
            await publish(client, house, scene)
        elif (body.get("container") or {}).get("is_ephemeral"):
            waiting = await house.quietly(suggestions.waiting, scene)
            await replace(respond, blocks.waiting_card(waiting, house.catalog))
