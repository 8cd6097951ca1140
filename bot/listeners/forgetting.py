"""Being forgotten: a person on their own wish, a workspace when it uninstalls the app."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import forgetting as blocks
from bot.house import House
from bot.listeners.answers import Typed, open_form, tell
from bot.people import person
from bot.sentences import FORGET_WHOM
from rituals import erasure, workspaces
from rituals.scene import Scene


async def asked(typed: Typed) -> None:
    """`/mindset forget me`."""
    if typed.rest.lower().strip(" .!") != "me":
        await tell(typed.ack, FORGET_WHOM)
        return
    await open_form(typed.slack, typed.trigger, blocks.forget_form())
    await typed.ack()


async def confirmed(ack: AsyncAck, client: AsyncWebClient, house: House, scene: Scene) -> None:
    """They really want it."""
    known = await person(client, scene.workspace, scene.person)
    await house.act(erasure.forget_me, scene, known.names if known else ())
    await ack(response_action="update", view=blocks.forgotten_note())


async def uninstalled(event: dict[str, Any], house: House, scene: Scene) -> None:
    """The app was taken out of the workspace: what is known of it is erased after a while."""
    if event["type"] == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
        await house.act(workspaces.leave, scene)
