"""What the bot asks Slack about people: who they are, whose, and where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.refusals import HIDDEN, NO_GROUPS, NOBODY_THERE, code_of
from rituals.db import keepable
from rituals.ids import ChannelId, PersonId, WorkspaceId

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Person:
    """`names` are what they may be called, the usual one first. `outsider`: of another organisation.

    `gone`: the account is deactivated. `admin`: of this workspace. `guest`: in some of its channels only.
    """

    id: PersonId
    names: tuple[str, ...]
    bot: bool
    gone: bool
    outsider: bool
    admin: bool
    zone: str = ""
    guest: bool = False

    @property
    def colleague(self) -> bool:
        """Somebody who works here: no app, nobody who has left, no outsider."""
        return not (self.bot or self.gone or self.outsider)


async def person(slack: AsyncWebClient, home: WorkspaceId, who: PersonId) -> Person | None:
    """What Slack knows of somebody, seen from the workspace `home`; None if there is nobody of that id."""
    if not who:
        return None
    try:
        return as_person((await slack.users_info(user=who))["user"], home)
    except SlackApiError as error:
        if code_of(error) in NOBODY_THERE:
            return None
        raise


def as_person(user: dict[str, Any], home: WorkspaceId) -> Person:
    """Slack's own shape of a person as ours, seen from the workspace `home`."""
    outsider = not _is_of(user, home)
    return Person(
        id=PersonId(str(user["id"])),
        names=_names(user),
        bot=_is_app(user),
        gone=bool(user.get("deleted")),
        outsider=outsider,
        # Whoever is an admin elsewhere is none here.
        admin=_is_in_charge(user) and not outsider,
        zone=str(user.get("tz") or ""),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
    )


async def admins(slack: AsyncWebClient, home: WorkspaceId) -> list[PersonId]:
    """The admins and owners of the workspace `home`; a look through everybody, so for rare occasions."""
    return [
        PersonId(user["id"]) async for user in _users(slack) if _is_in_charge(user) and _is_ours(user, home)
    ]


async def is_member(slack: AsyncWebClient, channel: ChannelId, person: PersonId) -> bool:
    """Whether the person is in the channel; not, as far as the bot can see, where it can't look."""
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


def _names(user: dict[str, Any]) -> tuple[str, ...]:
    profile = user.get("profile") or {}
    called = [profile.get("display_name"), user.get("real_name"), profile.get("real_name"), user.get("name")]
    return tuple(dict.fromkeys(keepable(str(name)) for name in called if name)) or ("a teammate",)


def _is_of(user: dict[str, Any], home: WorkspaceId) -> bool:
    """Whether Slack says that the account is one of the workspace `home`.

    `is_stranger` alone doesn't tell: of people whom the app meets in a shared channel it isn't set.
    """
    teams = (user.get("enterprise_user") or {}).get("teams") or ()
    return (user.get("team_id") == home or home in teams) and not user.get("is_stranger")


def _is_ours(user: dict[str, Any], home: WorkspaceId) -> bool:
    return _is_of(user, home) and not (user.get("deleted") or _is_app(user))


def _is_app(user: dict[str, Any]) -> bool:
    return bool(user.get("is_bot")) or user.get("id") == SLACKBOT


def _is_in_charge(user: dict[str, Any]) -> bool:
    return bool(user.get("is_admin") or user.get("is_owner"))
