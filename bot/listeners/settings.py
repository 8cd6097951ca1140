"""Settings of the workspace, for admins."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import settings as blocks
from bot.house import House
from bot.listeners.answers import Answers, Typed, open_form
from bot.listeners.permission import check_admin
from rituals import workspaces
from rituals.scene import Scene


async def asked(typed: Typed) -> None:
    """`/mindset settings`."""
    await check_admin(typed.slack, typed.scene)
    settings = await typed.house.quietly(workspaces.settings, typed.scene)
    await open_form(typed.slack, typed.trigger, blocks.settings_form(settings))
    await typed.ack()


async def chosen(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent."""
    await check_admin(client, scene)
    answers = Answers(view)
    settings = workspaces.Settings(
        admins_only=answers.chosen("rituals") == "admins",
        blend=workspaces.Blend(answers.chosen("blend")),
    )
    await house.act(workspaces.change_settings, scene, settings)
    await ack(response_action="update", view=blocks.saved_note())
