"""Builds the Bolt app: Bolt reads what comes in, and the door answers it."""

from __future__ import annotations

import logging
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.installations import Installation
from bot.slack.door import Door

log = structlog.get_logger()


def build(slack: AsyncWebClient, installation: Installation, door: Door) -> AsyncApp:
    """The app. It answers Slack when what came in is saved; nothing else is waited for.

    Requests over HTTP must have been verified before they come here.
    """

    async def authorize() -> AuthorizeResult:
        return installation.authorization

    # Without a token: Bolt takes the one that authorize gives, and warns of any other.
    tokenless = AsyncWebClient(base_url=slack.base_url, session=slack.session, retry_handlers=[])
    app = AsyncApp(
        # Else Bolt looks for it through the whole stack, which takes longer than all the rest of a start.
        name="headfirst",
        client=tokenless,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        # Else Bolt writes whole bodies into the log; the place for errors answers what nobody handles.
        raise_error_for_unhandled_request=True,
        logger=logging.getLogger("headfirst.bolt"),
    )

    # Before Bolt's own listeners, which it tries one after the other: the door looks them up by name.
    @app.middleware
    async def through_the_door(context: AsyncBoltContext, body: dict[str, Any]) -> BoltResponse:
        # One app may be installed in many workspaces, and Slack sends us what happens in all of them.
        if context.team_id is None:
            return BoltResponse(status=400, body="of no workspace")
        if context.team_id != installation.workspace:
            log.info("request.of_another_workspace")
            return BoltResponse(status=200, body="")
        return await door.heard(body)

    return app
