"""Builds the Bolt app: what comes in, with the house and the scene at hand."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import listeners
from bot.house import House
from bot.installations import Installation
from bot.listeners.outsiders import check_may_press
from rituals.ids import PersonId

log = structlog.get_logger()

Next = Callable[[], Awaitable[BoltResponse]]


def build(house: House, slack: AsyncWebClient, installation: Installation) -> AsyncApp:
    """The app, answering to everything in the table of listeners.

    It answers Slack when a listener has returned, that is, when what it did is saved. Requests over HTTP
    must have been verified before they come here.
    """

    async def authorize() -> AuthorizeResult:
        return installation.authorization

    # Without a token: Bolt takes the one that authorize gives, and warns of any other.
    tokenless = AsyncWebClient(base_url=slack.base_url, session=slack.session, retry_handlers=[])
    app = AsyncApp(
        client=tokenless,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        # Else Bolt writes whole bodies into the log; the place for errors answers what nobody handles.
        raise_error_for_unhandled_request=True,
        logger=logging.getLogger("headfirst.bolt"),
    )

    @app.middleware
    async def stay_at_home(context: AsyncBoltContext, next: Next) -> BoltResponse:
        # One app may be installed in many workspaces, and Slack sends us what happens in all of them.
        if context.team_id is None:
            return BoltResponse(status=400, body="of no workspace")
        if context.team_id != installation.workspace:
            log.info("request.of_another_workspace")
            return BoltResponse(status=200, body="")
        return await next()

    @app.middleware
    async def set_the_scene(body: dict[str, Any], context: AsyncBoltContext, next: Next) -> BoltResponse:
        house.answering()
        scene = house.scene(installation.workspace, PersonId(context.user_id or ""))
        context["house"], context["scene"] = house, scene
        await check_may_press(slack, scene, body)
        return await next()

    listeners.register(app)
    return app
