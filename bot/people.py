"""What the bot asks Slack about people: who they are, whose, and where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.refusals import HIDDEN, code_of
from rituals.db import keepable
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.scene import Scene, zone_named

NOBODY_THERE = {"user_not_found", "user_not_visible", "users_not_found"}
BUSY = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout", None}
NO_GROUPS = {"missing_scope", "plan_upgrade_required", "not_allowed_token_type"}
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Person:
    """`names` are what they may be called, the usual one first. `outsider`: of another organisation.

    `gone`: the account is deactivated. `admin`: of this workspace.
    """

    id: PersonId
    names: tuple[str, ...]
    bot: bool
    gone: bool
    outsider: bool
    admin: bool


async def person(slack: AsyncWebClient, home: WorkspaceId, who: PersonId) -> Person | None:
    """What Slack knows of somebody, seen from the workspace `home`; None if there is nobody of that id."""
    user = await _user(slack, who)
    if user is None:
        return None
    outsider = not _is_of(user, home)
    return Person(
        id=who,
        names=_names(user),
        bot=_is_app(user),
        gone=bool(user.get("deleted")),
        outsider=outsider,
        # Whoever is an admin elsewhere is none here.
        admin=_is_in_charge(user) and not outsider,
    )


async def is_admin(slack: AsyncWebClient, scene: Scene) -> bool:
    """Whether the person of the scene is an admin or owner of its workspace."""
    found = await person(slack, scene.workspace, scene.person)
    return found is not None and found.admin


async def is_colleague(slack: AsyncWebClient, home: WorkspaceId, who: PersonId) -> bool:
    """Whether this is somebody of the workspace `home`: no app, nobody who has left, no outsider."""
    found = await person(slack, home, who)
    return found is not None and not (found.bot or found.gone or found.outsider)


async def admins(slack: AsyncWebClient, home: WorkspaceId) -> list[PersonId]:
    """The admins and owners of the workspace `home`; a look through everybody, so for rare occasions."""
    return [
        PersonId(user["id"]) async for user in _users(slack) if _is_in_charge(user) and _is_ours(user, home)
    ]


async def zone_of(slack: AsyncWebClient, person: PersonId) -> ZoneInfo | None:
    """The zone in a person's Slack settings; None if Slack does not say, or this Python does not know it."""
    try:
        user = (await slack.users_info(user=person)).get("user") or {}
    except SlackApiError as error:
        # Slack may not know, or not show, somebody who is there all the same.
        if error.response.get("ok") is False and code_of(error) not in BUSY:
            return None
        raise
    return zone_named(user.get("tz"))


async def name_of(slack: AsyncWebClient, who: str) -> str:
    """What somebody is usually called."""
    user = await _user(slack, who)
    return _names(user)[0] if user else "a teammate"


async def is_member(slack: AsyncWebClient, channel: ChannelId, person: PersonId) -> bool:
    """Whether the person is in the channel; not, as far as the bot can see, where it cannot look."""
    async for members in _members(slack, channel):
        if person in members:
            return True
    return False


async def colleagues_in(
    slack: AsyncWebClient, home: WorkspaceId, channel: ChannelId, most: int
) -> list[PersonId]:
    """The people of the workspace `home` in the channel; nobody if more than `most`, or out of sight."""
    found: list[PersonId] = []
    async for members in _members(slack, channel):
        found += [PersonId(member) for member in members]
        # An app or two are among them.
        if len(found) > 2 * most:
            return []
    ours = {user["id"] async for user in _users(slack) if _is_ours(user, home)}
    people = [person for person in found if person in ours]
    return people if len(people) <= most else []


async def groups(slack: AsyncWebClient) -> list[tuple[str, str]]:
    """The user groups by id and name; none where the workspace has none, or the bot may not look."""
    return [(str(group["id"]), str(group["name"])) for group in await _groups(slack)]


async def group_handles(slack: AsyncWebClient) -> dict[str, str]:
    """By what people mention each user group, by its id."""
    return {str(group["id"]): str(group.get("handle") or group["name"]) for group in await _groups(slack)}


async def group_members(slack: AsyncWebClient, group: str) -> list[PersonId]:
    """Who is in a user group at this moment."""
    return [PersonId(member) for member in (await slack.usergroups_users_list(usergroup=group))["users"]]


async def _groups(slack: AsyncWebClient) -> list[dict[str, Any]]:
    try:
        return list((await slack.usergroups_list())["usergroups"])
    except SlackApiError as error:
        if code_of(error) in NO_GROUPS:
            return []
        raise


async def _members(slack: AsyncWebClient, channel: ChannelId) -> AsyncIterator[list[str]]:
    cursor = None
    while True:
        try:
            page = await slack.conversations_members(channel=channel, limit=1000, cursor=cursor)
        except SlackApiError as error:
            if code_of(error) in HIDDEN:
                return
            raise
        yield page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


async def _users(slack: AsyncWebClient) -> AsyncIterator[dict[str, Any]]:
    cursor = None
    while True:
        page = await slack.users_list(limit=1000, cursor=cursor)
        for user in page["members"]:
            yield user
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


async def _user(slack: AsyncWebClient, who: str) -> dict[str, Any] | None:
    if not who:
        return None
    try:
        user: dict[str, Any] = (await slack.users_info(user=who))["user"]
    except SlackApiError as error:
        if code_of(error) in NOBODY_THERE:
            return None
        raise
    return user


def _names(user: dict[str, Any]) -> tuple[str, ...]:
    profile = user.get("profile") or {}
    called = [profile.get("display_name"), user.get("real_name"), profile.get("real_name"), user.get("name")]
    return tuple(dict.fromkeys(keepable(str(name)) for name in called if name)) or ("a teammate",)


def _is_of(user: dict[str, Any], home: WorkspaceId) -> bool:
    """Whether Slack says that the account is one of the workspace `home`.

    `is_stranger` alone does not tell: of people whom the app meets in a shared channel it is not set.
    """
    teams = (user.get("enterprise_user") or {}).get("teams") or ()
    return (user.get("team_id") == home or home in teams) and not user.get("is_stranger")


def _is_ours(user: dict[str, Any], home: WorkspaceId) -> bool:
    return _is_of(user, home) and not (user.get("deleted") or _is_app(user))


def _is_app(user: dict[str, Any]) -> bool:
    return bool(user.get("is_bot")) or user.get("id") == SLACKBOT


def _is_in_charge(user: dict[str, Any]) -> bool:
    return bool(user.get("is_admin") or user.get("is_owner"))
