"""Builds the Bolt app: what comes in, with the house and the scene at hand."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import listeners
from bot.house import House
from bot.installations import Installation
from rituals.ids import PersonId


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
        logger=logging.getLogger("headfirst.bolt"),
    )

    @app.middleware
    async def set_the_scene(
        context: AsyncBoltContext, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        house.answering()
        context["house"] = house
        context["scene"] = house.scene(installation.workspace, PersonId(context.user_id or ""))
        return await next()

    listeners.register(app)
    return app
