"""Which workspace the bot serves, with which token. One workspace, told by the environment."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.service.config import ConfigError
from bot.slack.refusals import BAD_TOKEN, code_of
from rituals.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Installation:
    """What Slack says of our token, and where it has the workspace. The token itself never prints."""

    workspace: WorkspaceId
    bot_id: str
    bot_user: str
    address: str | None
    authorization: AuthorizeResult


async def introduce(slack: AsyncWebClient) -> Installation:
    """Ask Slack who we are; ConfigError if it doesn't know us or can't be reached."""
    try:
        me = await slack.auth_test()
    except SlackApiError as error:
        raise ConfigError(_refused(slack, code_of(error))) from None
    except (aiohttp.ClientError, OSError, TimeoutError):
        raise ConfigError(
            f"Can't reach Slack at {slack.base_url}: check the network and SLACK_API_URL."
        ) from None
    return Installation(
        workspace=WorkspaceId(me["team_id"]),
        bot_id=str(me["bot_id"]),
        bot_user=str(me["user_id"]),
        address=me.get("url"),
        authorization=AuthorizeResult(
            enterprise_id=me.get("enterprise_id"),
            team_id=me["team_id"],
            bot_id=me["bot_id"],
            bot_user_id=me["user_id"],
            bot_token=slack.token,
        ),
    )


def _refused(slack: AsyncWebClient, error: str | None) -> str:
    if error is None:
        return f"The server at {slack.base_url} isn't Slack. Check SLACK_API_URL."
    if error in BAD_TOKEN:
        return (
            f"Slack doesn't accept SLACK_BOT_TOKEN ({error}): copy it again from OAuth & Permissions on "
            "your app's page on api.slack.com/apps."
        )
    return f"Slack answered {error} to our first question: check SLACK_BOT_TOKEN and the app's settings."
